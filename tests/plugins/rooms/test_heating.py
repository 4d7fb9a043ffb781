"""The heating list: each room in its own time, on once for uses that follow soon, exact when the clock changes."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app.actors import Actor
from app.clock import Span, wall
from app.db import db
from app.places.models import House
from app.refusals import NotAllowed
from plugins.rooms.opening import heating
from plugins.rooms.opening.warmth import PAUSE, heated, turned_on
from tests.factories import at, span
from tests.plugins.rooms.asking import decide
from tests.plugins.rooms.conftest import THURSDAY, Scene, refused

As = Callable[[int], FlaskClient]
ZONE = ZoneInfo("Europe/Amsterdam")
HOUR = timedelta(hours=1)
SPRING = "2027-03-28"
"""The night from 2 to 3 o'clock is not there."""
AUTUMN = "2027-10-31"
"""The hour from 2 to 3 o'clock is there twice."""


def on(lead: timedelta, *uses: str, day: str = THURSDAY) -> list[tuple[str, str]]:
    """When the heating goes on and off, on the wall."""
    found = heated([span(day, times) for times in uses], lead)
    return [(f"{wall(one.start, ZONE):%H:%M}", f"{wall(one.end, ZONE):%H:%M}") for one in found]


@pytest.mark.parametrize(
    ("uses", "expected"),
    [
        (["09:00-10:00"], [("08:00", "10:00")]),
        (["20:00-21:00", "09:00-10:00"], [("08:00", "10:00"), ("19:00", "21:00")]),
        (["09:00-10:00", "11:30-12:00"], [("08:00", "12:00")]),  # off for half an hour: it stays on
        (["09:00-10:00", "11:31-12:00"], [("08:00", "10:00"), ("10:31", "12:00")]),
        (["09:00-12:00", "10:00-11:00"], [("08:00", "12:00")]),
    ],
)
def test_heating_goes_on_before_a_use_and_stays_on_for_the_next_one_that_follows_soon(
    uses: list[str], expected: list[tuple[str, str]]
) -> None:
    assert on(HOUR, *uses) == expected


def test_lead_is_as_long_in_the_nights_that_the_clock_changes() -> None:
    early, lead = "03:30-05:00", timedelta(minutes=90)
    assert on(lead, early, day=SPRING) == [("01:00", "05:00")]
    assert on(lead, early, day=AUTUMN) == [("02:00", "05:00")]
    autumn = heated([span(AUTUMN, early)], lead)
    assert [one.length for one in autumn] == [timedelta(hours=3)]


def test_evening_before_has_what_the_next_morning_needs() -> None:
    evening = date.fromisoformat(SPRING)
    found = heated([span("2027-03-29", "00:30-02:00")], timedelta(minutes=90))
    assert turned_on(found, evening, ZONE) == tuple(found)
    assert turned_on(found, evening + timedelta(days=1), ZONE) == ()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), max_size=8), st.integers(0, 6))
def test_every_use_is_warm_in_time_and_pauses_are_worth_it(drawn: list[tuple[int, int]], lead: int) -> None:
    start, quarter = at(THURSDAY, "00:00"), timedelta(minutes=15)
    uses = [Span(start + at_ * quarter, start + (at_ + length) * quarter) for at_, length in drawn]
    found = heated(uses, lead * quarter)
    assert all(any(one.start <= use.start - lead * quarter and use.end <= one.end for one in found) for use in uses)
    assert all(after.start - before.end > PAUSE for before, after in pairwise(found))
    assert {one.end for one in found} <= {use.end for use in uses}
    assert {one.start + lead * quarter for one in found} <= {use.start for use in uses}


def week(scene: Scene, monday: str = "2027-03-15") -> list[tuple[str, str, list[str]]]:
    """The list of a week: day, room, times."""
    with scene.app.app_context():
        house = db.session.get_one(House, scene.house)
        return [
            (
                day.isoformat(),
                room.room,
                [f"{wall(one.start, house.zone):%H:%M}-{wall(one.end, house.zone):%H:%M}" for one in room.spans],
            )
            for day, rooms in heating.week_of(house, date.fromisoformat(monday))
            for room in rooms
        ]


def set_minutes(scene: Scene, who: int | None = None, **minutes: int | None) -> None:
    """How long rooms need."""
    with scene.app.app_context():
        given_ = {slug.replace("_", "-"): number for slug, number in minutes.items()}
        heating.set_minutes(Actor.self(who or scene.toos), scene.house, given_)


@pytest.mark.sweep
def test_room_has_its_own_time_or_that_of_the_house(scene: Scene) -> None:
    scene.book(span(THURSDAY, "14:00-16:00"))
    scene.book(span(THURSDAY, "14:00-16:00"), space=scene.den)
    scene.book(span(THURSDAY, "18:00-20:00"))
    decide(scene, heating.LEAD, "30")
    set_minutes(scene, zaal_a=90)
    assert week(scene) == [(THURSDAY, "Zaal A", ["12:30-20:00"]), (THURSDAY, "Zaal B", ["13:30-16:00"])]
    set_minutes(scene, zaal_a=None, zaal_b=0)
    assert week(scene) == [
        (THURSDAY, "Zaal A", ["13:30-16:00", "17:30-20:00"]), (THURSDAY, "Zaal B", ["14:00-16:00"])
    ]  # fmt: skip


def test_minutes_are_for_hosts_and_for_rooms_of_their_house(scene: Scene) -> None:
    with pytest.raises(NotAllowed):
        set_minutes(scene, scene.noor, zaal_a=90)
    assert refused(lambda: set_minutes(scene, zaal_a=721)).field == "zaal-a"
    scene.make.space(scene.make.house("Elders", slug="elders"), "Zolder", slug="zolder")
    assert "Choose" in refused(lambda: set_minutes(scene, zolder=10)).message
    assert scene.all("SELECT * FROM rooms_heating") == []


def test_pages_of_the_heating(scene: Scene, as_person: As) -> None:
    toos, noor = as_person(scene.toos), as_person(scene.noor)
    scene.book(span(THURSDAY, "14:00-16:00"))
    page, lists = "/rooms/heating/de-linde/rooms", "/rooms/heating/de-linde?week=2027-03-15"
    assert (noor.get(page).status_code, noor.get("/rooms/heating/de-linde").status_code) == (403, 403)
    assert "<td>13:00</td><td>16:00</td>" in toos.get(lists).text
    assert toos.post(page, data={"room-zaal-a": "-5"}).status_code == 422
    assert toos.post(page, data={"room-zaal-a": "90", "room-zaal-b": ""}).status_code == 303
    assert 'value="90"' in toos.get(page).text
    assert "<td>12:30</td><td>16:00</td>" in toos.get(lists).text
    for strange in ("9999-12-31", "0001-01-01", "morgen"):
        assert toos.get(f"/rooms/heating/de-linde?week={strange}").status_code == 200
