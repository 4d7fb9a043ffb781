"""What somebody who is forgotten had booked: the past stays without them, what is to come is free for others."""

import pytest

from app.actors import Actor
from app.clock import at as clock_at
from app.plugins import current_hooks
from app.privacy.forgetting import forget
from plugins.rooms.models import CANCELLED, CONFIRMED
from tests.factories import at
from tests.plugins.rooms.conftest import Scene, span


@pytest.mark.both
def test_coming_bookings_of_who_is_forgotten_are_free_for_others_that_night(scene: Scene) -> None:
    choir = scene.make.group("Buurtkoor", contacts=[scene.lieke, scene.noor])
    over = scene.book(span("2027-03-15", "10:00-11:00"))
    alone = scene.book(span("2027-03-18", "14:00-16:00"))
    weekly = scene.weekly("2027-03-19", "19:00-21:00", 3)
    of_group = scene.book(span("2027-03-18", "17:00-18:00"), group_id=choir)
    others = scene.book(span("2027-03-18", "10:00-11:00"), who=scene.noor)
    with clock_at(at("2027-03-16", "02:00")), scene.app.app_context():
        forget(Actor.self(scene.lieke), scene.lieke)
        for _time in range(2):
            for _plugin, expire in current_hooks().expirers():
                expire()
        now_is = {row.public_id: row.status for row in scene.rows()}
        series = [row.status for row in scene.rows() if row.series_id is not None]
        scene.book(span("2027-03-18", "14:00-16:00"), who=scene.noor)
    assert {key: now_is[key] for key in (over, alone, weekly, of_group, others)} == {
        over: CONFIRMED,
        alone: CANCELLED,
        weekly: CANCELLED,
        of_group: CONFIRMED,
        others: CONFIRMED,
    }
    assert series == [CANCELLED] * 3
    assert [row.sequence for row in scene.rows() if row.public_id == alone] == [1]
