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

pytestmark = pytest.mark.both

DETAILS = {"name": "Lieke Morgenster", "phone": "", "language": "nl", "neighbourhood": ""}


def everything(app: Flask) -> str:
    """All that is known of people."""
    with app.app_context():
        tables = ("person", "people_group", "membership", "access_card")
        return str([db.session.execute(db.text(f"SELECT * FROM {table}")).all() for table in tables])


def refused(client: FlaskClient, path: str, data: dict[str, str], field: str) -> None:
    """The form is answered with 422, a message beside `field`, and what was typed; nothing has changed."""
    before = everything(client.application)
    answer = client.post(path, data=data)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert HTML not in answer.text
    if data[field].isprintable():
        assert escape(data[field]).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in answer.text
    assert everything(client.application) == before


@pytest.fixture
def lieke(make: Make, house: int, as_person: Callable[[int], FlaskClient]) -> FlaskClient:
    person = make.person("Lieke Morgenster", email="lieke@example.org")
    make.group("Buurtkoor", contacts=[person])
    return as_person(person)


@pytest.mark.parametrize("email", NOT_ADDRESSES)
def test_sign_in_with_no_address(client: FlaskClient, house: int, email: str) -> None:
    refused(client, "/sign-in", {"email": email}, "email")


@pytest.mark.parametrize("code", NOT_CODES)
def test_sign_in_with_no_code(client: FlaskClient, house: int, code: str) -> None:
    ask(client, "nieuw@example.org")
    refused(client, "/sign-in/code", {"code": code}, "code")


@pytest.mark.parametrize("name", TEXTS)
def test_join_with_no_name(client: FlaskClient, house: int, inside: Inside, name: str) -> None:
    ask(client, "nieuw@example.org")
    client.post("/sign-in/code", data={"code": inside.newest_code()})
    refused(client, "/sign-in/name", {"name": name}, "name")


@pytest.mark.parametrize("name", [HTML, SQL, "Zoë 🦄 Özdemir-van 't Hof", "李小龍", "x" * 100])
def test_odd_name_is_a_name_and_shown_as_it_is(client: FlaskClient, house: int, inside: Inside, name: str) -> None:
    ask(client, "nieuw@example.org")
    client.post("/sign-in/code", data={"code": inside.newest_code()})
    assert client.post("/sign-in/name", data={"name": name}).status_code == 303
    page = client.get("/me/details").text
    assert escape(name).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page
    assert HTML not in page


@pytest.mark.parametrize("pin", ["", LONG, EMOJI, HTML, SQL, "１２３４"])
def test_card_with_no_pin_is_never_shown_again(client: FlaskClient, house: int, pin: str) -> None:
    answer = client.post("/sign-in/card", data={"number": "4821093756", "pin": pin})
    assert answer.status_code == 422
    assert 'value="4821093756"' in answer.text
    assert 'id="pin-error"' in answer.text
    assert not pin or f'value="{escape(pin)}"' not in answer.text


@pytest.mark.parametrize("number", ["", LONG, NUL])
def test_card_with_no_number(client: FlaskClient, house: int, number: str) -> None:
    refused(client, "/sign-in/card", {"number": number, "pin": "8305"}, "number")


@pytest.mark.parametrize(
    ("field", "given"),
    [("name", text) for text in TEXTS]
    + [("phone", text) for text in NOT_PHONES]
    + [
        ("language", "xx"),
        ("language", ""),
        ("neighbourhood", "999"),
        ("neighbourhood", HTML),
        ("neighbourhood", "-1"),
    ],
)
def test_details_with_bad_input(lieke: FlaskClient, field: str, given: str) -> None:
    before = everything(lieke.application)
    answer = lieke.post("/me/details", data=DETAILS | {field: given})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert HTML not in answer.text
    assert everything(lieke.application) == before


@pytest.mark.parametrize("email", NOT_ADDRESSES)
def test_new_address_that_is_none(lieke: FlaskClient, email: str) -> None:
    refused(lieke, "/me/details/email", {"email": email}, "email")


@pytest.mark.parametrize("code", NOT_CODES)
def test_new_address_with_no_code(lieke: FlaskClient, code: str) -> None:
    lieke.post("/me/details/email", data={"email": "nieuw@example.org"})
    refused(lieke, "/me/details/email/code", {"code": code}, "code")


@pytest.mark.parametrize(
    ("field", "given"),
    [("name", text) for text in TEXTS]
    + [("phone", text) for text in NOT_PHONES]
    + [("email", text) for text in NOT_ADDRESSES if text],
)
def test_person_at_the_desk_with_bad_input(desk: tuple[int, FlaskClient], field: str, given: str) -> None:
    refused(desk[1], "/desk/people", {"name": "Bep", "phone": "", "email": ""} | {field: given}, field)


@pytest.mark.parametrize("text", [LONG, EMOJI, HTML, SQL, "%", "\\", "a%' OR '1'='1"])
def test_search_with_bad_input_finds_nobody(desk: tuple[int, FlaskClient], text: str) -> None:
    answer = desk[1].get("/desk/people", query_string={"q": text})
    assert answer.status_code == 200
    assert 'name="person"' not in answer.text
    assert HTML not in answer.text


def test_address_with_nul_is_refused(desk: tuple[int, FlaskClient]) -> None:
    for path in ("/desk/people?q=a%00b", "/groups/a%00b", "/sign-in?next=/%00", "/sign-in/card?number=%00"):
        assert desk[1].get(path).status_code == 400


@pytest.mark.parametrize("person", ["", LONG, EMOJI, HTML, SQL, NUL, "1"])
def test_acting_for_somebody_who_is_not_there(desk: tuple[int, FlaskClient], person: str) -> None:
    assert begin(desk[1], person).status_code == 404


@pytest.mark.parametrize("path", ["/groups/new", "/groups/groep-2/change"])
@pytest.mark.parametrize(("field", "given"), [*(("name", text) for text in TEXTS), ("about", LONG), ("about", NUL)])
def test_group_with_bad_input(lieke: FlaskClient, path: str, field: str, given: str) -> None:
    refused(lieke, path, {"name": "Koor", "about": "Zingen"} | {field: given}, field)
