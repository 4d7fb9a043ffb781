"""My week: the server gives words, and has nothing that would take an answer."""

import json
import re

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient

from app.actors import Actor
from app.db import db
from app.places.models import House
from app.web.static_files import asset
from plugins.prevention.facts.checking import sign_off
from plugins.prevention.facts.numbers import SHIPPED
from plugins.prevention.facts.reading import fact_with
from plugins.prevention.facts.shipped import present
from plugins.prevention.facts.writing import Values, write
from plugins.prevention.week.filled import PARTS
from tests.factories import Make

DEVICE = ("/prevention/week", "/prevention/home-check")
"""Pages on which people fill in something for themselves."""


@pytest.fixture(autouse=True)
def house(make: Make) -> int:
    return make.house("De Linde", slug="de-linde")


def main_of(client: FlaskClient, path: str) -> Tag:
    answer = client.get(path)
    assert answer.status_code == 200
    found = BeautifulSoup(answer.data, "html.parser").main
    assert found is not None
    return found


def test_week_has_fields_for_each_day_and_none_could_be_sent(client: FlaskClient) -> None:
    page = main_of(client, "/prevention/week")
    assert len(page.select("[data-week-day] input[type=number]")) == 7 * 4
    assert len(page.select("[data-week-day] input[type=checkbox]")) == 7 * 2
    assert page.select("form, [name], [formaction], button:not([type=button])") == []


def test_no_route_of_what_stays_on_the_device_takes_anything(app: Flask) -> None:
    taken = [
        (rule.rule, sorted(rule.methods - {"GET", "HEAD", "OPTIONS"}))
        for rule in app.url_map.iter_rules()
        if rule.methods and rule.rule.startswith(DEVICE)
    ]
    assert "/prevention/week" in dict(taken)
    assert [methods for _rule, methods in taken if methods] == []


def test_week_is_the_same_whatever_stands_in_the_address(client: FlaskClient) -> None:
    asked = client.get("/prevention/week?week-0-walk=30&minutes=30", headers={"Cookie": "week=30"})
    assert main_of(client, "/prevention/week") == BeautifulSoup(asked.data, "html.parser").main
    assert client.post("/prevention/week", data={"week-0-walk": "30"}).status_code == 405


def added_up(client: FlaskClient, path: str = "/prevention/week") -> str:
    found = main_of(client, path).select_one("[aria-labelledby=added-up]")
    assert found is not None
    return found.get_text(" ", strip=True)


OURS = (
    "De richtlijn noemt 150 minuten in een week, verspreid over dagen.",
    "De richtlijn noemt twee keer in de week: trap lopen, sjouwen, oefeningen.",
    "Voor ouderen noemt de richtlijn daarbij oefeningen voor balans, zoals staan op één been.",
)


def test_parts_of_the_guideline_stand_with_their_source_and_as_not_checked(client: FlaskClient) -> None:
    said = added_up(client)
    assert [sentence in said for sentence in OURS] == [True] * 3
    assert (said.count("Gezondheidsraad, Beweegrichtlijnen 2017"), said.count("22 augustus 2017")) == (2, 2)
    assert said.count("nog niet nagekeken") == 2
    paper = main_of(client, "/prevention/week/paper").text
    assert ([sentence in paper for sentence in OURS], paper.count("nog niet nagekeken")) == ([True] * 3, 2)


def test_norm_that_the_house_signed_off_stands_so_also_on_what_is_kept(
    app: Flask, client: FlaskClient, make: Make, house: int
) -> None:
    toos = make.person("Toos")
    make.role(toos, house, "fact_checker")
    with app.app_context():
        digest = fact_with(db.session.get_one(House, house), "moving-adults").digest
        sign_off(Actor.self(toos), house, "moving-adults", digest, has_read=True, show_name=False)
    for path in ("/prevention/week", "/prevention/week/kept/nl"):
        said = added_up(client, path)
        assert (said.count("nog niet nagekeken"), said.count("Nagekeken op")) == (1, 1)


def test_words_that_a_house_gave_to_a_norm_take_the_place_of_ours(
    app: Flask, client: FlaskClient, make: Make, house: int
) -> None:
    toos = make.person("Toos")
    make.role(toos, house, "fact_checker")
    values = Values(title="Bewegen", body="Nu 200 minuten.", source="CBS", link="https://www.cbs.nl/x", dated="2027")
    with app.app_context():
        write(Actor.self(toos), house, "moving-adults", values, "nl")
    said = added_up(client)
    assert ([sentence in said for sentence in OURS], said.count("Nu 200 minuten.")) == ([False, False, True], 1)
    paper = main_of(client, "/prevention/week/paper").text
    assert (OURS[0] in paper, "Nu 200 minuten." in paper) == (False, True)


def test_our_sentences_are_looked_at_when_the_norms_that_ship_change() -> None:
    """Does this fail? Read the new norms beside `week/filled.py`, then write down their dates here."""
    behind = {part.norm for part in PARTS}
    shipped = {one.key: one.dated for one in present(SHIPPED) if one.key in behind}
    assert shipped == {"moving-adults": "2017-08-22", "moving-older": "2017-08-22"}


def test_worker_may_answer_for_this_page_alone_and_keeps_all_that_it_links_to(app: Flask, client: FlaskClient) -> None:
    answer = client.get("/prevention/week/worker/nl.js")
    assert answer.headers["Service-Worker-Allowed"] == "/prevention/week"
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    found = re.search(r"= (\{.*\});", answer.text)
    assert found is not None
    kept = json.loads(found[1])
    page = BeautifulSoup(client.get("/prevention/week").data, "html.parser")
    linked = {one["href"] for one in page.select("link[href]")} | {one["src"] for one in page.select("script[src]")}
    with app.test_request_context():
        fonts = {asset(f"fonts/signika-{weight}.woff2") for weight in ("regular", "bold")} | {asset("icons.svg")}
    assert set(kept["files"]) == linked | fonts
    assert (kept["page"], kept["stand_in"]) == ("/prevention/week", "/prevention/week/kept/nl")


def test_name_of_what_is_kept_follows_the_files(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = client.get("/prevention/week/worker/nl.js").text
    newer = {**app.extensions["wij_assets"], "prevention/week.js": "prevention/week.0123456789.js"}
    monkeypatch.setitem(app.extensions, "wij_assets", newer)
    after = client.get("/prevention/week/worker/nl.js").text
    name = re.compile(r'"name": "(\w+)"')
    assert name.findall(before) != name.findall(after)


@pytest.mark.parametrize(("language", "heading"), [("nl", "Mijn week"), ("en", "My week")])
def test_kept_page_speaks_the_language_that_it_is_kept_for(client: FlaskClient, language: str, heading: str) -> None:
    page = main_of(client, f"/prevention/week/kept/{language}")
    assert page.h1 is not None
    assert page.h1.text == heading


@pytest.mark.parametrize("path", ["/prevention/week/kept/fr", "/prevention/week/worker/fr.js"])
def test_unknown_language_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_paper_has_a_line_for_each_day_and_the_guideline(client: FlaskClient) -> None:
    paper = main_of(client, "/prevention/week/paper")
    days, added = paper.select("table")
    assert [row.th.text for row in days.select("tbody tr") if row.th] == [
        "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    ]  # fmt: skip
    assert [row.th.text for row in added.select("tbody tr") if row.th] == ["Bewegen", "Spieren en botten", "Balans"]
    assert "150 minuten" in added.text
    assert paper.select("input, form") == []


def test_only_moving_leads_to_my_week(client: FlaskClient) -> None:
    leads = {
        key: bool(main_of(client, f"/prevention/{key}").select('a[href="/prevention/week"]'))
        for key in ("bewegen", "eten", "wonen", "ontmoeten")
    }
    assert leads == {"bewegen": True, "eten": False, "wonen": False, "ontmoeten": False}
