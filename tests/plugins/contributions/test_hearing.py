"""What happens to a thing happens to the tasks that it needed; heard twice, it changes nothing more."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.actors import Actor
from app.clock import at, now
from app.db import db, transaction
from app.events import ActivityChanged, BookingCancelled, BookingMoved, Event, SignedUp
from app.notices.models import Notice
from app.refs import Ref
from app.refusals import Unavailable
from plugins.contributions import hearing, promising
from plugins.contributions.asked import mark_of
from plugins.contributions.models import Task
from tests.plugins.contributions.conftest import BOOKING, People, Shed

pytestmark = pytest.mark.sweep
DATE = Ref("shed", "date", "d8te")


def hear(app: Flask, event: Event) -> None:
    with app.app_context(), transaction():
        app.extensions["wij_plugins"].hear("contributions", event)


def promised(people: People, shed: Shed, person_id: int, ref: Ref = BOOKING, **more: object) -> None:
    need = shed.need(ref, after=timedelta(days=2), **more)  # type: ignore[arg-type]  # values of several kinds by name
    with people.app.app_context():
        promising.promise_need(Actor.self(person_id), people.house, ref, mark_of(need))


def notices(app: Flask) -> list[tuple[int | None, str]]:
    with app.app_context():
        return [(one.person_id, one.kind) for one in db.session.scalars(sa.select(Notice).order_by(Notice.id))]


def task(app: Flask) -> tuple[datetime | None, bool, int]:
    with app.app_context():
        found = db.session.scalars(sa.select(Task)).one()
        return found.starts, found.closed_at is not None, found.sequence


def test_cancelled_booking_lets_its_promises_go_and_tells_them_once(app: Flask, people: People, shed: Shed) -> None:
    promised(people, shed, people.lieke)
    shed.needs.clear()
    cancelled = BookingCancelled(ref=BOOKING, house_id=people.house)
    for _time in range(2):
        hear(app, cancelled)
        assert [(one.person, one.withdrawn) for one in people.promises()] == [(people.lieke, True)]
        assert notices(app) == [(people.lieke, "promise.let_go")]
        assert task(app)[1]


def test_changed_activity_moves_its_tasks_and_tells_who_promised_once(app: Flask, people: People, shed: Shed) -> None:
    promised(people, shed, people.lieke, DATE)
    later = now() + timedelta(days=3)
    shed.needs[0] = replace(shed.needs[0], at=later)
    changed = ActivityChanged(ref=Ref("shed", "activity", "eettafel"), house_id=people.house)
    for _time in range(2):
        hear(app, changed)
        assert task(app) == (later, False, 1)
        assert notices(app) == [(people.lieke, "promise.moved")]


def test_what_the_event_is_not_about_stays_as_it_was(app: Flask, people: People, shed: Shed) -> None:
    promised(people, shed, people.lieke)
    by_hand = people.task("Tuinhek verven")
    shed.needs.clear()
    hear(app, SignedUp(ref=BOOKING, house_id=people.house))
    hear(app, BookingCancelled(ref=Ref("barn", "booking", "k3f9"), house_id=people.house))
    assert [one.withdrawn for one in people.promises()] == [False]
    hear(app, BookingCancelled(ref=BOOKING, house_id=people.house))
    with app.app_context():
        still = db.session.scalars(sa.select(Task.public_id).where(Task.closed_at.is_(None))).all()
    assert still == [by_hand]


def test_what_was_done_or_is_past_stays_when_the_thing_goes(app: Flask, people: People, shed: Shed) -> None:
    promised(people, shed, people.lieke)
    (made,) = people.promises()
    with app.app_context():
        promising.mark_done(Actor.self(people.lieke), made.key)
    shed.needs.clear()
    with at(now() + timedelta(days=4)):
        hear(app, BookingCancelled(ref=BOOKING, house_id=people.house))
    assert not task(app)[1]
    hear(app, BookingCancelled(ref=BOOKING, house_id=people.house))
    assert [(one.done, one.withdrawn) for one in people.promises()] == [(True, False)]
    assert notices(app) == []


def test_needs_that_cannot_be_told_now_let_nothing_go(app: Flask, people: People, shed: Shed) -> None:
    promised(people, shed, people.lieke)
    shed.broken = True
    app.config["WIJ_CONTAIN_FAILURES"] = True
    with pytest.raises((hearing.CannotTell, Unavailable)):
        hear(app, BookingCancelled(ref=BOOKING, house_id=people.house))
    assert [one.withdrawn for one in people.promises()] == [False]


def test_booking_in_another_room_keeps_its_promises(app: Flask, people: People, shed: Shed) -> None:
    promised(people, shed, people.lieke)
    shed.needs[0] = replace(shed.needs[0], title="Stoelen terugzetten in Zaal B")
    hear(app, BookingMoved(ref=BOOKING, house_id=people.house))
    assert [(one.title, one.withdrawn) for one in people.promises()] == [("Stoelen terugzetten in Zaal B", False)]
    assert notices(app) == []
