"""Change or call off more than one date: all that the change reaches go along in one transaction, or none."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.clock import Span, now, wall
from app.db import db, transactional
from app.events import ActivityChanged, say
from app.journal import note
from app.places.holding import release_all
from app.places.models import Space
from app.refusals import Refusal
from plugins.activities import telling
from plugins.activities.dates import call_off, touch
from plugins.activities.holding import hold_all, spaces_of
from plugins.activities.lost.possible import take_marks_off
from plugins.activities.models import Activity, Occurrence
from plugins.activities.planning import OneDate, When, Where, check_clock, check_soon
from plugins.activities.publishing import log_label
from plugins.activities.spreading.following import reached, usual
from plugins.activities.spreading.shifting import Doubled, Reach, moved
from plugins.activities.spreading.splitting import take_over
from plugins.activities.words import RESCHEDULED


@transactional
def change(
    actor: Actor,
    occurrence_id: int,
    reach: Reach,
    plan: OneDate,
    *,
    skip: Iterable[date] = (),
    elsewhere: Mapping[date, int] | None = None,
) -> None:
    """Give this date and others another day, time, place or title. Who comes is told of another time or place.

    Only what differs from this date as it is now goes along; dates that have a time or place of their own keep it.
    `skip` are days (as they become) that are called off because of it, `elsewhere` gives such a day another space.
    Raises Clashes with every date whose room cannot be had, or another Refusal with its field; then nothing changed.
    """
    check_clock(plan.start, plan.end)
    occurrence, rows = reached(actor, occurrence_id, reach)
    activity, title, skipped = occurrence.activity, occurrence.title, set(skip)
    kept = [*occurrence.spaces, *(occurrence.series.spaces if occurrence.series else ())]
    spaces = spaces_of(actor, plan.where, activity.house_id, kept=kept)
    if _differs(occurrence, plan, spaces):
        along = usual(rows, occurrence)
        rule, days = _new_days(rows, occurrence, plan)
        spans = {one.id: _span(days[one.id], plan, activity) for one in along} | {
            occurrence.id: _span(plan.day, plan, activity)
        }
        check_soon(min(spans.values()), now())
        for one in along:
            if wall(spans[one.id].start, activity.zone).date() in skipped and not one.is_cancelled:
                call_off(actor, one, "")
        if occurrence.series is not None:
            starts = {key: datetime.combine(day, plan.start) for key, day in days.items()}
            take_over(occurrence.series, rows, starts, rule, plan, spaces)
        _put(actor, activity, along, spans, plan.where, spaces, elsewhere or {})
    for one in rows:
        if one.title == title != plan.title:
            one.title = plan.title
            touch(one)
    say(ActivityChanged(ref=activity.ref, house_id=activity.house_id, person_id=actor.subject))
    note(actor, RESCHEDULED, activity.ref, log_label(activity))


def _differs(occurrence: Occurrence, plan: OneDate, spaces: Sequence[Space]) -> bool:
    zone = occurrence.activity.zone
    start, end = wall(occurrence.starts, zone), wall(occurrence.ends, zone)
    was = (start.date(), start.time(), end.time(), occurrence.place, [space.id for space in occurrence.spaces])
    return was != (plan.day, plan.start, plan.end, plan.where.place, [space.id for space in spaces])


def _new_days(rows: Sequence[Occurrence], occurrence: Occurrence, plan: OneDate) -> tuple[str, dict[int, date]]:
    """The rule from now on (none for dates that stand alone); and by id of each date on which day it is then, as usual.

    A date that was moved by itself before, and is not now, leaves the days of the others as they are.
    """
    own = wall(occurrence.starts, occurrence.activity.zone).date()
    if occurrence.series is None:
        return "", {one.id: wall(one.starts, one.activity.zone).date() + (plan.day - own) for one in rows}
    at = occurrence.original_start.date()
    days = [one.original_start.date() for one in rows]
    try:
        rule, found = moved(occurrence.series.rule, days, at, at if plan.day == own else plan.day)
    except Doubled:
        raise Refusal(_("Then two dates fall on one day. Choose another day."), field="day") from None
    return rule, dict(zip([one.id for one in rows], found, strict=True))


def _span(day: date, plan: OneDate, activity: Activity) -> Span:
    return When(first=day, start=plan.start, end=plan.end).dates(activity.zone)[0].span


def _put(
    actor: Actor,
    activity: Activity,
    along: Sequence[Occurrence],
    spans: Mapping[int, Span],
    where: Where,
    spaces: Sequence[Space],
    elsewhere: Mapping[date, int],
) -> None:
    """Let go of the old rooms of all, then hold the new ones; tell who comes to a date that differs now."""
    was = {one.id: (one.span, one.place_words) for one in along}
    lost = [one for one in along if one.room_lost]
    release_all(one.ref for one in along)
    for one in along:
        one.starts, one.ends = spans[one.id].start, spans[one.id].end
        other = elsewhere.get(wall(one.starts, activity.zone).date())
        own = spaces_of(actor, Where(space_ids=(other,)), activity.house_id) if other is not None else spaces
        one.place, one.spaces = where.place, list(own)
    db.session.flush()
    hold_all(actor, activity, [one for one in along if not one.is_cancelled])
    take_marks_off(lost)
    for one in along:
        if (one.span, one.place_words) != was[one.id]:
            touch(one)
            if not one.is_cancelled:
                with notices.changing(actor, was[one.id][0].start, one.starts):
                    telling.tell_coming(one, telling.CHANGED)
