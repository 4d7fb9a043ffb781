"""A booking's own pages: just made, what it is, moving it, cancelling it and taking that back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import joinedload

from app.calendar.saving import file_of, to_save
from app.clock import Span, now, wall
from app.db import db
from app.places.models import Space
from app.plugins import Piece, current_hooks
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import Who, current_actor, current_person_id, dates, say_done, use_house, who
from app.web.forms import refuse
from plugins.rooms import purposes
from plugins.rooms.cancelling import Scope, cancel, undo_cancel
from plugins.rooms.entries import entry_of, page_of
from plugins.rooms.forms import CancelForm, MoveForm
from plugins.rooms.models import WHOLE, Booking
from plugins.rooms.moving_back import move_back
from plugins.rooms.remembering import formers_before
from plugins.rooms.renewing import ending_of
from plugins.rooms.requests.page import RequestPart, part_of
from plugins.rooms.rights import may_change
from plugins.rooms.series import often
from plugins.rooms.shifting import DatesTaken
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.move_form import KEEP, asked_place, do_move, form_for


@rooms.get("/booking/<public_id>/made")
@who(Who.SIGNED_IN)
def made(public_id: str) -> ResponseReturnValue:
    """It is settled; what others want to ask now (contributions: something in return?), or else the booking's page."""
    found = own_booking(public_id)
    if not found.is_on:
        return redirect(url_for(".booking", public_id=public_id), 303)
    pieces = current_hooks().slot("booking.after", found.ref, current_person_id())
    if not len(pieces):
        say_done(_made_words(found), link=(_("Add to my calendar"), url_for(".file", public_id=public_id)))
        return redirect(url_for(".booking", public_id=public_id), 303)
    return render_template("rooms/made.html", booking=found, words=_made_words(found), pieces=pieces)


@rooms.get("/booking/<public_id>")
@who(Who.SIGNED_IN)
def booking(public_id: str) -> str:
    """What was booked, and what one can still do about it."""
    found = own_booking(public_id)
    return booking_page(found)


@rooms.get("/booking/<public_id>.ics")
@who(Who.SIGNED_IN)
def file(public_id: str) -> Response:
    """The booking as a file for one's own calendar, to be saved once."""
    found = own_booking(public_id)
    body = file_of(entry_of(found, page_of(found)))
    response = Response(body, mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.public_id}.ics"'
    return response


@rooms.post("/booking/<public_id>/move")
@who(Who.SIGNED_IN)
def move_to(public_id: str) -> ResponseReturnValue:
    """Another time or another room."""
    found = own_booking(public_id)
    form = form_for(found)
    if not form.validate():
        return booking_page(found, moving=form), 422
    try:
        count = do_move(found, form)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        db.session.expire_all()
        found = own_booking(public_id)
        refuse(form, refusal)
        clash = refusal.days if isinstance(refusal, DatesTaken) else ()
        return booking_page(found, moving=form, clash=clash), refusal.status
    moved = own_booking(public_id)
    say_done(
        _("Done. A host looks whether the new time can be.")
        if moved.is_requested
        else _("Done. Your booking has moved."),
        undo_url=url_for(".undo_move", public_id=public_id) if count else None,
    )
    return redirect(url_for(".booking", public_id=public_id), 303)


@rooms.post("/booking/<public_id>/move-back")
@who(Who.SIGNED_IN)
def undo_move(public_id: str) -> ResponseReturnValue:
    """Take a move back, as long as the old place is free: of all dates that moved together."""
    count = move_back(current_actor(), public_id)
    if count:
        say_done(ngettext("It is back where it was.", "All %(num)s dates are back where they were.", count))
    return redirect(url_for(".booking", public_id=public_id), 303)


@rooms.post("/booking/<public_id>/cancel")
@who(Who.SIGNED_IN)
def call_off(public_id: str) -> ResponseReturnValue:
    """Cancel it, or dates of its series. The next page offers undo."""
    found = own_booking(public_id)
    scope = Scope.ONE
    if found.series_id is not None:
        form = CancelForm()
        if not form.validate():
            return booking_page(found, cancelling=form), 422
        scope = Scope(form.scope.data)
    count = cancel(current_actor(), public_id, scope)
    if count:
        words = ngettext(
            "Cancelled. The room is free again.", "%(num)s dates are cancelled. The room is free again.", count
        )
        undo = _first_cancelled(found)
        say_done(words, undo_url=url_for(".restore", public_id=undo))
    return redirect(url_for(".booking", public_id=public_id), 303)


@rooms.post("/booking/<public_id>/restore")
@who(Who.SIGNED_IN)
def restore(public_id: str) -> ResponseReturnValue:
    """Take a cancellation back, as long as the room is still free."""
    if undo_cancel(current_actor(), public_id):
        say_done(_("It is on again. The room is yours."))
    return redirect(url_for(".booking", public_id=public_id), 303)


def own_booking(public_id: str) -> Booking:
    """A booking that the reader may see. Raises NotFound: others need not know that it is there."""
    found = db.session.scalar(
        sa.select(Booking).where(Booking.public_id == public_id).options(*WHOLE, joinedload(Booking.group))
    )
    if found is None or not may_change(current_actor(), found):
        raise NotFound(_("There is no such booking."))
    use_house(found.space.house)
    return found


def booking_page(
    found: Booking,
    *,
    moving: MoveForm | None = None,
    cancelling: CancelForm | None = None,
    request_part: RequestPart | None = None,
    clash: Sequence[date] = (),
) -> str:
    """A booking's page, with fresh forms for those that are not given; `clash` are days that cannot go along."""
    return render_template(
        "rooms/booking.html",
        booking=found,
        form=moving or form_for(found),
        dragged=moving is None and asked_place().start is not None,
        clash=clash,
        keep=KEEP,
        cancelling=cancelling or CancelForm(formdata=None),
        part=request_part or part_of(found, current_actor()),
        purpose=purposes.with_people(found.purpose, found.people),
        title=found.title or purposes.label(found.purpose),
        often=often(found.series.rule) if found.series else "",
        dates=_dates(found),
        was=_was(found),
        ending=ending_of(found, current_person_id()),
        is_over=found.starts <= now(),
        event=to_save(entry_of(found, page_of(found))),
        pieces=_side(found),
        room_url=None if found.space.is_hidden else _room_url(found),
    )


def _dates(found: Booking) -> list[Booking]:
    """Every date of the series that is still to come, soonest first; nothing for a single booking."""
    if found.series_id is None:
        return []
    dates_to_come = (
        sa.select(Booking)
        .where(Booking.series_id == found.series_id, Booking.ends > now())
        .options(joinedload(Booking.space, innerjoin=True))
        .order_by(Booking.starts, Booking.id)
    )
    return list(db.session.scalars(dates_to_come))


@dataclass(frozen=True, slots=True)
class Was:
    """Where a booking was before its move, as long as that can be undone; so many `dates` moved together."""

    room: str
    span: Span
    dates: int


def _was(found: Booking) -> Was | None:
    formers = formers_before(found) if found.starts > now() else []
    own = next((one for one in formers if one.booking_id == found.id), None)
    return Was(db.session.get_one(Space, own.space_id).name, own.span, len(formers)) if own else None


def _side(found: Booking) -> list[Piece]:
    return list(current_hooks().slot("booking.side", found.ref, current_person_id()))


def _room_url(found: Booking) -> str:
    day = wall(found.starts, found.zone).date()
    return url_for("rooms.room", slug=found.space.slug, week=day.isoformat())


def _first_cancelled(found: Booking) -> str:
    """The date that undo starts from: this one, or where it had begun already, the next one that was cancelled."""
    if found.series_id is None or found.starts > now():
        return found.public_id
    later = sa.select(Booking.public_id).where(
        Booking.series_id == found.series_id, Booking.cancelled_at.is_not(None), Booking.starts > now()
    )
    return db.session.scalar(later.order_by(Booking.cancelled_at.desc()).limit(1)) or found.public_id


def _made_words(found: Booking) -> str:
    values: dict[str, Any] = {
        "room": found.space.name,
        "day": dates.day(found.starts, found.zone),
        "times": dates.from_to(found.span, found.zone),
    }
    if found.is_requested:
        return _("Asked for: %(room)s on %(day)s, %(times)s. We keep it for you until a host has answered.", **values)
    if found.series is None:
        return _("Done. %(room)s is yours on %(day)s, %(times)s.", **values)
    values["often"] = often(found.series.rule)
    return _("Done. %(room)s is yours %(often)s, %(times)s. The first time is %(day)s.", **values)
