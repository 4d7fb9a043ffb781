"""Which dates a change is about."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.actors import Actor
from app.clock import now, wall
from app.db import db
from app.refusals import Refusal
from plugins.activities.models import Occurrence, Series
from plugins.activities.rights import occurrence_for
from plugins.activities.spreading.shifting import Reach
from plugins.activities.words import OVER


def reached(actor: Actor, occurrence_id: int, reach: Reach) -> tuple[Occurrence, list[Occurrence]]:
    """A date, and every date that a change with this reach is about, locked and in order.

    They are those of its series that are not over; of a date that stands alone, the others of its activity that do.
    Raises Refusal for a date that is over, NotFound, NotAllowed. Call it in a transaction.
    """
    occurrence = occurrence_for(actor, occurrence_id)
    if occurrence.ends <= now():
        raise Refusal(OVER)
    if reach is Reach.ONE:
        return occurrence, [occurrence]
    wanted = _together_with(occurrence)
    if reach is Reach.ONWARDS:
        wanted = wanted.where(Occurrence.original_start >= occurrence.original_start)
    return occurrence, list(db.session.scalars(wanted.with_for_update(of=Occurrence.__table__)).unique())


def others(occurrence: Occurrence) -> int:
    """How many other dates a change of this one could reach."""
    rows = _together_with(occurrence).with_only_columns(sa.func.count()).order_by(None)
    return max(0, (db.session.scalar(rows) or 0) - 1)


def _together_with(occurrence: Occurrence) -> sa.Select[Occurrence]:
    return (
        sa.select(Occurrence)
        .where(
            Occurrence.activity_id == occurrence.activity_id,
            Occurrence.series_id == occurrence.series_id
            if occurrence.series_id is not None
            else Occurrence.series_id.is_(None),
            Occurrence.ends > now(),
        )
        .order_by(Occurrence.original_start, Occurrence.id)
    )


def usual(rows: Sequence[Occurrence], like: Occurrence) -> list[Occurrence]:
    """Of `rows`, `like` itself and those that are just as usual, and so go along when that changes.

    Usual is what their series says; for dates that stand alone, the time and the place that `like` has.
    """
    series = like.series
    if series is not None:
        return [one for one in rows if one.id == like.id or is_usual(one, series)]
    return [one for one in rows if _place_and_time(one) == _place_and_time(like)]


def is_usual(occurrence: Occurrence, series: Series) -> bool:
    """Whether a date is just as its series says."""
    zone = occurrence.activity.zone
    usual_time = (
        wall(occurrence.starts, zone) == occurrence.original_start
        and wall(occurrence.ends, zone).time() == series.end_clock
    )
    return usual_time and (occurrence.place, occurrence.spaces) == (series.place, series.spaces)


def _place_and_time(one: Occurrence) -> tuple[object, ...]:
    start, end = (wall(moment, one.activity.zone) for moment in (one.starts, one.ends))
    return start.time(), end.time(), one.place, [space.id for space in one.spaces]
