"""Pages of after-use: the answer of who used the room, and the list for hosts."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people import roles
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import Who, current_actor, current_house, say_done, who
from app.web.forms import refuse
from plugins.rooms.after import telling
from plugins.rooms.after.forms import WORDS, AfterForm
from plugins.rooms.models import ref_of
from plugins.rooms.rights import own_booking
from plugins.rooms.views.blueprint import rooms


@rooms.post("/booking/<public_id>/after")
@who(Who.SIGNED_IN)
def tell_after(public_id: str) -> ResponseReturnValue:
    """How the room was left."""
    booking = own_booking(ref_of(public_id))
    if booking is None:
        raise NotFound(_("There is no such booking."))
    form = AfterForm()
    if form.validate():
        try:
            telling.tell(current_actor(), public_id, form.state.data, form.words.data or "")
        except (NotFound, NotAllowed):
            raise
        except Refusal as refusal:
            if refusal.field not in form:
                raise
            refuse(form, refusal)
        else:
            say_done(_("Thank you. The house knows."))
            return redirect(url_for(".booking", public_id=public_id), 303)
    return render_template("rooms/after/ask.html", booking=booking, form=form), 422


@rooms.get("/reports")
@who(Who.HOST)
def reports() -> str:
    """What is not in order in the house."""
    house = current_house()
    if house is None or not roles.may(current_actor(), house.id, "host"):
        raise NotAllowed(_("This page is for people with a role in the house."))
    return render_template(
        "rooms/after/list.html", reports=telling.open_reports(house.id), words=WORDS, zone=house.zone
    )


@rooms.post("/reports/<key>/solved")
@who(Who.HOST)
def solve_report(key: str) -> ResponseReturnValue:
    """It is in order again; the next page offers undo."""
    telling.solve(current_actor(), key)
    say_done(_("Solved. Thank you!"), undo_url=url_for(".reopen_report", key=key))
    return redirect(url_for(".reports"), 303)


@rooms.post("/reports/<key>/reopen")
@who(Who.HOST)
def reopen_report(key: str) -> ResponseReturnValue:
    """It is not in order after all."""
    telling.reopen(current_actor(), key)
    return redirect(url_for(".reports"), 303)
