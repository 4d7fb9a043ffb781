"""The page on which the words of a booking change: what it is, who may read that, what for and with how many."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.db import db
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import Who, current_actor, say_done, who
from app.web.forms import refuse
from plugins.rooms.booking import refuse_if_off, refuse_if_over
from plugins.rooms.cancelling import Scope
from plugins.rooms.forms import SeriesUseForm, UseForm
from plugins.rooms.models import Booking
from plugins.rooms.rewording import reword, use_of
from plugins.rooms.use import Use
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.bookings import own_booking


@rooms.get("/booking/<public_id>/change")
@who(Who.SIGNED_IN)
def words(public_id: str) -> str:
    """What it says now."""
    found = own_booking(public_id)
    refuse_if_over(found)
    refuse_if_off(found)
    return _page(found, _form(found))


@rooms.post("/booking/<public_id>/change")
@who(Who.SIGNED_IN)
def change_words(public_id: str) -> ResponseReturnValue:
    """Say it otherwise: for this date, or for more of them."""
    found = own_booking(public_id)
    form, waited = _form(found), found.is_requested
    if not form.validate():
        return _page(found, form), 422
    scope = Scope(form.which.data) if isinstance(form, SeriesUseForm) else Scope.ONE
    try:
        count = reword(current_actor(), public_id, _use(form), scope)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        db.session.expire_all()
        refuse(form, refusal)
        return _page(own_booking(public_id), form), refusal.status
    if count:
        asks = own_booking(public_id).is_requested and not waited
        say_done(
            _("Done. A host looks whether it can be.")
            if asks
            else ngettext("Done. It says so now.", "Done. %(num)s dates say so now.", count)
        )
    return redirect(url_for(".booking", public_id=public_id), 303)


def _form(found: Booking) -> UseForm:
    kind = SeriesUseForm if found.series_id is not None else UseForm
    return kind(obj=use_of(found))


def _use(form: UseForm) -> Use:
    return Use(
        purpose=form.purpose.data,
        people=form.people.data or 0,
        title=form.title.data or "",
        visibility=form.visibility.data,
    )


def _page(found: Booking, form: UseForm) -> str:
    return render_template("rooms/words.html", booking=found, form=form)
