"""My calendars: a link for each place, shown once, ended one by one."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.calendar import tokens
from app.db import db
from app.journal import LogLine
from tests.factories import Make

ME = "/me/calendars"
LINK = re.compile(r'value="(https://wij\.example/calendar/mine/[\w-]{22,}\.ics)"')


@pytest.fixture
def lieke(make: Make) -> int:
    make.house("De Linde", slug="linde")
    return make.person("Lieke Morgenster")


@pytest.fixture
def browser(as_person: Callable[[int], FlaskClient], lieke: int) -> FlaskClient:
    return as_person(lieke)


def make_link(browser: FlaskClient, label: str = "mijn telefoon") -> str:
    answer = browser.post(ME, data={"label": label})
    assert (answer.status_code, answer.headers["Location"]) == (303, ME)
    found = LINK.search(browser.get(ME).text)
    assert found
    return found[1].removeprefix("https://wij.example")


def token_ids(app: Flask, person_id: int) -> list[str]:
    with app.app_context():
        return [token.public_id for token in tokens.tokens_of(person_id)]


@pytest.mark.sweep
def test_link_is_shown_once_and_works(client: FlaskClient, browser: FlaskClient) -> None:
    """Checklist 8.3."""
    link = make_link(browser)
    again = browser.get(ME)
    assert "mijn telefoon" in again.text
    assert not LINK.search(again.text)
    assert client.get(link).status_code == 200


def test_page_is_kept_nowhere(browser: FlaskClient) -> None:
    """Checklist 8.6."""
    headers = browser.get(ME).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] in ("same-origin", "no-referrer")


def test_new_link_does_not_end_the_old_one(app: Flask, client: FlaskClient, browser: FlaskClient, lieke: int) -> None:
    """Checklist 0.9, 8.2."""
    phone, laptop = make_link(browser), make_link(browser, "laptop")
    first, _second = token_ids(app, lieke)
    assert browser.post(f"{ME}/{first}/end").status_code == 303
    assert client.get(phone).status_code == 410
    assert client.get(laptop).status_code == 200
    listed = browser.get(ME).text.split("Je links")[1].split("</section>")[0]
    assert "laptop" in listed
    assert "mijn telefoon" not in listed


def test_link_can_be_called_something_else(app: Flask, browser: FlaskClient, lieke: int) -> None:
    make_link(browser)
    (token,) = token_ids(app, lieke)
    assert 'value="mijn telefoon"' in browser.get(f"{ME}/{token}").text
    assert browser.post(f"{ME}/{token}", data={"label": "tablet"}).status_code == 303
    assert "tablet" in browser.get(ME).text


@pytest.mark.parametrize("label", ["", "   ", "x" * 61, "a\x07b"])
def test_bad_name_gets_a_message_and_makes_nothing(app: Flask, browser: FlaskClient, lieke: int, label: str) -> None:
    answer = browser.post(ME, data={"label": label})
    assert answer.status_code == 422
    assert "wij-error" in answer.text
    assert token_ids(app, lieke) == []


def test_too_many_links_are_refused_and_what_was_typed_stays(app: Flask, browser: FlaskClient, lieke: int) -> None:
    for n in range(tokens.MOST):
        assert browser.post(ME, data={"label": str(n)}).status_code == 303
    answer = browser.post(ME, data={"label": "nog een"})
    assert answer.status_code == 409
    assert 'value="nog een"' in answer.text
    assert len(token_ids(app, lieke)) == tokens.MOST


def test_links_of_others_are_not_there(
    app: Flask, browser: FlaskClient, as_person: Callable[[int], FlaskClient], make: Make, lieke: int
) -> None:
    make_link(browser)
    (token,) = token_ids(app, lieke)
    stranger = as_person(make.person("Vreemde"))
    assert stranger.get(f"{ME}/{token}").status_code == 404
    assert stranger.post(f"{ME}/{token}", data={"label": "x"}).status_code == 404
    assert stranger.post(f"{ME}/{token}/end").status_code == 404
    assert token_ids(app, lieke) == [token]


def test_visitor_is_sent_to_sign_in(client: FlaskClient) -> None:
    answer = client.get(ME)
    assert answer.status_code == 303
    assert "/calendars" in answer.headers["Location"]


def test_every_change_is_in_the_log_without_words(app: Flask, browser: FlaskClient, lieke: int) -> None:
    make_link(browser, "geheime plek")
    (token,) = token_ids(app, lieke)
    browser.post(f"{ME}/{token}", data={"label": "andere plek"})
    browser.post(f"{ME}/{token}/end")
    with app.app_context():
        lines = db.session.query(LogLine).filter(LogLine.verb.like("calendar.%")).order_by(LogLine.id).all()
        assert [line.verb.rsplit(".", 1)[1] for line in lines] == ["made", "renamed", "revoked"]
        assert {line.label for line in lines} == {""}
        assert {line.subject_id for line in lines} == {lieke}
