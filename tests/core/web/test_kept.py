"""Pages that are kept: the same for every visitor, never out of date, and nobody's own."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask, flash, render_template_string
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf

from app.actors import Actor
from app.clock import at as clock_at
from app.places.houses import change_contact
from app.web import Who, kept_page, use_house, who
from app.web.kept import MOST, Page, Pages
from app.web.visitor import current_house
from tests.factories import Make, at

pytestmark = pytest.mark.own_app


class Counted:
    """Views that count how often they were asked."""

    def __init__(self, app: Flask) -> None:
        self.asked = 0

        @who(Who.EVERYONE)
        @kept_page
        def page() -> str:
            self.asked += 1
            house = current_house()
            if house is not None:
                use_house(house)
            return render_template_string(
                "{{ frame.house.name }}{{ frame.house.phone }} {{ frame.language }} {{ frame.look }}"
            )

        @who(Who.EVERYONE)
        @kept_page
        def form() -> str:
            self.asked += 1
            return str(generate_csrf())

        @who(Who.EVERYONE)
        @kept_page
        def told() -> str:
            return render_template_string("{% for one in flashed() %}{{ one.text }}{% endfor %}")

        @who(Who.EVERYONE)
        def tell() -> str:
            flash("Gelukt, Lieke.")
            return ""

        for view in (page, form, told, tell):
            app.add_url_rule(f"/sample/{view.__name__}", f"sample_{view.__name__}", view)


@pytest.fixture
def counted(app: Flask) -> Counted:
    return Counted(app)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with clock_at(at("2027-03-18", "12:00")):
        yield


def test_page_is_made_once_for_all_visitors(app: Flask, counted: Counted, make: Make) -> None:
    make.house("De Linde", slug="de-linde")
    answers = [app.test_client().get("/sample/page") for _visitor in range(3)]
    assert [answer.text for answer in answers] == ["De Linde nl "] * 3
    assert counted.asked == 1
    assert [answer.headers.getlist("Set-Cookie") for answer in answers[1:]] == [
        answers[0].headers.getlist("Set-Cookie")
    ] * 2
    assert "wij_house=de-linde" in answers[2].headers["Set-Cookie"]


def test_page_is_made_anew_after_a_change_and_after_a_minute(
    app: Flask, client: FlaskClient, counted: Counted, make: Make
) -> None:
    house = make.house("De Linde")
    admin = make.person("Ibrahim Duinhart")
    make.role(admin, house, "administrator")
    assert client.get("/sample/page").text == "De Linde nl "
    with app.app_context():
        change_contact(Actor.self(admin), house, names="Toos", phone="076-000 00 01", hours="ma-vr")
    assert client.get("/sample/page").text == "De Linde076-000 00 01 nl "
    with clock_at(at("2027-03-18", "12:01")):
        client.get("/sample/page")
    assert counted.asked == 3


def test_page_is_another_for_another_address_language_look_and_house(app: Flask, counted: Counted, make: Make) -> None:
    make.house("De Linde", slug="de-linde")
    make.house("Wilgenhof", slug="wilgenhof")

    def seen(path: str = "/sample/page", **cookies: str) -> str:
        browser = app.test_client()
        for name, value in cookies.items():
            browser.set_cookie(name, value)
        return browser.get(path).text

    assert seen() == "De Linde nl "
    assert seen(wij_lang="en") == "De Linde en "
    assert seen(wij_look="dark") == "De Linde nl dark"
    assert seen(wij_house="wilgenhof") == "Wilgenhof nl "
    assert seen("/sample/page?theme=eten") == "De Linde nl "
    assert counted.asked == 5
    assert seen(wij_lang="xx", wij_look="pink") == "De Linde nl "
    assert counted.asked == 5


def test_who_is_signed_in_gets_a_page_of_their_own(
    app: Flask, counted: Counted, make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    make.house()
    lieke = as_person(make.person("Lieke Morgenster", language="en"))
    assert app.test_client().get("/sample/page").text == "De Linde nl "
    assert [lieke.get("/sample/page").text for _time in range(2)] == ["De Linde en "] * 2
    assert app.test_client().get("/sample/page").text == "De Linde nl "
    assert counted.asked == 3


def test_page_with_a_form_or_a_notice_is_never_given_to_another(app: Flask, counted: Counted, make: Make) -> None:
    make.house()
    one, other = app.test_client(), app.test_client()
    assert one.get("/sample/form").text != other.get("/sample/form").text
    assert counted.asked == 2
    one.get("/sample/tell")
    assert one.get("/sample/told").text == "Gelukt, Lieke."
    assert other.get("/sample/told").text == ""
    other.get("/sample/tell")
    assert other.get("/sample/told").text == "Gelukt, Lieke."


def test_pages_that_were_asked_for_longest_ago_make_room() -> None:
    pages, third = Pages(), "x" * (MOST // 3)
    for name in "abc":
        pages.keep((name,), Page(third, "now", None))
    assert pages.get(("a",), "now") is not None
    pages.keep(("d",), Page(third, "now", None))
    assert [name for name in "abcd" if pages.get((name,), "now")] == ["a", "c", "d"]
    assert pages.get(("a",), "later") is None
