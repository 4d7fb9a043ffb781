"""Signing in with a code by mail."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import codes
from app.access.models import Code
from app.actors import Actor
from app.clock import at, now
from app.db import db
from app.notices import kinds
from app.places import rules
from tests.core.access.conftest import Inside, ask, shown
from tests.factories import Make

pytestmark = pytest.mark.sweep


def cards_only(app: Flask, house: int) -> None:
    with app.app_context():
        rules.decide(Actor.job(), house, "people.who_may_join", "card_only", date(2026, 1, 12), "Zo kennen we elkaar.")


def test_sign_in_with_the_code_goes_on_to_where_one_was_going(
    client: FlaskClient, make: Make, house: int, inside: Inside
) -> None:
    lieke = make.person("Lieke Morgenster", email="lieke@example.org")
    asked = ask(client, " Lieke@Example.org ", next="/me/details")
    assert (asked.status_code, asked.location) == (303, "/sign-in/code")
    digits = inside.newest_code()
    used = client.post("/sign-in/code", data={"code": f"{digits[:3]} {digits[3:]}"})
    assert (used.status_code, used.location) == (303, "/me/details")
    assert "Lieke" in client.get("/me").text
    assert inside.log() == [("access.session.started", lieke, lieke, "web")]


def test_code_is_six_digits_and_stands_in_no_table(app: Flask, client: FlaskClient, house: int, inside: Inside) -> None:
    ask(client, "lieke@example.org")
    digits = inside.newest_code()
    assert len(digits) == 6
    assert digits.isdigit()
    with app.app_context():
        for table in db.metadata.tables.values():
            assert digits not in str([tuple(row) for row in db.session.execute(table.select())])


def test_mail_holds_the_digits_until_the_code_is_used_or_over(
    app: Flask, client: FlaskClient, house: int, inside: Inside
) -> None:
    ask(client, "lieke@example.org")
    digits = inside.newest_code()
    prepare = kinds.find(codes.SIGN_IN_MAIL).prepare
    assert prepare is not None
    with app.app_context():
        code_id = db.session.query(Code.id).scalar()
        values = prepare({"code_id": code_id})
        assert values is not None
        assert values["code"] == f"{digits[:3]} {digits[3:]}"
        with at(now() + timedelta(minutes=10)):
            assert prepare({"code_id": code_id}) is None
    client.post("/sign-in/code", data={"code": digits})
    with app.app_context():
        assert prepare({"code_id": code_id}) is None


def test_wrong_code_is_refused_beside_the_field_and_kept(client: FlaskClient, house: int, inside: Inside) -> None:
    ask(client, "lieke@example.org")
    wrong = inside.wrong_code()
    answer = client.post("/sign-in/code", data={"code": wrong})
    assert answer.status_code == 422
    assert f'value="{wrong}"' in answer.text
    assert 'id="code-error"' in answer.text
    assert client.get("/me").status_code == 303


def test_used_code_does_not_work_again(app: Flask, client: FlaskClient, make: Make, house: int, inside: Inside) -> None:
    make.person("Lieke Morgenster", email="lieke@example.org")
    ask(client, "lieke@example.org")
    digits = inside.newest_code()
    with client.session_transaction() as cookie:
        asked = dict(cookie)
    client.post("/sign-in/code", data={"code": digits})
    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie.update(asked)
    assert thief.post("/sign-in/code", data={"code": digits}).status_code == 422
    assert thief.get("/me").status_code == 303


def test_code_works_only_in_the_browser_that_asked(
    app: Flask, client: FlaskClient, make: Make, house: int, inside: Inside
) -> None:
    make.person("Lieke Morgenster", email="lieke@example.org")
    ask(client, "lieke@example.org")
    digits = inside.newest_code()
    other = app.test_client()
    ask(other, "somebody.else@example.org")
    assert other.post("/sign-in/code", data={"code": digits}).status_code == 422


@pytest.mark.parametrize(("minutes", "status"), [(9, 303), (10, 422)])
def test_code_works_for_ten_minutes(
    client: FlaskClient, make: Make, house: int, inside: Inside, minutes: int, status: int
) -> None:
    make.person("Lieke Morgenster", email="lieke@example.org")
    ask(client, "lieke@example.org")
    with at(now() + timedelta(minutes=minutes)):
        assert client.post("/sign-in/code", data={"code": inside.newest_code()}).status_code == status


def test_unknown_address_gets_the_same_answer_and_as_many_notices(
    app: Flask, make: Make, house: int, inside: Inside
) -> None:
    make.person("Lieke Morgenster", email="lieke@example.org")
    known, unknown = app.test_client(), app.test_client()
    first, second = ask(known, "lieke@example.org"), ask(unknown, "vreemd@example.org")
    assert (first.status_code, first.location, first.text) == (second.status_code, second.location, second.text)
    same = shown(known, "/sign-in/code", "lieke@example.org"), shown(unknown, "/sign-in/code", "vreemd@example.org")
    assert same[0] == same[1]
    assert inside.mails() == ["access.code", "access.code"]


def test_new_address_says_a_name_and_is_a_member(client: FlaskClient, house: int, inside: Inside) -> None:
    ask(client, "nieuw@example.org")
    used = client.post("/sign-in/code", data={"code": inside.newest_code()})
    assert used.location == "/sign-in/name"
    assert inside.people() == 0
    assert client.get("/me").status_code == 303
    joined = client.post("/sign-in/name", data={"name": "Senna  Brouwhoek"})
    assert (joined.status_code, joined.location) == (303, "/me")
    assert "Senna" in client.get("/me").text
    with client.application.app_context():
        assert db.session.execute(db.text("SELECT name, email, language FROM person")).all() == [
            ("Senna Brouwhoek", "nieuw@example.org", "nl")
        ]


def test_name_form_sent_twice_makes_one_person(app: Flask, client: FlaskClient, house: int, inside: Inside) -> None:
    ask(client, "nieuw@example.org")
    client.post("/sign-in/code", data={"code": inside.newest_code()})
    with client.session_transaction() as cookie:
        before = dict(cookie)
    again = app.test_client()
    with again.session_transaction() as cookie:
        cookie.update(before)
    client.post("/sign-in/name", data={"name": "Senna"})
    again.post("/sign-in/name", data={"name": "Senna"})
    assert inside.people() == 1


def test_name_without_a_used_code_makes_nobody(client: FlaskClient, house: int, inside: Inside) -> None:
    ask(client, "nieuw@example.org")
    assert client.post("/sign-in/name", data={"name": "Senna"}).status_code == 422
    assert inside.people() == 0


def test_name_half_an_hour_after_the_code_makes_nobody(client: FlaskClient, house: int, inside: Inside) -> None:
    ask(client, "nieuw@example.org")
    client.post("/sign-in/code", data={"code": inside.newest_code()})
    with at(now() + timedelta(minutes=30)):
        assert client.post("/sign-in/name", data={"name": "Senna"}).status_code == 422
    assert inside.people() == 0


def test_stranger_in_a_house_with_cards_only_gets_no_mail_and_the_same_page(
    app: Flask, make: Make, house: int, inside: Inside
) -> None:
    cards_only(app, house)
    make.person("Lieke Morgenster", email="lieke@example.org")
    known, unknown = app.test_client(), app.test_client()
    first, second = ask(known, "lieke@example.org"), ask(unknown, "vreemd@example.org")
    assert (first.status_code, first.location, first.text) == (second.status_code, second.location, second.text)
    same = shown(known, "/sign-in/code", "lieke@example.org"), shown(unknown, "/sign-in/code", "vreemd@example.org")
    assert same[0] == same[1]
    assert inside.mails() == ["access.code"]
    lucky = unknown.post("/sign-in/code", data={"code": inside.newest_code()})
    assert lucky.status_code == 422
    assert unknown.post("/sign-in/name", data={"name": "Geluk"}).status_code == 422
    assert inside.people() == 1


def test_forgotten_person_cannot_sign_in(
    app: Flask, client: FlaskClient, make: Make, house: int, inside: Inside
) -> None:
    make.person("", forgotten_at=now())
    ask(client, "lieke@example.org")
    client.post("/sign-in/code", data={"code": inside.newest_code()})
    assert client.get("/me").status_code == 303


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "evil.example",
        "http:evil.example",
    ],
)
def test_next_never_leads_to_another_site(
    client: FlaskClient, make: Make, house: int, inside: Inside, target: str
) -> None:
    make.person("Lieke Morgenster", email="lieke@example.org")
    ask(client, "lieke@example.org", next=target)
    assert client.post("/sign-in/code", data={"code": inside.newest_code()}).location == "/me"
    assert client.get("/sign-in", query_string={"next": target}).location == "/me"


def test_next_with_a_hidden_sign_in_it_is_dropped(client: FlaskClient, house: int) -> None:
    page = client.get("/sign-in", query_string={"next": "/\t/evil.example"}).text
    assert '<input id="next" name="next" type="hidden" value="">' in page
    assert ask(client, "lieke@example.org", next="/\t/evil.example").status_code == 422


def test_pages_after_the_first_send_back_who_did_not_ask(client: FlaskClient, house: int) -> None:
    for path in ("/sign-in/code", "/sign-in/name"):
        assert client.get(path).location == "/sign-in"
        assert client.post(path, data={"code": "123456", "name": "Senna"}).location == "/sign-in"
