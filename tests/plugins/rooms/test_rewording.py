"""Other words for a booking: this date, this and those after it, or all to come; what is past keeps its words."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app.actors import Actor
from app.calendar.entry import Entry, EntryQuery
from app.clock import Span
from app.clock import at as clock_at
from app.plugins import current_hooks
from app.refusals import NotFound, Refusal
from plugins.rooms.kinds import deciding
from plugins.rooms.kinds.deciding import RuleValues
from plugins.rooms.models import BUSY, PUBLIC
from plugins.rooms.preparing import keeping, lending
from plugins.rooms.rewording import reword
from plugins.rooms.sharing import joining
from tests.factories import at, span
from tests.plugins.rooms.asking import do, statuses
from tests.plugins.rooms.conftest import THURSDAY, Counting, Scene, Scope, refused

Browser = Callable[[int], FlaskClient]
SLOT = span(THURSDAY, "14:00-16:00")


def change(scene: Scene, key: str, scope: Scope = Scope.ONE, who: int | None = None, **words: Any) -> int:
    with scene.app.app_context():
        return reword(Actor.self(who or scene.lieke), key, scene.use(**words), scope)


def keys(scene: Scene) -> list[str]:
    return [row.public_id for row in scene.rows()]


def titles(scene: Scene) -> list[str]:
    return [f"{row.title} {row.sequence}" for row in scene.rows()]


def entries(scene: Scene) -> list[Entry]:
    with scene.app.app_context():
        window = Span(at("2027-03-01", "00:00"), at("2027-06-01", "00:00"))
        return list(current_hooks().entries(EntryQuery(window=window, person_id=scene.lieke)))


def rule(scene: Scene, what: str, value: int, kind: str) -> None:
    """A rule of the house for a kind of use."""
    values = RuleValues(what=what, value=value, since=date(2027, 3, 1), why="Zo is het.", kind=kind)
    do(scene, deciding.decide, scene.toos, scene.house, values)


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope.ONE, ["Overleg 0", "Overleg 0", "Kring 1", "Overleg 0", "Overleg 1"]),
        (Scope.FOLLOWING, ["Overleg 0", "Overleg 0", "Kring 1", "Kring 1", "Kring 2"]),
        (Scope.ALL, ["Overleg 0", "Kring 1", "Kring 1", "Kring 1", "Kring 2"]),
    ],
)
def test_words_change_for_the_dates_that_were_meant_and_never_for_the_past(
    scene: Scene, scope: Scope, expected: list[str]
) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=5)
    third, last = keys(scene)[2], keys(scene)[4]
    scene.move(last, span("2027-04-16", "10:00-12:00"))  # by hand: it goes along all the same
    before = [(row.uid, row.original_start, row.span) for row in scene.rows()]
    with clock_at(at("2027-03-19", "09:00")):
        assert change(scene, third, scope, title="Kring") == sum("Kring" in line for line in expected)
    assert titles(scene) == expected
    assert [(row.uid, row.original_start, row.span) for row in scene.rows()] == before
    found = entries(scene)
    assert [f"{one.title} {one.sequence}" for one in found] == expected
    assert {one.uid for one in found} == {one.series.uid for one in found if one.series}
    named = "Overleg 0" if scope is Scope.ONE else "Kring 1"
    assert {f"{one.series.title} {one.series.sequence}" for one in found if one.series} == {named}


def test_date_keeps_its_own_words_where_the_change_says_nothing_about_them(scene: Scene) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=3)
    first, second, third = keys(scene)
    assert change(scene, second, people=18) == 1
    assert change(scene, first, Scope.ALL, title="Kring", visibility=BUSY) == 3
    assert [(row.title, row.visibility, row.people) for row in scene.rows()] == [
        ("Kring", BUSY, 12),
        ("Kring", BUSY, 18),
        ("Kring", BUSY, 12),
    ]
    assert change(scene, third, Scope.ALL, title="Kring", visibility=BUSY) == 0
    assert titles(scene) == ["Kring 1", "Kring 2", "Kring 1"]


@pytest.mark.sweep
def test_more_people_than_one_of_the_rooms_holds_changes_nothing(scene: Scene) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=3, elsewhere={"2027-03-25": scene.den})
    first = keys(scene)[0]
    refusal = refused(lambda: change(scene, first, Scope.ALL, title="Feest", people=16))
    assert (refusal.field, "15" in refusal.message) == ("people", True)
    assert titles(scene) == ["Overleg 0"] * 3
    assert change(scene, first, people=20) == 1
    assert refused(lambda: change(scene, first, people=21)).field == "people"
    assert refused(lambda: change(scene, first, title="")).field == "title"


def test_people_fit_with_how_the_room_is_set_up_and_with_who_comes_along(scene: Scene) -> None:
    key = scene.book(SLOT)
    circle = do(scene, keeping.add_setup, scene.toos, scene.house, scene.hall, "kring", 14)
    do(scene, lending.prepare, scene.lieke, key, {}, circle)
    assert refused(lambda: change(scene, key, people=15)).field == "people"
    do(scene, lending.prepare, scene.lieke, key, {}, "")
    do(scene, joining.open_up, scene.lieke, key, 5, "")
    assert refused(lambda: change(scene, key, people=16)).field == "people"
    assert change(scene, key, people=15) == 1


def test_rule_about_a_purpose_is_asked_when_it_becomes_that_purpose(scene: Scene) -> None:
    rule(scene, "longest", 1, "party")
    scene.weekly(THURSDAY, "14:00-16:00", count=2)
    first = keys(scene)[0]
    refusal = refused(lambda: change(scene, first, Scope.ALL, purpose="party"))
    assert refusal.field == "purpose"
    assert refusal.rule is not None
    assert {row.purpose for row in scene.rows()} == {"meeting"}
    assert change(scene, first, Scope.ALL, purpose="care") == 2
    rule(scene, "longest", 1, "care")
    assert change(scene, first, Scope.ALL, purpose="care", title="Spreekuur") == 2  # what it was already, it may stay


@pytest.mark.sweep
def test_purpose_that_needs_a_yes_makes_a_request_and_keeps_the_room(scene: Scene) -> None:
    rule(scene, "approval", 1, "party")
    scene.weekly(THURSDAY, "14:00-16:00", count=2)
    first, second = keys(scene)
    assert change(scene, first, purpose="party") == 1
    assert statuses(scene) == ["requested", "confirmed"]
    assert scene.all("SELECT state FROM occupancy ORDER BY starts") == [("requested",), ("confirmed",)]
    assert scene.all("SELECT kind FROM notice ORDER BY id DESC")[0] == ("booking.requested",)
    assert change(scene, first, purpose="party", title="Bruiloft") == 1
    assert len(scene.all("SELECT kind FROM notice WHERE kind = 'booking.requested'")) == 1
    assert change(scene, first, purpose="meeting") == 1
    assert change(scene, second, who=scene.toos, purpose="party") == 1  # a host's own change asks nothing
    assert statuses(scene) == ["confirmed", "confirmed"]
    assert scene.all("SELECT state FROM occupancy") == [("confirmed",), ("confirmed",)]


def test_what_is_over_cancelled_or_of_another_keeps_its_words(scene: Scene) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=3)
    first, second, _third = keys(scene)
    assert isinstance(refused(lambda: change(scene, first, title="X", who=scene.noor)), NotFound)
    scene.cancel(second)
    refused(lambda: change(scene, second, title="X"))
    with clock_at(at(THURSDAY, "15:00")), pytest.raises(Refusal):
        change(scene, first, Scope.ALL, title="X")
    assert titles(scene) == ["Overleg 0", "Overleg 1", "Overleg 0"]
    assert change(scene, first, Scope.ALL, title="Kring") == 3
    scene.undo(second)
    assert titles(scene) == ["Kring 1", "Kring 3", "Kring 1"]
    assert [verb for (verb,) in scene.all("SELECT verb FROM log_line WHERE verb LIKE '%reworded'")] == [
        "rooms.series.reworded"
    ]


def test_year_of_dates_gets_other_words_with_as_many_questions_as_a_month(scene: Scene, counting: Counting) -> None:
    rule(scene, "approval", 1, "party")
    asked = []
    for first, count in ((THURSDAY, 4), ("2027-03-19", 52)):
        key = scene.weekly(first, "14:00-16:00", count=count)
        with counting() as statements:
            assert change(scene, key, Scope.ALL, title="Kring", purpose="party", people=14) == count
        asked.append(sum("SELECT" in one.split("(")[0] for one in statements))
    assert asked[0] == asked[1]


def test_page_asks_which_dates_and_keeps_what_was_typed(scene: Scene, as_person: Browser) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=3)
    path = f"/rooms/booking/{keys(scene)[1]}"
    lieke = as_person(scene.lieke)
    assert f'href="{path}/change"' in lieke.get(path).text
    page = BeautifulSoup(lieke.get(f"{path}/change").text, "html.parser")
    form = {str(one["name"]): one.get("value") for one in page.select("main input:not([type=radio])")}
    assert {name: form[name] for name in ("title", "people")} == {"title": "Overleg", "people": "12"}
    assert [one["value"] for one in page.select("input[name=which]")] == ["one", "following", "all"]
    told = {"title": "Kring", "visibility": PUBLIC, "purpose": "together", "people": "21", "which": "following"}
    answer = lieke.post(f"{path}/change", data=told)
    wrong = BeautifulSoup(answer.text, "html.parser")
    assert (answer.status_code, bool(wrong.select_one("#people-error"))) == (409, True)
    assert [one["value"] for one in wrong.select("#title, #people")] == ["Kring", "21"]
    assert lieke.post(f"{path}/change", data=told | {"people": ""}).status_code == 422
    assert lieke.post(f"{path}/change", data=told | {"people": "20"}).status_code == 303
    assert "Gelukt. Zo staat het er nu, voor 2 keren." in lieke.get(path).text
    assert titles(scene) == ["Overleg 0", "Kring 1", "Kring 1"]
    noor = as_person(scene.noor)
    assert {noor.get(f"{path}/change").status_code, noor.post(f"{path}/change", data=told).status_code} == {404}


def test_single_booking_has_no_dates_to_choose_from(scene: Scene, as_person: Browser) -> None:
    path, lieke = f"/rooms/booking/{scene.book(SLOT)}/change", as_person(scene.lieke)
    assert "which" not in lieke.get(path).text
    told = {"title": "", "visibility": PUBLIC, "purpose": "meeting", "people": "3"}
    answer = lieke.post(path, data=told)
    assert BeautifulSoup(answer.text, "html.parser").select_one("#title-error")
    assert lieke.post(path, data=told | {"visibility": BUSY}).status_code == 303
    assert [(row.title, row.visibility, row.people) for row in scene.rows()] == [("", BUSY, 3)]
    with clock_at(at(THURSDAY, "15:00")):
        assert lieke.get(path).status_code == 409
