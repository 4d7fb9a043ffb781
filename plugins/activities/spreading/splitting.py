"""End a series before the first date that changes, and let a new one take the others over."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.places.models import Space
from app.refs import new_uid
from plugins.activities.models import Occurrence, Series
from plugins.activities.planning import OneDate

_ASIDE: Final = timedelta(days=365 * 400)
"""So far aside that no two dates of a series share a start while they change places."""


def take_over(
    series: Series,
    rows: Sequence[Occurrence],
    starts: Mapping[int, datetime],
    rule: str,
    plan: OneDate,
    spaces: Sequence[Space],
) -> None:
    """Let `rows`, the last ones of `series`, follow `rule` with these original starts (by id), at the time of `plan`.

    Where dates of before are left, a new series begins, with a UID of its own; otherwise the series itself changes.
    Call it in a transaction.
    """
    earlier = db.session.scalar(
        sa.select(sa.func.max(Occurrence.original_start)).where(
            Occurrence.series_id == series.id, Occurrence.original_start < rows[0].original_start
        )
    )
    if earlier is None:
        _moved_on(series)
        successor = series
    else:
        series.last = earlier
        _moved_on(series)
        successor = _successor(series)
    successor.rule, successor.end_clock, successor.place = rule, plan.end, plan.where.place
    successor.first, successor.last = min(starts.values()), max(starts.values())
    successor.spaces = list(spaces)
    for one in rows if earlier is None else ():
        one.original_start += _ASIDE
    db.session.flush()
    for one in rows:
        one.series_id, one.series = successor.id, successor
        one.original_start = starts[one.id]
    db.session.flush()


def _successor(series: Series) -> Series:
    successor = Series(
        activity_id=series.activity_id,
        uid=new_uid(),
        rule=series.rule,
        first=series.first,
        last=series.last,
        end_clock=series.end_clock,
        place=series.place,
        sequence=0,
        created_at=now(),
        changed_at=now(),
    )
    db.session.add(successor)
    db.session.flush()
    return successor


def shorten(series: Series) -> None:
    """Let the series end with the last of its dates that is left; one without any is gone. Call it in a transaction."""
    last = db.session.scalar(sa.select(sa.func.max(Occurrence.original_start)).where(Occurrence.series_id == series.id))
    if last is None:
        db.session.delete(series)
        return
    series.last = last
    _moved_on(series)


def _moved_on(series: Series) -> None:
    series.sequence += 1
    series.changed_at = now()
