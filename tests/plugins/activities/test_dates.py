"""Exceptions: one date moves, is called off, comes back, is added; a series changes from a date on, ends, goes on."""

from datetime import date, time

import pytest
import sqlalchemy as sa

from app import clock
from app.actors import Actor
from app.clock import wall
from app.db import db
from app.journal import LogLine
from app.notices.models import Notice
from app.places.models import Occupancy
from app.refusals import NotAllowed, Refusal
from plugins.activities import dates, seasons
from plugins.activities.holding import Clashes
from plugins.activities.models import Occurrence
from plugins.activities.planning import OneDate, Where
from plugins.activities.spreading.shifting import Reach
from plugins.activities.spreading.stopping import stop
from tests.factories import AMSTERDAM, Make, at, span
from tests.plugins.activities.conftest import Scene

pytestmark = pytest.mark.sweep


def plan(scene: Scene, day: str, times: str = "18:00-20:00", room: int | None = None, **more: str) -> OneDate:
    start, end = (time.fromisoformat(one) for one in times.split("-"))
    where = Where(space_ids=(room or scene.room,))
    return OneDate(day=date.fromisoformat(day), start=start, end=end, where=where, **more)


def when(occurrence: Occurrence) -> str:
    return f"{wall(occurrence.starts, AMSTERDAM):%m-%d %H:%M}"


def held(scene: Scene) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    with scene.app.app_context():
        for row in db.session.scalars(sa.select(Occupancy).order_by(Occupancy.space_id)):
            found.setdefault(row.ref, []).append(row.space_id)
    return found


def told(scene: Scene) -> list[tuple[str, str]]:
    with scene.app.app_context():
        rows = db.session.scalars(sa.select(Notice).where(Notice.kind != "signup.confirmed").order_by(Notice.id))
        return [(row.kind, row.state) for row in rows]


def test_moved_date_keeps_its_id_and_its_name_in_the_series(scene: Scene) -> None:
    activity = scene.weekly()
    before = scene.dates(activity)
    scene.do(dates.change_date, before[1].id, plan(scene, "2027-03-18", room=scene.other_room, title="Pannenkoeken"))
    after = scene.dates(activity)
    assert [when(one) for one in after] == ["03-10 17:00", "03-18 18:00", "03-24 17:00", "03-31 17:00"]
    assert (after[1].public_id, after[1].original_start) == (before[1].public_id, before[1].original_start)
    assert after[1].sequence == before[1].sequence + 1
    assert held(scene)[str(after[1].ref)] == [scene.other_room]


def test_date_that_moves_onto_another_is_refused_and_stays(scene: Scene) -> None:
    activity = scene.weekly()
    second = scene.dates(activity)[1]
    with pytest.raises(Clashes):
        scene.do(dates.change_date, second.id, plan(scene, "2027-03-24"))
    assert when(scene.dates(activity)[1]) == "03-17 17:00"
    assert held(scene)[str(second.ref)] == [scene.room]


def test_cancelled_date_frees_its_room_and_can_come_back(scene: Scene) -> None:
    activity = scene.weekly()
    second = scene.dates(activity)[1]
    scene.do(dates.cancel_date, second.id, "De keuken wordt geschilderd.")
    assert str(second.ref) not in held(scene)
    cancelled = scene.dates(activity)[1]
    assert (cancelled.is_cancelled, cancelled.reason) == (True, "De keuken wordt geschilderd.")
    scene.do(dates.restore_date, second.id)
    assert str(second.ref) in held(scene)
    assert not scene.dates(activity)[1].is_cancelled


def test_date_whose_room_was_taken_stays_cancelled(scene: Scene) -> None:
    second = scene.dates(scene.weekly())[1]
    scene.do(dates.cancel_date, second.id, "ziek")
    scene.publish("Koor", first="2027-03-17", times="18:00-20:00")
    with pytest.raises(Clashes):
        scene.do(dates.restore_date, second.id)
    assert scene.dates(second.activity_id)[1].is_cancelled


def test_extra_date_stands_outside_the_series(scene: Scene) -> None:
    activity = scene.weekly()
    key = scene.do(dates.add_date, activity, plan(scene, "2027-03-20"))
    extra = next(one for one in scene.dates(activity) if one.public_id == key)
    assert (when(extra), extra.series_id) == ("03-20 18:00", None)
    assert str(extra.ref) in held(scene)


def test_from_a_date_on_the_past_stays_and_a_new_series_begins(scene: Scene) -> None:
    activity = scene.weekly()
    before = scene.dates(activity)
    scene.do(dates.change_date, before[3].id, plan(scene, "2027-04-01"))
    scene.change_from(before[1].id, "19:00-21:00", Where(space_ids=(scene.other_room,)))
    after = scene.dates(activity)
    assert [when(one) for one in after] == ["03-10 17:00", "03-17 19:00", "03-24 19:00", "04-01 18:00"]
    assert after[0].series_id != after[1].series_id
    assert {one.series_id for one in after[1:]} == {after[1].series_id}
    assert after[0].series and after[0].series.last == before[0].original_start  # noqa: PT018  # one statement: there is a series, and it ends there
    assert held(scene)[str(after[2].ref)] == [scene.other_room]
    assert [one.uid for one in after] == [one.uid for one in before]


def test_clash_from_a_date_on_changes_nothing(scene: Scene) -> None:
    activity = scene.weekly()
    scene.publish("Koor", first="2027-03-24", times="20:00-21:00")
    second = scene.dates(activity)[1]
    with pytest.raises(Clashes) as refusal:
        scene.change_from(second.id, "19:00-21:00", Where(space_ids=(scene.room,)))
    assert [clash.span for clash in refusal.value.clashes] == [span("2027-03-24", "19:00-21:00")]
    assert [when(one)[-5:] for one in scene.dates(activity)] == ["17:00"] * 4
    skip = [date(2027, 3, 24)]
    scene.change_from(second.id, "19:00-21:00", Where(space_ids=(scene.room,)), skip=skip)
    assert [one.is_cancelled for one in scene.dates(activity)] == [False, False, True, False]


def test_stopped_series_keeps_only_what_people_had_signed_up_for(scene: Scene) -> None:
    activity = scene.weekly(places=10)
    before = scene.dates(activity)
    scene.guest(before[2].id, reach="bep@example.org")
    scene.do(stop, before[1].id, Reach.ONWARDS, "")
    after = scene.dates(activity)
    assert [(when(one), one.is_cancelled) for one in after] == [("03-10 17:00", False), ("03-24 17:00", True)]
    assert list(held(scene)) == [str(before[0].ref)]
    assert told(scene) == [("activity.cancelled", "waiting")]


def test_series_goes_on_with_the_same_uid(scene: Scene) -> None:
    activity = scene.weekly()
    before = scene.dates(activity)[0].series
    assert scene.do(seasons.continue_until, activity, date(2027, 4, 14)) == 2
    after = scene.dates(activity)
    assert [when(one) for one in after][-2:] == ["04-07 17:00", "04-14 17:00"]
    assert before
    assert {one.series.uid for one in after if one.series} == {before.uid}
    assert len(held(scene)) == 6
    with pytest.raises(Refusal) as refusal:
        scene.do(seasons.continue_until, activity, date(2028, 9, 1))
    assert refusal.value.field == "until"


def test_who_comes_is_told_of_another_time_and_of_the_end_by_their_own_channel(scene: Scene, make: Make) -> None:
    first, second = scene.dates(scene.weekly(places=10))[:2]
    scene.comes(make.person("Ria Klokman", phone="076-000 00 14"), first.id)
    scene.guest(first.id, reach="bep@example.org")
    scene.guest(first.id)
    scene.do(dates.change_date, first.id, plan(scene, "2027-03-11", title="Soep"))
    scene.do(dates.change_date, second.id, plan(scene, "2027-03-17", "17:00-19:30", title="Stamppot"))
    with scene.app.app_context():
        rows = db.session.scalars(sa.select(Notice).where(Notice.kind == "activity.changed").order_by(Notice.id))
        assert [(row.channel, row.guest_email) for row in rows] == [("call", ""), ("mail", "bep@example.org")]
    scene.do(dates.cancel_date, first.id, "Het regent binnen.")
    assert [kind for kind, _state in told(scene)].count("activity.cancelled") == 2


def test_undone_cancellation_tells_nobody_who_had_not_heard(scene: Scene) -> None:
    first = scene.dates(scene.weekly(places=10))[0]
    scene.guest(first.id, reach="bep@example.org")
    scene.do(dates.cancel_date, first.id, "ziek")
    scene.do(dates.restore_date, first.id)
    assert told(scene) == [("activity.cancelled", "withdrawn")]


def test_past_date_stays_as_it_was(scene: Scene) -> None:
    first = scene.dates(scene.weekly())[0]
    with clock.at(at("2027-03-11", "09:00")):
        for act, arguments in (
            (dates.change_date, (plan(scene, "2027-03-20"),)),
            (dates.cancel_date, ("toch niet",)),
            (stop, (Reach.ONWARDS, "toch niet")),
        ):
            with pytest.raises(Refusal):
                scene.do(act, first.id, *arguments)
    assert when(scene.dates(first.activity_id)[0]) == "03-10 17:00"


def test_only_organisers_contacts_and_hosts_change_dates(scene: Scene, make: Make) -> None:
    contact, host, stranger = make.person("Contact"), make.person("Gastvrouw"), make.person("Vreemde")
    make.role(host, scene.house, "host")
    group = make.group(contacts=[contact, scene.organiser])
    found = scene.dates(scene.weekly(group_id=group))
    with scene.app.app_context():
        for visitor in (Actor.self(stranger), Actor.guest()):
            with pytest.raises(NotAllowed):
                dates.cancel_date(visitor, found[0].id, "")
        for occurrence, somebody in zip(found, (contact, host, scene.organiser), strict=False):
            dates.cancel_date(Actor.self(somebody), occurrence.id, "")
    assert [one.is_cancelled for one in scene.dates(found[0].activity_id)] == [True, True, True, False]


def test_each_change_is_in_the_log_with_its_date(scene: Scene) -> None:
    first = scene.dates(scene.weekly("Eettafel"))[0]
    scene.do(dates.cancel_date, first.id, "ziek")
    scene.do(dates.restore_date, first.id)
    with scene.app.app_context():
        lines = [(line.verb, line.label) for line in db.session.scalars(sa.select(LogLine).order_by(LogLine.id))][1:]
    assert lines == [
        ("activities.date.cancelled", "Eettafel, 10-03-2027 17:00"),
        ("activities.date.restored", "Eettafel, 10-03-2027 17:00"),
    ]
