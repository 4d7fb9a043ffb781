"""What activities count towards: offered while prevention is on, kept while it is off, never added up for anybody."""

from collections.abc import Callable

import icalendar
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.access import sessions
from plugins.prevention.counting.tags import MEANS, TAGS
from tests.factories import Make, at
from tests.plugins.activities.conftest import TODAY, Scene

PAGE = "/activities/wandelen"


def scene_in(app: Flask) -> Scene:
    make = Make(app)
    house = make.house("De Linde", slug="de-linde")
    return Scene(
        app,
        house,
        make.space(house, "Huiskamer", slug="huiskamer"),
        make.space(house, "Tuin", slug="tuin"),
        make.person("Toos", email="toos@example.org", show_name=True),
    )


def soup_of(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.data, "html.parser")


def signed_in(app: Flask, person_id: int) -> FlaskClient:
    client = app.test_client()
    with app.app_context():
        token = sessions.start(person_id, "code")
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client


def test_tags_of_an_activity_are_kept_while_prevention_is_off(make_app: Callable[..., Flask]) -> None:
    both = make_app(WIJ_PLUGINS="activities,prevention")
    scene = scene_in(both)
    with clock.at(at(TODAY, "09:00")):
        made = scene.publish("Wandelen", times="10:00-11:15", tags=("duur", "balans"))
        assert "Telt mee voor balans · bewegen (75 minuten)" in soup_of(both.test_client(), PAGE).get_text()
        alone = make_app(WIJ_PLUGINS="activities")
        organiser = signed_in(alone, scene.organiser)
        assert "Telt mee" not in soup_of(organiser, PAGE).get_text()
        assert soup_of(organiser, f"{PAGE}/edit").select("[name=tags]") == []
        assert organiser.post(f"{PAGE}/edit", data={"title": "Wandeling", "signing": "no"}).status_code == 303
        assert alone.test_client().get("/agenda?label=balans").status_code == 404
        entries = alone.test_client().get("/api/v1/agenda").get_json()["entries"]
        assert [one["labels"] for one in entries] == [[]]
        assert scene.activity(made).tag_keys == ("balans", "duur")
        again = signed_in(both, scene.organiser)
        form = soup_of(again, "/activities/wandeling/edit")
        assert [one["value"] for one in form.select("[name=tags][checked]")] == ["balans", "duur"]
        assert "Telt mee voor balans · bewegen (75 minuten)" in soup_of(again, "/activities/wandeling").get_text()


@pytest.fixture
def scene(make_app: Callable[..., Flask]) -> Scene:
    found = scene_in(make_app(WIJ_PLUGINS="activities,prevention"))
    with clock.at(at(TODAY, "09:00")):
        found.weekly("Wandelen", tags=("duur",), themes=("bewegen",))
        found.publish(
            "Yoga", first="2027-03-11", tags=("balans", "spieren-botten"), themes=("bewegen",), sensitive=True
        )
        found.publish("Koffie", first="2027-03-12")
    return found


def test_agenda_is_filtered_by_what_counts_and_says_so(scene: Scene) -> None:
    with clock.at(at(TODAY, "09:00")):
        soup = soup_of(scene.app.test_client(), "/agenda?label=balans")
    assert [one.get_text() for one in soup.select(".wij-line__what > a")] == ["Yoga"]
    text = " ".join(soup.get_text(" ").split())
    assert "telt mee voor balans" in text


def test_each_tag_has_a_public_calendar_with_what_counts_and_nothing_else(scene: Scene) -> None:
    client = scene.app.test_client()
    with clock.at(at(TODAY, "09:00")):
        listed = soup_of(client, "/calendars").select("section[aria-labelledby=kind-counts] a")
        page = soup_of(client, "/calendars/counts/balans")
        feeds = {tag.key: client.get(f"/calendar/counts/{tag.key}.ics") for tag in TAGS}
        missing = [client.get(path).status_code for path in ("/calendar/counts/x.ics", "/calendars/counts/x")]
    assert [one["href"] for one in listed] == [f"/calendars/counts/{tag.key}" for tag in TAGS]
    assert "Balans" in page.get_text()
    titles = {}
    for key, answer in feeds.items():
        calendar = icalendar.Calendar.from_ical(answer.data)
        titles[key] = [str(event["SUMMARY"]) for event in calendar.events]
        assert str(calendar["X-WR-CALNAME"]).startswith("Telt mee voor ")
    assert titles == {"duur": ["Wandelen"], "spieren-botten": ["Yoga"], "balans": ["Yoga"]}
    assert missing == [404, 404]


def test_page_tells_what_each_tag_means_and_the_theme_of_moving_leads_to_it(scene: Scene) -> None:
    client = scene.app.test_client()
    with clock.at(at(TODAY, "09:00")):
        page, moving = soup_of(client, "/prevention/counts"), soup_of(client, "/prevention/bewegen")
        others = [soup_of(client, f"/prevention/{key}") for key in ("eten", "wonen", "ontmoeten")]
    assert [one["id"] for one in page.select("main h2")] == list(MEANS) == [tag.key for tag in TAGS]
    assert page.select_one("a[href='/agenda?label=duur']") is not None
    assert moving.select_one("a[href='/prevention/counts']") is not None
    assert [one for one in others if one.select_one("a[href='/prevention/counts']")] == []
    told = [" ".join(one.get_text(" ").split()) for one in moving.select(".wij-line__where")]
    assert told == [
        "17:00–19:30 · met Toos · telt mee voor bewegen (150 minuten)",
        "17:00–19:30 · telt mee voor balans · sterke spieren en botten",
    ]
