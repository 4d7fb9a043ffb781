"""What stands around every page: the same on each, and nothing that is not there."""

from collections.abc import Callable
from datetime import time
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask, g, render_template
from flask.testing import FlaskClient
from flask_babel import lazy_gettext

from app.actors import Actor, Channel
from app.plugins import NavItem, impl
from app.web import Who, who
from app.web.front import Front, phone_link
from tests.factories import Make


def page(client: FlaskClient, path: str = "/about") -> BeautifulSoup:
    return BeautifulSoup(client.get(path).text, "html.parser")


def words(found: Any) -> list[str]:
    return [" ".join(one.text.split()) for one in found]


class Menu:
    """A plugin with as many places in the menu as asked."""

    def __init__(self, *items: NavItem) -> None:
        self.items = list(items)

    @impl
    def wij_register_navigation(self) -> list[NavItem]:
        return self.items


def item(label: str, order: int, access: str = "everyone", endpoint: str = "web.about") -> NavItem:
    return NavItem(label=lazy_gettext(label), endpoint=endpoint, icon="heart", order=order, access=access)


def test_frame_holds_house_phone_hours_and_contact(client: FlaskClient, make: Make) -> None:
    make.house(
        "De Kleine Dommelaar",
        kind="Buurthuis",
        phone="076-000 00 01",
        phone_hours="ma–vr 10–12",
        contact_names="Toos Kestelaar en Yusuf Zonnebrink",
        address="Voorbeeldplein 1",
    )
    html = page(client)
    assert html.title is not None
    assert html.title.text == "Over het huis · Buurthuis De Kleine Dommelaar"
    assert words(html.select(".wij-help__person")) == ["Bel 076-000 00 01 ma–vr 10–12"]
    contact = html.select_one(".wij-contact p")
    assert contact is not None
    assert contact.text == (
        "Toos Kestelaar en Yusuf Zonnebrink van de balie helpen je graag. "
        "Bel 076-000 00 01 (ma–vr 10–12) of loop binnen: Voorbeeldplein 1."
    )
    assert [a["href"] for a in html.select('a[href^="tel:"]')] == ["tel:+31760000001"] * 2


def test_order_of_the_frame_is_the_same_on_each_page(client: FlaskClient, make: Make) -> None:
    make.house(phone="076-000 00 01")
    for path in ("/about", "/about/privacy", "/look", "/not-here"):
        body = page(client, path).body
        assert body is not None
        assert [tag.name for tag in body.find_all(recursive=False)] == ["a", "header", "main", "section", "footer"]
        skip = body.find("a")
        assert skip["href"] == "#content"  # type: ignore[index]  # not there is a failure too
        assert body.select("main#content h1")


def test_house_without_a_phone_or_names_has_no_empty_places(client: FlaskClient, make: Make) -> None:
    make.house()
    html = page(client)
    assert not html.select('a[href^="tel:"]')
    assert words(html.select(".wij-contact p")) == ["Loop binnen als we open zijn."]


def test_page_stands_before_there_is_a_house(client: FlaskClient) -> None:
    html = page(client)
    assert html.title is not None
    assert html.title.text == "Over het huis · Wij"
    assert not html.select(".wij-contact")


@pytest.mark.own_app
def test_menu_shows_four_and_keeps_the_rest_under_more(make_app: Callable[..., Flask]) -> None:
    menu = Menu(*(item(f"Item {number}", 20 + number) for number in range(5)))
    html = page(make_app(WIJ_PLUGINS="none", extra_plugins={"menu": menu}).test_client())
    shown = html.select(".wij-nav > ul > li > a")
    rest = html.select(".wij-nav details li a")
    assert len(shown) == 4
    assert [*words(shown), *words(rest)][-5:] == [f"Item {number}" for number in range(5)]
    assert words(html.select(".wij-nav summary")) == ["Meer"]


def test_menu_without_a_rest_has_no_more(make_app: Callable[..., Flask]) -> None:
    html = page(make_app(WIJ_PLUGINS="none").test_client())
    assert not html.select(".wij-nav details")


@pytest.mark.own_app
def test_menu_leaves_out_what_one_may_not_open_and_what_is_not_there(
    make_app: Callable[..., Flask], make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    menu = Menu(item("For hosts", 1, "host"), item("Gone", 2, endpoint="tea.index"), item("For all", 3))
    app = make_app(WIJ_PLUGINS="none", extra_plugins={"menu": menu})
    labels = words(page(app.test_client()).select(".wij-nav a"))
    assert "For all" in labels
    assert "For hosts" not in labels
    assert "Gone" not in labels


@pytest.mark.own_app
def test_menu_marks_where_one_is(make_app: Callable[..., Flask]) -> None:
    app = make_app(WIJ_PLUGINS="none", extra_plugins={"menu": Menu(item("Tea", 1))})
    client = app.test_client()
    assert words(page(client, "/about").select('.wij-nav [aria-current="page"]')) == ["Tea"]
    assert words(page(client, "/about/privacy").select('.wij-nav [aria-current="true"]')) == ["Tea"]
    assert page(client, "/look").select(".wij-nav [aria-current]") == []


def test_footer_links_only_to_pages_that_exist(app: Flask, make: Make) -> None:
    make.house(slug="linde")
    client = app.test_client()
    links = [a["href"] for a in page(client).select(".wij-footer a")]
    assert "/about/privacy" in links
    assert "/house/linde/rules" in links
    assert [href for href in links if client.get(str(href)).status_code == 404] == []


def test_settings_stand_in_the_menu_of_who_runs_this_very_house(
    app: Flask, make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    own, other = make.house(slug="own"), make.house(slug="other")
    host_here, host_there = make.person(), make.person()
    make.role(host_here, own)
    make.role(host_there, other)
    link = '.wij-nav a[href="/house/own/settings"]'
    assert len(page(as_person(host_here)).select(link)) == 1
    assert page(as_person(host_there)).select(link) == []
    assert page(app.test_client()).select(link) == []


def test_demo_says_that_everything_is_made_up(make_app: Callable[..., Flask]) -> None:
    said = "Alle gegevens op deze pagina zijn verzonnen."
    assert said in make_app(DEMO=True).test_client().get("/about").text
    assert said not in make_app().test_client().get("/about").text


def test_account_is_the_first_name_of_who_signed_in(
    client: FlaskClient, make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    assert words(page(client).select(".wij-account")) == ["Inloggen"]
    assert words(page(as_person(make.person("Lieke Morgenster"))).select(".wij-account")) == ["Lieke"]


@pytest.mark.own_app
def test_banner_says_for_whom_and_how_long_and_stops(app: Flask, make: Make) -> None:
    host, ria = make.person("Toos"), make.person("Ria")

    def act() -> None:
        g.wij_actor = Actor(host, ria, Channel.DESK)
        g.wij_behalf = SimpleNamespace(name="Ria <b>Klokman</b>", minutes_left=14)

    app.before_request(act)
    html = page(app.test_client())
    banner = html.select_one(".wij-behalf")
    assert banner is not None
    assert "U doet dit namens Ria <b>Klokman</b>" in banner.text
    assert "Stopt vanzelf over 14 minuten." in banner.text
    form = banner.select_one('form[method="post"]')
    assert form is not None
    assert form.select_one('input[name="csrf_token"]')
    assert app.url_map.bind("localhost").match(str(form["action"]), method="POST")


def test_light_or_dark_is_written_by_the_server(client: FlaskClient) -> None:
    def theme() -> object:
        html = page(client).html
        assert html is not None
        return html.get("data-bs-theme")

    assert theme() is None
    answer = client.post("/look", data={"look": "dark", "next": "/about"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/about")
    assert theme() == "dark"
    client.post("/look", data={"look": ""})
    assert theme() is None
    assert client.post("/look", data={"look": '"><script>'}).status_code == 400


def test_look_never_leads_to_another_site(client: FlaskClient) -> None:
    answer = client.post("/look", data={"look": "dark", "next": "//evil.example"})
    assert answer.headers["Location"] == "/"


@pytest.mark.own_app
def test_page_is_about_the_house_in_its_address_and_remembers_it(app: Flask, make: Make) -> None:
    make.house("Eerste", slug="eerste")
    make.house("Tweede", slug="tweede")
    view = who(Who.EVERYONE)(lambda slug: render_template("web/about.html", house=None))
    app.add_url_rule("/house/<slug>/sample", "sample", view)
    client = app.test_client()
    assert "Eerste" in client.get("/about").text
    assert "Tweede" in client.get("/house/tweede/sample").text
    assert "Tweede" in client.get("/about").text
    client.set_cookie("wij_house", "gone")
    assert "Eerste" in client.get("/about").text


@pytest.mark.parametrize(
    ("phone", "country", "link"),
    [
        ("076-000 00 01", "NL", "tel:+31760000001"),
        ("+31 76 000 00 01", "NL", "tel:+31760000001"),
        ("014 000", "BE", "tel:+3214000"),
        ("076 000 00 01", "XX", "tel:0760000001"),
        ("112", "NL", "tel:112"),
        ("", "NL", ""),
        ("nog niet", "NL", ""),
    ],
)
def test_phone_becomes_an_address_that_dials(phone: str, country: str, link: str) -> None:
    assert phone_link(phone, country) == link


@pytest.mark.parametrize(("names", "count"), [("Toos", 1), ("Toos en Yusuf", 2), ("Toos, Yusuf", 2), ("Hendrik", 1)])
def test_grammar_follows_how_many_answer(names: str, count: int) -> None:
    front = Front("s", "", "De Linde", "nl", "NL", "", "", names, "", ((0, time(9), time(22)),))
    assert front.contact_count == count
