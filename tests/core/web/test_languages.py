"""Which language a reader gets, and how it is changed."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import gettext

from app.web import current_language, language_of
from tests.factories import Make

DUTCH, ENGLISH = 'lang="nl"', 'lang="en"'


def language(client: FlaskClient, path: str = "/about") -> str:
    html = client.get(path).text
    return html.split('<html lang="', 1)[1][:2]


def test_visitor_of_nothing_reads_dutch(client: FlaskClient) -> None:
    assert language(client) == "nl"


def test_visitor_reads_the_language_of_the_house(client: FlaskClient, make: Make) -> None:
    make.house(language="en")
    assert language(client) == "en"


def test_switch_changes_the_page_and_goes_back_to_it(client: FlaskClient, make: Make) -> None:
    make.house(language="en")
    answer = client.get("/language/nl?next=/about/privacy")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/about/privacy")
    html = client.get("/about/privacy").text
    assert "Jouw gegevens zijn van jou" in html
    assert "Your data belongs to you" not in html


def test_page_offers_the_other_language_and_comes_back_to_itself(client: FlaskClient) -> None:
    assert "/language/en?next=/look?next%3D/agenda" in client.get("/look?next=/agenda").text


def test_person_reads_their_own_language_until_they_choose_another(
    make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    browser = as_person(make.person(language="en"))
    assert language(browser) == "en"
    browser.get("/language/nl")
    assert language(browser) == "nl"


def test_choice_of_one_person_is_not_the_next_one_s(app: Flask, make: Make) -> None:
    from_before = app.test_client()
    with from_before.session_transaction() as cookie:
        cookie["language"] = [make.person(), "en"]
    assert language(from_before) == "nl"


def test_unknown_language_is_not_there(client: FlaskClient) -> None:
    assert client.get("/language/xx").status_code == 404


def test_cookie_with_nonsense_is_passed_over(client: FlaskClient) -> None:
    client.set_cookie("wij_lang", "../../etc")
    assert language(client) == "nl"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "",
        "/%0d%0aLocation:evil",
    ],
)
def test_switch_never_leads_to_another_site(client: FlaskClient, elsewhere: str) -> None:
    answer = client.get("/language/en", query_string={"next": elsewhere})
    target = answer.headers["Location"]
    assert answer.status_code == 303
    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))
    assert "evil.example" not in target


def test_mail_is_written_in_the_language_that_is_asked_for(app: Flask) -> None:
    with app.app_context():
        assert gettext("Undo") == "Maak het ongedaan"
        with language_of("en"):
            assert (current_language(), gettext("Undo")) == ("en", "Undo")
            with language_of("nl"):
                assert gettext("Undo") == "Maak het ongedaan"
            assert gettext("Undo") == "Undo"
        assert current_language() == "nl"


def test_language_that_we_do_not_speak_becomes_dutch(app: Flask) -> None:
    with app.app_context(), language_of("fr"):
        assert current_language() == "nl"
