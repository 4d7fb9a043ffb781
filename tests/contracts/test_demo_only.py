"""The demo: the same house every time, and nothing of it anywhere else."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from app.config import ROOT
from tests.databases import PostgreSQL, SQLite
from tests.factories import Make

ONE_DAY = "2026-03-23"
PERSONAS = [{"public_id": "lieke", "name": "Lieke Morgenster", "label": "a resident"}]
"""As the demo would have them; alone, without the demo, they are nothing."""


def fill(database: str) -> None:
    """`wij demo`, in a process of its own, so that nothing of one run is left for the next."""
    command = ["demo", "--no-serve", "--at", ONE_DAY, "--database", database]
    subprocess.run([sys.executable, "-m", "app", *command], cwd=ROOT, check=True, capture_output=True, timeout=300)


def rows(database: str) -> dict[str, Counter[tuple[object, ...]]]:
    """What is in each table. Where a table has no order of its own, it has none here.

    Huey keeps its queue in the same PostgreSQL: nudges for a worker, with random numbers, stale after a minute.
    """
    engine = sa.create_engine(database)
    tables = sa.MetaData()
    with engine.connect() as connection:
        tables.reflect(connection)
        found = {
            name: Counter(tuple(row) for row in connection.execute(sa.select(table)))
            for name, table in tables.tables.items()
            if not name.startswith("huey_")
        }
    engine.dispose()
    return found


@pytest.mark.sweep
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_demo_of_one_day_has_the_same_rows_every_time(engine: SQLite | PostgreSQL) -> None:
    one, other = engine.empty(), engine.empty()
    fill(one)
    fill(other)
    first, second = rows(one), rows(other)
    engine.drop(one)
    engine.drop(other)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert sum(first["rooms_booking"].values()) >= 70  # a living house: there was something to compare


def test_outside_the_demo_nothing_of_it_is_there(make_app: Callable[..., Flask], make: Make) -> None:
    make.house()
    make.person("Lieke Morgenster")
    client = make_app(DEMO_PERSONAS=PERSONAS).test_client()
    page = client.get("/sign-in").text
    assert "Lieke Morgenster" not in page
    assert "/demo/" not in page
    assert "zijn verzonnen" not in client.get("/").text  # "All data on this page is made up."
    for path in ("/demo/mail", "/demo/mail/x", "/demo/mail/x/wij.ics"):
        assert client.get(path).status_code == 404
    assert client.post("/demo/sign-in", data={"persona": "lieke"}).status_code == 404
    assert "zijn verzonnen" in make_app(DEMO=True).test_client().get("/").text
