"""What is kept of theme weeks: given to people on request, described for the log, pointed at, let go of in time."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa

from app import pointing
from app.calendar.showing import today_in, zone_here
from app.clock import now
from app.db import db, transactional
from app.plugins import Description
from app.pointing import Thing
from app.refs import Ref
from plugins.prevention.circles.models import OWNER
from plugins.prevention.circles.reading import SHORTLY
from plugins.prevention.themeweeks.models import ThemeWeek, ThemeWeekVersion

GONE: Final = timedelta(days=400)
"""So long after its last day a week is told of."""


def export(person_id: int) -> Mapping[str, Any]:
    """The words that somebody wrote for theme weeks, as they stand and as they stood."""
    now_there = sa.select(ThemeWeek).where(ThemeWeek.about_by_id == person_id).order_by(ThemeWeek.id)
    before = sa.select(ThemeWeekVersion).where(ThemeWeekVersion.about_by_id == person_id).order_by(ThemeWeekVersion.id)
    return {
        "theme_weeks": [_told(one) for one in db.session.scalars(now_there)],
        "theme_week_words": [{**_told(one), "at": one.at.isoformat()} for one in db.session.scalars(before)],
    }


def _told(one: ThemeWeek | ThemeWeekVersion) -> dict[str, str]:
    return {"title": one.title, "words": one.about, "first_day": one.first_day.isoformat()}


def describe(refs: Sequence[Ref]) -> Mapping[Ref, Description]:
    """Titles and pages of theme weeks, in one query."""
    keys = [ref.key for ref in refs if (ref.owner, ref.kind) == (OWNER, "week")]
    if not keys:
        return {}
    wanted = sa.select(ThemeWeek).where(ThemeWeek.public_id.in_(keys), ThemeWeek.removed_at.is_(None))
    found = db.session.scalars(wanted.where(ThemeWeek.hidden.is_(False)))
    return {one.thing: Description(title=one.title, url=page_of(one)) for one in found}


def page_of(week: ThemeWeek) -> str:
    """The path of its page, written out."""
    return f"/prevention/theme-weeks/{week.public_id}"


@transactional
def expire() -> None:
    """Let go of weeks that were called off, and that are over for more than a year."""
    over = today_in(zone_here()) - GONE
    gone = sa.or_(ThemeWeek.removed_at < now() - SHORTLY, ThemeWeek.last_day < over)
    db.session.execute(sa.delete(ThemeWeek).where(gone), execution_options={"synchronize_session": False})


def _find(key: str) -> Thing | None:
    week = db.session.scalar(sa.select(ThemeWeek).where(ThemeWeek.public_id == key, ThemeWeek.removed_at.is_(None)))
    if week is None:
        return None
    return Thing(
        ref=week.thing,
        house_id=week.circle.house_id,
        title=week.title,
        label=week.title,
        words="\n\n".join(filter(None, (week.title, week.about))),
        url=page_of(week),
        language=week.circle.house.language,
        writers=() if week.about_by_id is None else (week.about_by_id,),
        hidden=week.hidden,
    )


def _hide(key: str, hidden: bool) -> None:
    db.session.scalars(sa.select(ThemeWeek).where(ThemeWeek.public_id == key)).one().hidden = hidden


pointing.register(OWNER, "week", find=_find, hide=_hide)
