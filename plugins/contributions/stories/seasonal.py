"""A season of a house as everybody may read it: what was done, told, and said; nothing by person or group."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from app.clock import wall
from app.db import db
from app.places.models import House
from plugins.contributions import receiving
from plugins.contributions.agreements.reading import current_season
from plugins.contributions.models import Promise, Task, Thanks
from plugins.contributions.receiving import Meter
from plugins.contributions.seasons import Season
from plugins.contributions.stories.models import Story

MOST_DEEDS: Final = 80
MOST_THANKS: Final = 60


@dataclass(frozen=True, slots=True)
class Looked:
    """A season: its meter, its stories and deeds (newest first), and the thanks that their people show."""

    season: Season
    meter: Meter
    stories: Sequence[Story]
    deeds: Sequence[str]
    thanks: Sequence[Thanks]


def look_at(house: House, season: Season) -> Looked:
    """What a house received in a season."""
    span = season.span(house.zone)
    return Looked(
        season=season,
        meter=receiving.meter(house.id, span),
        stories=_stories(house.id, season),
        deeds=_deeds(house, season),
        thanks=receiving.public_thanks(house.id, span, MOST_THANKS),
    )


def seasons_of(house: House) -> list[Season]:
    """The seasons of which there is something to tell, newest first; the one of now is always among them."""
    moments = (
        sa.select(sa.func.min(Task.made_at)).where(Task.house_id == house.id),
        sa.select(sa.func.min(Promise.promised_at)).where(Promise.house_id == house.id),
    )
    days = [wall(moment, house.zone).date() for moment in map(db.session.scalar, moments) if moment is not None]
    days += filter(None, [db.session.scalar(sa.select(sa.func.min(Story.day)).where(Story.house_id == house.id))])
    now = current_season(house)
    first = min((Season.of(day) for day in days), default=now)
    return [Season(year) for year in range(now.year, min(first.year, now.year) - 1, -1)]


def _stories(house_id: int, season: Season) -> Sequence[Story]:
    return db.session.scalars(
        sa.select(Story)
        .where(Story.house_id == house_id, Story.day >= season.first, Story.day < season.next.first)
        .order_by(Story.day.desc(), Story.id.desc())
    ).all()


def _deeds(house: House, season: Season) -> list[str]:
    """The house's own tasks that were done, each title once. What somebody put in their own words stays theirs."""
    span = season.span(house.zone)
    done = (
        sa.select(Task.title, sa.func.max(Promise.done_at).label("last"))
        .join(Promise, Promise.task_id == Task.id)
        .where(Task.house_id == house.id, Task.ref.is_(None), Promise.withdrawn_at.is_(None))
        .where(Promise.done_at >= span.start, Promise.done_at < span.end)
        .group_by(Task.title)
        .order_by(sa.desc("last"), Task.title)
        .limit(MOST_DEEDS)
    )
    return [title for title, _last in db.session.execute(done)]
