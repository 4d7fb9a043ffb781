"""However long the history of a room is: asking when it is held reads only what it needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.clock import Span
from app.db import db, transaction
from app.places.holding import occupied
from app.places.models import Occupancy
from tests.factories import Make, at, span

pytestmark = [pytest.mark.both, pytest.mark.slow]
ROWS, SPACES = 50_000, 20
START = at("2024-01-01", "00:00")


@pytest.fixture
def busy_house(app: Flask, make: Make) -> list[int]:
    """Twenty spaces with 2,500 hours of use each."""
    house = make.house()
    spaces = [make.space(house) for _ in range(SPACES)]
    with app.app_context(), transaction() as session:
        session.execute(
            sa.insert(Occupancy),
            [
                {
                    "space_id": spaces[number % SPACES],
                    "ref": f"test/thing/{number}",
                    "state": "confirmed",
                    "starts": START + timedelta(hours=2 * (number // SPACES)),
                    "ends": START + timedelta(hours=2 * (number // SPACES) + 1),
                }
                for number in range(ROWS)
            ],
        )
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.text("ANALYZE"))
    return spaces


def test_asking_when_spaces_are_held_uses_the_index(app: Flask, busy_house: list[int]) -> None:
    week = Span(at("2024-06-03", "00:00"), at("2024-06-10", "00:00"))
    with app.app_context():
        with statements() as said:
            rows = occupied(busy_house, week)
        plan = explained(*said[-1])
    assert len(rows) == SPACES * 84
    assert len(said) == 1
    assert "ix_occupancy_neighbour" in plan
    assert not reads_all(plan), plan


def test_hold_reaching_into_the_window_is_found_from_the_index(app: Flask, busy_house: list[int]) -> None:
    in_an_hour = Span(START + timedelta(minutes=30), START + timedelta(minutes=45))
    with app.app_context():
        assert [row.space_id for row in occupied(busy_house, in_an_hour)] == busy_house
        assert occupied(busy_house, span("2029-01-01", "10:00-11:00")) == []


def reads_all(plan: str) -> bool:
    return "Seq Scan on occupancy" in plan or any(
        line.strip().startswith("SCAN occupancy") for line in plan.splitlines()
    )


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """What is said to the database in this block."""
    said: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        if statement != "BEGIN":
            said.append((statement, parameters))

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)


def explained(statement: str, parameters: Any) -> str:
    """How the database goes about it."""
    with db.engine.connect() as connection:
        how = "EXPLAIN" if connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
        return "\n".join(str(row[-1]) for row in connection.exec_driver_sql(f"{how} {statement}", parameters))
