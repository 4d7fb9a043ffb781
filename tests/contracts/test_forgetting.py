"""What a person asks to forget is gone: from every table, of plugins that are off too, and from the files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.actors import Actor
from app.cli import backup
from app.db import Base, db
from app.people.models import Person
from app.plugins.manager import load_models
from app.privacy.forgetting import forget
from app.pseudonyms import mark_of
from tests.factories import Make

MARK = "Zonderling-Merkteken"
OTHER = "Andersgenoemd"
LONG_AGO = datetime(2027, 1, 1, tzinfo=UTC)


@contextmanager
def loose_rows(connection: sa.Connection) -> Iterator[None]:
    """Rows may point at nothing and hold odd values: the test fills tables one by one, in a database of its own."""
    if connection.dialect.name == "sqlite":
        connection.connection.execute("PRAGMA foreign_keys=OFF")
        connection.connection.execute("PRAGMA ignore_check_constraints=ON")
        yield
        connection.connection.execute("PRAGMA ignore_check_constraints=OFF")
        connection.connection.execute("PRAGMA foreign_keys=ON")
        return
    checks = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c' AND conrelid > 0"
    for table, name in connection.execute(sa.text(checks)).all():
        connection.execute(sa.text(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"'))
    connection.execute(sa.text("SET session_replication_role = replica"))
    yield
    connection.execute(sa.text("SET session_replication_role = origin"))


def plant(person_id: int, mark: str, number: int) -> list[str]:
    """A row in every table that knows persons: the person in each column for one, the mark in each for their words."""
    planted = []
    with db.engine.connect() as connection, loose_rows(connection):
        public_id = connection.scalars(sa.select(Person.public_id).where(Person.id == person_id)).one()
        for table in Base.metadata.sorted_tables:
            if table.name == "person" or all(column.info["holds"] == "none" for column in table.columns):
                continue
            connection.execute(sa.insert(table).values(row_for(table, person_id, public_id, mark, number)))
            planted.append(table.name)
        connection.commit()
    return planted


def row_for(table: sa.Table, person_id: int, public_id: str, mark: str, number: int) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for place, column in enumerate(table.columns):
        if column.info["holds"] == "person":
            row[column.name] = person_id
        elif column.info["holds"] == "mark":
            row[column.name] = mark_of(column, filler(table.columns[column.info["salt"]], 0, number), public_id)
        elif column.info["holds"] != "none" and column.info["of"] and isinstance(column.type, sa.String):
            length = column.type.length or 200
            row[column.name] = f"{mark} {number}"[:length]
        else:
            row[column.name] = filler(column, place, number)
    return row


def filler(column: sa.Column[Any], place: int, number: int) -> Any:
    kind = column.type.python_type if not isinstance(column.type, sa.types.TypeDecorator) else datetime
    made: dict[type, Callable[[], Any]] = {
        int: lambda: 900 + number,  # far from where PostgreSQL counts its own
        bool: lambda: True,
        str: lambda: f"x{number}"[: getattr(column.type, "length", None) or 9],
        datetime: lambda: LONG_AGO + timedelta(days=place),
        date: lambda: LONG_AGO.date() + timedelta(days=place),
        time: lambda: time(place % 24),
        bytes: lambda: b"x",
    }
    return made.get(kind, lambda: None)()


def found(mark: str) -> list[str]:
    """Every column of every table in which the mark stands."""
    hits = []
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(sa.select(table)).mappings():
            hits += [f"{table.name}.{name}" for name, value in row.items() if mark in str(value)]
    db.session.rollback()
    return hits


def files(database: str) -> bytes:
    path = Path(database.removeprefix("sqlite:///"))
    return b"".join(one.read_bytes() for one in path.parent.glob(path.name + "*"))


@pytest.mark.both
@pytest.mark.parametrize("plugins", ["", "none"], ids=["all plugins", "no plugins"])
def test_person_who_asks_is_gone_from_every_table(make_app: Callable[..., Flask], plugins: str, database: str) -> None:
    load_models()
    app = make_app(WIJ_PLUGINS=plugins)
    make = Make(app)
    who = make.person(f"{MARK} Zelf", email=f"{MARK.lower()}@example.org", phone="076-000 00 99")
    other = make.person(OTHER)
    with app.app_context():
        planted = plant(who, MARK, 1)
        plant(other, OTHER, 2)
        assert {hit.split(".")[0] for hit in found(MARK)} >= {"person"}
        assert planted
        before = set(found(OTHER))
        forget(Actor.self(who), who)
        assert found(MARK) == []
        assert found(MARK.lower()) == []
        assert found("076-000 00 99") == []
        assert set(found(OTHER)) == before
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if column.info["holds"] == "person" and table.name != "person":
                    assert db.session.scalar(sa.select(sa.func.count()).where(column == who)) == 0
    if database.startswith("sqlite"):
        assert MARK.encode() not in files(database)


@pytest.mark.both
def test_person_stays_forgotten_after_a_restore(app: Flask, make: Make, tmp_path: Path) -> None:
    who, other = make.person(f"{MARK} Zelf"), make.person(OTHER)
    with app.app_context():
        backup.write(tmp_path / "house.zip")
        forget(Actor.self(who), who)
        assert backup.read(tmp_path / "house.zip", tmp_path / "before.zip") == 1
        assert found(MARK) == []
        assert db.session.get_one(Person, other).name == OTHER
        assert db.session.get_one(Person, who).forgotten_at is not None
