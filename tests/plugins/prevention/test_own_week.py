"""My week: the server gives words, and has nothing that would take an answer."""

import json
import re

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient

from app.web.static_files import asset
from tests.factories import Make

DEVICE = ("/prevention/week", "/prevention/home-check")
"""Pages on which people fill in something for themselves."""


@pytest.fixture(autouse=True)
def house(make: Make) -> None:
    make.house("De Linde", slug="de-linde")


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


def test_parts_of_the_guideline_stand_with_their_source_and_as_not_checked(client: FlaskClient) -> None:
    added = main_of(client, "/prevention/week").select_one("[aria-labelledby=added-up]")
    assert added is not None
    assert [said.text for said in added.select(".wij-card p:not([role])")] == [
        "De richtlijn noemt 150 minuten in een week, verspreid over dagen.",
        "De richtlijn noemt twee keer in de week: trap lopen, sjouwen, oefeningen.",
        "Voor ouderen noemt de richtlijn daarbij oefeningen voor balans, zoals staan op één been.",
    ]
    below = added.get_text(" ", strip=True)
    assert "Bron: Gezondheidsraad, Beweegrichtlijnen 2017, 22 augustus 2017." in below
    assert "Ons huis heeft dit nog niet nagekeken." in below


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
