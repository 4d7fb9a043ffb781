"""When it does not work: plain words in the reader's language, a way onward, and never a stack trace."""

from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask import Flask, abort
from sqlalchemy import event, text

from app.db import db
from app.refusals import NotAllowed, NotFound, Option, Refusal, RuleLink, Unavailable
from app.web import Who, who
from tests.factories import Make

pytestmark = pytest.mark.own_app

TITLES = {
    400: ("Dat kwam niet goed aan", "That did not arrive well"),
    403: ("Deze pagina is niet voor jou", "This page is not for you"),
    404: ("Deze pagina is er niet", "This page is not here"),
    409: ("Dat gaat nu niet", "That does not work now"),
    413: ("Dat is te groot", "That is too large"),
    422: ("Dat kwam niet goed aan", "That did not arrive well"),
    429: ("Een ogenblik, alsjeblieft", "One moment, please"),
    500: ("Er ging iets mis", "Something went wrong"),
    503: ("We kunnen nu even niet antwoorden", "We cannot answer just now"),
}


@pytest.fixture
def broken(make_app: Callable[..., Flask]) -> Flask:
    """A house with one route an error, that does not raise into the test."""
    app = make_app(PROPAGATE_EXCEPTIONS=False)

    def fail(status: int) -> str:
        if status == 500:
            raise RuntimeError("the secret inside")
        abort(status)

    app.add_url_rule("/fail/<int:status>", "fail", who(Who.EVERYONE)(fail))
    return app


def read(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("status", TITLES)
@pytest.mark.parametrize(("language", "which"), [("nl", 0), ("en", 1)])
def test_error_page_speaks_the_reader_s_language(broken: Flask, status: int, language: str, which: int) -> None:
    Make(broken).house("De Linde", phone="076-000 00 01")
    client = broken.test_client()
    client.set_cookie("wij_lang", language)
    client.get("/about")  # an ordinary page before it: now the house's phone is known
    answer = client.get(f"/fail/{status}")
    page = read(answer.text)
    assert answer.status_code == status
    assert page.html is not None
    assert page.html["lang"] == language
    heading = page.select_one("main h1")
    assert heading is not None
    assert heading.text == TITLES[status][which]
    assert heading["tabindex"] == "-1"
    assert heading.has_attr("autofocus")
    assert page.select_one('main a[href="/"]')
    assert page.select_one('main a[href="tel:+31760000001"]')
    assert "the secret inside" not in answer.text


@pytest.mark.parametrize("status", [429, 503])
def test_machine_is_told_when_to_come_back(broken: Flask, status: int) -> None:
    assert int(broken.test_client().get(f"/fail/{status}").headers["Retry-After"]) >= 60


def test_page_for_a_broken_house_asks_the_database_nothing(broken: Flask) -> None:
    Make(broken).house("De Linde", phone="076-000 00 01")
    asked: list[str] = []

    def boom() -> str:
        event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
        raise RuntimeError

    broken.add_url_rule("/boom", "boom", who(Who.EVERYONE)(boom))
    client = broken.test_client()
    client.get("/about")
    answer = client.get("/boom")
    assert answer.status_code == 500
    assert "De Linde" in answer.text
    assert asked == []


def test_database_that_does_not_answer_gives_503(broken: Flask) -> None:
    def ask() -> str:
        return str(db.session.execute(text("SELECT * FROM gone")))

    broken.add_url_rule("/ask", "ask", who(Who.EVERYONE)(ask))
    answer = broken.test_client().get("/ask")
    assert answer.status_code == 503
    assert "gone" not in answer.text


def test_answer_that_cannot_be_whole_gives_503(app: Flask) -> None:
    def unavailable() -> str:
        raise Unavailable("rooms failed in wij_list_entries")

    app.add_url_rule("/whole", "whole", who(Who.EVERYONE)(unavailable))
    answer = app.test_client().get("/whole")
    assert answer.status_code == 503
    assert "wij_list_entries" not in answer.text


def test_error_page_that_fails_itself_is_a_bare_one(broken: Flask) -> None:
    broken.jinja_env.globals["asset"] = lambda _name: 1 / 0
    answer = broken.test_client().get("/fail/500")
    assert answer.status_code == 500
    assert "Er ging iets mis" in answer.text
    assert "Something went wrong" in answer.text


@pytest.mark.parametrize(("kind", "status"), [(Refusal, 409), (NotFound, 404), (NotAllowed, 403)])
def test_refusal_says_what_happened_and_what_is_possible(app: Flask, kind: type[Refusal], status: int) -> None:
    def refuse() -> str:
        raise kind(
            "Na 22:00 uur is het stil in huis.",
            rule=RuleLink("Stil na 22:00 uur.", date(2026, 1, 12), "/house/linde/rules#quiet"),
            options=(Option("Zaal A, iets eerder", "19:00–21:00", "earlier"),),
        )

    app.add_url_rule("/refuse", "refuse", who(Who.EVERYONE)(refuse), methods=["POST"])
    answer = app.test_client().post("/refuse", headers={"Referer": "http://localhost/rooms/zaal-a?day=2027-03-18"})
    page = read(answer.text)
    assert answer.status_code == status
    said = page.main.text if page.main else ""
    assert "Na 22:00 uur is het stil in huis." in said
    assert "Dat spraken we af op 12 januari" in said
    assert "Zaal A, iets eerder" in said
    assert page.select_one('main a[href="/house/linde/rules#quiet"]')
    assert page.select_one('main a[href="/rooms/zaal-a?day=2027-03-18"]')


def test_refusal_never_sends_back_to_another_site(app: Flask) -> None:
    def refuse() -> str:
        raise Refusal("Nee.")

    app.add_url_rule("/refuse", "refuse", who(Who.EVERYONE)(refuse), methods=["POST"])
    answer = app.test_client().post("/refuse", headers={"Referer": "https://elsewhere.example/rooms"})
    assert "elsewhere" not in answer.text


def test_upload_that_is_too_large_gets_its_page(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = app.test_client().post("/look", data={"look": "x" * 2000})
    assert answer.status_code == 413


@pytest.mark.both
@pytest.mark.parametrize("address", ["/house/a%00b", "/rooms/a%00b", "/agenda/day/a%00b", "/agenda?house=a%00b"])
def test_address_with_a_nul_in_it_is_refused_with_a_page_of_the_house(app: Flask, make: Make, address: str) -> None:
    make.house("De Linde")
    answer = app.test_client().get(address)
    assert answer.status_code == 400
    assert "De Linde" in answer.text


@pytest.mark.both
def test_house_of_a_cookie_that_cannot_be_read_is_forgotten(app: Flask, make: Make) -> None:
    make.house("De Linde")
    answer = app.test_client().get("/about", headers={"Cookie": r'wij_house="a\000b"'})
    assert answer.status_code == 200
    assert "De Linde" in answer.text
