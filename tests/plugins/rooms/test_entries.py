"""Bookings in the agenda, in feeds and as busy time: who sees what, and with how many questions."""

from dataclasses import replace
from typing import Any

import icalendar
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.calendar.entry import Entry, EntryQuery, Visibility
from app.clock import Span
from app.db import db
from app.plugins import current_hooks
from app.refs import Ref
from plugins.rooms.entries import bookings_in
from tests.factories import Make, at, span
from tests.plugins.rooms.conftest import BUSY, MONDAY, THURSDAY, Counting, Scene, Scope

SLOT = span(THURSDAY, "14:00-16:00")
WEEK = Span(at(MONDAY, "00:00"), at("2027-03-22", "00:00"))


def entries(scene: Scene, **asked: Any) -> list[Entry]:
    with scene.app.test_request_context():
        return list(current_hooks().entries(replace(EntryQuery(window=WEEK), **asked)))


def feed(client: FlaskClient, slug: str = "zaal-a") -> list[tuple[str, str, str]]:
    """Summary, local start and status of each event, soonest first."""
    answer = client.get(f"/calendar/room/{slug}.ics")
    assert answer.status_code == 200
    events: list[Any] = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    rows = [(str(one["summary"]), f"{one['dtstart'].dt:%Y-%m-%d %H:%M}", str(one["status"])) for one in events]
    return sorted(rows, key=lambda row: row[1])


@pytest.mark.sweep
def test_query_is_answered_by_house_room_person_group_and_thing(scene: Scene, make: Make) -> None:
    choir = make.group("Buurtkoor", contacts=[scene.noor])
    first = scene.book(SLOT, title="Een")
    second = scene.book(span(THURSDAY, "16:00-18:00"), who=scene.noor, space=scene.den, title="Twee", group_id=choir)
    other = make.space(make.house("Wilgenhof"), "Oefenruimte")
    scene.book(span(THURSDAY, "10:00-12:00"), who=scene.noor, space=other, title="Drie")

    def titles(**asked: Any) -> list[str]:
        return [entry.title for entry in entries(scene, **asked)]

    assert titles() == ["Drie", "Een", "Twee"]
    assert titles(house_id=scene.house) == ["Een", "Twee"]
    assert titles(space_id=scene.hall) == ["Een"]
    assert titles(person_id=scene.lieke) == ["Een"]
    assert titles(person_id=scene.noor) == ["Drie", "Twee"]
    assert titles(group_id=choir) == ["Twee"]
    assert titles(ref=Ref("rooms", "booking", second)) == ["Twee"]
    assert titles(ref=Ref("activities", "occurrence", first)) == titles(theme="eten") == titles(organiser="toos") == []
    assert titles(window=span(THURSDAY, "15:30-16:00")) == ["Een"]
    assert titles(window=span(THURSDAY, "18:00-19:00")) == []


@pytest.mark.sweep
def test_room_is_taken_by_what_shares_a_part_with_it(scene: Scene, make: Make) -> None:
    both = make.space(scene.house, "Grote zaal", parts=[scene.hall, scene.den], seated=40)
    half = make.space(scene.house, "Halve zaal", parts=[scene.hall], seated=40)
    apart = make.space(scene.house, "Tuin")
    scene.book(span(THURSDAY, "10:00-11:00"), space=both, title="Groot")
    scene.book(span(THURSDAY, "12:00-13:00"), space=scene.den, title="Klein")
    scene.book(span(THURSDAY, "12:00-13:00"), space=apart, title="Buiten")

    def titles(space: int) -> list[str]:
        return [entry.title for entry in entries(scene, space_id=space)]

    assert titles(both) == ["Groot", "Klein"]
    assert titles(scene.hall) == titles(half) == ["Groot"]
    assert titles(scene.den) == ["Groot", "Klein"]


def test_cancelled_is_told_only_where_it_is_asked_for(scene: Scene) -> None:
    scene.cancel(scene.book(SLOT))
    assert entries(scene) == []
    assert [entry.status for entry in entries(scene, with_cancelled=True)] == ["CANCELLED"]


@pytest.mark.sweep
def test_whole_series_is_told_when_its_window_touches_one_date(scene: Scene) -> None:
    """Checklist 5.12."""
    scene.weekly(THURSDAY, "14:00-16:00", count=5)
    found = entries(scene, whole_series=True)
    assert len(found) == 5
    assert len({entry.uid for entry in found}) == 1
    assert found[0].series is not None
    assert (found[0].series.rule, found[0].series.first, found[0].series.last) == (
        "FREQ=WEEKLY;BYDAY=TH", found[0].recurrence_id, found[4].recurrence_id,
    )  # fmt: skip
    assert len(entries(scene)) == 1


def test_own_entry_leads_to_its_page_and_anothers_to_the_rooms_day(scene: Scene) -> None:
    key = scene.book(SLOT)
    assert [(entry.url, entry.mine) for entry in entries(scene, person_id=scene.lieke)] == [
        (f"/rooms/booking/{key}", True)
    ]
    assert [(entry.url, entry.mine) for entry in entries(scene)] == [("/rooms/zaal-a?day=2027-03-18", False)]


def test_private_room_is_hidden_and_not_named(scene: Scene, make: Make) -> None:
    part = make.space(scene.house, "Spreekkamer", private=True)
    whole = make.space(scene.house, "Vleugel", parts=[part], seated=20)
    scene.book(SLOT, who=scene.toos, space=whole, title="Gesprek")
    (entry,) = entries(scene)
    assert (entry.visibility, entry.place, entry.sensitive, entry.url) == (Visibility.HIDDEN, "De Linde", True, None)
    assert "Vleugel" not in entry.location


def test_room_feed_shows_titles_that_may_be_shown_and_busy_for_the_rest(scene: Scene, client: FlaskClient) -> None:
    scene.book(SLOT, title="Buurtoverleg")
    scene.book(span(THURSDAY, "17:00-18:00"), title="Geheim plan", visibility=BUSY)
    off = scene.book(span(THURSDAY, "19:00-20:00"), title="Toch niet")
    scene.cancel(off)
    assert feed(client) == [
        ("Buurtoverleg", "2027-03-18 14:00", "CONFIRMED"),
        ("Bezet", "2027-03-18 17:00", "CONFIRMED"),
        ("Vervallen: Toch niet", "2027-03-18 19:00", "CANCELLED"),
    ]
    assert b"Geheim" not in client.get("/calendar/room/zaal-a.ics").data


def test_room_feed_keeps_the_wall_time_over_both_clock_changes(scene: Scene, client: FlaskClient) -> None:
    scene.weekly(THURSDAY, "19:00-20:30", count=40)
    rows = feed(client)
    assert len(rows) == 40
    assert {start[11:] for _title, start, _status in rows} == {"19:00"}


def test_room_feed_of_a_renamed_room_moves_and_of_a_private_one_is_not_there(
    scene: Scene, client: FlaskClient, make: Make
) -> None:
    make.space(scene.house, "Spreekkamer", slug="spreekkamer", private=True)
    with scene.app.app_context():
        insert = "INSERT INTO old_slug (kind, slug, target_id) VALUES ('space', :slug, :id)"
        db.session.execute(sa.text(insert), {"slug": "oude-zaal", "id": scene.hall})
        db.session.commit()
    moved = client.get("/calendar/room/oude-zaal.ics")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/calendar/room/zaal-a.ics")
    assert client.get("/calendar/room/spreekkamer.ics").status_code == 404
    assert client.get("/calendar/room/nergens.ics").status_code == 404


@pytest.mark.sweep
def test_number_of_questions_does_not_grow_with_the_bookings(scene: Scene, counting: Counting) -> None:
    def asked() -> int:
        with counting() as statements:
            entries(scene, space_id=scene.hall, whole_series=True, with_cancelled=True)
        return len(statements)

    scene.weekly("2027-03-16", "14:00-16:00", count=1)
    one = asked()
    scene.book(span(THURSDAY, "10:00-11:00"), who=scene.noor)
    scene.book(span(THURSDAY, "11:00-12:00"))
    scene.weekly("2027-03-17", "14:00-16:00", count=52)
    scene.cancel(scene.rows()[0].public_id, Scope.ALL)
    assert asked() == one


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ({"space_id": 1}, "ix_rooms_booking_space"),
        ({"house_id": 1}, "ix_rooms_booking_house"),
        ({"group_id": 1}, "ix_rooms_booking_group"),
        ({"person_id": 1}, "ix_rooms_booking_person"),
    ],
)
def test_window_is_searched_through_an_index(scene: Scene, asked: dict[str, Any], index: str) -> None:
    with scene.app.app_context():
        statement = bookings_in(replace(EntryQuery(window=WEEK), **asked))
        sql = str(statement.compile(db.engine, compile_kwargs={"literal_binds": True}))
        plan = [row.detail for row in db.session.execute(sa.text(f"EXPLAIN QUERY PLAN {sql}"))]
    assert any(index in line for line in plan), plan
    assert not any(line.startswith("SCAN rooms_booking") for line in plan), plan
