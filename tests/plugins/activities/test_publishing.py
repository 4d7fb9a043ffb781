"""Anybody who is signed in publishes, with the room in the same transaction."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from app.actors import Actor
from app.calendar.repeats import Repeat
from app.clock import wall
from app.db import db
from app.events import EventRow
from app.journal import LogLine
from app.places.models import Occupancy
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.activities.holding import Clashes, proposals
from plugins.activities.models import Activity, Occurrence
from plugins.activities.planning import Where
from tests.factories import AMSTERDAM, Make, span
from tests.plugins.activities.conftest import Scene

pytestmark = pytest.mark.sweep


def held(app: Flask) -> list[tuple[int, str]]:
    with app.app_context():
        rows = db.session.execute(sa.select(Occupancy.space_id, Occupancy.ref).order_by(Occupancy.id))
        return [(space_id, ref) for space_id, ref in rows]


def count(app: Flask, table: type[object]) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_weekly_activity_holds_its_rooms_on_each_date_for_that_date(scene: Scene) -> None:
    activity = scene.weekly(weeks=3, where=Where(space_ids=(scene.room, scene.other_room)))
    dates = scene.dates(activity)
    assert [one.original_start.date() for one in dates] == [date(2027, 3, 10), date(2027, 3, 17), date(2027, 3, 24)]
    wanted = [(room, str(one.ref)) for room in (scene.room, scene.other_room) for one in dates]
    assert sorted(held(scene.app)) == sorted(wanted)


@pytest.mark.parametrize(
    ("repeat", "first", "expected"),
    [
        (None, "2027-03-10", ["03-10"]),
        (Repeat.weekly(2, interval=2, until=date(2027, 4, 10)), "2027-03-10", ["03-10", "03-24", "04-07"]),
        (Repeat.monthly(0, 1, until=date(2027, 6, 30)), "2027-04-05", ["04-05", "05-03", "06-07"]),
    ],
)
def test_dates_follow_the_repeat(scene: Scene, repeat: Repeat | None, first: str, expected: list[str]) -> None:
    dates = scene.dates(scene.publish(repeat=repeat, first=first))
    assert [f"{one.original_start:%m-%d}" for one in dates] == expected


def test_publishing_is_said_and_logged_once(scene: Scene) -> None:
    activity = scene.activity(scene.weekly("Taalcafé"))
    with scene.app.app_context():
        events = [(row.kind, row.ref) for row in db.session.scalars(sa.select(EventRow))]
        log = [(line.verb, line.ref, line.label) for line in db.session.scalars(sa.select(LogLine))]
    assert events == [("ActivityPublished", str(activity.ref))]
    assert log == [("activities.activity.published", str(activity.ref), "Taalcafé")]


def test_clash_names_every_date_and_makes_nothing(scene: Scene, make: Make) -> None:
    scene.publish("Koor", first="2027-03-17", times="19:00-20:00")
    make.closure(scene.house, span("2027-03-24", "09:00-23:00"), reason="verkiezingen")
    before = held(scene.app)
    with pytest.raises(Clashes) as refusal:
        scene.weekly("Eettafel", weeks=4)
    days = [f"{wall(clash.span.start, AMSTERDAM):%m-%d}" for clash in refusal.value.clashes]
    assert sorted(days) == ["03-17", "03-24"]
    assert any("verkiezingen" in str(clash.reason) for clash in refusal.value.clashes)
    assert held(scene.app) == before
    assert (count(scene.app, Activity), count(scene.app, Occurrence)) == (1, 1)


def test_skipped_dates_are_left_out_of_a_series(scene: Scene) -> None:
    scene.publish("Koor", first="2027-03-17", times="19:00-20:00")
    activity = scene.weekly("Eettafel", weeks=3, skip=[date(2027, 3, 17)])
    assert [one.original_start.day for one in scene.dates(activity)] == [10, 24]


def test_proposals_count_on_how_many_dates_a_room_is_free(scene: Scene) -> None:
    scene.publish("Koor", first="2027-03-17", times="19:00-20:00")
    with scene.app.app_context():
        found = proposals(scene.house, [span(day, "17:00-19:30") for day in ("2027-03-10", "2027-03-17")])
        assert [(one.space.id, one.free) for one in found] == [(scene.other_room, 2), (scene.room, 1)]


def test_private_room_is_for_hosts_and_needs_a_place_in_words(scene: Scene, make: Make) -> None:
    private = make.space(scene.house, "Spreekkamer", private=True)
    with pytest.raises(NotFound):
        scene.publish(where=Where(space_ids=(private,), place="Meld je bij de balie"))
    make.role(scene.organiser, scene.house, "host")
    with pytest.raises(Refusal) as refusal:
        scene.publish(where=Where(space_ids=(private,)))
    assert refusal.value.field == "place"
    scene.publish(where=Where(space_ids=(private,), place="Meld je bij de balie"))
    assert [space for space, _ref in held(scene.app)] == [private]


def test_publishing_for_a_group_takes_a_contact(scene: Scene, make: Make) -> None:
    group = make.group(members=[scene.organiser])
    with pytest.raises(NotAllowed):
        scene.publish(group_id=group)
    other = make.group("Klaverjas", contacts=[scene.organiser])
    assert scene.activity(scene.publish(group_id=other)).group_id == other


def test_guest_cannot_publish(scene: Scene) -> None:
    with pytest.raises(NotAllowed):
        scene.publish(actor=Actor.guest())


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": "   "}, "title"),
        ({"title": "x" * 101}, "title"),
        ({"first": "2027-03-07"}, "day"),
        ({"first": "2029-01-01"}, "day"),
        ({"times": "19:00-17:00"}, "end"),
        ({"places": 0}, "places"),
        ({"themes": ("gokken",)}, "themes"),
        ({"where": Where()}, "place"),
        ({"repeat": Repeat.weekly(2, until=date(2028, 9, 1))}, "until"),
        ({"first": "2028-03-26", "times": "02:30-04:00"}, "start"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(scene: Scene, more: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        scene.publish(**more)  # type: ignore[arg-type]  # each case gives one of the arguments
    assert refusal.value.field == field
    assert count(scene.app, Activity) == 0


def test_same_title_gets_an_address_of_its_own(scene: Scene) -> None:
    first, second = scene.publish("Koor"), scene.publish("Koor", first="2027-03-11")
    assert [scene.activity(one).slug for one in (first, second)] == ["koor", "koor-2"]
