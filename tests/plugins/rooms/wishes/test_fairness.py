"""Wishes about fairness and quotas (research/peers.md, section 2: 12 and 26 to 29)."""

from datetime import timedelta

import pytest

from app.clock import at as clock_at
from app.clock import now
from app.db import db
from app.places.models import Space
from app.refusals import Refusal
from plugins.rooms.kinds.pieces import left_lines
from tests.factories import span
from tests.plugins.rooms.conftest import THURSDAY, Scene, refused
from tests.plugins.rooms.test_kinds import decide


def test_repeat_does_not_get_round_the_limit_of_its_dates(scene: Scene) -> None:
    """Wish 12, mrbs-code 549: repeats were used to get round the two-week limit."""
    decide(scene, "horizon", 14)
    refused(lambda: scene.weekly(THURSDAY, "14:00-16:00", count=3))
    assert scene.rows() == []
    scene.weekly(THURSDAY, "14:00-16:00", count=2)


def test_heavy_user_meets_the_limit_only_when_they_reach_it_and_there_is_a_way_on(scene: Scene) -> None:
    """Wish 26, commonsbooking 697: a limit after N bookings; people hear of it only when they hit it."""
    decide(scene, "times", 2, per="week")
    for day in (18, 19):
        scene.book(span(f"2027-03-{day}", "09:00-10:00"))
    found = refused(lambda: scene.book(span("2027-03-20", "09:00-10:00")))
    assert "22 maart" in str(found.message)
    scene.book(span("2027-03-23", "09:00-10:00"))
    scene.book(span("2027-03-20", "09:00-10:00"), who=scene.noor)


def test_hours_that_are_left_are_shown(scene: Scene) -> None:
    """Wish 27, commons-booking-2 143: show how many hours are left."""
    decide(scene, "hours", 6, per="week")
    scene.book(span(THURSDAY, "09:00-11:30"))
    with scene.app.test_request_context():
        hall = db.session.get_one(Space, scene.hall)
        lines = left_lines(hall, "meeting", span("2027-03-19", "09:00-10:00"), scene.lieke, None)
    assert lines == ["Je kunt nog 3,5 van de 6 uur per week reserveren."]


def test_limit_is_for_a_person_and_not_for_a_room_or_a_kind(scene: Scene) -> None:
    """Wish 28, calcom/cal.diy 15862 and 20092: limit per person, not per event type."""
    decide(scene, "times", 2, per="week")
    scene.book(span(THURSDAY, "09:00-10:00"), purpose="meeting")
    scene.book(span(THURSDAY, "09:00-10:00"), purpose="party", space=scene.den)
    for space, purpose in ((scene.hall, "care"), (scene.den, "meeting")):
        with pytest.raises(Refusal):
            scene.book(span("2027-03-19", "09:00-10:00"), space=space, purpose=purpose)


def test_sought_after_room_opens_late_so_that_nobody_has_it_all(scene: Scene) -> None:
    """Wish 29, engelsystem 372 and 746: what is popular fills in seconds; open it late."""
    decide(scene, "horizon", 10, space_id=scene.hall)
    refused(lambda: scene.book(span("2027-04-01", "09:00-10:00")))
    scene.book(span("2027-04-01", "09:00-10:00"), space=scene.den)
    with clock_at(now() + timedelta(days=7)):
        scene.book(span("2027-04-01", "09:00-10:00"))
