"""A house with rooms on a quiet Monday morning: 15 March 2027, eight o'clock."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.actors import Actor
from app.calendar.repeats import Repeat
from app.clock import Span
from app.clock import at as clock_at
from app.db import db
from app.refusals import Refusal
from plugins.rooms.booking import book, move
from plugins.rooms.cancelling import Scope, cancel, undo_cancel
from plugins.rooms.models import BUSY, PUBLIC, Booking
from plugins.rooms.series import Repeating, book_weekly
from plugins.rooms.use import Use
from tests.factories import Make, at, span

MONDAY = "2027-03-15"
THURSDAY = "2027-03-18"
Counting = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture(autouse=True)
def monday_morning() -> Iterator[None]:
    """The clock stands still."""
    with clock_at(at(MONDAY, "08:00")):
        yield


@dataclass
class Scene:
    """A house, rooms and neighbours by name, and what they can do: each call in a context of its own."""

    app: Flask
    make: Make
    house: int
    hall: int
    den: int
    lieke: int
    noor: int
    toos: int
    spaces: dict[str, int] = field(default_factory=dict)

    def use(self, **more: Any) -> Use:
        """What most bookings here are for."""
        given: dict[str, Any] = {"purpose": "meeting", "people": 12, "title": "Overleg", "visibility": PUBLIC}
        return Use(**(given | more))

    def book(self, when: Span, who: int | None = None, space: int | None = None, **use: Any) -> str:
        """Book for once."""
        with self.app.app_context():
            return book(Actor.self(who or self.lieke), space or self.hall, when, self.use(**use))

    def weekly(self, first: str, times: str, count: int, space: int | None = None, **more: Any) -> str:
        """Book every week; `skipped` and `elsewhere` for the dates, the rest is what for."""
        start, end = (time.fromisoformat(text) for text in times.split("-"))
        day = date.fromisoformat(first)
        excluded = frozenset(date.fromisoformat(text) for text in more.pop("skipped", ()))
        elsewhere = {date.fromisoformat(text): one for text, one in more.pop("elsewhere", {}).items()}
        repeat = Repeat(freq=Repeat.weekly(0, count=1).freq, weekdays=(day.weekday(),), count=count, excluded=excluded)
        wish = Repeating(repeat=repeat, first=day, start=start, end=end, elsewhere=elsewhere)
        with self.app.app_context():
            return book_weekly(Actor.self(more.pop("who", self.lieke)), space or self.hall, wish, self.use(**more))

    def move(self, key: str, when: Span, who: int | None = None, space: int | None = None) -> None:
        """Move one booking."""
        with self.app.app_context():
            move(Actor.self(who or self.lieke), key, space or self.hall, when)

    def cancel(self, key: str, scope: Scope = Scope.ONE, who: int | None = None) -> int:
        """Cancel."""
        with self.app.app_context():
            return cancel(Actor.self(who or self.lieke), key, scope)

    def undo(self, key: str, who: int | None = None) -> int:
        """Take a cancellation back."""
        with self.app.app_context():
            return undo_cancel(Actor.self(who or self.lieke), key)

    def rows(self) -> list[Booking]:
        """Every booking, soonest first, detached."""
        with self.app.app_context():
            found = list(db.session.scalars(sa.select(Booking).order_by(Booking.starts, Booking.id)))
            db.session.expunge_all()
            return found

    def held(self) -> list[tuple[int, str]]:
        """What is held: (space, whose), soonest first."""
        with self.app.app_context():
            rows = db.session.execute(sa.text("SELECT space_id, ref FROM occupancy ORDER BY starts, space_id"))
            return [(row.space_id, row.ref) for row in rows]

    def all(self, query: str) -> list[Any]:
        """Rows of a plain question."""
        with self.app.app_context():
            return [tuple(row) for row in db.session.execute(sa.text(query))]


@pytest.fixture
def scene(app: Flask, make: Make) -> Scene:
    """De Linde: Zaal A (20 seats), Zaal B (10), a host (Toos) and two neighbours."""
    house = make.house(
        "De Linde", slug="de-linde", hours="09:00-22:00", address="Voorbeeldplein 1", phone="076-000 00 01"
    )
    hall = make.space(house, "Zaal A", slug="zaal-a", seated=20, facts="projector")
    den = make.space(house, "Zaal B", slug="zaal-b", seated=15)
    lieke = make.person("Lieke Morgenster", email="lieke@example.org")
    noor = make.person("Noor Amberdal", email="noor@example.org")
    toos = make.person("Toos Kestelaar", email="toos@example.org")
    make.role(toos, house, "host")
    return Scene(app, make, house, hall, den, lieke, noor, toos)


@pytest.fixture
def counting(app: Flask) -> Counting:
    """Collects the statements that run inside `with counting() as asked:`."""

    @contextmanager
    def collect() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            asked.append(statement)

        with app.app_context():
            engine = db.engine
        sa.event.listen(engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            sa.event.remove(engine, "before_cursor_execute", note)

    return collect


def refused(act: Callable[[], object]) -> Refusal:
    """The refusal that `act` meets."""
    with pytest.raises(Refusal) as refusal:
        act()
    return refusal.value


__all__ = ["BUSY", "MONDAY", "PUBLIC", "THURSDAY", "Counting", "Scene", "Scope", "refused", "span"]
