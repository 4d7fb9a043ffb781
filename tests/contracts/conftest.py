"""One filled house for all sweeps, walked through once by each kind of visitor; after each test it is put back.

Who only looks at a few visitors pays for the walks of those: a walk is made when somebody asks what was met on it.
"""

from collections.abc import Iterator

import pytest

from app import clock
from app.web.kept import PAGES
from tests.apps import Apps
from tests.contracts.bad_house import TODAY, filled_house
from tests.contracts.bad_walks import Walked, visited
from tests.databases import PostgreSQL, SQLite
from tests.factories import at


@pytest.fixture(scope="session")
def _walked(engine: SQLite | PostgreSQL, apps: Apps) -> Iterator[Walked]:
    with filled_house(engine, apps) as filled:
        with clock.at(at(TODAY, "09:00")):
            walked = visited(filled)
        yield walked


@pytest.fixture
def walked(_walked: Walked) -> Iterator[Walked]:
    """The filled house on its own day, what each visitor met on their walk, and a watch over its tables."""
    with clock.at(at(TODAY, "09:00")):
        for visitor in _walked.visitors.values():
            visitor.come_back()
        yield _walked
        _walked.watch.restore()
        _walked.app.extensions[PAGES].clear()  # the tables went back, and their version with them
