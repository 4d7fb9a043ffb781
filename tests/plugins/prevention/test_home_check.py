"""The home check: room by room on a screen and on paper; nothing in it could be sent."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from app.actors import Actor
from app.plugins import Piece, impl
from app.refs import Ref
from plugins.prevention.facts.words import ADDRESS
from plugins.prevention.facts.writing import Values, add_address
from plugins.prevention.home.rooms import ROOMS
from tests.factories import Make

LINES = sum(len(room.lines) for room in ROOMS)


def main_of(client: FlaskClient, path: str) -> Tag:
    answer = client.get(path)
    assert answer.status_code == 200
    found = BeautifulSoup(answer.data, "html.parser").main
    assert found is not None
    return found


def test_check_goes_from_room_to_room_and_no_tick_could_be_sent(client: FlaskClient, make: Make) -> None:
    make.house("De Linde", slug="de-linde", phone="076-1234567")
    page = main_of(client, "/prevention/home-check")
    assert [room.text for room in page.select("summary")] == [
        "Voordeur en buiten", "Gang en trap", "Woonkamer", "Keuken", "Slaapkamer", "Badkamer en wc", "Het hele huis",
    ]  # fmt: skip
    assert len(page.select("details input[type=checkbox]")) == LINES
    assert page.select("form, [name], [formaction], button:not([type=button])") == []
    further = page.select('[aria-labelledby="further"] a[rel~=noopener]')
    assert [link.text for link in further] == ["Huistest", "Senioren Thuistest", "Woonscan"]
    rests = page.get_text(" ", strip=True).partition("Daarbij leunt zij op:")[2]
    assert "Nieuw-Volendam" in rests
    assert (rests.count("juni 2020"), rests.count("nog niet nagekeken")) == (1, 2)


def test_paper_has_every_line_and_whom_to_call(client: FlaskClient, make: Make) -> None:
    make.house("De Linde", slug="de-linde", phone="076-1234567")
    paper = main_of(client, "/prevention/home-check/paper")
    assert len(paper.select(".wij-todo li")) == LINES
    assert paper.select("input, form") == []
    assert "076-1234567" in paper.text
    assert paper.text.count("nog niet nagekeken") == 2


def test_who_helps_without_a_phone_is_the_desk(client: FlaskClient, make: Make) -> None:
    make.house("De Linde", slug="de-linde", phone="")
    now = main_of(client, "/prevention/home-check").select_one("[aria-labelledby=what-now]")
    assert now is not None
    assert "Loop binnen bij de balie." in now.text


@pytest.mark.own_app
def test_who_can_ask_neighbours_puts_that_under_what_now(make_app: Callable[..., Flask]) -> None:
    asked: list[tuple[str, Ref]] = []

    class Hands:
        @impl
        def wij_fill_slot(self, slot: str, ref: Ref) -> list[Piece]:
            asked.append((slot, ref))
            return [Piece(order=1, html=render_template_string('<p id="hands">Vraag een buur</p>'))]

    app = make_app(extra_plugins={"hands": Hands()}, WIJ_PLUGINS="prevention")
    Make(app).house("De Linde", slug="de-linde")
    page = main_of(app.test_client(), "/prevention/home-check")
    assert len(page.select("[aria-labelledby=what-now] #hands")) == 1
    assert asked == [("prevention.home", Ref("places", "house", "de-linde"))]


def test_living_leads_to_the_check_and_eating_to_the_card(client: FlaskClient, make: Make) -> None:
    make.house("De Linde", slug="de-linde")
    leads = {
        key: [
            path
            for path in ("/prevention/home-check", "/prevention/food-card")
            if main_of(client, f"/prevention/{key}").select(f'a[href="{path}"]')
        ]
        for key in ("bewegen", "eten", "wonen", "ontmoeten")
    }
    assert leads == {
        "bewegen": [],
        "eten": ["/prevention/food-card"],
        "wonen": ["/prevention/home-check"],
        "ontmoeten": [],
    }


def test_card_about_food_asks_three_open_questions_and_takes_no_answer(client: FlaskClient, make: Make) -> None:
    make.house("De Linde", slug="de-linde")
    card = main_of(client, "/prevention/food-card")
    assert len([line for line in card.select("article li") if line.text.endswith("?")]) == 3
    assert card.select("input, textarea, select, form") == []


def test_neighbours_can_be_asked_for_a_hand_where_contributions_is_on(client: FlaskClient, make: Make) -> None:
    make.house("De Linde", slug="de-linde")
    links = main_of(client, "/prevention/home-check").select("[aria-labelledby=what-now] a")
    assert [link["href"] for link in links if "ask" in str(link["href"])] == [
        "/contributions/ask?what=Een+lamp+ophangen",
        "/contributions/ask?what=Een+greep+of+leuning+vastzetten",
        "/contributions/ask?what=Een+kleed+weghalen+of+vastplakken",
        "/contributions/ask",
    ]


def test_address_that_the_house_gave_for_living_stands_under_what_now(
    app: Flask, client: FlaskClient, make: Make
) -> None:
    house, toos = make.house("De Linde", slug="de-linde"), make.person("Toos")
    make.role(toos, house, "fact_checker")
    with app.app_context():
        for title, theme in (("Klusbus", "wonen"), ("Kookcafé", "eten")):
            values = Values(title=title, body="Belt u maar.", source="Gemeente", phone="076-7654321", theme=theme)
            add_address(Actor.self(toos), house, ADDRESS, values, "nl")
    now = main_of(client, "/prevention/home-check").select_one("[aria-labelledby=what-now]")
    assert now is not None
    assert ("Klusbus" in now.text, "Kookcafé" in now.text, "nog niet nagekeken" in now.text) == (True, False, True)
