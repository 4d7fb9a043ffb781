"""Fixtures that every test may use. Fresh database and application a test; no request inside an open context."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from app import create_app
from app.access import sessions
from app.db import db
from tests.databases import SECRET, PostgreSQL, SQLite
from tests.factories import Make
from tests.postman import Postman, on_duty


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests marked `both` on SQLite and on PostgreSQL."""
    if "engine" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both") is not None
        metafunc.parametrize("engine", ["sqlite", "postgresql"] if both else ["sqlite"], indirect=True, scope="session")


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> SQLite:
    """Where SQLite databases come from."""
    return SQLite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """One real PostgreSQL server for the whole run, started when the first test asks for it."""
    folder = Path(tempfile.mkdtemp(prefix="wij-pg-"))
    server = PostgreSQL(folder / "data")
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> SQLite | PostgreSQL:
    """The database server under test."""
    found: SQLite | PostgreSQL = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def database(engine: SQLite | PostgreSQL) -> Iterator[str]:
    """The address of a migrated, empty database."""
    url = engine.fresh()
    yield url
    engine.drop(url)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates, compiled once for all applications of the run."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def make_app(database: str, compiled: FileSystemBytecodeCache) -> Iterator[Callable[..., Flask]]:
    """Build an application on this test's database: `make_app(WIJ_PLUGINS="rooms", extra_plugins={"tea": tea})`."""
    made: list[Flask] = []

    def build(extra_plugins: dict[str, Any] | None = None, **overrides: Any) -> Flask:
        given = {"WIJ_DATABASE_URL": database, "WIJ_SECRET_KEY": SECRET, "TESTING": True, "WTF_CSRF_ENABLED": False}
        given |= {"RATELIMIT_ENABLED": False, "WIJ_MAIL_URL": "log:"}  # no test reaches a real mail server
        app = create_app(given | overrides, extra_plugins=extra_plugins)
        app.jinja_env.bytecode_cache = compiled
        made.append(app)
        return app

    yield build
    for app in made:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The house with all bundled plugins."""
    return make_app()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that is not signed in."""
    return app.test_client()


@pytest.fixture
def make(app: Flask) -> Make:
    """Makes houses, spaces, persons…, each call in a context and a transaction of its own."""
    return Make(app)


@pytest.fixture
def as_person(app: Flask) -> Callable[[int], FlaskClient]:
    """A browser in which a person is signed in: `as_person(lieke).get("/me")`."""

    def browser(person_id: int) -> FlaskClient:
        client = app.test_client()
        with app.app_context():
            token = sessions.start(person_id, "code")
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
        return client

    return browser


@pytest.fixture
def postman() -> Iterator[Postman]:
    """A real mail server; what it got is in `postman.mails`."""
    with on_duty() as postman:
        yield postman
