"""A house with rooms, somebody who organises, and short ways to publish and to read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app import clock
from app.actors import Actor
from app.calendar.repeats import Repeat
from app.clock import wall
from app.db import db
from app.people.models import Person
from plugins.activities.coming import Coming, sign_up
from plugins.activities.models import Activity, Occurrence
from plugins.activities.planning import OneDate, When, Where, Words
from plugins.activities.publishing import publish
from plugins.activities.spreading.changing import change
from plugins.activities.spreading.shifting import Reach
from tests.factories import Make, at

TODAY = "2027-03-08"
"""A Monday."""


@dataclass
class Scene:
    """A house in which something is about to be organised. Everything is done in contexts of its own."""

    app: Flask
    house: int
    room: int
    other_room: int
    organiser: int

    def publish(
        self,
        title: str = "Eettafel",
        *,
        first: str = "2027-03-10",
        times: str = "17:00-19:30",
        repeat: Repeat | None = None,
        where: Where | None = None,
        actor: Actor | None = None,
        skip: Sequence[date] = (),
        days: Sequence[date] = (),
        group_id: int | None = None,
        organiser_ids: Sequence[int] = (),
        idea: str = "",
        **words: Any,
    ) -> int:
        """Publish something; in the first room unless `where` says otherwise. Answers its id."""
        start, end = (time.fromisoformat(clock_) for clock_ in times.split("-"))
        with self.app.app_context():
            return publish(
                actor or Actor.self(self.organiser),
                self.house,
                Words(title=title, **words),
                When(first=date.fromisoformat(first), start=start, end=end, repeat=repeat, days=tuple(days)),
                where if where is not None else Where(space_ids=(self.room,)),
                group_id=group_id,
                organiser_ids=organiser_ids,
                idea=idea,
                skip=skip,
            )

    def weekly(self, title: str = "Eettafel", weeks: int = 4, **more: Any) -> int:
        """Publish something on Wednesdays, so many weeks."""
        return self.publish(title, repeat=Repeat.weekly(2, count=weeks), **more)

    def dates(self, activity_id: int) -> list[Occurrence]:
        """All dates of an activity, in order, to be read only."""
        with self.app.app_context():
            found = db.session.scalars(
                sa.select(Occurrence).where(Occurrence.activity_id == activity_id).order_by(Occurrence.original_start)
            ).all()
            for one in found:
                _ = (one.series, one.place_words)
            return list(found)

    def activity(self, activity_id: int) -> Activity:
        """An activity, to be read only."""
        with self.app.app_context():
            return db.session.get_one(Activity, activity_id)

    def key_of(self, person_id: int) -> str:
        """The public id of a person."""
        with self.app.app_context():
            return db.session.get_one(Person, person_id).public_id

    def do(self, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call a service as the organiser."""
        with self.app.app_context():
            return act(Actor.self(self.organiser), *args, **kwargs)

    def change_from(
        self, occurrence_id: int, times: str, where: Where, reach: Reach = Reach.ONWARDS, day: str = "", **more: Any
    ) -> None:
        """Change a date and those after it (or all), on the same day unless told otherwise."""
        start, end = (time.fromisoformat(clock_) for clock_ in times.split("-"))
        with self.app.app_context():
            one = db.session.get_one(Occurrence, occurrence_id)
            own = date.fromisoformat(day) if day else wall(one.starts, one.activity.zone).date()
            plan = OneDate(day=own, start=start, end=end, where=where, title=more.pop("title", one.title))
            db.session.rollback()
            change(Actor.self(self.organiser), occurrence_id, reach, plan, **more)

    def guest(self, occurrence_id: int, name: str = "Bep", **more: Any) -> str:
        """A guest comes; answers the code."""
        with self.app.app_context():
            return sign_up(Actor.guest(), occurrence_id, Coming(name=name, **more))

    def comes(self, person_id: int, occurrence_id: int, **more: Any) -> str:
        """A neighbour comes; answers the code."""
        with self.app.app_context():
            return sign_up(Actor.self(person_id), occurrence_id, Coming(**more))


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """It is Monday morning, 8 March 2027."""
    with clock.at(at(TODAY, "09:00")):
        yield


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The house with activities, and nothing else: what is tested here needs no other plugin."""
    return make_app(WIJ_PLUGINS="activities")


@pytest.fixture
def scene(app: Flask, make: Make) -> Scene:
    """A house with two rooms and an organiser who said yes to being named."""
    house = make.house(slug="de-linde", address="Voorbeeldplein 1, Breda")
    return Scene(
        app=app,
        house=house,
        room=make.space(house, "Huiskamer", slug="huiskamer", facts="wheelchair,coffee"),
        other_room=make.space(house, "Keuken", slug="keuken", facts="wheelchair"),
        organiser=make.person("Chantal Veerdonk", email="chantal@example.org", show_name=True),
    )
