"""A page for each theme: why, and what is on this week, told by whichever plugin has something."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.clock import Span
from app.plugins import Suggestion, impl
from tests.factories import Make, at

NOON = at("2027-03-08", "12:00")


class Walks:
    """A plugin with something to do."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Span]] = []

    @impl
    def wij_list_suggestions(self, theme: str, house_id: int, window: Span) -> list[Suggestion]:
        """A walk tomorrow, for those who ask for moving."""
        self.asked.append((theme, window))
        if theme != "bewegen":
            return []
        start = window.start + timedelta(days=1)
        return [Suggestion(theme=theme, title="Wandeling", url="/walk", span=Span(start, start + timedelta(hours=1)))]


def soup_of(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.data, "html.parser")


def test_themes_are_four_choices_with_their_first_reason(client: FlaskClient, make: Make) -> None:
    make.house("De Linde", slug="de-linde")
    choices = soup_of(client, "/prevention/").select(".wij-choice")
    assert [one["href"] for one in choices] == [
        f"/prevention/{key}" for key in ("bewegen", "eten", "wonen", "ontmoeten")
    ]
    assert "Bewegen houdt je sterk en op de been." in choices[0].get_text(" ", strip=True)


@pytest.mark.own_app
def test_theme_tells_what_is_on_this_week_in_which_house(make_app: Callable[..., Flask]) -> None:
    walks = Walks()
    app = make_app(extra_plugins={"walks": walks}, WIJ_PLUGINS="prevention")
    make = Make(app)
    for name, slug in (("De Linde", "de-linde"), ("Wilgenhof", "wilgenhof")):
        make.house(name, slug=slug)
    client = app.test_client()
    with clock.at(NOON):
        lines = soup_of(client, "/prevention/bewegen").select(".wij-line")
        other = soup_of(client, "/prevention/eten")
    assert [line.get_text(" ", strip=True) for line in lines] == [
        f"di 9 maart Wandeling 12:00–13:00 · {house}" for house in ("De Linde", "Wilgenhof")
    ]
    assert {(theme, window) for theme, window in walks.asked} == {
        (theme, Span(NOON, NOON + timedelta(days=7))) for theme in ("bewegen", "eten")
    }
    assert other.select(".wij-line") == []
    assert "/agenda?theme=eten" in [found["href"] for found in other.select(".wij-empty a")]


def test_unknown_theme_is_not_found(client: FlaskClient, make: Make) -> None:
    make.house("De Linde", slug="de-linde")
    assert client.get("/prevention/slapen").status_code == 404


def test_house_page_has_the_themes(client: FlaskClient, make: Make) -> None:
    make.house("De Linde", slug="de-linde")
    card = soup_of(client, "/house/de-linde").select_one("section[aria-labelledby=staying-well]")
    assert card is not None
    assert [link.get_text(strip=True) for link in card.select("a")] == ["Bewegen", "Eten", "Wonen", "Ontmoeten"]


def test_no_theme_is_orphaned_where_prevention_is_off(make_app: Callable[..., Flask]) -> None:
    app = make_app(WIJ_PLUGINS="activities")
    Make(app).house("De Linde", slug="de-linde")
    client = app.test_client()
    for key in ("bewegen", "eten", "wonen", "ontmoeten"):
        for path in (f"/agenda?theme={key}", f"/calendar/theme/{key}.ics", f"/activities/?theme={key}"):
            page = client.get(path)
            assert (page.status_code, b"/prevention" in page.data) == (200, False), path
        assert client.get(f"/prevention/{key}").status_code == 404


def test_every_page_serves_where_nothing_else_is_on(make_app: Callable[..., Flask]) -> None:
    app = make_app(WIJ_PLUGINS="prevention")
    Make(app).house("De Linde", slug="de-linde")
    client = app.test_client()
    for path in ("bewegen", "wonen", "counts", "ontmoeten/cards", "how-to/call-each-other"):
        assert client.get(f"/prevention/{path}").status_code == 200
    assert client.get("/calendar/counts/balans.ics").status_code == 200
    links = soup_of(client, "/prevention/bewegen").select("main a[href^='/']")
    assert {
        one["href"]: client.get(str(one["href"])).status_code for one in links if "/activities" in one["href"]
    } == {}
    assert {client.get(str(one["href"])).status_code for one in links} == {200}
