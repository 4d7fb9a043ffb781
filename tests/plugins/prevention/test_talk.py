"""The talk guide: for everybody, with the numbers of the house, and nothing to fill in."""

import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from plugins.prevention.facts.numbers import NUMBERS
from plugins.prevention.facts.words import EMERGENCY, call_link
from tests.factories import Make


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app(WIJ_PLUGINS="prevention")


@pytest.mark.parametrize(
    ("language", "order"),
    [
        (
            "nl",
            ("Bel meteen 112", "1. Praat met diegene zelf", "2. Vraag wat diegene wil", "Liever niet", "Welk nummer"),
        ),
        ("en", ("Call 112 at once", "1. Talk with the person", "2. Ask what they want", "Better not", "Which number")),
    ],
)
def test_guide_begins_with_the_person_and_has_nothing_to_fill_in(
    client: FlaskClient, make: Make, language: str, order: tuple[str, ...]
) -> None:
    make.house("De Linde", slug="de-linde")
    client.set_cookie("wij_lang", language)
    main = BeautifulSoup(client.get("/prevention/worried").data, "html.parser").select_one("main")
    assert main is not None
    told = main.get_text(" ", strip=True).replace("bel meteen", "Bel meteen")
    places = [told.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)
    assert main.select("form, input, textarea, select, button") == []


def test_guide_has_every_number_to_tap_and_says_which_are_not_checked(client: FlaskClient, make: Make) -> None:
    make.house("De Linde", slug="de-linde")
    soup = BeautifulSoup(client.get("/prevention/worried").data, "html.parser")
    urgent = [one for one in NUMBERS if one.kind == EMERGENCY]
    known = [call_link(one.phone, "NL") for one in urgent if one.phone]
    assert [link["href"] for link in soup.select("main a[href^='tel:']")] == known
    assert soup.select("main a.btn") == []  # buttons are not printed, and the numbers must be
    told = " ".join(soup.get_text(" ", strip=True).split())
    assert told.count("nog niet nagekeken") == len(known)
    assert told.count("Het nummer is nog niet ingevuld.") == len(urgent) - len(known)


def test_guide_takes_nothing(app: Flask, client: FlaskClient, make: Make) -> None:
    make.house("De Linde", slug="de-linde")
    assert client.post("/prevention/worried", data={"name": "Ria"}).status_code == 405
    assert not re.search(r"<form", client.get("/prevention/worried").text.partition("<main")[2].partition("</main")[0])
    assert "/prevention/worried" in client.get("/prevention/").text
    assert "/prevention/worried" in client.get("/prevention/addresses").text


def test_hosts_find_it_at_their_desk_and_never_beside_who_they_help(
    make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    toos = make.person("Toos")
    make.role(toos, make.house("De Linde", slug="de-linde"))
    assert "/prevention/worried" in as_person(toos).get("/desk").text
    assert "/prevention/worried" not in as_person(toos).get("/me").text
