"""Whether somebody has another talk too close to a moment."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import or_, select

from app.db import db
from plugins.outreach.talks.models import LENGTH, Talk

BETWEEN: Final = timedelta(minutes=30)
"""So long a visitor needs between two talks."""


def is_busy(people: Iterable[int | None], moment: datetime, but: Talk) -> bool:
    """Whether one of `people` has a talk agreed on, other than `but`, too close to a talk that begins at `moment`."""
    near = LENGTH + BETWEEN
    ids = [person_id for person_id in people if person_id is not None]
    rows = select(Talk.id).where(
        Talk.id != but.id,
        or_(Talk.one_id.in_(ids), Talk.other_id.in_(ids)),
        Talk.starts > moment - near,
        Talk.starts < moment + near,
    )
    return db.session.scalar(rows.limit(1)) is not None
