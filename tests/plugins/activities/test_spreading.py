"""A change is about one date, that one and those after it, or all to come; calendars read what the house has."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.calendar.repeats import Frequency, Repeat, occurrences, starts
from app.clock import wall
from app.refusals import Refusal
from plugins.activities.models import Occurrence
from plugins.activities.planning import Where
from plugins.activities.spreading.shifting import Doubled, Reach, moved
from plugins.activities.spreading.stopping import stop
from tests.core.calendar import samples
from tests.factories import AMSTERDAM, Make, at
from tests.plugins.activities.conftest import Scene


def day(text: str) -> date:
    return date.fromisoformat(f"2027-{text}")


def days(*texts: str) -> list[date]:
    return [day(text) for text in texts]


@pytest.mark.parametrize(
    ("rule", "before", "to", "new_rule", "after"),
    [
        ("FREQ=WEEKLY;BYDAY=WE", ["03-10", "03-17"], "03-11", "FREQ=WEEKLY;BYDAY=TH", ["03-11", "03-18"]),
        ("FREQ=WEEKLY;BYDAY=WE", ["03-10", "03-17"], "03-08", "FREQ=WEEKLY;BYDAY=MO", ["03-08", "03-15"]),
        (
            "FREQ=WEEKLY;BYDAY=TU,TH",
            ["03-09", "03-11", "03-16"],
            "03-10",
            "FREQ=WEEKLY;BYDAY=WE,TH",
            ["03-10", "03-11", "03-17"],
        ),
        ("FREQ=MONTHLY;BYDAY=2TU", ["03-09", "04-13"], "03-10", "FREQ=MONTHLY;BYDAY=2WE", ["03-10", "04-14"]),
        ("FREQ=MONTHLY;BYDAY=2TU", ["03-09", "05-11"], "04-01", "FREQ=MONTHLY;BYDAY=1TH", ["04-01", "06-03"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["03-26", "04-30"], "03-25", "FREQ=MONTHLY;BYDAY=-1TH", ["03-25", "04-29"]),
        ("FREQ=MONTHLY;BYMONTHDAY=30", ["03-30", "04-30"], "03-31", "FREQ=MONTHLY;BYMONTHDAY=31", ["03-31", "04-30"]),
    ],
)
def test_other_dates_move_along_in_the_way_of_their_rule(
    rule: str, before: list[str], to: str, new_rule: str, after: list[str]
) -> None:
    assert moved(rule, days(*before), day(before[0]), day(to)) == (new_rule, days(*after))


def test_two_dates_never_fall_on_one_day() -> None:
    with pytest.raises(Doubled):
        moved("FREQ=WEEKLY;BYDAY=TU,TH", days("03-09", "03-11"), day("03-09"), day("03-11"))


@given(
    st.integers(0, 6),
    st.sampled_from([1, 2, 3]),
    st.integers(-6, 6),
    st.dates(date(2026, 1, 1), date(2027, 6, 1)),
)
def test_series_that_moves_is_what_its_new_rule_gives(weekday: int, interval: int, shift: int, first: date) -> None:
    repeat = Repeat.weekly(weekday, interval=interval, count=9)
    found = [one.original_start.date() for one in occurrences(repeat, first, time(19), time(21), AMSTERDAM)]
    rule, new = moved(repeat.rule, found, found[0], found[0] + timedelta(days=shift))
    first_start = datetime.combine(new[0], time(19))
    last_start = datetime.combine(new[-1], time(19))
    assert [one.date() for one in starts(rule, first_start, last_start)] == new


def when(occurrence: Occurrence) -> str:
    return f"{wall(occurrence.starts, AMSTERDAM):%m-%d %H:%M}"


def read(scene: Scene) -> list[samples.Seen]:
    """What two programs that read the activity's feed see; they see the same."""
    body = scene.app.test_client().get("/calendar/activity/koor.ics").data
    assert samples.read_with_recurring_ical_events(body) == samples.read_with_vobject(body)
    assert b"RDATE" not in body
    return samples.read_with_vobject(body)


def stored(scene: Scene, activity: int) -> list[samples.Seen]:
    return sorted(
        (f"Vervallen: {one.activity.title}" if one.is_cancelled else one.activity.title, one.starts, one.ends)
        for one in scene.dates(activity)
    )


@pytest.fixture
def organiser(scene: Scene, as_person: Callable[[int], FlaskClient]) -> FlaskClient:
    """A browser in which the organiser is signed in."""
    return as_person(scene.organiser)


@pytest.mark.sweep
def test_all_to_come_move_to_another_weekday_and_the_past_stays(scene: Scene) -> None:
    activity = scene.weekly("Koor", weeks=5)
    before = scene.dates(activity)
    with clock.at(at("2027-03-18", "09:00")):
        where = Where(space_ids=(scene.other_room,))
        scene.change_from(before[3].id, "18:00-20:00", where, Reach.ALL, day="2027-04-01")
        after = scene.dates(activity)
        assert [when(one) for one in after] == [
            "03-10 17:00", "03-17 17:00", "03-25 18:00", "04-01 18:00", "04-08 18:00",
        ]  # fmt: skip
        assert [one.public_id for one in after] == [one.public_id for one in before]
        assert [one.place_words for one in after] == ["Huiskamer"] * 2 + ["Keuken"] * 3
        assert read(scene) == stored(scene, activity)


@pytest.mark.sweep
def test_whole_series_moves_by_a_week_under_its_own_uid(scene: Scene) -> None:
    activity = scene.weekly("Koor", weeks=3)
    uid = scene.dates(activity)[0].series
    scene.change_from(
        scene.dates(activity)[0].id, "17:00-19:30", Where(space_ids=(scene.room,)), Reach.ALL, day="2027-03-17"
    )
    after = scene.dates(activity)
    assert [when(one)[:5] for one in after] == ["03-17", "03-24", "03-31"]
    assert uid
    assert {one.series.uid for one in after if one.series} == {uid.uid}
    assert read(scene) == stored(scene, activity)


def test_only_what_was_changed_goes_along(scene: Scene) -> None:
    activity = scene.weekly("Koor", weeks=4)
    before = scene.dates(activity)
    scene.change_from(before[1].id, "17:00-19:30", Where(space_ids=(scene.room,)), title="Zomereditie")
    after = scene.dates(activity)
    assert [one.title for one in after] == ["", "Zomereditie", "Zomereditie", "Zomereditie"]
    assert {one.series_id for one in after} == {before[0].series_id}
    scene.change_from(after[2].id, "18:00-19:30", Where(space_ids=(scene.room,)))
    assert [when(one)[-5:] for one in scene.dates(activity)] == ["17:00", "17:00", "18:00", "18:00"]


def test_date_that_moved_by_itself_does_not_pull_the_others_to_its_day(scene: Scene) -> None:
    activity = scene.weekly("Koor", weeks=3)
    first = scene.dates(activity)[0]
    scene.change_from(first.id, "17:00-19:30", Where(space_ids=(scene.room,)), Reach.ONE, day="2027-03-11")
    scene.change_from(first.id, "17:00-19:30", Where(space_ids=(scene.other_room,)))
    after = scene.dates(activity)
    assert [when(one)[:5] for one in after] == ["03-11", "03-17", "03-24"]
    assert {one.place_words for one in after} == {"Keuken"}
    assert read(scene) == stored(scene, activity)


def test_days_chosen_one_by_one_change_together(scene: Scene) -> None:
    activity = scene.publish("Koor", first="2027-03-10", days=days("03-10", "03-20", "05-15"))
    second = scene.dates(activity)[1]
    scene.change_from(second.id, "18:00-20:00", Where(space_ids=(scene.room,)), day="2027-03-21")
    assert [when(one) for one in scene.dates(activity)] == ["03-10 17:00", "03-21 18:00", "05-16 18:00"]
    scene.do(stop, second.id, Reach.ALL, "De dirigent verhuist.")
    assert [one.is_cancelled for one in scene.dates(activity)] == [True, True, True]
    assert read(scene) == stored(scene, activity)


def test_stopped_series_says_why_on_its_first_date(scene: Scene) -> None:
    activity = scene.weekly("Koor", weeks=4)
    scene.do(stop, scene.dates(activity)[1].id, Reach.ONWARDS, "We stoppen.")
    assert [(when(one)[:5], one.reason) for one in scene.dates(activity)] == [("03-10", ""), ("03-17", "We stoppen.")]
    assert read(scene) == stored(scene, activity)


@pytest.mark.parametrize("to", ["2027-03-01", "2027-03-11"])
def test_day_that_cannot_be_is_refused_for_all(scene: Scene, to: str) -> None:
    two_days = Repeat(freq=Frequency.WEEKLY, weekdays=(2, 3), count=4)
    activity = scene.publish("Koor", repeat=two_days)
    before = [when(one) for one in scene.dates(activity)]
    with pytest.raises(Refusal) as refusal:
        scene.change_from(scene.dates(activity)[0].id, "17:00-19:30", Where(space_ids=(scene.room,)), Reach.ALL, day=to)
    assert refusal.value.field == "day"
    assert [when(one) for one in scene.dates(activity)] == before


def sent_by(page: str, **more: Any) -> dict[str, Any]:
    form = BeautifulSoup(page, "html.parser").select("main form")[0]
    kept = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}
    return {**kept, **more}


def test_form_asks_how_far_and_a_clash_is_solved_for_just_that_date(scene: Scene, organiser: FlaskClient) -> None:
    activity = scene.weekly("Koor", weeks=4)
    scene.publish("Toneel", first="2027-03-24", times="20:00-22:00")
    scene.publish("Schaak", first="2027-03-31", times="20:00-22:00")
    path = f"/activities/koor/dates/{scene.dates(activity)[1].public_id}/change"
    page = organiser.get(path).text
    for words in ("Alleen woensdag 17 maart", "Die en alles daarna", "Alles wat nog komt"):
        assert words in page
    told = {"reach": "onwards", "day": "17-03-2027", "start": "19:00", "end": "21:00", "spaces": [scene.room]}
    clash = organiser.post(path, data=told)
    assert (clash.status_code, "Op 2 van de 3 dagen kan de ruimte niet." in clash.text) == (409, True)
    assert [when(one)[-5:] for one in scene.dates(activity)] == ["17:00"] * 4
    solved = sent_by(clash.text, **{"in-2027-03-24": str(scene.other_room), "in-2027-03-31": ""})
    assert organiser.post(path, data=solved).status_code == 303
    assert [(when(one)[-5:], one.place_words, one.is_cancelled) for one in scene.dates(activity)] == [
        ("17:00", "Huiskamer", False),
        ("19:00", "Huiskamer", False),
        ("19:00", "Keuken", False),
        ("19:00", "Huiskamer", True),
    ]


def test_date_by_itself_is_not_asked_how_far(scene: Scene, organiser: FlaskClient) -> None:
    only = scene.dates(scene.publish("Koor"))[0]
    for page in ("", "/change"):
        assert 'name="reach"' not in organiser.get(f"/activities/koor/dates/{only.public_id}{page}").text


def test_many_are_called_off_from_one_date(scene: Scene, organiser: FlaskClient, make: Make) -> None:
    activity = scene.weekly("Koor", weeks=4, places=9)
    found = scene.dates(activity)
    scene.comes(make.person("Ria Klokman"), found[2].id)
    path = f"/activities/koor/dates/{found[1].public_id}/cancel"
    assert organiser.post(path, data={"reach": "onwards", "reason": "De dirigent verhuist."}).status_code == 303
    assert [(when(one)[:5], one.reason) for one in scene.dates(activity)] == [
        ("03-10", ""),
        ("03-17", "De dirigent verhuist."),
        ("03-24", "De dirigent verhuist."),
    ]
