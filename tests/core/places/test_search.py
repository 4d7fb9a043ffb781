"""Find a room: which are free, and what comes near."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import time

import pytest
import sqlalchemy as sa
from flask import Flask

from app import clock
from app.actors import Actor
from app.clock import Span
from app.db import db, transaction
from app.places import HoldRequest, hold, search
from app.places.models import OpeningHours
from app.refs import Ref
from tests.factories import Make, at, span

pytestmark = pytest.mark.both
DAY = "2027-03-18"
AFTERNOON = span(DAY, "14:00-16:00")


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app(WIJ_PLUGINS="none")


@pytest.fixture(autouse=True)
def _march() -> Iterator[None]:
    with clock.at(at("2027-03-15", "10:00")):
        yield


def take(app: Flask, house: int, space: int, when: Span, key: str = "one") -> None:
    request = HoldRequest(
        actor=Actor.job(), ref=Ref("test", "thing", key), house_id=house, space_ids=(space,), spans=(when,)
    )
    with app.app_context(), transaction():
        hold(request)


def names(
    app: Flask, houses: list[int], when: Span, people: int = 0, facts: Sequence[str] = (), *, with_private: bool = False
) -> list[str]:
    with app.app_context():
        found = search.free_spaces(houses, when, people, facts, with_private=with_private)
        return [one.space.name for one in found]


def test_smallest_that_fits_comes_first_and_combined_ones_last(app: Flask, make: Make) -> None:
    house = make.house()
    a, b = make.space(house, "A", seated=10), make.space(house, "B", seated=40)
    make.space(house, "A+B", parts=[a, b], seated=30)
    make.space(house, "Tuin", seated=0, standing=25)
    assert names(app, [house], AFTERNOON) == ["A", "Tuin", "B", "A+B"]
    assert names(app, [house], AFTERNOON, 20) == ["Tuin", "B", "A+B"]
    assert names(app, [house], AFTERNOON, 41) == []


def test_room_must_have_all_that_is_asked(app: Flask, make: Make) -> None:
    house = make.house()
    make.space(house, "A", facts="stage,projector")
    make.space(house, "B", facts="stage")
    assert names(app, [house], AFTERNOON, 0, ["stage", "projector"]) == ["A"]
    assert names(app, [house], AFTERNOON, 0, ["lift"]) == []


def test_private_and_switched_off_rooms_are_not_told_of(app: Flask, make: Make) -> None:
    house = make.house()
    make.space(house, "Spreekkamer", private=True)
    make.space(house, "Zolder", bookable=False)
    make.space(house, "Zaal")
    assert names(app, [house], AFTERNOON) == ["Zaal"]
    assert set(names(app, [house], AFTERNOON, with_private=True)) == {"Zaal", "Spreekkamer"}


def test_room_that_is_held_is_not_free_nor_is_what_it_is_part_of(app: Flask, make: Make) -> None:
    house = make.house()
    a, b = make.space(house, "A"), make.space(house, "B")
    make.space(house, "A+B", parts=[a, b])
    take(app, house, a, span(DAY, "15:00-17:00"))
    assert names(app, [house], AFTERNOON) == ["B"]
    assert set(names(app, [house], span(DAY, "17:00-18:00"))) == {"A", "B", "A+B"}


def test_buffer_of_a_room_must_fit_before_the_next_use(app: Flask, make: Make) -> None:
    house = make.house()
    room = make.space(house, "A", buffer=30)
    take(app, house, room, span(DAY, "16:00-17:00"))
    assert names(app, [house], span(DAY, "14:00-15:30")) == ["A"]
    assert names(app, [house], span(DAY, "14:00-15:45")) == []
    assert names(app, [house], span(DAY, "17:15-18:00")) == []


def test_room_that_is_closed_is_not_free(app: Flask, make: Make) -> None:
    house = make.house(hours="09:00-17:00")
    a = make.space(house, "A")
    b = make.space(house, "B")
    make.space(house, "A+B", parts=[a, b])
    make.closure(house, span(DAY, "09:00-15:00"), space_id=a)
    assert names(app, [house], AFTERNOON) == ["B"]
    assert names(app, [house], span(DAY, "16:30-17:30")) == []


def test_combined_room_is_open_when_all_its_parts_are(app: Flask, make: Make) -> None:
    house = make.house()
    a, b = make.space(house, "A"), make.space(house, "B")
    make.space(house, "A+B", parts=[a, b])
    with app.app_context(), transaction() as session:
        session.add(OpeningHours(house_id=house, space_id=a, weekday=3, opens=time(9), closes=time(15)))
    assert names(app, [house], span(DAY, "13:00-15:00")) == ["A", "B", "A+B"]
    assert names(app, [house], AFTERNOON) == ["B"]


def test_near_misses_are_the_same_room_later_and_other_rooms_then(app: Flask, make: Make) -> None:
    house, elsewhere = make.house(hours="09:00-22:00"), make.house()
    room = make.space(house, "A")
    make.space(house, "B")
    make.space(house, "Geheim", private=True)
    make.space(elsewhere, "Ver weg")
    take(app, house, room, span(DAY, "13:00-15:00"))
    with app.app_context():
        found = search.near_misses(room, AFTERNOON)
    assert [one.span for one in found.same_space] == [
        span(DAY, "15:00-17:00"),
        span(DAY, "15:30-17:30"),
        span(DAY, "16:00-18:00"),
    ]
    assert [(one.space.name, one.span) for one in found.same_time] == [("B", AFTERNOON)]


def test_near_misses_are_never_in_the_past(app: Flask, make: Make) -> None:
    house = make.house(hours="09:00-22:00")
    room, _other = make.space(house, "A"), make.space(house, "B")
    take(app, house, room, span(DAY, "09:00-20:00"))
    with app.app_context(), clock.at(at(DAY, "19:45")):
        found = search.near_misses(room, AFTERNOON)
    assert [one.span for one in found.same_space] == [span(DAY, "20:00-22:00")]
    assert found.same_time == ()


def test_number_of_queries_does_not_grow_with_houses_and_rooms(app: Flask, make: Make) -> None:
    houses = [make.house() for _ in range(4)]
    few = counted(app, houses[:1], make)
    for house in houses:
        parts = [make.space(house) for _ in range(3)]
        whole = make.space(house, parts=parts)
        take(app, house, whole, AFTERNOON, key=f"h{house}")
    assert counted(app, houses, make) == few


def counted(app: Flask, houses: list[int], make: Make) -> int:
    make.space(houses[0], parts=[make.space(houses[0]), make.space(houses[0])])
    with app.app_context(), queries() as said:
        assert search.free_spaces(houses, span(DAY, "20:00-21:00"))
    return len(said)


@contextmanager
def queries() -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    yield said
    sa.event.remove(db.engine, "before_cursor_execute", note)
