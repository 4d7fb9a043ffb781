"""Makes things for tests, through the tables, each call in an application context and a transaction of its own."""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy.orm import Session

from app.clock import Span, from_wall, now
from app.db import transaction
from app.people.models import Group, Membership, Person, Role
from app.places.models import Closure, House, Neighbourhood, OpeningHours, Space
from app.refs import new_public_id

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(day: date | str, clock: str, zone: ZoneInfo = AMSTERDAM) -> datetime:
    """The moment that a wall clock shows `clock` ("14:00") on `day` ("2027-03-18")."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return from_wall(day, time.fromisoformat(clock), zone)


def span(day: date | str, times: str) -> Span:
    """A span on one day: `span("2027-03-18", "14:00-16:00")`."""
    start, _dash, end = times.partition("-")
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return Span.of(day, time.fromisoformat(start), time.fromisoformat(end), AMSTERDAM)


class Make:
    """One method a thing; each answers the id. Names are plain, so that a planted one can be searched for."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._numbers = itertools.count(1)

    @contextmanager
    def _change(self) -> Iterator[Session]:
        """A transaction."""
        with self._app.app_context(), transaction() as session:
            yield session

    def house(self, name: str = "De Linde", *, slug: str = "", hours: str = "08:00-23:00", **more: object) -> int:
        """A house that is open every day, in a neighbourhood of its own."""
        number = next(self._numbers)
        with self._change() as session:
            quarter = Neighbourhood(slug=f"wijk-{number}", name=f"Wijk {number}")
            session.add(quarter)
            session.flush()
            house = House(
                slug=slug or f"huis-{number}",
                name=name,
                neighbourhood_id=quarter.id,
                created_at=now(),
                changed_at=now(),
                **more,
            )
            session.add(house)
            session.flush()
            opens, _dash, closes = hours.partition("-")
            for weekday in range(7):
                session.add(
                    OpeningHours(
                        house_id=house.id,
                        weekday=weekday,
                        opens=time.fromisoformat(opens),
                        closes=time.fromisoformat(closes),
                    )
                )
            return house.id

    def space(
        self,
        house_id: int,
        name: str = "Zaal A",
        *,
        slug: str = "",
        parts: Sequence[int] = (),
        buffer: int = 0,
        seated: int = 20,
        **more: object,
    ) -> int:
        """A space; with `parts` a combined one."""
        with self._change() as session:
            space = Space(
                house_id=house_id,
                slug=slug or f"ruimte-{next(self._numbers)}",
                name=name,
                buffer_minutes=buffer,
                seated=seated,
                changed_at=now(),
                **more,
            )
            space.parts = [session.get_one(Space, part) for part in parts]
            session.add(space)
            session.flush()
            return space.id

    def closure(self, house_id: int, when: Span, reason: str = "grote schoonmaak", space_id: int | None = None) -> int:
        """A closure of a house, or of one space."""
        with self._change() as session:
            closure = Closure(
                public_id=new_public_id(),
                house_id=house_id,
                space_id=space_id,
                starts=when.start,
                ends=when.end,
                reason=reason,
            )
            session.add(closure)
            session.flush()
            return closure.id

    def person(self, name: str = "Lieke Morgenster", *, email: str | None = None, **more: object) -> int:
        """Somebody; without e-mail unless given."""
        with self._change() as session:
            somebody = Person(public_id=new_public_id(), name=name, email=email, joined_at=now(), **more)
            session.add(somebody)
            session.flush()
            return somebody.id

    def group(self, name: str = "Buurtkoor", *, contacts: Sequence[int] = (), members: Sequence[int] = ()) -> int:
        """A group with contacts (who speak for it) and members."""
        with self._change() as session:
            group = Group(slug=f"groep-{next(self._numbers)}", name=name, started_at=now())
            session.add(group)
            session.flush()
            for person_id in [*contacts, *members]:
                session.add(
                    Membership(
                        group_id=group.id,
                        person_id=person_id,
                        is_contact=person_id in contacts,
                        since=now().date(),
                    )
                )
            return group.id

    def role(self, person_id: int, house_id: int, kind: str = "host", days: int = 365) -> int:
        """A role from yesterday on, for `days` days."""
        today = now().date()
        with self._change() as session:
            role = Role(
                person_id=person_id,
                house_id=house_id,
                kind=kind,
                since=today - timedelta(days=1),
                until=today + timedelta(days=days),
            )
            session.add(role)
            session.flush()
            return role.id
