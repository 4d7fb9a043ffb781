"""For hosts: begin a break from a booking, and the list of breaks of the house."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people import roles
from app.refusals import NotAllowed
from app.web import Who, current_actor, current_house, say_done, who
from app.web.attempts import attempt
from app.web.forms import given
from plugins.rooms.models import Booking
from plugins.rooms.pausing import pausing
from plugins.rooms.pausing.forms import PauseForm
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.bookings import own_booking


@rooms.get("/booking/<public_id>/break")
@who(Who.HOST)
def pause_page(public_id: str) -> str:
    """Ask why, and until when."""
    return _page(_booking(public_id), PauseForm())


@rooms.post("/booking/<public_id>/break")
@who(Who.HOST)
def begin_pause(public_id: str) -> ResponseReturnValue:
    """Begin a break for who made this booking."""
    booking, form = _booking(public_id), PauseForm()
    actor, reason = current_actor(), form.reason.data or ""
    if attempt(form, lambda: pausing.begin(actor, booking, reason, given(form.until.data))) is None:
        return _page(booking, form), 422
    say_done(_("Done. They hear of it. A second host looks at it within a week."))
    return redirect(url_for(".pauses"), 303)


@rooms.get("/breaks")
@who(Who.HOST)
def pauses() -> str:
    """The breaks of the house."""
    house = current_house()
    if house is None or not roles.may(current_actor(), house.id, "host"):
        raise NotAllowed(_("This page is for people with a role in the house."))
    found = pausing.of_house(house.id)
    return render_template("rooms/pausing/list.html", pauses=found, zone=house.zone, me=current_actor().typist)


@rooms.post("/breaks/<key>/right")
@who(Who.HOST)
def see_pause(key: str) -> ResponseReturnValue:
    """A second host finds it right."""
    pausing.say_right(current_actor(), key)
    say_done(_("Thank you for looking. It stays until its last day."))
    return redirect(url_for(".pauses"), 303)


@rooms.post("/breaks/<key>/end")
@who(Who.HOST)
def end_pause(key: str) -> ResponseReturnValue:
    """Let it end now."""
    pausing.end(current_actor(), key)
    say_done(_("It is over. They hear that they can book again."))
    return redirect(url_for(".pauses"), 303)


def _booking(public_id: str) -> Booking:
    booking = own_booking(public_id)
    if not pausing.may_pause(current_actor(), booking):
        raise NotAllowed(_("Only another host of this house can do this."))
    return booking


def _page(booking: Booking, form: PauseForm) -> str:
    return render_template("rooms/pausing/begin.html", booking=booking, form=form)
