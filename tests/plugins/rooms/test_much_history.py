"""Twenty rooms with fifty thousand bookings behind them: pages ask as often, and find their rows by the indexes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.clock import at as clock_at
from app.db import db, transaction
from app.people.models import Person
from app.places.models import House, Occupancy, Space
from app.refs import new_public_id, new_uid
from app.web.kept import PAGES as KEPT_PAGES
from plugins.rooms.models import Booking
from tests.factories import Make, at

pytestmark = [pytest.mark.both, pytest.mark.slow]
ROOMS, LITTLE, MUCH = 20, 1_000, 50_000
NOW = at("2027-03-15", "08:00")
WISH = "purpose=meeting&people=4&day=2027-03-18&start=20:00&end=21:00"
PAGES = {
    "week grid": "/rooms/zaal-0?week=2027-03-15",
    "day grid": "/rooms/day/2027-03-18",
    "find a room": f"/rooms/book/room?{WISH}",
    "find for a series": f"/rooms/book/room?{WISH}&often=weekly&times=20",
    "room feed": "/calendar/room/zaal-0.ics",
}
As = Callable[[int], FlaskClient]


@pytest.fixture
def lieke(app: Flask, make: Make, as_person: As) -> Iterator[FlaskClient]:
    """Somebody in a house with twenty rooms and a week ahead."""
    house = make.house("De Linde", slug="de-linde")
    person = make.person("Lieke Morgenster", email="lieke@example.org")
    for number in range(ROOMS):
        make.space(house, f"Zaal {number}", slug=f"zaal-{number}", seated=20)
    with clock_at(NOW):
        fill(app, [(number % ROOMS, number // ROOMS * 2 + 4) for number in range(100)])
        yield as_person(person)


def fill(app: Flask, hours: list[tuple[int, int]]) -> None:
    """Bookings of an hour: (room, hours from now), held as booking holds them, in two statements."""
    with app.app_context():
        house, person = db.session.scalars(sa.select(House.id)).one(), db.session.scalars(sa.select(Person.id)).one()
        rooms = db.session.scalars(sa.select(Space.id).order_by(Space.id)).all()
    bookings, held = [], []
    for room, offset in hours:
        key, start = new_public_id(), NOW + timedelta(hours=offset)
        span = {"starts": start, "ends": start + timedelta(hours=1)}
        bookings.append(
            span
            | {"public_id": key, "uid": new_uid(), "house_id": house, "space_id": rooms[room], "person_id": person}
            | {"zone_name": "Europe/Amsterdam", "purpose": "meeting", "people": 4, "title": "Overleg"}
            | {"visibility": "public", "status": "confirmed", "sequence": 0, "created_at": NOW, "changed_at": NOW}
        )
        held.append(span | {"space_id": rooms[room], "ref": f"rooms/booking/{key}", "state": "confirmed"})
    with app.app_context(), transaction() as session:
        session.execute(sa.insert(Booking), bookings)
        session.execute(sa.insert(Occupancy), held)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.text("ANALYZE"))


def history(count: int, first: int = 0) -> list[tuple[int, int]]:
    """So many bookings before the last year, going back, spread over the rooms; from number `first` on."""
    return [(number % ROOMS, -24 * 400 - number // ROOMS * 2) for number in range(first, count)]


@contextmanager
def statements(app: Flask) -> Iterator[list[tuple[str, Any]]]:
    """What is said to the database in this block."""
    said: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        said.append((statement, parameters))

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def asked(app: Flask, client: FlaskClient, path: str) -> list[tuple[str, Any]]:
    """What a page asks, when it is asked for a second time: the first one fills what is kept."""
    client.get(path)
    app.extensions[KEPT_PAGES].clear()
    with statements(app) as said:
        assert client.get(path).status_code == 200
    return said


def test_pages_ask_as_often_and_use_the_indexes_whatever_lies_behind(app: Flask, lieke: FlaskClient) -> None:
    fill(app, history(LITTLE))
    few = {name: len(asked(app, lieke, path)) for name, path in PAGES.items()}
    fill(app, history(MUCH, first=LITTLE))
    many = {name: asked(app, lieke, path) for name, path in PAGES.items()}
    assert {name: len(said) for name, said in many.items()} == few
    read_whole = []
    with app.app_context(), db.engine.connect() as connection:
        how = "EXPLAIN" if connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
        for name, said in many.items():
            for statement, parameters in said:
                if not statement.startswith("SELECT") or not ("rooms_booking" in statement or "occupancy" in statement):
                    continue
                plan = [str(row[-1]) for row in connection.exec_driver_sql(f"{how} {statement}", parameters)]
                read_whole += [f"{name}: {line} in {statement}" for line in plan if reads_all(line)]
    assert read_whole == []
    assert sum("rooms_booking" in statement for said in many.values() for statement, _values in said) >= 3


def reads_all(line: str) -> bool:
    """Whether a line of a plan reads the whole of a large table, or all that lies behind."""
    line = line.strip()
    whole = ("Seq Scan on occupancy", "Seq Scan on rooms_booking ", "SCAN occupancy", "SCAN rooms_booking")
    behind = "SEARCH rooms_booking" in line and "starts<?" in line and "starts>?" not in line
    return behind or (any(one in line for one in whole) and "USING" not in line)
