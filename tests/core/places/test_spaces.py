"""Rooms: what can be changed, and a shape in use that cannot."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.actors import Actor
from app.clock import Span, now
from app.db import db, transaction
from app.places import HoldRequest, Taken, hold, search, spaces
from app.places.models import Space
from app.places.spaces import SpaceDetails
from app.refs import Ref
from app.refusals import NotAllowed, Refusal
from tests.factories import Make, at, span

DAY = "2027-03-18"
pytestmark = pytest.mark.both


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app(WIJ_PLUGINS="none")


@pytest.fixture(autouse=True)
def _march() -> Iterator[None]:
    with clock.at(at("2027-03-15", "10:00")):
        yield


@pytest.fixture
def house(make: Make) -> int:
    return make.house()


def take(app: Flask, house: int, space: int, when: Span, key: str = "one", **more: object) -> None:
    ref = Ref("test", "thing", key)
    with app.app_context(), transaction():
        hold(HoldRequest(actor=Actor.job(), ref=ref, house_id=house, space_ids=(space,), spans=(when,)), **more)  # type: ignore[arg-type]  # values of several kinds by name


def change_parts(app: Flask, space: int, *parts: int) -> None:
    with app.app_context():
        found = db.session.get_one(Space, space)
        details = SpaceDetails(name=found.name, seated=found.seated, part_ids=parts)
        spaces.change_space(Actor.job(), space, details, found.slug)


def parts_of(app: Flask, space: int) -> tuple[int, ...]:
    with app.app_context():
        return tuple(part.id for part in db.session.get_one(Space, space).parts)


def test_new_space_comes_last_and_can_be_found_at_once(app: Flask, house: int) -> None:
    with app.app_context():
        details = SpaceDetails(name="Zaal A", seated=12, facts=["stage", "lift"], buffer_minutes=15)
        first = spaces.add_space(Actor.job(), house, details)
        second = spaces.add_space(Actor.job(), house, SpaceDetails(name="Zaal A"), slug="boven")
        assert [(one.id, one.slug) for one in spaces.spaces_of(house)] == [(first, "zaal-a"), (second, "boven")]
        (found,) = search.free_spaces([house], span(DAY, "14:00-16:00"), 12, ["lift"])
        assert (found.space.id, found.space.fact_keys) == (first, ("lift", "stage"))


def test_space_changes_its_name_and_address_and_the_old_one_is_remembered(app: Flask, house: int, make: Make) -> None:
    room = make.space(house, slug="zaal-a")
    with app.app_context():
        before = db.session.get_one(Space, room).changed_at
    with app.app_context(), clock.at(now() + timedelta(hours=1)):
        spaces.change_space(Actor.job(), room, SpaceDetails(name="Zonzaal"), "zonzaal")
        found = spaces.space_in(house, "zonzaal")
        assert found is not None
        assert (found.id, found.name) == (room, "Zonzaal")
        assert found.changed_at > before


def test_space_moves_through_the_list_and_not_out_of_it(app: Flask, house: int, make: Make) -> None:
    a, b, c = (make.space(house, name) for name in "ABC")
    with app.app_context():
        for space, steps, expected in ((c, 1, [a, c, b]), (c, 5, [c, a, b]), (c, -2, [a, b, c]), (c, -1, [a, b, c])):
            spaces.put_space_before(Actor.job(), space, steps)
            assert [one.id for one in spaces.spaces_of(house)] == expected


def test_host_changes_the_words_and_an_administrator_all(app: Flask, house: int, make: Make) -> None:
    room = make.space(house)
    host, chief = make.person(), make.person()
    make.role(host, house, "host")
    make.role(chief, house, "administrator")
    with app.app_context():
        spaces.describe_space(Actor.self(host), room, about="Licht en ruim.", condition="Schoenen uit.")
        with pytest.raises(NotAllowed):
            spaces.change_space(Actor.self(host), room, SpaceDetails(name="Mijn zaal"), "mijn-zaal")
        with pytest.raises(NotAllowed):
            spaces.add_space(Actor.self(host), house, SpaceDetails(name="Erbij"))
        assert db.session.get_one(Space, room).about == "Licht en ruim."
        spaces.change_space(Actor.self(chief), room, SpaceDetails(name="Onze zaal"), "onze-zaal")
        assert db.session.get_one(Space, room).name == "Onze zaal"


@pytest.mark.parametrize("wrong", [{"name": ""}, {"seated": -1}, {"seated": 5001}, {"buffer_minutes": 241}])
def test_space_that_is_not_right_is_refused_and_not_there(app: Flask, house: int, wrong: dict[str, object]) -> None:
    with app.app_context():
        with pytest.raises(Refusal) as refusal:
            spaces.add_space(Actor.job(), house, SpaceDetails(**{"name": "Zaal", **wrong}))  # type: ignore[arg-type]  # values of several kinds by name
        assert refusal.value.field == next(iter(wrong))
        assert spaces.spaces_of(house) == []


# -- combining


def test_spaces_are_combined_and_taken_apart_while_nobody_uses_them(app: Flask, house: int, make: Make) -> None:
    a, b, c = (make.space(house, name) for name in "ABC")
    hall = make.space(house, "Hal")
    change_parts(app, hall, a, b)
    assert parts_of(app, hall) == (a, b)
    change_parts(app, hall, b, c)
    assert parts_of(app, hall) == (b, c)
    change_parts(app, hall)
    assert parts_of(app, hall) == ()


def test_parts_of_a_space_in_use_cannot_change_and_it_says_until_when(app: Flask, house: int, make: Make) -> None:
    a, b, c = (make.space(house, name) for name in "ABC")
    hall = make.space(house, "Hal", parts=[a, b])
    take(app, house, hall, span(DAY, "14:00-16:00"))
    for parts in ((a, c), (a, b, c), ()):
        with pytest.raises(Refusal, match="18 maart 2027") as refusal:
            change_parts(app, hall, *parts)
        assert refusal.value.field == "parts"
    assert parts_of(app, hall) == (a, b)
    with pytest.raises(Taken):
        take(app, house, b, span(DAY, "15:00-17:00"), key="two")


def test_single_space_in_use_cannot_become_a_combined_one(app: Flask, house: int, make: Make) -> None:
    a, b, c = (make.space(house, name) for name in "ABC")
    take(app, house, c, span(DAY, "14:00-16:00"))
    with pytest.raises(Refusal):
        change_parts(app, c, a, b)
    with clock.at(at(DAY, "16:00")):
        change_parts(app, c, a, b)
    assert parts_of(app, c) == (a, b)


def test_use_of_one_part_leaves_the_combination_free_to_change(app: Flask, house: int, make: Make) -> None:
    a, b, c = (make.space(house, name) for name in "ABC")
    hall = make.space(house, "Hal", parts=[a, b])
    take(app, house, a, span(DAY, "14:00-16:00"))
    take(app, house, b, span(DAY, "14:00-16:00"), key="two")
    change_parts(app, hall, a, c)
    assert parts_of(app, hall) == (a, c)
    with pytest.raises(Taken):
        take(app, house, hall, span(DAY, "15:00-17:00"), key="three")


def test_hold_that_ran_out_no_longer_keeps_a_shape(app: Flask, house: int, make: Make) -> None:
    a, b, c = (make.space(house, name) for name in "ABC")
    hall = make.space(house, "Hal", parts=[a, b])
    take(app, house, hall, span(DAY, "14:00-16:00"), state="held", expires_at=now() + timedelta(minutes=10))
    with pytest.raises(Refusal):
        change_parts(app, hall, a, c)
    with clock.at(now() + timedelta(minutes=10)):
        change_parts(app, hall, a, c)
    assert parts_of(app, hall) == (a, c)


def test_parts_that_do_not_fit_are_refused(app: Flask, house: int, make: Make) -> None:
    a, b, c = (make.space(house, name) for name in "ABC")
    hall = make.space(house, "Hal", parts=[a, b])
    abroad = make.space(make.house())
    for space, parts in ((c, (a,)), (c, (a, abroad)), (c, (a, c)), (c, (a, hall)), (a, (b, c)), (c, (a, 10_000))):
        with pytest.raises(Refusal) as refusal:
            change_parts(app, space, *parts)
        assert refusal.value.field == "parts"
    assert (parts_of(app, c), parts_of(app, a), parts_of(app, hall)) == ((), (), (a, b))


def test_shape_that_changes_while_others_book_never_lets_two_in(app: Flask, house: int, make: Make) -> None:
    """Some book the hall, some its parts, while its parts are changed to and fro: whoever holds it holds its parts."""
    a, b, c = (make.space(house, name) for name in "ABC")
    hall = make.space(house, "Hal", parts=[a, b])

    def book(number: int) -> str:
        try:
            take(app, house, (hall, a, b, c)[number % 4], span(DAY, "14:00-16:00"), key=f"k{number}")
        except Taken:
            return "taken"
        return ("hall", "a", "b", "c")[number % 4]

    def reshape(number: int) -> str:
        try:
            change_parts(app, hall, a, (b, c)[number % 2])
        except Refusal:
            return "in use"
        return "changed"

    with clock.at(at("2027-03-15", "10:00")), ThreadPoolExecutor(6) as pool:
        work = [pool.submit((book, reshape)[number % 3 == 0], number) for number in range(24)]
        got = [one.result() for one in work]
    if "hall" in got:
        held_by_hall = set(parts_of(app, hall))
        alone = {{"a": a, "b": b, "c": c}[name] for name in got if name in "abc"}
        assert not held_by_hall & alone
