"""Which theme weeks there are."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa

from app.calendar.showing import today_in, zone_here
from app.db import db
from app.refusals import NotFound
from plugins.prevention.circles.models import Circle
from plugins.prevention.themeweeks.holding import UNKNOWN
from plugins.prevention.themeweeks.models import ThemeWeek

SOON: Final = timedelta(days=28)
"""So long before it begins, it stands on the page of its theme."""


def coming(
    theme: str | None = None, *, circle_id: int | None = None, before: date | None = None
) -> Sequence[ThemeWeek]:
    """Those that are not over, soonest first: of a theme, of a circle, or all; `before`: that begin by that day."""
    wanted = _standing().where(ThemeWeek.last_day >= today_in(zone_here()))
    if theme is not None:
        wanted = wanted.where(ThemeWeek.theme == theme)
    if circle_id is not None:
        wanted = wanted.where(ThemeWeek.circle_id == circle_id)
    if before is not None:
        wanted = wanted.where(ThemeWeek.first_day <= before)
    return db.session.scalars(wanted.order_by(ThemeWeek.first_day, ThemeWeek.id)).all()


def near(theme: str) -> Sequence[ThemeWeek]:
    """Those of a theme that are on, or begin soon."""
    return coming(theme, before=today_in(zone_here()) + SOON)


def public_week(key: str) -> ThemeWeek | None:
    """The week with this public id, where everybody may see it."""
    return db.session.scalar(_standing().where(ThemeWeek.public_id == key)) if key.isalnum() else None


def week_at(key: str) -> ThemeWeek:
    """The week with this public id, called off and hidden ones too. Raises NotFound."""
    week = db.session.scalar(sa.select(ThemeWeek).where(ThemeWeek.public_id == key)) if key.isalnum() else None
    if week is None:
        raise NotFound(UNKNOWN)
    return week


def _standing() -> sa.Select[ThemeWeek]:
    return (
        sa.select(ThemeWeek)
        .join(Circle, Circle.id == ThemeWeek.circle_id)
        .where(
            ThemeWeek.removed_at.is_(None),
            ThemeWeek.hidden.is_(False),
            Circle.stopped_at.is_(None),
            Circle.hidden.is_(False),
        )
    )
