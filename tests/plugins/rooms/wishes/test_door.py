"""Wishes about doors and about who does not come: 31, 32 and 40."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app.actors import Actor
from app.clock import at as clock_at
from app.refusals import Refusal
from plugins.rooms.door import arriving, setting
from plugins.rooms.models import CANCELLED, CONFIRMED
from tests.factories import Make, at, span
from tests.plugins.rooms.conftest import MONDAY, Scene

AFTERNOON = span(MONDAY, "14:00-16:00")


def ask_at_the_door(scene: Scene, space: int, grace: int = 15) -> None:
    with scene.app.app_context():
        setting.set_door(Actor.self(scene.toos), space, checks_in=True, grace_minutes=grace)


def free_unused(app: Flask) -> None:
    with app.app_context():
        arriving.free_unused()


def arrive(scene: Scene, key: str) -> None:
    with scene.app.app_context():
        arriving.arrive(Actor.self(scene.lieke), key)


@pytest.mark.sweep
def test_room_is_free_again_when_nobody_checks_in_where_that_is_asked(scene: Scene) -> None:
    """indico#6443: cancel when nobody checks in; "not for all rooms"."""
    ask_at_the_door(scene, scene.hall)
    empty = scene.book(AFTERNOON)
    used = scene.book(span(MONDAY, "16:00-18:00"))
    not_asked = scene.book(AFTERNOON, space=scene.den)
    with clock_at(at(MONDAY, "14:14")):
        free_unused(scene.app)
        assert [row.status for row in scene.rows()] == [CONFIRMED] * 3
    with clock_at(at(MONDAY, "14:15")):
        free_unused(scene.app)
        free_unused(scene.app)
        again = scene.book(span(MONDAY, "14:15-16:00"), who=scene.noor)
    with clock_at(at(MONDAY, "15:45")):
        arrive(scene, used)
    with clock_at(at(MONDAY, "16:30")):
        free_unused(scene.app)
    now = {row.public_id: row.status for row in scene.rows()}
    assert now == {empty: CANCELLED, not_asked: CONFIRMED, again: CONFIRMED, used: CONFIRMED}
    assert scene.all("SELECT kind, ref FROM notice WHERE kind = 'booking.freed'") == [
        ("booking.freed", f"rooms/booking/{empty}")
    ]


def test_booking_that_had_begun_before_it_was_asked_is_left_alone(scene: Scene) -> None:
    """indico#6443: nobody is sent away for a rule that was not there yet."""
    scene.book(AFTERNOON)
    with clock_at(at(MONDAY, "14:05")):
        ask_at_the_door(scene, scene.hall)
    with clock_at(at(MONDAY, "15:00")):
        free_unused(scene.app)
    assert [row.status for row in scene.rows()] == [CONFIRMED]


def test_booking_made_or_moved_after_its_start_gets_the_whole_wait(scene: Scene) -> None:
    """indico#6443: who takes the half hour that has begun is not sent away at once."""
    ask_at_the_door(scene, scene.hall)
    with clock_at(at(MONDAY, "14:20")):
        scene.book(AFTERNOON)
        free_unused(scene.app)
    with clock_at(at(MONDAY, "14:34")):
        free_unused(scene.app)
        assert [row.status for row in scene.rows()] == [CONFIRMED]
    with clock_at(at(MONDAY, "14:35")):
        free_unused(scene.app)
    assert [row.status for row in scene.rows()] == [CANCELLED]


@pytest.mark.both
def test_who_comes_at_the_last_moment_and_the_job_never_both_win(scene: Scene) -> None:
    """indico#6443: a room is either somebody's or free, whoever was first."""
    ask_at_the_door(scene, scene.hall)
    key = scene.book(AFTERNOON)
    (booking,) = scene.rows()
    with clock_at(at(MONDAY, "14:15")):
        arrive(scene, key)
        with scene.app.app_context():
            arriving.free_one(booking.id)  # the job had picked it just before
        assert [row.status for row in scene.rows()] == [CONFIRMED]
    late = scene.book(span(MONDAY, "18:00-19:00"))
    with clock_at(at(MONDAY, "18:15")):
        free_unused(scene.app)
        with pytest.raises(Refusal):
            arrive(scene, late)


def test_nothing_is_kept_of_who_did_not_come(scene: Scene) -> None:
    """karrot-backend PR #1272 wants no-shows recorded, with who recorded them. Our answer is no.

    A list of who did not come is a score of persons, and in a free house there is nothing to settle with it. What is
    left of such a booking is what is left of one that was cancelled in time: nobody can tell the two apart.
    """
    ask_at_the_door(scene, scene.hall)
    empty = scene.book(AFTERNOON)
    other = scene.book(AFTERNOON, space=scene.den)
    with clock_at(at(MONDAY, "13:00")):
        scene.cancel(other)
    with clock_at(at(MONDAY, "14:20")):
        free_unused(scene.app)
    same = ("status", "purpose", "people", "title", "visibility", "person_id", "group_id", "sequence", "starts", "ends")
    freed, cancelled = (next(row for row in scene.rows() if row.public_id == key) for key in (empty, other))
    assert [getattr(freed, name) for name in same] == [getattr(cancelled, name) for name in same]
    lines = scene.all(f"SELECT verb, subject_id FROM log_line WHERE ref = 'rooms/booking/{empty}' ORDER BY id")
    assert lines == [("rooms.booking.made", scene.lieke), ("rooms.booking.cancelled", None)]
    assert scene.all("SELECT * FROM rooms_arrival") == []


def test_that_somebody_came_is_not_kept_when_it_is_over(scene: Scene) -> None:
    """karrot-backend PR #1272: a list of who came is a list of who did not."""
    ask_at_the_door(scene, scene.hall)
    key = scene.book(AFTERNOON)
    with clock_at(at(MONDAY, "14:00")):
        arrive(scene, key)
        assert len(scene.all("SELECT * FROM rooms_arrival")) == 1
    with clock_at(at(MONDAY, "16:00")):
        free_unused(scene.app)
    assert scene.all("SELECT * FROM rooms_arrival") == []
    assert scene.all("SELECT ref FROM log_line WHERE verb = 'rooms.door.arrived'") == [("rooms/door/zaal-a",)]


def test_who_did_not_come_is_told_kindly(scene: Scene) -> None:
    """karrot-backend PR #1272: what they hear is that the room is free, and that it is fine."""
    ask_at_the_door(scene, scene.hall)
    scene.book(AFTERNOON)
    with clock_at(at(MONDAY, "14:20")):
        free_unused(scene.app)
    assert scene.all("SELECT kind, state FROM notice ORDER BY id") == [
        ("booking.confirmed", "withdrawn"),
        ("booking.freed", "waiting"),
    ]


def test_door_is_a_list_of_today_and_its_code_opens_this_room_now(
    scene: Scene, client: FlaskClient, make: Make
) -> None:
    """mrbs-code#3506, #4047, #3110, seatsurfing#937: a list of today, a QR to this room and hour, a lobby tablet."""
    scene.book(AFTERNOON, title="Taalcafé")
    with clock_at(at(MONDAY, "13:50")):
        door = BeautifulSoup(client.get("/rooms/zaal-a/door").data, "html.parser")
        assert len(door.select(".wij-door__today ul li")) == 1
        assert door.select("table") == []
        now = BeautifulSoup(client.get("/rooms/zaal-a/now").data, "html.parser")
        assert "Vrij tot 14:00" in (now.select_one("main") or now).get_text()
        lobby = client.get("/houses/de-linde/lobby")
        assert (lobby.status_code, "Taalcafé" in lobby.text) == (200, True)
