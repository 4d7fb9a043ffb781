"""A break: in the open, with a reason and an end, looked at by a second host, and nothing of it stays."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.actors import Actor
from app.clock import at as clock_at
from app.clock import now
from app.db import db
from app.refusals import NotAllowed, Refusal
from plugins.rooms.keeping import export_person
from plugins.rooms.models import Booking
from plugins.rooms.pausing import pausing
from plugins.rooms.pausing.pieces import export_person as export_breaks
from tests.factories import span
from tests.plugins.rooms.conftest import THURSDAY, Scene

REASON = "De keuken bleef drie keer vuil achter."
LAST = date(2027, 3, 31)
As = Callable[[int], FlaskClient]


@pytest.fixture
def bets(scene: Scene) -> int:
    """A second host."""
    second = scene.make.person("Bets Hoogland", email="bets@example.org")
    scene.make.role(second, scene.house, "host")
    return second


def pause(scene: Scene, host: int, key: str, last: date = LAST) -> str:
    """A break for who made a booking."""
    with scene.app.app_context():
        booking = db.session.scalars(sa.select(Booking).where(Booking.public_id == key)).one()
        return pausing.begin(Actor.self(host), booking, REASON, last)


@pytest.mark.sweep
def test_break_stops_new_bookings_of_one_person_and_what_stands_stays(scene: Scene, bets: int) -> None:
    key = scene.book(span(THURSDAY, "14:00-16:00"))
    made = pause(scene, scene.toos, key)
    with pytest.raises(Refusal) as refusal:
        scene.book(span(THURSDAY, "17:00-18:00"))
    assert REASON in str(refusal.value.message)
    assert "076-000 00 01" in str(refusal.value.message)
    with pytest.raises(Refusal):
        scene.weekly(THURSDAY, "19:00-20:00", count=3)
    scene.book(span(THURSDAY, "17:00-18:00"), who=scene.noor)
    scene.move(key, span(THURSDAY, "10:00-11:00"))
    with scene.app.app_context():
        with pytest.raises(NotAllowed):
            pausing.say_right(Actor.self(scene.toos), made)
        pausing.say_right(Actor.self(bets), made)
    with clock_at(now() + timedelta(days=8)), pytest.raises(Refusal):
        scene.book(span("2027-03-25", "17:00-18:00"))
    with clock_at(now() + timedelta(days=17)):
        scene.book(span("2027-04-02", "17:00-18:00"))
        with scene.app.app_context():
            pausing.expire()
        assert scene.all("SELECT * FROM rooms_pause") == []
    told = scene.all("SELECT kind, person_id FROM notice WHERE kind LIKE 'pause%'")
    assert told == [("pause.begun", scene.lieke)]


def test_break_that_no_second_host_looked_at_ends_after_a_week(scene: Scene, bets: int) -> None:
    key = scene.book(span(THURSDAY, "14:00-16:00"))
    made = pause(scene, scene.toos, key)
    with clock_at(now() + timedelta(days=7, minutes=1)):
        scene.book(span("2027-03-25", "17:00-18:00"))
    with scene.app.app_context():
        pausing.end(Actor.self(bets), made)
    assert scene.all("SELECT kind FROM notice WHERE kind LIKE 'pause%' AND state = 'waiting'") == []  # never told of it
    scene.book(span(THURSDAY, "17:00-18:00"))


def test_nobody_decides_about_themselves_and_bad_input_begins_nothing(scene: Scene, bets: int) -> None:
    own = scene.book(span(THURSDAY, "10:00-11:00"), who=scene.toos)
    other = scene.book(span(THURSDAY, "14:00-16:00"))
    with pytest.raises(NotAllowed):
        pause(scene, scene.toos, own)
    with pytest.raises(NotAllowed):
        pause(scene, scene.noor, other)
    for last in (date(2027, 3, 14), date(2027, 9, 1)):
        with pytest.raises(Refusal):
            pause(scene, scene.toos, other, last)
    made = pause(scene, bets, own)
    with scene.app.app_context(), pytest.raises(NotAllowed):
        pausing.end(Actor.self(scene.toos), made)
    with pytest.raises(Refusal):
        pause(scene, bets, own)
    assert len(scene.all("SELECT * FROM rooms_pause")) == 1


def test_break_of_a_group_is_for_that_group_alone(scene: Scene, bets: int) -> None:
    group = scene.make.group("Zangkoor", contacts=[scene.lieke])
    key = scene.book(span(THURSDAY, "14:00-16:00"), group_id=group)
    pause(scene, scene.toos, key)
    with pytest.raises(Refusal):
        scene.book(span(THURSDAY, "17:00-18:00"), group_id=group)
    scene.book(span(THURSDAY, "17:00-18:00"))


def test_break_is_open_to_whom_it_concerns_and_hidden_from_others(scene: Scene, bets: int, as_person: As) -> None:
    key = scene.book(span(THURSDAY, "14:00-16:00"))
    host = as_person(scene.toos)
    url = f"/rooms/booking/{key}/break"
    assert url in host.get(f"/rooms/booking/{key}").text
    assert as_person(scene.lieke).get(url).status_code == 403
    assert host.post(url, data={"reason": "", "until": "31-03-2027"}).status_code == 422
    assert host.post(url, data={"reason": REASON, "until": "31-03-2027"}).status_code == 303
    assert "Lieke Morgenster" in host.get("/rooms/breaks").text
    second = as_person(bets)
    assert "Ik vind dit goed" in second.get("/rooms/breaks").text
    assert "Ik vind dit goed" not in host.get("/rooms/breaks").text
    mine = as_person(scene.lieke).get("/me").text
    assert REASON in mine
    assert "31 maart" not in mine  # a second host has not looked: it ends after a week
    assert "22 maart" in mine
    assert REASON not in as_person(scene.noor).get("/me").text
    assert as_person(scene.noor).get("/rooms/breaks").status_code == 403
    with scene.app.app_context():
        assert [one["reason"] for one in export_breaks(scene.lieke)] == [REASON]
        assert REASON not in str(export_person(scene.noor))
