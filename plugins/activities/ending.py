"""A series that comes to its end: its organisers hear it in time, since going on is one press."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.clock import now
from app.db import db, transactional
from plugins.activities import telling
from plugins.activities.models import Occurrence, Series

AHEAD: Final = timedelta(weeks=3)
"""So long before the last date."""


@transactional
def tell_ending() -> None:
    """Tell the organisers of each series that ends soon, once. One that another follows, or that is off, is left."""
    later = aliased(Series)
    followed = sa.exists().where(later.activity_id == Series.activity_id, later.last > Series.last)
    last_dates = db.session.execute(
        sa.select(Series, Occurrence)
        .join(Occurrence, sa.and_(Occurrence.series_id == Series.id, Occurrence.original_start == Series.last))
        .where(
            Series.told_ending_at.is_(None),
            Occurrence.cancelled_at.is_(None),
            Occurrence.ends > now(),
            Occurrence.starts < now() + AHEAD,
            ~followed,
        )
        .order_by(Series.id)
        .with_for_update(of=Series.__table__)
    )
    for series, occurrence in last_dates.all():
        series.told_ending_at = now()
        telling.tell_organisers(occurrence, telling.ENDING)
