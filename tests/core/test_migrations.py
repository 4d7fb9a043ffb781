"""Every revision: upgrading loses nothing, ends in what the models say, and two uses of a room still cannot meet."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from app import create_app
from app.config import ROOT, database_url
from app.db import Base, db
from app.plugins.manager import load_models
from tests.databases import SECRET, PostgreSQL, SQLite, migrate

load_models()
FOLDER = str(ROOT / "migrations")
ROWS = 2
Contents = dict[str, list[dict[str, Any]]]
NOON = datetime(2027, 3, 18, 12, tzinfo=UTC)
CHECKED: dict[tuple[str, str], object] = {
    ("feed_token", "lets_see"): "times",
    ("activities_role", "moment"): "during",
    ("activities_wait", "state"): "waiting",
    ("rooms_booking", "status"): "confirmed",
    ("rooms_booking", "visibility"): "busy",
    ("rooms_slot_wish", "state"): "waiting",
    ("rooms_report", "state"): "fine",
    ("rooms_turn", "part"): "open",
    ("rooms_opening_line", "part"): "open",
    ("rooms_calendar_duty", "part"): "open",
    ("rooms_pause", "group_id"): None,
    ("rooms_kind_rule", "what"): "longest",
    ("rooms_kind_rule", "per"): "week",
    ("prevention_fact_version", "kind"): "norm",
    ("contributions_agreement_version", "proposed_by"): "group",
    ("contributions_talent", "audience"): "hosts",
    ("prevention_company", "reach"): "door",
    ("prevention_company", "stage"): "hosts",
    ("outreach_look", "kind"): "taken",
    ("outreach_along", "agreed_on"): None,
    ("outreach_along", "companion_id"): None,
    ("outreach_count", "what"): "talk",
    ("outreach_followup", "kind"): "contact",
    ("outreach_held", "asked"): "none",
    ("outreach_held", "form"): "walk",
    ("outreach_inside", "since"): NOON,
    ("outreach_inside", "until"): NOON,
    ("outreach_part", "kind"): "visitor",
    ("outreach_reply", "form"): "walk",
    ("outreach_round_role", "kind"): "visits",
    ("outreach_talk", "confirmed_by"): "letter",
    ("outreach_talk", "first"): NOON,
    ("outreach_talk", "starts"): NOON,
    ("outreach_wheel", "years"): 5,
}
"""Values for columns with a CHECK that a made-up value would not pass."""


def revisions() -> list[str]:
    """Every revision, oldest first."""
    config = Config()
    config.set_main_option("script_location", FOLDER)
    return [script.revision for script in reversed(list(ScriptDirectory.from_config(config).walk_revisions()))]


@pytest.fixture
def empty(engine: SQLite | PostgreSQL) -> Iterator[str]:
    """The address of a database with no tables."""
    url = engine.empty()
    yield url
    engine.drop(url)


@contextmanager
def connected(url: str) -> Iterator[sa.Connection]:
    """A plain connection: what we see and do here goes past the application."""
    engine = sa.create_engine(database_url(url), poolclass=sa.NullPool)
    with engine.begin() as connection:
        yield connection


def test_history_is_one_line_with_one_head() -> None:
    config = Config()
    config.set_main_option("script_location", FOLDER)
    script = ScriptDirectory.from_config(config)
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1
    assert all(not one.is_merge_point and not one.dependencies for one in script.walk_revisions())


@pytest.mark.both
def test_upgrade_from_empty_equals_the_models_and_takes_rows_in_every_table(empty: str) -> None:
    migrate(empty)
    assert differences(empty) == []
    assert fill(empty)


@pytest.mark.both
@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_each_step_keeps_every_row_and_the_overlap_rule(empty: str) -> None:
    """Rows as the tables were at each revision go through the next one."""
    filled: Contents = {}
    for revision in revisions():
        migrate(empty, revision)
        assert lost(empty, filled) == {}, revision
        assert broken_references(empty) == [], revision
        assert "occupancy" not in filled or overlap_is_refused(empty), revision
        filled = fill(empty)
    assert differences(empty) == []


@pytest.mark.both
@pytest.mark.slow
@pytest.mark.parametrize("revision", revisions()[::8])
def test_upgrade_with_data_keeps_every_row_and_the_overlap_rule(empty: str, revision: str) -> None:
    """Rows of some revisions go all the way."""
    migrate(empty, revision)
    filled = fill(empty)
    migrate(empty)
    assert lost(empty, filled) == {}
    assert broken_references(empty) == []
    assert overlap_is_refused(empty)
    assert differences(empty) == []


@pytest.mark.both
@pytest.mark.slow
def test_downgrade_goes_back_step_by_step_and_up_again(empty: str) -> None:
    migrate(empty)
    for revision in [*reversed(revisions()[:-1]), "base"]:
        downgrade(empty, revision)
    with connected(empty) as connection:
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
    migrate(empty)
    assert differences(empty) == []
    assert fill(empty)
    assert overlap_is_refused(empty)


def downgrade(url: str, revision: str) -> None:
    app = create_app({"WIJ_DATABASE_URL": url, "WIJ_SECRET_KEY": SECRET, "TESTING": True, "WIJ_PLUGINS": "none"})
    with app.app_context():
        flask_migrate.downgrade(directory=FOLDER, revision=revision)
        db.engine.dispose()


def differences(url: str) -> list[object]:
    """What Alembic would still change, and the named CHECKs that only one side has."""
    with connected(url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found: list[object] = [one for one in compare_metadata(context, Base.metadata) if not is_version(one)]
        inspector = sa.inspect(connection)
        for table in Base.metadata.sorted_tables:
            there = {str(check["name"]) for check in inspector.get_check_constraints(table.name)}
            found += sorted((table.name, name) for name in there ^ checks_of(table))
    return found


def checks_of(table: sa.Table) -> set[str]:
    """Names of the CHECKs that a model has, on the table or on a column."""
    on_columns = [one for column in table.columns for one in column.constraints]
    return {str(one.name) for one in [*table.constraints, *on_columns] if isinstance(one, sa.CheckConstraint)}


def is_version(difference: Any) -> bool:
    return bool(difference[0] == "remove_table" and difference[1].name == "alembic_version")


def reflected(connection: sa.Connection) -> list[sa.Table]:
    """The tables of the database as it is now, each after those that it points at."""
    metadata = sa.MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def fill(url: str) -> Contents:
    """Put rows into every table, in plain SQL, as the tables are at this revision; answers them as read back."""
    with connected(url) as connection:
        tables = reflected(connection)
        for table in reversed(tables):
            connection.execute(table.delete())  # what a revision put there itself
        for table in tables:
            for number in range(1, ROWS + 1):
                connection.execute(table.insert().values({one.name: value_for(one, number) for one in table.columns}))
        found = contents(connection, tables)
    assert all(len(rows) == ROWS for rows in found.values())
    return found


def contents(connection: sa.Connection, tables: list[sa.Table]) -> Contents:
    """Every row of these tables."""
    return {table.name: [dict(row) for row in connection.execute(in_order(table)).mappings()] for table in tables}


def in_order(table: sa.Table) -> sa.Select[Any]:
    return sa.select(table).order_by(*table.primary_key)


MOVED: dict[tuple[str, str], tuple[str, str]] = {
    ("contributions_agreement", "words"): ("contributions_agreement_version", "words"),
}
"""Columns whose content a migration moved to another table: then that is looked at for it."""
RENAMED = {"rooms_school_break": "school_break"}
"""Tables whose rows a migration moved as they were."""


def lost(url: str, expected: Contents) -> Contents:
    """Of the rows in `expected`, with the columns that they had then, those that are not there now."""
    with connected(url) as connection:
        there = contents(connection, reflected(connection))

    def stands(table: str, row: dict[str, Any]) -> bool:
        rows = there[table] if table in there else there[RENAMED[table]]
        moved = {name: MOVED[table, name] for name in row if (table, name) in MOVED and name not in rows[0]}
        kept = {name: value for name, value in row.items() if name not in moved}
        elsewhere = all(any(now[column] == row[name] for now in there[home]) for name, (home, column) in moved.items())
        return elsewhere and any(kept.items() <= now.items() for now in rows)

    return {
        table: missing
        for table, rows in expected.items()
        if (missing := [row for row in rows if not stands(table, row)])
    }


def value_for(column: sa.Column[Any], number: int) -> Any:
    """A value that fits, other in each row; later columns hold later moments, so that an end follows its start."""
    if (column.table.name, column.name) in CHECKED:
        return CHECKED[column.table.name, column.name]
    if column.foreign_keys:
        (target,) = column.foreign_keys
        return None if target.column.table is column.table else number
    at = list(column.table.columns).index(column)
    kind = column.type.python_type
    values: dict[type, Any] = {
        int: number,
        bool: number == 1,
        str: f"{number}-{column.name}"[: getattr(column.type, "length", None) or 50],
        bytes: b"\xff\x00%d" % number,
        float: number / 2,
        date: NOON.date() + timedelta(days=number * 7 + at),
        time: time(8 + number),
        datetime: NOON + timedelta(days=number * 7, hours=at),
    }
    value = values[kind]
    return value.replace(tzinfo=None) if kind is datetime and not getattr(column.type, "timezone", False) else value


def broken_references(url: str) -> list[Any]:
    """Rows that point at nothing. PostgreSQL never lets one in."""
    with connected(url) as connection:
        if connection.dialect.name == "postgresql":
            return []
        return list(connection.execute(sa.text("PRAGMA foreign_key_check")))


def overlap_is_refused(url: str) -> bool:
    """Whether the database itself refuses a second use of a room: put in, or moved there."""
    with connected(url) as connection:
        table = sa.Table("occupancy", sa.MetaData(), autoload_with=connection)
        first = connection.execute(in_order(table)).mappings().first()
    assert first is not None
    clash = {**first, "id": 1000, "ref": "x/y/z"}
    later = timedelta(days=400)
    apart = {**clash, "starts": first["starts"] + later, "ends": first["ends"] + later}
    put_in: list[sa.Executable] = [table.insert().values(clash)]
    moved: list[sa.Executable] = [table.insert().values(apart), table.update().where(table.c.id == 1000).values(clash)]
    return is_refused(url, put_in) and is_refused(url, moved)


def is_refused(url: str, statements: list[sa.Executable]) -> bool:
    try:
        with connected(url) as connection:
            for statement in statements:
                connection.execute(statement)
    except sa.exc.IntegrityError as error:
        return "occupancy_no_overlap" in str(error.orig)
    return False
