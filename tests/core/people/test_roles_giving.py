"""Roles: given until a day, by an administrator of that house, and never by somebody to themselves."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.actors import Actor
from app.db import db
from app.journal import LogLine
from app.people import roles, roles_giving
from app.people.models import Person, Role
from app.refusals import NotAllowed, NotFound, Refusal
from tests.factories import Make, at

Browse = Callable[[int], FlaskClient]
TODAY = date(2027, 3, 18)
URL = "/house/linde/settings/roles"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(at(TODAY, "12:00")):
        yield


@pytest.fixture
def house(make: Make) -> int:
    return make.house(slug="linde")


@pytest.fixture
def chief(make: Make, house: int) -> int:
    person = make.person("Toos Bakker")
    make.role(person, house, "administrator")
    return person


def public(app: Flask, person: int) -> str:
    with app.app_context():
        return db.session.get_one(Person, person).public_id


@pytest.mark.sweep
def test_role_holds_until_its_last_day_included(app: Flask, make: Make, house: int, chief: int) -> None:
    somebody = make.person()
    last = TODAY + timedelta(days=30)
    with app.app_context():
        roles_giving.give_role(Actor.self(chief), house, public(app, somebody), "host", last)
        assert roles.has_role(somebody, house, "host")
        with clock.at(at(last, "23:59")):
            assert roles.has_role(somebody, house, "host")
        with clock.at(at(last + timedelta(days=1), "00:00")):
            assert not roles.has_role(somebody, house, "host")
        line = db.session.scalars(sa.select(LogLine)).one()
    assert (line.verb, line.typist_id, line.subject_id) == ("people.role.given", chief, somebody)


@pytest.mark.both
def test_last_day_changes_and_a_role_ends_at_once(app: Flask, make: Make, house: int, chief: int) -> None:
    somebody = make.person()
    make.role(somebody, house, "host")
    who = public(app, somebody)
    with app.app_context():
        roles_giving.change_last_day(Actor.self(chief), house, who, "host", TODAY + timedelta(days=5))
        role, _person = roles_giving.role_in(house, who, "host")
        assert role.until == TODAY + timedelta(days=5)
        roles_giving.end_role(Actor.self(chief), house, who, "host")
        assert not roles.has_role(somebody, house, "host")
        with pytest.raises(NotFound):
            roles_giving.end_role(Actor.self(chief), house, who, "host")
        roles_giving.give_role(Actor.self(chief), house, who, "host", TODAY)
        roles_giving.end_role(Actor.self(chief), house, who, "host")
        assert not roles.has_role(somebody, house, "host")


@pytest.mark.parametrize("until", [TODAY - timedelta(days=1), TODAY + timedelta(days=367), date.min, date.max])
def test_nobody_has_a_role_for_ever_or_in_the_past(app: Flask, make: Make, house: int, chief: int, until: date) -> None:
    with app.app_context():
        with pytest.raises(Refusal) as refusal:
            roles_giving.give_role(Actor.self(chief), house, public(app, make.person()), "host", until)
        assert refusal.value.field == "until"


def test_role_that_somebody_has_is_not_given_twice(app: Flask, make: Make, house: int, chief: int) -> None:
    somebody = make.person()
    make.role(somebody, house, "host")
    with app.app_context():
        with pytest.raises(Refusal) as refusal:
            roles_giving.give_role(Actor.self(chief), house, public(app, somebody), "host", TODAY)
        assert refusal.value.field == "kind"


def test_only_an_administrator_of_that_house_gives_roles(app: Flask, make: Make, house: int, chief: int) -> None:
    host, stranger, somebody = make.person(), make.person(), make.person()
    make.role(host, house, "host")
    make.role(stranger, make.house(), "administrator")
    with app.app_context():
        for nobody in (Actor.guest(), Actor.self(host), Actor.self(stranger)):
            with pytest.raises(NotAllowed):
                roles_giving.give_role(nobody, house, public(app, somebody), "host", TODAY)
        assert not roles.has_role(somebody, house, "host")


def test_nobody_gives_themselves_a_role_while_another_can(app: Flask, make: Make, house: int, chief: int) -> None:
    me = Actor.self(chief)
    with app.app_context():
        mine = public(app, chief)
        roles_giving.change_last_day(me, house, mine, "administrator", TODAY + timedelta(days=300))
    make.role(make.person(), house, "administrator")
    with app.app_context():
        with pytest.raises(NotAllowed):
            roles_giving.give_role(me, house, mine, "key_holder", TODAY)
        with pytest.raises(NotAllowed):
            roles_giving.change_last_day(me, house, mine, "administrator", TODAY)
        roles_giving.end_role(me, house, mine, "administrator")
        assert not roles.has_role(chief, house, "administrator")


def test_last_administrator_stays(app: Flask, house: int, chief: int) -> None:
    with app.app_context():
        with pytest.raises(Refusal):
            roles_giving.end_role(Actor.self(chief), house, public(app, chief), "administrator")
        assert roles.has_role(chief, house, "administrator")


@pytest.mark.parametrize("wanted", ["Morgen", "lieke@example.org", "LIEKE@EXAMPLE.ORG", "the code"])
def test_somebody_is_found_by_name_address_or_code(
    app: Flask, make: Make, house: int, chief: int, as_person: Browse, wanted: str
) -> None:
    somebody = make.person("Lieke Morgenster", email="lieke@example.org")
    make.person("Karim Zand", email="karim@example.org")
    who = public(app, somebody)
    page = as_person(chief).get(URL, query_string={"q": who if wanted == "the code" else wanted}).text
    assert f"/roles/give/{who}" in page
    assert page.count("/roles/give/") == 1
    assert "karim@example.org" not in page


def test_administrator_gives_changes_and_ends_a_role_in_the_browser(
    app: Flask, make: Make, house: int, chief: int, as_person: Browse
) -> None:
    somebody = make.person()
    browser, who = as_person(chief), public(app, somebody)
    assert 'value="2028-03-17"' in browser.get(f"{URL}/give/{who}").text
    assert browser.post(f"{URL}/give/{who}", data={"kind": "opener", "until": "2027-12-31"}).status_code == 303
    assert "31 december 2027" in browser.get(URL).text
    assert browser.get(f"{URL}/{who}/opener").status_code == 200
    assert browser.post(f"{URL}/{who}/opener", data={"until": "30-06-2027"}).status_code == 303
    with app.app_context():
        assert db.session.scalars(sa.select(Role.until).where(Role.person_id == somebody)).one() == date(2027, 6, 30)
    assert browser.post(f"{URL}/{who}/opener/end").status_code == 303
    assert browser.get(f"{URL}/{who}/opener").status_code == 404


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"kind": "opener"},
        {"kind": "opener", "until": " "},
        {"kind": "opener", "until": "ooit"},
        {"kind": "opener", "until": "2427-01-01"},
        {"kind": "queen", "until": "2027-12-31"},
        {"until": "2027-12-31"},
    ],
)
def test_role_that_is_not_right_gets_a_message_and_is_not_given(
    app: Flask, make: Make, house: int, chief: int, as_person: Browse, typed: dict[str, str]
) -> None:
    somebody = make.person()
    answer = as_person(chief).post(f"{URL}/give/{public(app, somebody)}", data=typed)
    assert answer.status_code == 422
    assert "wij-error__text" in answer.text
    with app.app_context():
        assert roles.roles_of(somebody) == set()


def test_somebody_unknown_or_a_role_that_is_not_there_is_404(chief: int, house: int, as_person: Browse) -> None:
    browser = as_person(chief)
    for path in ("/give/nobody", "/nobody/host", "/nobody/queen"):
        assert browser.get(URL + path).status_code == 404
    assert browser.post(URL + "/nobody/host/end").status_code == 404
