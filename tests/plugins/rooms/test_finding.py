"""Find a room by what it must have: on the guided path and on the page of all rooms."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app.places.facts import missing
from tests.factories import Make, span
from tests.plugins.rooms.conftest import THURSDAY, Scene

Browser = Callable[[int], FlaskClient]
WHEN = f"purpose=meeting&people=8&day={THURSDAY}&start=14:00&end=16:00"


def soup(client: FlaskClient, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.data, "html.parser")


def words(tags: list[Tag]) -> list[str]:
    return [" ".join(tag.get_text(" ").split()) for tag in tags]


def proposed(client: FlaskClient, query: str) -> list[str]:
    """The rooms that are proposed in step 3, those behind "more" too."""
    page = soup(client, f"/rooms/book/room?{query}")
    return words(page.select("a.wij-choice .wij-choice__title, .wij-line a"))


@pytest.fixture
def kitchen(scene: Scene, make: Make) -> int:
    """A third room: smaller than the others, with a kitchen, and free of steps."""
    return make.space(scene.house, "Keuken", slug="keuken", seated=8, facts="kitchen,wheelchair")


def test_what_a_room_must_have_is_asked_folded_away_and_only_such_rooms_are_proposed(
    scene: Scene, kitchen: int, make: Make, as_person: Browser
) -> None:
    make.space(scene.house, "Kluis", slug="kluis", private=True, facts="stage", seated=20)
    lieke = as_person(scene.lieke)
    page = soup(lieke, "/rooms/book")
    ticks = [str(one["value"]) for one in page.select("details:not([open]) input[name=facts]")]
    assert ticks == ["wheelchair", "step_free", "projector", "kitchen", "sink"]

    answer = lieke.post("/rooms/book", data={"people": "8", "purpose": "meeting", "facts": ["kitchen", "step_free"]})
    address = urlsplit(answer.headers["Location"])
    assert parse_qs(address.query)["fact"] == ["kitchen", "step_free"]
    page = soup(lieke, answer.headers["Location"])
    assert words(page.select(".wij-sofar dd")) == ["Overleg met 8 mensen, geen drempels, keuken Wijzig waarvoor"]
    form = {"day": THURSDAY, "start": "14:00", "end": "16:00", "often": "once"}
    answer = lieke.post(answer.headers["Location"], data=form)
    assert proposed(lieke, urlsplit(answer.headers["Location"]).query) == ["Keuken"]
    assert proposed(lieke, WHEN) == ["Keuken", "Zaal B", "Zaal A"]
    back = soup(lieke, f"/rooms/book?{address.query}")
    assert [one["value"] for one in back.select("details[open] input[checked]")] == ["step_free", "kitchen"]


def test_fact_that_no_room_has_is_refused_with_what_there_is(scene: Scene, as_person: Browser) -> None:
    for fact in ("stage", "kitchen\x00", "<b>"):
        answer = as_person(scene.lieke).post("/rooms/book", data={"people": "8", "purpose": "meeting", "facts": [fact]})
        page = BeautifulSoup(answer.data, "html.parser")
        assert (answer.status_code, words(page.select("#errors li"))) == (
            422,
            ["Wat moet er zijn? : Kies een van deze."],
        )
        assert page.select_one("details[open] input[name=facts]")


def test_wished_room_is_only_proposed_where_it_has_it_and_is_large_enough(scene: Scene, as_person: Browser) -> None:
    lieke = as_person(scene.lieke)
    page = soup(lieke, f"/rooms/book/room?{WHEN}&room=zaal-b&fact=projector")
    assert words(page.select("a.wij-choice .wij-choice__title")) == ["Zaal A"]
    assert words(page.select(".wij-line .wij-line__what")) == ["Zaal B Dan vrij, maar: geen beamer."]
    assert proposed(lieke, f"{WHEN.replace('people=8', 'people=18')}&room=zaal-b") == ["Zaal A"]


def test_other_room_for_a_date_of_a_series_has_it_too(scene: Scene, kitchen: int, as_person: Browser) -> None:
    scene.make.space(scene.house, "Zaal C", slug="zaal-c", seated=20, facts="projector")
    scene.book(span(THURSDAY, "14:00-16:00"), who=scene.noor)
    page = soup(as_person(scene.lieke), f"/rooms/book/dates?{WHEN}&often=weekly&times=2&room=zaal-a&fact=projector")
    assert [option["value"] for option in page.select("select option")] == ["", "zaal-c"]


def test_search_on_the_page_of_rooms_goes_on_along_the_path(scene: Scene, kitchen: int, as_person: Browser) -> None:
    page = soup(as_person(scene.lieke), "/rooms/?people=6&fact=step_free&fact=nonsense")
    assert words(page.select(".wij-task b a")) == ["Keuken"]
    (way,) = page.select(".wij-task__do a")
    assert parse_qs(urlsplit(str(way["href"])).query) == {"people": ["6"], "fact": ["step_free"], "room": ["keuken"]}


def test_wheelchair_says_no_steps_and_a_kitchen_has_a_sink() -> None:
    assert missing(["wheelchair", "kitchen"], ["stage", "step_free", "sink"]) == ("stage",)
    assert missing(["step_free", "sink"], ["wheelchair", "kitchen"]) == ("wheelchair", "kitchen")
