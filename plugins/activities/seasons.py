"""Let a series go on: more dates under the same rule and the same UID."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

import sqlalchemy as sa
from dateutil.relativedelta import relativedelta
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.calendar.repeats import MOST_MONTHS, starts
from app.calendar.repeats import Occurrence as Planned
from app.clock import NoSuchTime, Span, now, wall
from app.db import db, transactional
from app.events import ActivityChanged, say
from app.journal import note
from app.refusals import Refusal
from plugins.activities.holding import hold_all
from plugins.activities.models import Activity, Series
from plugins.activities.planning import Where
from plugins.activities.publishing import add_occurrences, log_label, put_elsewhere, without
from plugins.activities.rights import activity_for
from plugins.activities.words import CONTINUED

NO_SERIES = _("This date stands by itself. Change only this date.")


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


def _times(day: date, start: time, end: time, activity: Activity) -> tuple[datetime, datetime]:
    try:
        span = Span.of(day, start, end, activity.zone)
    except NoSuchTime:
        raise Refusal(
            _("In the night that summer time begins, this time does not exist. Choose another one."), field="start"
        ) from None
    return span.start, span.end


def _moved_on(series: Series) -> None:
    series.sequence += 1
    series.changed_at = now()
