"""A house with one room, and browsers of people with a role in it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.factories import Make

Browse = Callable[[int], FlaskClient]


@pytest.fixture
def house(make: Make) -> int:
    return make.house(slug="linde")


@pytest.fixture
def room(make: Make, house: int) -> int:
    return make.space(house, slug="zaal-a")


@pytest.fixture
def browser(make: Make, house: int, room: int, as_person: Browse) -> Callable[[str], FlaskClient]:
    """A browser of somebody with a role in the house."""

    def of(kind: str) -> FlaskClient:
        person = make.person()
        make.role(person, house, kind)
        return as_person(person)

    return of


@pytest.fixture
def chief(browser: Callable[[str], FlaskClient]) -> FlaskClient:
    return browser("administrator")
