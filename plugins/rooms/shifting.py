"""Move the dates of a series together: this one and those after it, or all to come. What has begun stays as it was.

They let go of all that they hold, and then take the new, in one transaction: the series is never in its own way, and
nobody can slip in between. What moves becomes a series of its own with a new UID, and takes the rows over; a date that
was moved by hand before, or that is kept where it is, stays in the old series.
"""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.clock import NoSuchTime, Span, now, wall
from app.db import db, transactional
from app.places import Taken
from app.places.holding import Closed, release_all
from app.places.models import Space
from app.refs import new_public_id, new_uid
from app.refusals import Refusal
from plugins.rooms import telling
from plugins.rooms.booking import changeable, mark_changed, refuse_if_off, refuse_if_over, space_for
from plugins.rooms.cancelling import Scope, dates_within
from plugins.rooms.models import Booking, BookingSeries
from plugins.rooms.preparing.going_along import carry
from plugins.rooms.remembering import formers_of, remember
from plugins.rooms.requests.asking import Place, ask_again
from plugins.rooms.series import hold_each
from plugins.rooms.shift import CannotShift, Shift
from plugins.rooms.waiting.offering import make_way, serve


class DatesTaken(Refusal):
    """Some of the dates cannot go there. `days` are the days on which they are now, in order."""

    def __init__(self, days: Sequence[date]) -> None:
        super().__init__(_("On some dates this cannot be. Nothing has moved yet."), field="start")
        self.days = tuple(days)


@transactional
def move_dates(
    actor: Actor, public_id: str, space_id: int, span: Span, scope: Scope, kept: frozenset[date] = frozenset()
) -> int:
    """Move this date of a series to `space_id` and `span`, and the others of `scope` as far. Answers how many moved.

    `kept` are days (on the wall, of now) whose dates stay where they are. Raises DatesTaken when some cannot go there,
    and else what `booking.move` raises; then nothing has moved.
    """
    chosen = changeable(actor, public_id)
    refuse_if_over(chosen)
    refuse_if_off(chosen)
    old = chosen.series
    if old is None:
        raise Refusal(_("This booking is not one of a series."))
    space = space_for(actor, space_id, chosen.people)
    shift = Shift.between(Span(chosen.starts, chosen.ends), span, old.zone)
    moving = [one for one in dates_within(chosen, scope) if _goes_along(one, chosen) and _day(one) not in kept]
    if not moving:
        raise Refusal(_("No date is left to move."), field="day")
    spans = _spans(moving, chosen, shift, span)
    if all((one.space_id, one.span) == (space_id, where) for one, where in zip(moving, spans, strict=True)):
        return 0
    days = {where: _day(one) for one, where in zip(moving, spans, strict=True)}
    ruled = [where for one, where in zip(moving, spans, strict=True) if _lies_on_rule(one)]
    if not ruled:
        raise Refusal(_("The other dates were moved by hand before. Move this one by itself."), field="which")
    make_way(actor.subject, space, spans)
    release_all(one.ref for one in moving)
    before, were = {one.id: Place.of(one) for one in moving}, [one.starts for one in moving]
    old_house, formers = chosen.house_id, formers_of(moving)
    _take_over(old, _series_for(old, space, shift, chosen.title, ruled), moving, spans, space)
    ask_again(actor, [(one, before[one.id]) for one in moving])
    try:
        hold_each(actor, moving)
    except (Taken, Closed) as refusal:
        raise DatesTaken(sorted(days[where] for where in refusal.spans if where in days)) from refusal
    carry(moving)
    remember(chosen, formers)
    with notices.changing(actor, *were, *(one.starts for one in moving)):
        telling.moved_together(actor, moving)
    serve(old_house)
    return len(moving)


def _goes_along(one: Booking, chosen: Booking) -> bool:
    """Whether a date moves too: the chosen one, and those that lie where the rule put them."""
    return one is chosen or (one.is_on and _lies_on_rule(one))


def _lies_on_rule(one: Booking) -> bool:
    """Whether a date is where its series put it; else it was moved by hand."""
    series = one.series
    if series is None or one.space_id != series.space_id:
        return False
    return wall(one.starts, series.zone) == one.original_start


def _day(one: Booking) -> date:
    return wall(one.starts, one.zone).date()


def _spans(moving: Sequence[Booking], chosen: Booking, shift: Shift, span: Span) -> list[Span]:
    try:
        return [span if one is chosen else shift.span_of(wall(one.starts, chosen.zone), chosen.zone) for one in moving]
    except NoSuchTime:
        raise Refusal(
            _("On one of these days the clock skips this time. Choose another time."), field="start"
        ) from None


def _series_for(old: BookingSeries, space: Space, shift: Shift, title: str, ruled: Sequence[Span]) -> BookingSeries:
    """The series that the moved dates become; `ruled` are those that its rule gives."""
    if space.house_id != old.house_id:
        raise Refusal(_("All dates of a series are in one house."), field="room")
    try:
        rule = shift.rule_of(old.rule)
    except CannotShift:
        raise Refusal(
            _("These dates cannot go to another day of the week. Choose the same day."), field="day"
        ) from None
    moment = now()
    starts = sorted(wall(span.start, old.zone) for span in ruled)
    first = min(ruled)
    return BookingSeries(
        public_id=new_public_id(),
        uid=new_uid(),
        house_id=space.house_id,
        space=space,
        zone_name=old.zone_name,
        rule=rule,
        first_start=starts[0],
        last_start=starts[-1],
        starts=first.start,
        ends=first.end,
        title=title,
        person_id=old.person_id,
        follows_id=old.id,
        sequence=0,
        created_at=moment,
        changed_at=moment,
    )


def _take_over(
    old: BookingSeries, new: BookingSeries, moving: Sequence[Booking], spans: Sequence[Span], space: Space
) -> None:
    """Let the moved rows belong to the new series, and let the old one end with what is left of it."""
    db.session.add(new)
    db.session.flush()
    for one, span in zip(moving, spans, strict=True):
        mark_changed(one)
        one.series, one.uid, one.original_start = new, new.uid, wall(span.start, new.zone)
        one.space, one.starts, one.ends = space, span.start, span.end
    db.session.flush()
    last = db.session.scalar(sa.select(sa.func.max(Booking.original_start)).where(Booking.series_id == old.id))
    if last is not None:
        old.last_start = last
    old.sequence += 1
    old.changed_at = now()
    db.session.flush()
