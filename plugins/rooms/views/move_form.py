"""The form that gives a booking, or dates of its series, another time or another room."""

from datetime import date, time

from flask import request
from flask_babel import gettext as _

from app.clock import NoSuchTime, Span, wall
from app.places.models import Space
from app.places.search import spaces_for
from app.refusals import Refusal
from app.web import current_actor
from plugins.rooms.booking import move
from plugins.rooms.cancelling import Scope
from plugins.rooms.forms import MoveForm, SeriesMoveForm
from plugins.rooms.models import Booking
from plugins.rooms.shifting import move_dates
from plugins.rooms.views.steps import half_hours
from plugins.rooms.wish import Wish

KEEP = "keep"
"""Days whose dates stay where they are: sent by the button that a clash offers."""


def form_for(found: Booking) -> MoveForm:
    """The form, filled with the time and room of now, or with those in the address: what somebody dragged it to."""
    start, end = wall(found.starts, found.zone), wall(found.ends, found.zone)
    asked = asked_place() if request.method == "GET" else Wish()
    to = Wish(
        room=asked.room or found.space.slug,
        day=asked.day or start.date(),
        start=asked.start or start.time(),
        end=asked.end or end.time(),
    )
    kind = SeriesMoveForm if found.series_id is not None else MoveForm
    form = kind(room=to.room, day=to.day, start=f"{to.start:%H:%M}", end=f"{to.end:%H:%M}")
    form.offer_rooms(rooms_for(found))
    form.offer_times(*half_hours(found.space.house, None, to))
    return form


def asked_place() -> Wish:
    """The place in this page's address; what is not in it is empty."""
    return Wish.read(request.args)


def rooms_for(found: Booking) -> list[Space]:
    """The room of now, and the others of its house where the people fit."""
    others = spaces_for([found.house_id], found.people)
    return [found.space, *(space for space in others if space.id != found.space_id)]


def do_move(found: Booking, form: MoveForm) -> int:
    """Do what a valid form says. Answers how many dates moved; raises what `booking.move` and `move_dates` raise."""
    space = next(one for one in rooms_for(found) if one.slug == form.room.data)
    start, end = form.times
    span = _span(form.day.data, start, end, space)
    scope = Scope(form.which.data) if isinstance(form, SeriesMoveForm) else Scope.ONE
    if scope is Scope.ONE:
        return move(current_actor(), found.public_id, space.id, span)
    return move_dates(current_actor(), found.public_id, space.id, span, scope, _kept())


def _kept() -> frozenset[date]:
    """The days that were said to stay; what is no day is left out."""
    days = set()
    for text in request.form.getlist(KEEP)[:400]:
        try:
            days.add(date.fromisoformat(text))
        except ValueError:
            continue
    return frozenset(days)


def _span(day: date | None, start: time, end: time, space: Space) -> Span:
    if day is None:
        raise Refusal(_("Choose a day."), field="day")
    try:
        return Span.of(day, start, end, space.house.zone)
    except NoSuchTime:
        raise Refusal(_("On that day the clock skips this time. Choose another time."), field="start") from None
