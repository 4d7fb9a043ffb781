"""The day of who visits: own talks of that day alone, each look written down, and what a browser keeps holds nobody."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app import clock
from app.db import db
from app.people.models import Person
from app.refusals import NotAllowed, Refusal
from app.web.static_files import asset
from plugins.outreach.door.day import days_open, end_of
from plugins.outreach.door.looking import look_at_day
from plugins.outreach.replies.answering import Wish, say_yes
from plugins.outreach.replies.models import Look, Reply
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.talks.models import Talk
from plugins.outreach.talks.moments import choose_own, offer
from plugins.outreach.talks.planning import plan, step_back
from plugins.outreach.talks.reading import to_plan
from tests.factories import Make, at
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.talking import TUESDAY, WEEK, agreed, offered

DAY = "2027-03-26"
ZONE = ZoneInfo("Europe/Amsterdam")
HELD = ("Riet Kwikstaart", "Verzonnenlaan 14", "076-000 00 81")
"""What may stand nowhere before somebody asked for it."""
AsPerson = Callable[[int], FlaskClient]


@pytest.fixture
def friday(said: Team) -> Team:
    """Riet's talk with Wout and Anneke is on Friday the 26th at 14:00."""
    agreed(said)
    return said


def names(team: Team, who: str, day: str = DAY) -> list[str]:
    """Whose address somebody gets to see."""
    return [talk.reply.name for talk in team.do(look_at_day, who, date.fromisoformat(day), "seen")]


def another(team: Team, name: str, moment: datetime, pair: tuple[str, str]) -> str:
    """One more yes, and a talk that is agreed on; its public id."""
    with team.app.app_context():
        code = say_yes(team.codes[1], Wish(name=name, form="walk", phone="076-000 00 82", language="Turks"))
        (left,) = [one.public_id for one in to_plan(round_with(team.round))]
    key = str(team.do(plan, "toos", team.round, left, WEEK, (team.key(pair[0]), team.key(pair[1]))))
    team.do(offer, pair[0], key, moment, at("2027-03-24", "09:00"))
    with team.app.app_context():
        choose_own(code, moment)
    return key


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (at("2027-03-25", "00:00"), ["2027-03-25"]),
        (at("2027-03-25", "17:59"), ["2027-03-25"]),
        (at("2027-03-25", "18:00"), ["2027-03-25", "2027-03-26"]),
        (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), ["2027-03-28"]),
    ],
)
def test_next_day_opens_at_six_in_the_evening_on_the_clock_of_the_house(moment: datetime, days: list[str]) -> None:
    assert [one.isoformat() for one in days_open(moment, ZONE)] == days


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2027, 3, 26), datetime(2027, 3, 26, 23, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 22, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 23, tzinfo=UTC)),
    ],
)
def test_day_ends_at_midnight_also_when_the_clock_changes(day: date, ends: datetime) -> None:
    assert end_of(day, ZONE) == ends


def test_day_opens_the_evening_before_and_closes_at_midnight(friday: Team) -> None:
    for moment in (at("2027-03-25", "17:59"), at("2027-03-27", "00:00")):
        with clock.at(moment), pytest.raises(Refusal) as refused:
            names(friday, "wout")
        assert not isinstance(refused.value, NotAllowed)
    assert friday.rows(Look.id) == []
    for moment in (at("2027-03-25", "18:00"), at("2027-03-26", "23:59")):
        with clock.at(moment):
            assert names(friday, "wout") == ["Riet Kwikstaart"]


def test_visitor_sees_own_talks_of_that_day_alone(friday: Team) -> None:
    another(friday, "Corrie Meerkoet", TUESDAY, ("anneke", "wout"))
    with clock.at(at("2027-03-23", "09:00")):
        assert names(friday, "wout", "2027-03-23") == ["Corrie Meerkoet"]
        friday.do(step_back, "wout", friday.rows(Talk.starts, Talk.public_id)[0][1])
        assert (names(friday, "wout", "2027-03-23"), names(friday, "anneke", "2027-03-23")) == ([], ["Corrie Meerkoet"])
    with clock.at(at(DAY, "09:00")):
        assert [names(friday, who) for who in ("wout", "anneke", "sjef")] == [["Riet Kwikstaart"]] * 2 + [[]]
        for who in ("ria", "toos", "mirjam", "chantal"):  # who sees the people of the round does so elsewhere
            with pytest.raises(NotAllowed):
                names(friday, who)


def test_nothing_is_seen_of_a_talk_without_a_moment_or_that_took_place(said: Team) -> None:
    offered(said)
    with clock.at(at(DAY, "09:00")):
        assert names(said, "wout") == []
    agreed(said)
    with said.app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.update(Talk).values(held_on=date(2027, 3, 26)))
    with clock.at(at(DAY, "16:00")):
        assert (names(said, "wout"), said.rows(Look.id)) == ([], [])


def test_page_tells_times_and_every_way_to_an_address_is_a_look(friday: Team, as_person: AsPerson) -> None:
    wout = as_person(friday.people["wout"])
    with clock.at(at(DAY, "09:00")):
        asked = wout.get("/outreach/day")
        taking = wout.get(f"/outreach/door/take/{DAY}")
        assert [line.get_text(" ", strip=True) for line in main_of(asked.text).select(".wij-line")] == [
            "14:00 Klaverveld"
        ]
        assert [mark for mark in HELD if mark in asked.text + taking.text] == []
        assert friday.rows(Look.id) == []
        for path, kind in (("day", "seen"), ("day/sheet", "printed"), (f"door/take/{DAY}", "taken")):
            answer = wout.post(f"/outreach/{path}", data={"day": DAY})
            assert [mark for mark in HELD if mark not in answer.text] == []
            assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
            assert friday.rows(Look.id, Look.person_id, Look.kind)[-1][1:] == (friday.people["wout"], kind)
        assert "Versnipper dit blad na afloop." in wout.post("/outreach/day/sheet", data={"day": DAY}).text
        assert wout.get("/outreach/day/sheet").location == "/outreach/day"
        assert len(friday.rows(Look.id)) == 4


def test_what_is_taken_along_is_that_day_and_no_more(friday: Team, as_person: AsPerson) -> None:
    another(friday, "Corrie Meerkoet", TUESDAY, ("anneke", "wout"))
    with friday.app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.update(Reply).where(Reply.name == "Riet Kwikstaart").values(together=True))
    with clock.at(at("2027-03-25", "18:30")):
        answer = as_person(friday.people["wout"]).post(f"/outreach/door/take/{DAY}")
    assert answer.json == {
        "until": int(datetime(2027, 3, 26, 23, tzinfo=UTC).timestamp() * 1000),
        "title": "Vrijdag 26 maart",
        "told": "Zo stond het vandaag 18:30. Klopt er iets niet? Bel eerst.",
        "visits": [
            {
                "time": "14:00",
                "name": "Riet Kwikstaart",
                "lines": [
                    {"label": "Waar", "words": "Bij iemand thuis: Verzonnenlaan 14", "phone": ""},
                    {"label": "Bellen", "words": "076-000 00 81", "phone": "076-000 00 81"},
                    {"label": "Wie nog meer", "words": "Er zit iemand bij.", "phone": ""},
                    {"label": "Samen met", "words": "Anneke", "phone": ""},
                    {"label": "Buddy", "words": "Mirjam", "phone": ""},
                    {"label": "Vragen", "words": "076-000 00 01", "phone": "076-000 00 01"},
                ],
            }
        ],
    }


def test_walk_in_another_language_with_nobody_beside_says_so(friday: Team, as_person: AsPerson) -> None:
    key = another(friday, "Corrie Meerkoet", TUESDAY, ("anneke", "wout"))
    friday.do(step_back, "wout", key)
    with friday.app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.update(Person).where(Person.id == friday.people["toos"]).values(phone="06-00 00 00 01"))
    with clock.at(at("2027-03-23", "09:00")):
        page = as_person(friday.people["anneke"]).post("/outreach/day", data={"day": "2027-03-23"})
    assert lines_of(page.text) == [
        "Waar Samen wandelen",
        "Bellen 076-000 00 82",
        "Taal Turks",
        "Samen met Nog niemand: bel voor je gaat.",
        "Buddy Toos 06-00 00 00 01",
        "Vragen 076-000 00 01",
    ]


def test_room_of_a_talk_in_the_house_stands_on_the_day(friday: Team, make: Make, as_person: AsPerson) -> None:
    room = make.space(friday.house, "Kleine kamer")
    with friday.app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.update(Reply).values(form="house", address=""))
        connection.execute(sa.update(Talk).values(space_id=room))
    with clock.at(at(DAY, "09:00")):
        page = as_person(friday.people["wout"]).post("/outreach/day", data={"day": DAY})
    assert lines_of(page.text)[0] == "Waar In het buurthuis: Kleine kamer"


def lines_of(text: str) -> list[str]:
    return [one.get_text(" ", strip=True) for one in main_of(text).select(".wij-line")]


def main_of(text: str) -> Tag:
    found = BeautifulSoup(text, "html.parser").main
    assert found is not None
    return found


def test_page_that_a_browser_keeps_is_the_same_for_everybody_and_takes_nothing(
    friday: Team, as_person: AsPerson, client: FlaskClient
) -> None:
    with clock.at(at(DAY, "09:00")):
        pages = [main_of(one.get("/outreach/door/").text) for one in (client, as_person(friday.people["wout"]))]
        kept = main_of(client.get("/outreach/door/kept/nl").text)
        take = main_of(as_person(friday.people["wout"]).get(f"/outreach/door/take/{DAY}").text)
    assert pages == [kept, kept]
    for page in (kept, take):
        assert page.select("form, [name], button:not([type=button])") == []
        assert {one["type"] for one in page.select("input")} == {"password"}
    assert "Taken along" in client.get("/outreach/door/kept/en").text


def test_worker_keeps_that_page_and_all_that_it_links_to(friday: Team, client: FlaskClient) -> None:
    answer = client.get("/outreach/door/worker/nl.js")
    assert (answer.headers["Service-Worker-Allowed"], answer.mimetype) == ("/outreach/door/", "text/javascript")
    found = re.search(r"= (\{.*\});", answer.text)
    assert found is not None
    kept = json.loads(found[1])
    page = BeautifulSoup(client.get("/outreach/door/").data, "html.parser")
    linked = {one["href"] for one in page.select("link[href]")} | {one["src"] for one in page.select("script[src]")}
    with friday.app.test_request_context():
        fonts = {asset(f"fonts/signika-{weight}.woff2") for weight in ("regular", "bold")} | {asset("icons.svg")}
    assert set(kept["files"]) == linked | fonts
    assert (kept["page"], kept["stand_in"]) == ("/outreach/door/", "/outreach/door/kept/nl")


def test_day_that_is_none_is_not_found_and_one_without_talks_is_not_taken(friday: Team, as_person: AsPerson) -> None:
    wout, sjef = (as_person(friday.people[name]) for name in ("wout", "sjef"))
    with clock.at(at(DAY, "09:00")):
        for day in ("", "vandaag", "2027-13-01", "2027-03-26\0"):
            assert wout.post("/outreach/day", data={"day": day}).status_code == 404
        assert wout.get("/outreach/door/take/soon").status_code == 404
        assert wout.post("/outreach/day", data={"day": "2027-03-27"}).status_code == 409
        assert sjef.get(f"/outreach/door/take/{DAY}").location == "/outreach/day"
        assert "Je hebt dan geen gesprek." in sjef.post("/outreach/day/sheet", data={"day": DAY}).text
        assert [wout.get(f"/outreach/door/{path}").status_code for path in ("kept/fr", "worker/fr.js")] == [404, 404]


def test_day_is_for_who_visits(friday: Team, as_person: AsPerson, client: FlaskClient) -> None:
    for who in ("toos", "mirjam", "ria"):
        other = as_person(friday.people[who])
        assert other.get("/outreach/day").status_code == 403
        assert other.post(f"/outreach/door/take/{DAY}").status_code == 403
    assert client.get("/outreach/day").status_code == 303
    assert friday.rows(Look.id) == []
