"""How a theme week was before: kept with each change, so that it can be put back."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.refs import new_public_id
from plugins.prevention.themeweeks.models import ThemeWeek, ThemeWeekVersion

FIELDS: Final = ("title", "about", "about_by_id", "first_day", "last_day")
MOST: Final = 20


def told_by(said_by: ThemeWeek | ThemeWeekVersion) -> tuple[object, ...]:
    """All that it tells."""
    return tuple(getattr(said_by, name) for name in FIELDS)


def versions_of(week: ThemeWeek) -> Sequence[ThemeWeekVersion]:
    """How it was, the newest first: that is how it is now."""
    wanted = sa.select(ThemeWeekVersion).where(ThemeWeekVersion.week_id == week.id)
    return db.session.scalars(wanted.order_by(ThemeWeekVersion.id.desc())).all()


def version_with(week: ThemeWeek, key: str) -> ThemeWeekVersion | None:
    """The version with this public id, of this week."""
    return next((one for one in versions_of(week) if one.public_id == key), None)


def keep(week: ThemeWeek) -> str:
    """Keep how it is now, and let go of the oldest; the version's public id. Call it in a transaction."""
    kept = versions_of(week)
    for one in kept[MOST - 1 :]:
        db.session.delete(one)
    version = ThemeWeekVersion(public_id=new_public_id(), week_id=week.id, at=now())
    for name in FIELDS:
        setattr(version, name, getattr(week, name))
    db.session.add(version)
    db.session.flush()
    return version.public_id


def newest(week: ThemeWeek) -> str:
    """The public id of the version that says how it is now; made where there is none. Call it in a transaction."""
    found = next(iter(versions_of(week)), None)
    return found.public_id if found is not None else keep(week)
