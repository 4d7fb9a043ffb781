"""Who gets through which door, and what the door says to the others."""

from collections.abc import Callable

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from app.actors import Actor, Channel
from app.web import Who, current_actor, current_person_id, who
from app.web.guard import RouteUndeclared
from tests.factories import Make

pytestmark = pytest.mark.own_app

DOORS = {f"/door/{door.value}": door for door in Who}


def inside() -> str:
    return "in"


@pytest.fixture
def doors(app: Flask) -> Flask:
    """A house with one extra page for each kind of door."""
    for path, door in DOORS.items():
        app.add_url_rule(path, path, who(door)(inside), methods=["GET", "POST"])
    return app


def let_in(browser: FlaskClient) -> set[Who]:
    return {door for path, door in DOORS.items() if browser.get(path).status_code == 200}


def test_guest_gets_in_where_everyone_may(doors: Flask) -> None:
    assert let_in(doors.test_client()) == {Who.EVERYONE, Who.SECRET}


def test_resident_gets_in_where_signed_in_may(
    doors: Flask, make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    assert let_in(as_person(make.person())) == {Who.EVERYONE, Who.SECRET, Who.SIGNED_IN}


@pytest.mark.parametrize(
    ("kind", "more"),
    [("host", {Who.HOST}), ("administrator", {Who.HOST, Who.ADMIN}), ("key_holder", set()), ("closer", set())],
)
def test_role_opens_its_doors(
    doors: Flask, make: Make, as_person: Callable[[int], FlaskClient], kind: str, more: set[Who]
) -> None:
    person = make.person()
    make.role(person, make.house(), kind)
    assert let_in(as_person(person)) == {Who.EVERYONE, Who.SECRET, Who.SIGNED_IN} | more


def test_role_that_has_ended_opens_nothing(doors: Flask, make: Make, as_person: Callable[[int], FlaskClient]) -> None:
    person = make.person()
    make.role(person, make.house(), "administrator", days=-1)
    assert let_in(as_person(person)) == {Who.EVERYONE, Who.SECRET, Who.SIGNED_IN}


def test_guest_is_sent_to_sign_in_and_back(doors: Flask) -> None:
    answer = doors.test_client().get("/door/signed_in?day=2027-03-18")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/sign-in?next=/door/signed_in?day%3D2027-03-18"


def test_guest_who_sends_a_form_comes_back_to_the_page_of_the_form(doors: Flask) -> None:
    client = doors.test_client()
    ours = client.post("/door/signed_in", headers={"Referer": "http://localhost/rooms/zaal-a"})
    assert ours.headers["Location"] == "/sign-in?next=/rooms/zaal-a"
    theirs = client.post("/door/signed_in", headers={"Referer": "https://elsewhere.example/x"})
    assert theirs.headers["Location"] == "/sign-in"


def test_demo_pages_are_there_in_the_demo_alone(make_app: Callable[..., Flask]) -> None:
    found = {}
    for demo in (True, False):
        app = make_app(DEMO=demo)
        app.add_url_rule("/toy", "toy", who(Who.DEMO)(inside))
        found[demo] = app.test_client().get("/toy").status_code
    assert found == {True: 200, False: 404}


def acting(app: Flask, typist: int, subject: int) -> FlaskClient:
    """A browser at the desk, turned to somebody."""

    def act() -> None:
        g.wij_actor = Actor(typist, subject, Channel.DESK)

    app.before_request(act)
    return app.test_client()


def test_host_who_helps_somebody_sees_only_the_desk_of_the_hosts_pages(doors: Flask, make: Make) -> None:
    host, resident = make.person(), make.person()
    make.role(host, make.house(), "administrator")
    doors.add_url_rule("/desk/extra", "extra", who(Who.HOST)(inside))
    browser = acting(doors, host, resident)
    assert let_in(browser) == {Who.EVERYONE, Who.SECRET, Who.SIGNED_IN}
    assert browser.get("/desk/extra").status_code == 200
    refused = browser.get("/door/host")
    assert refused.status_code == 403
    assert "U doet dit namens iemand anders" in refused.text


def test_rights_at_the_door_are_those_of_who_types(doors: Flask, make: Make) -> None:
    resident, host = make.person(), make.person()
    make.role(host, make.house(), "host")
    assert acting(doors, resident, host).get("/door/host").status_code == 403


def test_actor_is_a_guest_until_somebody_signed_in(app: Flask) -> None:
    with app.test_request_context("/about"):
        assert current_actor() == Actor.guest()
        assert current_person_id() is None


def test_route_without_a_declaration_is_refused_and_named(app: Flask) -> None:
    app.add_url_rule("/silent", "silent", lambda: "in")
    with pytest.raises(RouteUndeclared, match="/silent"):
        app.test_client().get("/silent")


def test_route_without_a_declaration_answers_nobody_for_real(make_app: Callable[..., Flask]) -> None:
    app = make_app(PROPAGATE_EXCEPTIONS=False)
    app.add_url_rule("/silent", "silent", lambda: "in")
    assert app.test_client().get("/silent").status_code == 500
