"""A booking of today that a host moves or cancels: who booked is called, and who speaks for the same group hears it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import notices
from app.clock import at as clock_at
from app.clock import now
from app.db import db, transaction
from app.notices import late
from app.notices.models import Notice
from app.people.models import Person
from tests.factories import span
from tests.plugins.rooms.conftest import MONDAY, Scene

pytestmark = pytest.mark.sweep

TONIGHT = span(MONDAY, "19:00-21:00")


def told(scene: Scene, hours: float) -> list[tuple[str, str, str]]:
    """So many hours later: to whom, by which way, and how far each notice of a change is."""
    with scene.app.app_context(), clock_at(now() + timedelta(hours=hours)):
        late.follow_up()
        notices.sweep()
        changes = sa.select(Notice).where(Notice.kind.in_(("booking.moved", "booking.cancelled"))).order_by(Notice.id)
        rows = db.session.scalars(changes)
        return sorted((row.reader.first_name if row.reader else "", row.channel, row.state) for row in rows)


@pytest.fixture
def reachable(scene: Scene) -> Scene:
    """Lieke and Noor have an address and a number."""
    with scene.app.app_context(), transaction() as session:
        for person_id in (scene.lieke, scene.noor):
            person = session.get_one(Person, person_id)
            person.email, person.phone = f"{person.first_name.lower()}@example.org", "076-000 00 31"
    return scene


def test_who_booked_is_called_when_somebody_else_moves_it(reachable: Scene) -> None:
    key = reachable.book(TONIGHT)
    told(reachable, 0.1)
    reachable.move(key, span("2027-04-01", "19:00-21:00"), who=reachable.toos)
    told(reachable, 0.1)
    assert told(reachable, 1.3) == [("Lieke", "call", "waiting"), ("Lieke", "mail", "sent")]


def test_who_moves_their_own_booking_is_not_called(reachable: Scene) -> None:
    key = reachable.book(TONIGHT)
    told(reachable, 0.1)
    reachable.move(key, span(MONDAY, "18:00-20:00"))
    assert told(reachable, 1.3) == [("Lieke", "mail", "sent")]


def test_who_speaks_for_the_same_group_hears_a_late_change_and_no_other(reachable: Scene) -> None:
    group = reachable.make.group("Buurtkoor", contacts=[reachable.lieke, reachable.noor])
    keys = [reachable.book(when, group_id=group) for when in (TONIGHT, span("2027-03-25", "19:00-21:00"))]
    told(reachable, 0.1)
    for key in keys:
        reachable.cancel(key)
    assert told(reachable, 1.3) == [
        ("Lieke", "mail", "sent"),
        ("Lieke", "mail", "sent"),
        ("Noor", "mail", "sent"),
    ]
