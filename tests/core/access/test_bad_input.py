"""Every form with what nobody should send: a message beside the field, what was typed kept, nothing changed, no 500."""

from collections.abc import Callable
from html import escape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import db
from tests.core.access.conftest import Inside, ask, begin
from tests.factories import Make

LONG = "x" * 5000
EMOJI = "🦄🦄"
HTML = '<script>alert("x")</script>'
SQL = "'; DROP TABLE person; --"
TURNED = "abc\u202edef"
NUL = "abc\x00def"

TEXTS = ["", LONG, EMOJI, TURNED, NUL]
NOT_ADDRESSES = ["", LONG, EMOJI, HTML, SQL, "a@b", "a b@example.org", "@example.org", "a@example.org, b@example.org"]
NOT_PHONES = [LONG, EMOJI, HTML, SQL, "12", "0" * 31, "call me"]
NOT_CODES = ["", LONG, EMOJI, HTML, SQL, "12345", "1234567", "１２３４５６"]

pytestmark = pytest.mark.sweep

DETAILS = {"name": "Lieke Morgenster", "phone": "", "language": "nl", "neighbourhood": ""}


def everything(app: Flask) -> str:
    """All that is known of people."""
    with app.app_context():
        tables = ("person", "people_group", "membership", "access_card")
        return str([db.session.execute(db.text(f"SELECT * FROM {table}")).all() for table in tables])


def shown(text: str) -> str:
    """How a page writes what was typed."""
    return escape(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")


def refused(client: FlaskClient, path: str, data: dict[str, str], field: str) -> None:
    """The form is answered with 422, a message beside `field`, and what was typed; nothing has changed."""
    before, given = everything(client.application), data[field]
    answer = client.post(path, data=data)
    assert answer.status_code == 422, (field, given[:40])
    assert f'id="{field}-error"' in answer.text, (field, given[:40])
    assert HTML not in answer.text
    if given.isprintable():
        assert shown(given) in answer.text, (field, given[:40])
    assert everything(client.application) == before


@pytest.fixture
def lieke(make: Make, house: int, as_person: Callable[[int], FlaskClient]) -> FlaskClient:
    """The browser of a contact of the group with the address `koor`."""
    person = make.person("Lieke Morgenster", email="lieke@example.org")
    client = as_person(person)
    client.post("/groups/new", data={"name": "Koor"})
    return client


def test_sign_in_with_no_address(client: FlaskClient, house: int) -> None:
    for email in NOT_ADDRESSES:
        refused(client, "/sign-in", {"email": email}, "email")


def test_sign_in_with_no_code(client: FlaskClient, house: int) -> None:
    for number, code in enumerate(NOT_CODES):
        ask(client, f"nieuw{number}@example.org")
        refused(client, "/sign-in/code", {"code": code}, "code")


def test_join_with_no_name(client: FlaskClient, house: int, inside: Inside) -> None:
    ask(client, "nieuw@example.org")
    client.post("/sign-in/code", data={"code": inside.newest_code()})
    for name in TEXTS:
        refused(client, "/sign-in/name", {"name": name}, "name")


def test_odd_name_is_a_name_and_shown_as_it_is(lieke: FlaskClient) -> None:
    for name in (HTML, SQL, "Zoë 🦄 Özdemir-van 't Hof", "李小龍", "x" * 100):
        assert lieke.post("/me/details", data=DETAILS | {"name": name}).status_code == 303
        for path in ("/me/details", "/me", "/groups/koor"):
            assert HTML not in lieke.get(path).text
        assert shown(name) in lieke.get("/me/details").text


def test_card_with_no_pin_is_never_shown_again(app: Flask, house: int) -> None:
    for number, pin in enumerate(["", LONG, EMOJI, HTML, SQL, "１２３４"]):
        answer = app.test_client().post("/sign-in/card", data={"number": f"482109375{number}", "pin": pin})
        assert answer.status_code == 422
        assert f'value="482109375{number}"' in answer.text
        assert 'id="pin-error"' in answer.text
        assert not pin or f'value="{shown(pin)}"' not in answer.text


def test_card_with_no_number(client: FlaskClient, house: int) -> None:
    for number in ("", LONG, NUL):
        refused(client, "/sign-in/card", {"number": number, "pin": "8305"}, "number")


def test_details_with_bad_input(lieke: FlaskClient) -> None:
    before = everything(lieke.application)
    bad = {"name": TEXTS, "phone": NOT_PHONES, "language": ["xx", ""], "neighbourhood": ["999", "-1", HTML]}
    for field, given in ((field, text) for field, texts in bad.items() for text in texts):
        answer = lieke.post("/me/details", data=DETAILS | {field: given})
        assert answer.status_code == 422, (field, given[:40])
        assert f'id="{field}-error"' in answer.text, (field, given[:40])
        assert HTML not in answer.text
    assert everything(lieke.application) == before


def test_new_address_that_is_none(lieke: FlaskClient) -> None:
    for email in NOT_ADDRESSES:
        refused(lieke, "/me/details/email", {"email": email}, "email")


def test_new_address_with_no_code(lieke: FlaskClient) -> None:
    for codes in (NOT_CODES[:4], NOT_CODES[4:]):  # five tries a code
        lieke.post("/me/details/email", data={"email": "nieuw@example.org"})
        for code in codes:
            refused(lieke, "/me/details/email/code", {"code": code}, "code")


def test_person_at_the_desk_with_bad_input(desk: tuple[int, FlaskClient]) -> None:
    bad = {"name": TEXTS, "phone": NOT_PHONES, "email": NOT_ADDRESSES[1:]}
    for field, given in ((field, text) for field, texts in bad.items() for text in texts):
        refused(desk[1], "/desk/people", {"name": "Bep", "phone": "", "email": ""} | {field: given}, field)


def test_search_with_bad_input_finds_nobody(desk: tuple[int, FlaskClient]) -> None:
    for text in (LONG, EMOJI, HTML, SQL, "%", "\\", "a%' OR '1'='1"):
        answer = desk[1].get("/desk/people", query_string={"q": text})
        assert answer.status_code == 200
        assert 'name="person"' not in answer.text
        assert HTML not in answer.text


def test_address_with_nul_is_refused(desk: tuple[int, FlaskClient]) -> None:
    for path in ("/desk/people?q=a%00b", "/groups/a%00b", "/sign-in?next=/%00", "/sign-in/card?number=%00"):
        assert desk[1].get(path).status_code == 400


def test_acting_for_somebody_who_is_not_there(desk: tuple[int, FlaskClient]) -> None:
    for person in ("", LONG, EMOJI, HTML, SQL, NUL, "1"):
        assert begin(desk[1], person).status_code == 404


def test_group_with_bad_input(lieke: FlaskClient) -> None:
    bad = [*(("name", text) for text in TEXTS), ("about", LONG), ("about", NUL)]
    for path in ("/groups/new", "/groups/koor/change"):
        for field, given in bad:
            refused(lieke, path, {"name": "Koor", "about": "Zingen"} | {field: given}, field)


def test_contact_of_a_group_who_is_not_there(lieke: FlaskClient) -> None:
    for person in ("", LONG, HTML, SQL, NUL):
        for path in ("/groups/koor/contacts", "/groups/koor/contacts/end"):
            assert lieke.post(path, data={"person": person}).status_code == 404
