"""Cards on how to begin with something small: a page each, and on paper; the same for everybody."""

import re

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app.calendar.themes import THEMES
from app.web.languages import language_of
from plugins.prevention.howto.cards import BY_SLUG, CARDS, of_theme
from tests.factories import Make


@pytest.fixture
def client(app: Flask, make: Make) -> FlaskClient:
    """Somebody who is not signed in, in a house where two people answer the phone."""
    make.house(
        "De Linde", slug="de-linde", phone="076-000 00 01", phone_hours="ma–vr 10–12", contact_names="Toos en Yusuf"
    )
    return app.test_client()


def soup_of(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.data, "html.parser")


def test_every_theme_has_three_or_four_cards_that_lead_to_their_steps(client: FlaskClient) -> None:
    for theme in THEMES:
        own = of_theme(theme.key)
        assert len(own) in (3, 4)
        links = soup_of(client, f"/prevention/{theme.key}").select("section[aria-labelledby=how-to] li a")
        assert [one["href"] for one in links] == [f"/prevention/how-to/{card.slug}" for card in own]
    page = soup_of(client, "/prevention/how-to/a-lamp-by-the-bed")
    assert next(one.get_text(strip=True) for one in page.select("main ol li")) == (
        "Ga op de rand van het bed zitten. Is de schakelaar binnen bereik?"
    )
    others = page.select("section[aria-labelledby=others] a")
    assert [str(one["href"]).rpartition("/")[2] for one in others] == [
        card.slug for card in of_theme("wonen") if card.slug != "a-lamp-by-the-bed"
    ]


def test_cards_of_a_theme_are_printed_four_on_a_sheet_with_who_answers(client: FlaskClient) -> None:
    cards = soup_of(client, "/prevention/eten/cards").select(".wij-taskcard")
    assert [one.select_one("h2").get_text() for one in cards] == [  # type: ignore[union-attr]  # not there is a failure too
        "Een keer mee-eten",
        "Met z’n tweeën koken",
        "Een recept van thuis delen",
        "Iets in huis voor een drukke dag",
    ]
    assert {one.select_one("footer").get_text(strip=True) for one in cards} == {  # type: ignore[union-attr]  # not there is a failure too
        "Een vraag? Bel 076-000 00 01."
    }


def test_card_or_theme_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert [client.get(path).status_code for path in ("/prevention/how-to/x", "/prevention/slapen/cards")] == [404, 404]


def test_steps_speak_to_nobody_in_particular_and_are_short(app: Flask) -> None:
    """On paper for people of eighty as well: no "je", no "u", and nothing of health."""
    assert len(BY_SLUG) == len(CARDS)
    with app.test_request_context(), language_of("nl"):
        steps = [str(step) for card in CARDS for step in card.steps]
    quoted = [re.sub("“.*?”", "", step) for step in steps]
    assert [
        one for one in quoted if re.search(r"\b(je|jij|jouw|u|uw|moet|gezond|risico|arts|medicijn)\b", one, re.I)
    ] == []
    assert [one for one in steps for part in re.split(r"[.?!:] ", one) if len(part.split()) > 15] == []


def test_question_about_a_theme_goes_to_a_person_first_and_then_to_addresses_with_their_source(
    client: FlaskClient,
) -> None:
    sections = {}
    for key in ("wonen", "eten"):
        section = soup_of(client, f"/prevention/{key}").select_one("section[aria-labelledby=turning]")
        assert section is not None
        sections[key] = " ".join(section.get_text(" ").split())
    person = (
        "Een vraag hierover? Vraag het eerst aan een mens. Toos en Yusuf van de balie denken met je mee. "
        "Bel 076-000 00 01 (ma–vr 10–12) ."
    )
    assert sections["wonen"] == f"{person} Meer adressen en nummers"
    told = sections["eten"].removeprefix(person)
    assert told.startswith(" Voedingscentrum ")
    assert "Bron: Voedingscentrum" in told
    assert "nog niet nagekeken" in told
