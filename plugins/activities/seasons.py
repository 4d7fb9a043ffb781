"""Change a series from one of its dates on: another time or place, the end of it, or a longer life.

What was stays as it was: the old series ends before that date, and a new one, with a UID of its own, takes over.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time

import sqlalchemy as sa
from dateutil.relativedelta import relativedelta
from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.calendar.repeats import MOST_MONTHS, starts
from app.calendar.repeats import Occurrence as Planned
from app.clock import NoSuchTime, Span, now, wall
from app.db import db, transactional
from app.events import ActivityChanged, say
from app.journal import note
from app.places.holding import release_all
from app.places.models import Space
from app.refs import new_uid
from app.refusals import Refusal
from plugins.activities import telling
from plugins.activities.dates import call_off, touch
from plugins.activities.holding import hold_all, spaces_of
from plugins.activities.models import Activity, Occurrence, Series, SignUp
from plugins.activities.planning import Where, check_clock
from plugins.activities.publishing import add_occurrences, log_label, put_elsewhere, without
from plugins.activities.rights import activity_for, occurrence_for
from plugins.activities.words import CONTINUED, OVER, RESCHEDULED, STOPPED

NO_SERIES = _("This date stands by itself. Change only this date.")


@transactional
def reschedule(
    actor: Actor, occurrence_id: int, start: time, end: time, where: Where, *, skip: Iterable[date] = ()
) -> None:
    """From this date on, every date of its series has another time or place. Who comes is told.

    Dates that have a time or place of their own keep it; `skip` are days that are called off because of it.
    Raises Clashes with every date whose room cannot be had, or another Refusal with its field.
    """
    check_clock(start, end)
    occurrence, series, following = _from_here(actor, occurrence_id)
    activity = occurrence.activity
    spaces, skipped = spaces_of(actor, where, activity.house_id, kept=series.spaces), set(skip)
    usual = [one for one in following if _is_usual(one, series)]
    for one in usual:
        if wall(one.starts, activity.zone).date() in skipped and not one.is_cancelled:
            call_off(actor, one, "")
    was = {one.id: (one.span, one.place_words) for one in usual}
    release_all(one.ref for one in usual)
    successor = _split(series, following, start, end, where, spaces)
    for one in following:
        _take_over(one, successor, start)
    for one in usual:
        one.starts, one.ends = _times(one.original_start.date(), start, end, activity)
        one.place, one.spaces, one.room_lost = where.place, list(spaces), False
    db.session.flush()
    hold_all(actor, activity, [one for one in usual if not one.is_cancelled])
    for one in usual:
        if (one.span, one.place_words) != was[one.id]:
            touch(one)
            if not one.is_cancelled:
                with notices.changing(actor, was[one.id][0].start, one.starts):
                    telling.tell_coming(one, telling.CHANGED)
    say(ActivityChanged(ref=activity.ref, house_id=activity.house_id, person_id=actor.subject))
    note(actor, RESCHEDULED, activity.ref, log_label(activity))


@transactional
def stop(actor: Actor, occurrence_id: int, reason: str) -> None:
    """End a series: this date and all after it are off. Those with sign-ups stay as cancelled, and people are told."""
    occurrence, series, following = _from_here(actor, occurrence_id)
    wanted = set(
        db.session.scalars(
            sa.select(SignUp.occurrence_id).where(SignUp.occurrence_id.in_([one.id for one in following]))
        )
    )
    release_all(one.ref for one in following)
    for one in following:
        if one.id in wanted:
            if not one.is_cancelled:
                call_off(actor, one, reason)
        else:
            db.session.delete(one)
    db.session.flush()
    _shorten(series)
    activity = occurrence.activity
    say(ActivityChanged(ref=activity.ref, house_id=activity.house_id, person_id=actor.subject))
    note(actor, STOPPED, activity.ref, log_label(activity))


@transactional
def continue_until(
    actor: Actor,
    activity_id: int,
    until: date,
    *,
    skip: Iterable[date] = (),
    elsewhere: Mapping[date, int] | None = None,
) -> int:
    """Let the last series of an activity go on, up to and with `until`. Answers how many dates were added.

    `skip` are days that are left out, `elsewhere` gives single days another space.
    Raises Clashes with every date whose room cannot be had, or another Refusal with its field.
    """
    activity = activity_for(actor, activity_id)
    series, planned = to_continue(activity, until)
    planned = without(planned, skip)
    made = add_occurrences(activity, series, planned, Where(place=series.place), series.spaces)
    put_elsewhere(actor, activity, made, elsewhere or {})
    hold_all(actor, activity, made)
    series.last, series.told_ending_at = planned[-1].original_start, None
    _moved_on(series)
    say(ActivityChanged(ref=activity.ref, house_id=activity.house_id, person_id=actor.subject))
    note(actor, CONTINUED, activity.ref, log_label(activity))
    return len(planned)


def to_continue(activity: Activity, until: date) -> tuple[Series, list[Planned]]:
    """The last series of an activity, and the dates that it would give up to and with `until`. Raises Refusal."""
    series = db.session.scalar(
        sa.select(Series).where(Series.activity_id == activity.id).order_by(Series.last.desc()).limit(1)
    )
    if series is None:
        raise Refusal(NO_SERIES)
    today = wall(now(), activity.zone).date()
    if until > today + relativedelta(months=MOST_MONTHS):
        raise Refusal(
            _("A series lasts %(months)s months at most. After that you renew it.", months=MOST_MONTHS), field="until"
        )
    moments = [one for one in starts(series.rule, series.first, datetime.combine(until, time.max)) if one > series.last]
    planned = [Planned(one, Span(*_times(one.date(), one.time(), series.end_clock, activity))) for one in moments]
    planned = [one for one in planned if one.span.start > now()]
    if not planned:
        raise Refusal(_("This gives no date at all. Look at the last day again."), field="until")
    return series, planned


def _from_here(actor: Actor, occurrence_id: int) -> tuple[Occurrence, Series, list[Occurrence]]:
    """The date, its series, and the dates of the series from it on. Raises Refusal for one that is over or alone."""
    occurrence = occurrence_for(actor, occurrence_id)
    if occurrence.series_id is None:
        raise Refusal(NO_SERIES)
    if occurrence.ends <= now():
        raise Refusal(OVER)
    following = db.session.scalars(
        sa.select(Occurrence)
        .where(
            Occurrence.series_id == occurrence.series_id,
            Occurrence.original_start >= occurrence.original_start,
            Occurrence.ends > now(),
        )
        .order_by(Occurrence.original_start)
        .with_for_update(of=Occurrence.__table__)
    )
    return occurrence, db.session.get_one(Series, occurrence.series_id), list(following)


def _is_usual(occurrence: Occurrence, series: Series) -> bool:
    """Whether a date is just as its series says, and so goes along when that changes."""
    zone = occurrence.activity.zone
    usual_time = (
        wall(occurrence.starts, zone) == occurrence.original_start
        and wall(occurrence.ends, zone).time() == series.end_clock
    )
    return usual_time and (occurrence.place, occurrence.spaces) == (series.place, series.spaces)


def _split(
    series: Series, following: Sequence[Occurrence], start: time, end: time, where: Where, spaces: Sequence[Space]
) -> Series:
    """End `series` before `following`, and begin a new one there; nothing before it means that it just changes."""
    first, last = (datetime.combine(one.original_start.date(), start) for one in (following[0], following[-1]))
    earlier = db.session.scalar(
        sa.select(sa.func.max(Occurrence.original_start)).where(
            Occurrence.series_id == series.id, Occurrence.original_start < following[0].original_start
        )
    )
    if earlier is None:
        series.first, series.last, series.end_clock = first, last, end
        series.place, series.spaces = where.place, list(spaces)
        _moved_on(series)
        return series
    series.last = earlier
    _moved_on(series)
    successor = Series(
        activity_id=series.activity_id,
        uid=new_uid(),
        rule=series.rule,
        first=first,
        last=last,
        end_clock=end,
        place=where.place,
        sequence=0,
        created_at=now(),
        changed_at=now(),
        spaces=list(spaces),
    )
    db.session.add(successor)
    db.session.flush()
    return successor


def _take_over(occurrence: Occurrence, successor: Series, start: time) -> None:
    occurrence.series_id = successor.id
    occurrence.original_start = datetime.combine(occurrence.original_start.date(), start)


def _times(day: date, start: time, end: time, activity: Activity) -> tuple[datetime, datetime]:
    try:
        span = Span.of(day, start, end, activity.zone)
    except NoSuchTime:
        raise Refusal(
            _("In the night that summer time begins, this time does not exist. Choose another one."), field="start"
        ) from None
    return span.start, span.end


def _shorten(series: Series) -> None:
    """Let the series end with the last of its dates that is left; one without any is gone."""
    last = db.session.scalar(sa.select(sa.func.max(Occurrence.original_start)).where(Occurrence.series_id == series.id))
    if last is None:
        db.session.delete(series)
        return
    series.last = last
    _moved_on(series)


def _moved_on(series: Series) -> None:
    series.sequence += 1
    series.changed_at = now()
