"""What a page of a rota shows, read: its dates with the reader's own, and, for hosts alone, who is there each time."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.calendar.repeats import Repeat, describe
from app.db import db
from app.people.models import Person
from app.web import dates as say
from plugins.contributions.asked import Asked
from plugins.contributions.asking import with_places
from plugins.contributions.models import Promise
from plugins.contributions.rota.models import FixedPlace, Rota, StandIn
from plugins.contributions.rota.planning import dates_to_come


@dataclass(frozen=True, slots=True)
class OneDate:
    """A date to come, with the reader's own promise of it, if any."""

    asked: Asked
    mine: Promise | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A rota as somebody sees it."""

    dates: Sequence[OneDate]
    has_place: bool
    place_free: bool
    stands_in: bool

    @property
    def others(self) -> list[Asked]:
        """Dates that the reader could change with: somebody is there, and they are not."""
        return [one.asked for one in self.dates if one.mine is None and one.asked.taken]


def outlook(rota: Rota, person_id: int | None) -> Outlook:
    """The dates to come, and what the reader said. The queries do not grow with the dates."""
    tasks = [one.task for one in dates_to_come(rota)]
    mine = _mine([task.id for task in tasks], person_id)
    asked = with_places(tasks, person_id)
    fixed = set(db.session.scalars(sa.select(FixedPlace.person_id).where(FixedPlace.rota_id == rota.id)))
    return Outlook(
        dates=[OneDate(one, mine.get(task.id)) for one, task in zip(asked, tasks, strict=True)],
        has_place=person_id in fixed,
        place_free=len(fixed) < rota.fixed_places,
        stands_in=person_id is not None and db.session.get(StandIn, (rota.id, person_id)) is not None,
    )


def fixed_names(rota: Rota) -> Sequence[str]:
    """Who is there each time, by name: for hosts, who call them. In no order that says anything."""
    return _names(sa.select(FixedPlace.person_id).where(FixedPlace.rota_id == rota.id))


def stand_in_names(rota: Rota) -> Sequence[str]:
    """Who may be asked, by name: for hosts."""
    return _names(sa.select(StandIn.person_id).where(StandIn.rota_id == rota.id))


def how_often(rota: Rota) -> str:
    """How often, in the reader's words: "elke dinsdag, 19:30"."""
    return f"{describe(Repeat.parse(f'{rota.rule};COUNT=1'))}, {say.clock(rota.first_start.time())}"


def _mine(task_ids: Sequence[int], person_id: int | None) -> dict[int, Promise]:
    if person_id is None:
        return {}
    found = db.session.scalars(
        sa.select(Promise).where(
            Promise.task_id.in_(task_ids), Promise.person_id == person_id, Promise.withdrawn_at.is_(None)
        )
    )
    return {promise.task_id: promise for promise in found if promise.task_id is not None}


def _names(which: sa.Select[int]) -> Sequence[str]:
    return db.session.scalars(sa.select(Person.name).where(Person.id.in_(which)).order_by(Person.name)).all()
