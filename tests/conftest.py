"""Fixtures that every test may use. A fresh database a test; no request inside an open context."""

import gc
import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from xdist.scheduler import LoadScopeScheduling

from app.access import cards, sessions
from tests.apps import Apps, remember_routes
from tests.databases import PostgreSQL, SQLite, short_lived_folder
from tests.factories import Make
from tests.postman import Postman, on_duty

settings.register_profile("wij", deadline=None)
settings.load_profile("wij")
"""How long one example takes says how busy the machine is, and nothing about the house."""


class TogetherWhatShares(LoadScopeScheduling):  # type: ignore[misc]  # xdist says no types
    """Tests go to whichever worker is free; those that share much to the same one, the largest company first."""

    TOGETHER = (
        ("tests/contracts/", re.compile(r"\[postgresql")),
        ("tests/journeys/", re.compile(r"[\[-]en\b")),
    )
    """Folders in two halves, by what stands in the names of the second.

    The filled house that everybody walked through is made once an engine. The browser, and the demo house, are there
    once a worker, and a page is looked at once a language.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((f"{one}{bool(half.search(nodeid))}" for one, half in self.TOGETHER if one in nodeid), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> TogetherWhatShares:
    """How `-n` deals the tests out."""
    return TogetherWhatShares(config, log)


def pytest_collection_finish() -> None:
    """What was imported stays until the end: it is not looked through for rubbish a thousand times."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests marked `both` on SQLite and on PostgreSQL; those marked `sweep` too, but there among the slow ones."""
    if "engine" in metafunc.fixturenames:
        engines: list[Any] = ["sqlite"]
        if metafunc.definition.get_closest_marker("both") is not None:
            engines = ["sqlite", "postgresql"]
        if metafunc.definition.get_closest_marker("sweep") is not None:
            engines = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]
        metafunc.parametrize("engine", engines, indirect=True, scope="session")


@pytest.fixture(scope="session")
def sqlite() -> Iterator[SQLite]:
    """Where SQLite databases come from."""
    with short_lived_folder() as folder:
        yield SQLite(folder)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """One real PostgreSQL server for the whole run, started when the first test asks for it."""
    with short_lived_folder() as folder:
        server = PostgreSQL(folder / "data")
        yield server
        server.stop()


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
def apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apps]:
    """Where applications come from. The workers of one run compile each template once for all of them."""
    folder = tmp_path_factory.getbasetemp()
    compiled = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "templates"
    compiled.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        remember_routes(patch)
        yield Apps(FileSystemBytecodeCache(str(compiled)))


@pytest.fixture(scope="session", autouse=True)
def real_pins() -> Iterator[PasswordHasher]:
    """A PIN is to cost who tries them out much time, and the tests of other things as little as can be.

    This is the one with the price that the product asks, for the tests of that.
    """
    real = cards._hasher
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cards, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield real


@pytest.fixture
def make_app(request: pytest.FixtureRequest, database: str, apps: Apps) -> Iterator[Callable[..., Flask]]:
    """Build an application on this test's database: `make_app(WIJ_PLUGINS="rooms", extra_plugins={"tea": tea})`."""
    made: list[Flask] = []
    own = request.node.get_closest_marker("own_app") is not None

    def build(extra_plugins: dict[str, Any] | None = None, **overrides: Any) -> Flask:
        second = bool(made)  # it stands for a second process
        give = apps.build if own or second else apps.borrow
        made.append(give(database, overrides, extra_plugins or {}))
        return made[-1]

    yield build
    for app in made:
        apps.end(app)


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
