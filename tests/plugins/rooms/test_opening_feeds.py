"""What openers and closers read in their calendars: the role's feed, and their own turns in their own. No names."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import recurring_ical_events
from flask.testing import FlaskClient
from icalendar import Calendar as File

from app.actors import Actor
from app.calendar import tokens
from app.clock import at as clock_at
from app.clock import now
from app.db import db
from app.people.models import Person, Role
from app.places.availability import Hours
from app.privacy.forgetting import forget
from app.refusals import Refusal
from plugins.rooms.calendars import following
from plugins.rooms.models import ref_of
from plugins.rooms.opening import turns
from plugins.rooms.opening.models import CLOSE, OPEN
from tests.factories import span
from tests.plugins.rooms.conftest import THURSDAY, Scene

EVENING = span(THURSDAY, "19:00-21:00")
pytestmark = pytest.mark.sweep


@pytest.fixture
def staffed(scene: Scene) -> Scene:
    """A host is there by day; Noor may open and close; a booking needs both."""
    with scene.app.app_context():
        week = [Hours(day, time(9), time(17)) for day in range(7)]
        turns.set_staffed_hours(Actor.self(scene.toos), scene.house, week)
    for kind in ("opener", "closer"):
        scene.make.role(scene.noor, scene.house, kind)
    return scene


def run(scene: Scene, act: Callable[[], object]) -> None:
    """Do something, and let the job tell the calendars."""
    with scene.app.app_context():
        act()
        following.follow()


def link(scene: Scene, who: int, calendar: str = "") -> str:
    with scene.app.app_context():
        return f"/calendar/mine/{tokens.make(Actor.self(who), 'telefoon', calendar)}.ics"


def events(client: FlaskClient, address: str) -> list[Any]:
    answer = client.get(address)
    assert answer.status_code == 200
    found = recurring_ical_events.of(File.from_ical(answer.data))
    return list(found.between(datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC)))


def read(client: FlaskClient, address: str) -> list[tuple[str, str, str]]:
    told = [(str(one["SUMMARY"]), f"{one['DTSTART'].dt:%H:%M}", str(one["STATUS"])) for one in events(client, address)]
    return sorted(told)


def test_openers_read_what_nobody_does_yet_and_never_who_does(staffed: Scene, client: FlaskClient) -> None:
    key = staffed.book(EVENING)
    run(staffed, lambda: None)
    address = link(staffed, staffed.noor, "openers/de-linde")
    assert read(client, address) == [("Het huis openen: nog niemand", "19:00", "CONFIRMED")]
    (before,) = events(client, address)
    with clock_at(now() + timedelta(minutes=5)):
        run(staffed, lambda: turns.take(Actor.self(staffed.noor), staffed.house, str(ref_of(key)), OPEN))
        assert read(client, address) == [("Het huis openen", "19:00", "CONFIRMED")]
        (after,) = events(client, address)
        assert "Noor" not in client.get(address).get_data(as_text=True)
    assert (before["UID"], int(before["SEQUENCE"]), int(after["SEQUENCE"])) == (after["UID"], 0, 1)
    assert before["LAST-MODIFIED"].dt < after["LAST-MODIFIED"].dt


def test_calendar_that_was_asked_for_before_the_job_ran_hears_of_it_afterwards(
    staffed: Scene, client: FlaskClient
) -> None:
    address = link(staffed, staffed.noor, "openers/de-linde")
    staffed.book(EVENING)
    early = {"If-None-Match": client.get(address).headers["ETag"]}
    assert client.get(address, headers=early).status_code == 304
    run(staffed, lambda: None)
    answer = client.get(address, headers=early)
    assert answer.status_code == 200
    run(staffed, lambda: None)  # finds nothing new, and outdates nothing
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_what_moves_moves_and_what_is_gone_is_cancelled_in_both_feeds(staffed: Scene, client: FlaskClient) -> None:
    key = staffed.book(EVENING)
    run(staffed, lambda: turns.take(Actor.self(staffed.noor), staffed.house, str(ref_of(key)), CLOSE))
    role, own = link(staffed, staffed.noor, "closers/de-linde"), link(staffed, staffed.noor)
    assert read(client, own) == [("Het huis sluiten", "21:00", "CONFIRMED")]
    staffed.move(key, span(THURSDAY, "19:00-22:00"))
    run(staffed, turns.watch)
    assert read(client, role) == [("Het huis sluiten: nog niemand", "22:00", "CONFIRMED")]
    assert read(client, own) == [("Vervallen: Het huis sluiten", "21:00", "CANCELLED")]
    staffed.cancel(key)
    run(staffed, turns.watch)
    assert read(client, role) == [("Vervallen: Het huis sluiten: nog niemand", "22:00", "CANCELLED")]


def test_who_hands_it_back_and_takes_it_again_keeps_one_event(staffed: Scene, client: FlaskClient) -> None:
    key = staffed.book(EVENING)
    noor, ref = Actor.self(staffed.noor), str(ref_of(key))
    own = link(staffed, staffed.noor)
    with staffed.app.app_context():
        turn = turns.take(noor, staffed.house, ref, OPEN)
        following.follow()
        turns.cannot(noor, turn)
        following.follow()
        turns.take(noor, staffed.house, ref, OPEN)
        for _ in range(2):
            following.follow()
    (one,) = events(client, own)
    assert (str(one["SUMMARY"]), int(one["SEQUENCE"]), str(one["STATUS"])) == ("Het huis openen", 2, "CONFIRMED")


def test_own_turns_are_among_ones_tasks_and_bookings_are_not(staffed: Scene, client: FlaskClient) -> None:
    key = staffed.book(EVENING)
    run(staffed, lambda: turns.take(Actor.self(staffed.noor), staffed.house, str(ref_of(key)), OPEN))
    with staffed.app.app_context():
        noor, lieke = (db.session.get_one(Person, one).public_id for one in (staffed.noor, staffed.lieke))
    assert read(client, link(staffed, staffed.noor, f"my-tasks/{noor}")) == [("Het huis openen", "19:00", "CONFIRMED")]
    assert len(read(client, link(staffed, staffed.lieke))) == 1
    assert read(client, link(staffed, staffed.lieke, f"my-tasks/{lieke}")) == []


def test_who_has_a_key_reads_opening_and_closing_in_one_calendar(staffed: Scene, client: FlaskClient) -> None:
    staffed.book(EVENING)
    run(staffed, lambda: None)
    with staffed.app.app_context(), pytest.raises(Refusal):
        tokens.make(Actor.self(staffed.noor), "x", "keys/de-linde")
    staffed.make.role(staffed.noor, staffed.house, "key_holder")
    assert read(client, link(staffed, staffed.noor, "keys/de-linde")) == [
        ("Het huis openen: nog niemand", "19:00", "CONFIRMED"),
        ("Het huis sluiten: nog niemand", "21:00", "CONFIRMED"),
    ]


def test_link_is_for_who_has_the_role_as_long_as_they_have_it(staffed: Scene, client: FlaskClient) -> None:
    """Checklist 8.4."""
    staffed.book(EVENING)
    run(staffed, lambda: None)
    with staffed.app.app_context(), pytest.raises(Refusal):
        tokens.make(Actor.self(staffed.lieke), "x", "openers/de-linde")
    address = link(staffed, staffed.noor, "openers/de-linde")
    assert client.get(address).status_code == 200
    with staffed.app.app_context():
        for role in db.session.query(Role).filter_by(person_id=staffed.noor):
            db.session.delete(role)
        db.session.commit()
    assert client.get(address).status_code == 404
    host = link(staffed, staffed.toos, "openers/de-linde")
    assert len(read(client, host)) == 1


def test_turns_are_in_nobody_elses_calendar_and_gone_with_who_is_forgotten(staffed: Scene, client: FlaskClient) -> None:
    key = staffed.book(EVENING)
    run(staffed, lambda: turns.take(Actor.self(staffed.noor), staffed.house, str(ref_of(key)), OPEN))
    lieke = link(staffed, staffed.lieke)
    assert [title for title, *_rest in read(client, lieke) if "huis" in title] == []
    for public in ("/calendar/house/de-linde.ics", "/calendar/openers/de-linde.ics"):
        assert "Het huis openen" not in client.get(public).get_data(as_text=True)
    with staffed.app.app_context():
        forget(Actor.self(staffed.noor), staffed.noor)
    assert staffed.all("SELECT * FROM rooms_calendar_turn") == []


def test_three_months_later_nothing_is_kept(staffed: Scene) -> None:
    key = staffed.book(EVENING)
    run(staffed, lambda: turns.take(Actor.self(staffed.noor), staffed.house, str(ref_of(key)), OPEN))
    with clock_at(EVENING.end + timedelta(days=93)), staffed.app.app_context():
        following.expire()
    assert staffed.all("SELECT * FROM rooms_calendar_duty") + staffed.all("SELECT * FROM rooms_calendar_turn") == []
