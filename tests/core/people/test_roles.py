"""Roles: per house, with a last day, and an administrator may do what a host may."""

from datetime import date, timedelta

import pytest
from flask import Flask

from app.actors import Actor, Channel
from app.clock import at, now
from app.db import transaction
from app.people.models import Role
from app.people.roles import has_role, hosts_of, houses_with_role, may, roles_of
from tests.factories import Make
from tests.factories import at as moment

pytestmark = pytest.mark.sweep


def give(app: Flask, person: int, house: int, kind: str, since: date, until: date) -> None:
    with app.app_context(), transaction() as session:
        session.add(Role(person_id=person, house_id=house, kind=kind, since=since, until=until))


def test_role_holds_from_its_first_day_through_its_last_on_the_houses_wall(app: Flask, make: Make) -> None:
    house, toos = make.house(), make.person()
    give(app, toos, house, "host", date(2027, 3, 1), date(2027, 3, 31))
    for day, clock, holds in (
        ("2027-02-28", "23:59", False),
        ("2027-03-01", "00:00", True),  # 23:00 of the day before in UTC
        ("2027-03-31", "23:59", True),
        ("2027-04-01", "00:00", False),
    ):
        with app.app_context(), at(moment(day, clock)):
            assert has_role(toos, house, "host") is holds
            assert bool(roles_of(toos)) is holds
            assert bool(hosts_of(house)) is holds


def test_administrator_counts_as_host_and_not_the_other_way_round(app: Flask, make: Make) -> None:
    house, ibrahim, toos = make.house(), make.person("Ibrahim"), make.person("Toos")
    make.role(ibrahim, house, "administrator")
    make.role(toos, house, "host")
    with app.app_context():
        assert has_role(ibrahim, house, "host")
        assert not has_role(ibrahim, house, "key_holder")
        assert not has_role(toos, house, "administrator")
        assert [person.name for person in hosts_of(house)] == ["Ibrahim", "Toos"]
        assert roles_of(ibrahim) == {(house, "administrator")}


def test_role_in_one_house_is_none_in_another(app: Flask, make: Make) -> None:
    here, there, toos = make.house(), make.house(), make.person()
    make.role(toos, here, "host")
    with app.app_context():
        assert (has_role(toos, here, "host"), has_role(toos, there, "host")) == (True, False)
        assert houses_with_role(toos, "host", "opener") == [here]
        assert hosts_of(there) == hosts_of(999) == []


def test_nobody_has_no_role(app: Flask, make: Make) -> None:
    house = make.house()
    with app.app_context():
        assert not has_role(None, house, "host")
        assert not may(Actor.guest(), house, "host")


def test_rights_never_exceed_the_typists(app: Flask, make: Make) -> None:
    house, toos, wout, ria = make.house(), make.person("Toos"), make.person("Wout"), make.person("Ria")
    make.role(toos, house, "host")
    make.role(wout, house, "key_holder")
    with app.app_context():
        assert may(Actor.self(wout), house, "key_holder")
        assert not may(Actor(toos, wout, Channel.DESK), house, "key_holder")
        assert not may(Actor(toos, ria, Channel.DESK), house, "host")


def test_ended_role_is_none(app: Flask, make: Make) -> None:
    house, toos = make.house(), make.person()
    make.role(toos, house, "host", days=3)
    with app.app_context():
        assert has_role(toos, house, "host")
        with at(now() + timedelta(days=5)):
            assert not has_role(toos, house, "host")
