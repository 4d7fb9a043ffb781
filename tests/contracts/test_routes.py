"""Who may use what: every route says it, and is held to it with every kind of visitor."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Map, Rule

from app.web import Who
from app.web.guard import RouteUndeclared, declared
from tests.factories import Make

ALLOWED = {
    Who.EVERYONE: {"guest", "resident", "host", "administrator"},
    Who.SECRET: {"guest", "resident", "host", "administrator"},
    Who.SIGNED_IN: {"resident", "host", "administrator"},
    Who.HOST: {"host", "administrator"},
    Who.ADMIN: {"administrator"},
    Who.PART: set(),
    Who.DEMO: set(),
}
SAMPLES = {"int": "1", "string": "abcd", "default": "abcd", "date": "2027-03-18", "path": "abcd", "any": "abcd"}


def address(rules: Map, rule: Rule) -> str:
    """An address that the rule matches; what it names is not there."""
    values = {name: sample(rules, rule, name) for name in rule.arguments}
    built = rule.build({**(rule.defaults or {}), **values})
    assert built is not None
    return built[1]


def sample(rules: Map, rule: Rule, name: str) -> object:
    converter = rule._converters[name]
    for kind, value in SAMPLES.items():
        if type(converter) is rules.converters.get(kind):
            return 1 if kind == "int" else value
    return converter.to_python(SAMPLES["date" if "ate" in type(converter).__name__ else "string"])


@pytest.fixture
def visitors(app: Flask, make: Make, as_person: Callable[[int], FlaskClient]) -> dict[str, FlaskClient]:
    """One browser a kind of visitor, in a house that is there."""
    house = make.house(slug="de-linde")
    make.space(house)
    people = {kind: make.person(kind.title()) for kind in ("resident", "host", "administrator")}
    make.role(people["host"], house, "host")
    make.role(people["administrator"], house, "administrator")
    return {"guest": app.test_client(), **{kind: as_person(person) for kind, person in people.items()}}


def test_every_route_says_who_may_use_it(app: Flask) -> None:
    silent = [rule.endpoint for rule in app.url_map.iter_rules() if declared(app.view_functions[rule.endpoint]) is None]
    assert silent == []


@pytest.mark.own_app
def test_route_that_does_not_say_it_answers_nobody(app: Flask) -> None:
    app.add_url_rule("/undeclared", "undeclared", lambda: "secret")
    with pytest.raises(RouteUndeclared):
        app.test_client().get("/undeclared")


@pytest.mark.parametrize("kind", ["guest", "resident", "host", "administrator"])
def test_each_visitor_is_let_through_exactly_where_the_route_says(
    app: Flask, visitors: dict[str, FlaskClient], kind: str
) -> None:
    wrong = []
    for rule in app.url_map.iter_rules():
        door = declared(app.view_functions[rule.endpoint])
        assert door is not None
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            if rule.endpoint in ENDS_THE_SESSION:
                continue
            answer = visitors[kind].open(address(app.url_map, rule), method=method)
            if kind in ALLOWED[door]:
                turned_away = answer.status_code == 403 or "/sign-in?next=" in answer.headers.get("Location", "")
                fine = not turned_away and (answer.status_code < 500 or rule.endpoint in NEEDS_A_WORKER)
            elif door is Who.DEMO:
                fine = answer.status_code == 404
            elif kind == "guest":
                fine = answer.status_code == 303 and answer.headers["Location"].startswith("/sign-in")
            else:
                fine = answer.status_code == 403
            if not fine:
                wrong.append((method, str(rule), str(door), answer.status_code, answer.headers.get("Location")))
    assert wrong == []


ENDS_THE_SESSION = {"access.sign_out", "access.sign_out_everywhere", "privacy.forget_me"}
"""Held by tests of their own: after them the visitor is another one."""
NEEDS_A_WORKER = {"health.healthz"}
"""Answers 503 here, as it should: no worker beats in this house."""


def test_unsafe_route_refuses_a_post_without_its_token(make_app: Callable[..., Flask]) -> None:
    app = make_app(WTF_CSRF_ENABLED=True)
    client = app.test_client()
    open_doors = []
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or set()):
            answer = client.post(address(app.url_map, rule))
            if answer.status_code != 400:
                open_doors.append((str(rule), answer.status_code))
    assert open_doors == []
