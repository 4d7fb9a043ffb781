"""Sessions, and what each request knows of who is here."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import event, select

from app.access import sessions
from app.access.models import Session
from app.access.retention import expire
from app.actors import Actor, Channel
from app.clock import at, now
from app.db import db
from tests.core.access.conftest import Inside, ask, begin
from tests.factories import Make

Browser = Callable[[int], FlaskClient]
pytestmark = pytest.mark.sweep


def is_in(client: FlaskClient) -> bool:
    return client.get("/me").status_code == 200


def test_signing_out_ends_the_session_and_not_only_the_cookie(
    app: Flask, make: Make, as_person: Browser, inside: Inside
) -> None:
    lieke = make.person("Lieke Morgenster")
    client, copy = as_person(lieke), app.test_client()
    with client.session_transaction() as cookie, copy.session_transaction() as stolen:
        stolen.update(cookie)
    assert is_in(copy)
    assert client.post("/sign-out").status_code == 303
    assert not is_in(client)
    assert not is_in(copy)
    assert inside.log()[-1] == ("access.session.ended", lieke, lieke, "web")


def test_signing_out_everywhere_ends_all_of_mine_and_nobody_elses(make: Make, as_person: Browser) -> None:
    lieke, wout = make.person("Lieke Morgenster"), make.person("Wout Tegelveld")
    phone, computer, other = as_person(lieke), as_person(lieke), as_person(wout)
    phone.post("/sign-out/everywhere")
    assert (is_in(phone), is_in(computer), is_in(other)) == (False, False, True)


def test_database_holds_no_token(app: Flask, make: Make, as_person: Browser) -> None:
    client = as_person(make.person())
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    with app.app_context():
        stored = db.session.scalars(select(Session.token_hash)).one()
    assert stored != token
    client.post("/sign-out")
    with client.session_transaction() as cookie:
        cookie["_user_id"] = stored
    assert not is_in(client)


@pytest.mark.parametrize("token", ["", "nobody", "1", 1, None, ["1"]])
def test_made_up_token_is_a_guest(app: Flask, make: Make, token: object) -> None:
    make.person()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    assert client.get("/me").status_code == 303


def test_roles_come_from_the_database_at_each_request(make: Make, house: int, as_person: Browser) -> None:
    toos = make.person("Toos Kestelaar")
    client = as_person(toos)
    assert client.get("/desk").status_code == 403
    make.role(toos, house, "host")
    assert client.get("/desk").status_code == 200


def test_role_in_the_cookie_is_nothing(make: Make, house: int, as_person: Browser) -> None:
    client = as_person(make.person())
    with client.session_transaction() as cookie:
        cookie.update({"roles": ["administrator"], "wij_roles": [[house, "administrator"]], "is_admin": True})
    assert client.get("/desk").status_code == 403


def test_session_unused_for_ninety_days_is_over(make: Make, as_person: Browser) -> None:
    client = as_person(make.person())
    with at(now() + timedelta(days=89)):
        assert is_in(client)
    with at(now() + timedelta(days=178)):
        assert is_in(client)
    with at(now() + timedelta(days=268)):
        assert not is_in(client)


def test_use_of_a_session_is_written_once_a_day_at_most(app: Flask, make: Make, as_person: Browser) -> None:
    client = as_person(make.person())

    def seen() -> object:
        with app.app_context():
            return db.session.scalars(select(Session.seen_at)).one()

    first = seen()
    with at(now() + timedelta(hours=23)):
        client.get("/me")
    assert seen() == first
    with at(now() + timedelta(hours=25)):
        client.get("/me")
    assert seen() != first


def test_forgotten_person_is_signed_out(app: Flask, make: Make, as_person: Browser) -> None:
    lieke = make.person("Lieke Morgenster")
    client = as_person(lieke)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(db.text("UPDATE person SET forgotten_at = joined_at"))
    assert not is_in(client)


def test_signing_in_as_another_ends_the_session_before(
    app: Flask, make: Make, house: int, as_person: Browser, inside: Inside
) -> None:
    lieke = make.person("Lieke Morgenster")
    make.person("Wout Tegelveld", email="wout@example.org")
    client = as_person(lieke)
    ask(client, "wout@example.org")
    client.post("/sign-in/code", data={"code": inside.newest_code()})
    assert "Wout" in client.get("/me").text
    with app.app_context():
        ended = db.session.scalars(select(Session.ended_at).order_by(Session.id)).all()
    assert [moment is None for moment in ended] == [False, True]


def test_request_knows_typist_subject_and_channel(
    app: Flask, make: Make, house: int, desk: tuple[int, FlaskClient], inside: Inside
) -> None:
    toos, browser = desk
    ria = make.person("Ria Klokman")
    with browser:
        browser.get("/me")
        assert (g.wij_actor, g.wij_behalf) == (Actor.self(toos), None)
        assert (g.wij_person.id, g.wij_typist.id) == (toos, toos)
        begin(browser, inside.public_id(ria), "phone")
        browser.get("/me/details")
        assert g.wij_actor == Actor(toos, ria, Channel.PHONE)
        assert (g.wij_person.id, g.wij_typist.id) == (ria, toos)
        assert (g.wij_behalf.name, g.wij_behalf.minutes_left) == ("Ria Klokman", 30)


def test_guest_is_nobody(app: Flask, house: int) -> None:
    with app.test_client() as client:
        client.get("/")
        assert (g.get("wij_actor"), g.get("wij_person"), g.get("wij_behalf")) == (None, None, None)


@pytest.mark.parametrize(
    "path",
    ["/calendar/house/huis-1.ics", "/calendar/mine/nobody.ics", "/static/theme.css", "/agenda.atom", "/sitemap.xml"],
)
def test_feeds_and_static_files_do_not_ask_who_is_here(
    app: Flask, make: Make, house: int, as_person: Browser, path: str
) -> None:
    client = as_person(make.person())
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    client.get(path)
    assert not [statement for statement in asked if "access_session" in statement]


def test_expire_lets_go_of_what_is_over_and_of_nothing_else(
    app: Flask, client: FlaskClient, make: Make, house: int, as_person: Browser
) -> None:
    lieke = make.person("Lieke Morgenster", email="lieke@example.org")
    client.post("/sign-in", data={"email": "lieke@example.org"})
    as_person(lieke).post("/sign-out")
    kept = as_person(lieke)

    def rows() -> list[int]:
        with app.app_context():
            tables = ("access_code", "access_attempts", "access_session")
            return [db.session.execute(db.text(f"SELECT count(*) FROM {name}")).scalar() or 0 for name in tables]

    before = rows()
    with app.app_context():
        expire()
    assert rows() == before
    with app.app_context(), at(now() + timedelta(days=2)):
        expire()
    assert rows() == [0, 0, 2]
    with app.app_context(), at(now() + timedelta(days=91)):
        expire()
        expire()
    assert rows() == [0, 0, 1]
    assert is_in(kept)
    with app.app_context(), at(now() + timedelta(days=181)):
        expire()
    assert rows() == [0, 0, 0]


def test_ending_everything_of_nobody_is_nothing(app: Flask) -> None:
    with app.app_context():
        assert sessions.end_everywhere(Actor.guest()) == 0
