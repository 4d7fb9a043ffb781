"""The shelf: paper to reach those who do not come. It asks for no name, and speaks the language that was chosen."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.actors import Actor
from app.calendar.repeats import Repeat
from plugins.activities.planning import When, Where, Words
from plugins.activities.publishing import publish
from plugins.prevention.shelf import choosing, programme
from plugins.prevention.shelf.programme import Line
from tests.factories import AMSTERDAM, Make, at

SHELF = "/prevention/shelf/eten"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """It is Monday morning, 8 March 2027."""
    with clock.at(at("2027-03-08", "09:00")):
        yield


@pytest.fixture
def cook(make: Make) -> int:
    """Somebody who cooks, in a house with a phone."""
    make.house("De Linde", slug="de-linde", phone="076-000 00 01", address="Voorbeeldplein 1")
    return make.person("Chantal Veerdonk", show_name=True)


def put(app: Flask, cook: int, title: str, day: str, *, theme: str = "eten", weeks: int = 1, **words: Any) -> None:
    """Something in the agenda, on Wednesdays."""
    with app.app_context():
        repeat = Repeat.weekly(2, count=weeks) if weeks > 1 else None
        when = When(first=date.fromisoformat(day), start=time(17), end=time(19), repeat=repeat)
        publish(Actor.self(cook), 1, Words(title=title, themes=(theme,), **words), when, Where(place="Keuken"))


def sheet(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.data, "html.parser")


def test_poster_tells_each_thing_once_with_its_days_and_nobodys_name(
    app: Flask, client: FlaskClient, cook: int
) -> None:
    put(app, cook, "Eettafel", "2027-03-10", weeks=8)
    put(app, cook, "Wandelen", "2027-03-10", theme="bewegen")
    put(app, cook, "Soepdag", "2027-04-21")

    def told(query: str) -> list[str]:
        poster = sheet(client, f"{SHELF}/poster{query}").select_one(".wij-sheet")
        assert poster is not None
        assert "076-000 00 01" in poster.get_text()
        assert poster.select(".wij-qr") != []
        assert "Chantal" not in poster.get_text()
        return [one.get_text(" ", strip=True) for one in poster.select(".wij-sheet__day li")]

    assert told("") == ["Eettafel , Keuken wo 10 maart"]
    assert told("?period=month&size=a3") == ["Eettafel , Keuken wo 10 maart, wo 17 maart, wo 24 maart en later"]


def test_cards_are_four_for_the_theme_or_for_what_was_chosen(app: Flask, client: FlaskClient, cook: int) -> None:
    put(app, cook, "Eettafel", "2027-03-10", weeks=4)
    shelf = sheet(client, SHELF)
    chosen = [str(one["value"]) for one in shelf.select("#about-cards option")]
    assert (chosen[0], len(chosen)) == ("", 2)
    for about, heading in (
        ("", "Wij eten samen. Komt u een keer?"),
        (chosen[1], "Wij eten woensdag samen. Komt u een keer?"),
    ):
        cards = sheet(client, f"{SHELF}/cards?about={about}").select(".wij-taskcard")
        assert [card.h2.get_text(" ", strip=True) for card in cards if card.h2] == [heading] * 4
        assert "076-000 00 01" in cards[0].get_text()


def test_paper_speaks_the_language_chosen_and_the_page_that_of_the_reader(client: FlaskClient, cook: int) -> None:
    page = sheet(client, f"{SHELF}/cards?paper=en")
    cards = page.select_one(".wij-cards")
    assert cards is not None
    assert len(page.select("h1")) == 1
    assert cards["lang"] == "en"
    assert "We eat together." in cards.get_text()
    assert page.html is not None
    assert page.html["lang"] == "nl"


def test_calling_help_says_that_no_is_fine_and_asks_for_no_name(app: Flask, client: FlaskClient, cook: int) -> None:
    page = sheet(client, f"{SHELF}/calling")
    words = page.get_text(" ", strip=True)
    assert "Nee is een goed antwoord" in words
    assert "Schrijf niets op over de ander" in words
    assert page.select("main input, main textarea, main select") == []


@pytest.mark.parametrize(
    "path",
    [
        "cards?about=activities/occurrence/weg",
        "calling?about=x",
        "cards?paper=fr",
        "poster?period=year",
        "poster?size=a5",
    ],
)
def test_what_is_not_on_the_shelf_is_not_found(client: FlaskClient, cook: int, path: str) -> None:
    assert client.get(f"{SHELF}/{path}").status_code == 404


def test_theme_leads_to_its_shelf(client: FlaskClient, cook: int) -> None:
    assert SHELF in [
        link["href"] for link in sheet(client, "/prevention/eten").select("section[aria-labelledby=shelf] a")
    ]
    assert SHELF in [link["href"] for link in sheet(client, "/prevention/shelf").select(".wij-choice")]


@pytest.mark.own_app
def test_shelf_is_there_without_activities(make_app: Any) -> None:
    app = make_app(WIJ_PLUGINS="prevention")
    Make(app).house("De Linde", slug="de-linde")
    client = app.test_client()
    for page in ("", "/poster", "/cards", "/calling"):
        assert client.get(f"{SHELF}{page}").status_code == 200
    with app.app_context():
        assert choosing.offers("eten") == []


@given(count=st.integers(0, 40))
def test_line_tells_its_first_days_and_says_that_there_are_more(count: int) -> None:
    days = [date(2027, 3, 1 + n % 28) for n in range(count)]
    line = Line("Eettafel", "", at("2027-03-10", "17:00"), AMSTERDAM, days)
    assert line.told == days[: programme.DATES]
    assert line.more is (count > programme.DATES)
