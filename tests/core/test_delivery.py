"""Events reach each plugin, at least once, and no plugin waits for another."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.clock import at, now
from app.content import ContentVersion
from app.db import db, transaction, transactional
from app.events import BookingCancelled, Delivery, Event, EventRow, say
from app.journal import LogLine
from app.places.models import House
from app.plugins import delivery, impl
from app.refs import Ref
from tests.factories import Make, span

pytestmark = pytest.mark.both
START = span("2027-03-18", "14:00-16:00").start


class Ear:
    """Hears events, and writes each in the log, in the transaction of the delivery."""

    def __init__(self) -> None:
        self.heard: list[Event] = []
        self.deaf = False
        self.busy = False

    @impl
    def wij_hear_event(self, event: Event) -> None:
        db.session.add(LogLine(at=now(), channel="job", verb="ear.heard", ref=str(event.ref)))
        if self.busy:
            db.session.get_one(House, event.house_id).about = "Wij hoorden het."
        db.session.flush()
        if self.deaf:
            raise RuntimeError("what?")
        self.heard.append(event)


@pytest.fixture
def ears() -> dict[str, Ear]:
    return {"left": Ear(), "right": Ear()}


@pytest.fixture
def app(make_app: Callable[..., Flask], ears: dict[str, Ear]) -> Flask:
    return make_app(extra_plugins=ears, WIJ_PLUGINS="none", WIJ_CONTAIN_FAILURES=True)


def happen(app: Flask, house_id: int, key: str = "k3f9") -> Event:
    event = BookingCancelled(ref=Ref("rooms", "booking", key), house_id=house_id)
    with app.app_context(), at(START), transaction():
        say(event)
    return event


def deliver(app: Flask, after: timedelta = timedelta(0)) -> int:
    with app.app_context(), at(START + after):
        return delivery.deliver()


def waiting(app: Flask) -> list[tuple[str, int]]:
    with app.app_context():
        rows = db.session.scalars(sa.select(Delivery).order_by(Delivery.plugin))
        return [(row.plugin, row.tries) for row in rows]


def log_lines(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(LogLine)) or 0


def test_event_reaches_every_plugin_once(app: Flask, make: Make, ears: dict[str, Ear]) -> None:
    first, second = (happen(app, make.house(), key) for key in ("one", "two"))
    assert (deliver(app), deliver(app)) == (4, 0)
    assert ears["left"].heard == ears["right"].heard == [first, second]
    assert waiting(app) == []


def test_what_a_plugin_does_about_an_event_outdates_what_is_kept(app: Flask, make: Make, ears: dict[str, Ear]) -> None:
    house = make.house()
    before = version(app)
    happen(app, house)
    deliver(app)
    assert version(app) == before  # they heard it, and did nothing that anybody sees
    happen(app, house)
    ears["left"].busy = True
    deliver(app)
    assert version(app) == before + 1


def version(app: Flask) -> int:
    with app.app_context():
        return db.session.scalars(sa.select(ContentVersion.version)).one()


def test_plugin_that_fails_holds_up_no_other_and_hears_it_later(
    app: Flask, make: Make, ears: dict[str, Ear], caplog: pytest.LogCaptureFixture
) -> None:
    event = happen(app, make.house())
    ears["left"].deaf = True
    assert deliver(app) == 1
    assert ears["right"].heard == [event]
    assert waiting(app) == [("left", 1)]
    assert "plugin left failed" in caplog.text
    assert log_lines(app) == 1  # what the deaf one wrote went back with it
    ears["left"].deaf = False
    assert deliver(app, timedelta(seconds=59)) == 0
    assert deliver(app, timedelta(minutes=1)) == 1
    assert ears["left"].heard == [event]
    assert log_lines(app) == 2


def test_plugin_that_keeps_failing_rests_longer_each_time(app: Flask, make: Make, ears: dict[str, Ear]) -> None:
    happen(app, make.house())
    ears["left"].deaf = True
    moment = timedelta(0)
    for number, rest in enumerate([*delivery.BACKOFF, delivery.BACKOFF[-1]]):
        deliver(app, moment)
        assert waiting(app) == [("left", number + 1)]
        deliver(app, moment + rest - timedelta(seconds=1))
        assert waiting(app) == [("left", number + 1)]
        moment += rest


def test_events_of_a_plugin_that_is_off_wait_until_it_is_on(
    make_app: Callable[..., Flask], app: Flask, make: Make, ears: dict[str, Ear]
) -> None:
    event = happen(app, make.house())
    without = make_app(extra_plugins={"right": ears["right"]}, WIJ_PLUGINS="none")
    assert deliver(without) == 1
    assert waiting(app) == [("left", 0)]
    assert deliver(app) == 1
    assert ears["left"].heard == [event]


def test_error_of_a_plugin_is_raised_in_tests(
    make_app: Callable[..., Flask], app: Flask, make: Make, ears: dict[str, Ear]
) -> None:
    loud = make_app(extra_plugins=ears, WIJ_PLUGINS="none")
    happen(loud, make.house())
    ears["left"].deaf = True
    with pytest.raises(RuntimeError, match="what"):
        deliver(loud)
    assert waiting(app) == [("left", 1), ("right", 0)]


def test_nothing_is_delivered_of_a_transaction_that_fails(app: Flask, make: Make, ears: dict[str, Ear]) -> None:
    house = make.house()

    @transactional
    def say_and_fail() -> None:
        say(BookingCancelled(ref=Ref("rooms", "booking", "k3f9"), house_id=house))
        raise ZeroDivisionError

    with app.app_context(), pytest.raises(ZeroDivisionError):
        say_and_fail()
    assert deliver(app) == 0
    assert ears["left"].heard == []


def test_event_is_kept_ninety_days_and_longer_while_somebody_waits_for_it(app: Flask, make: Make) -> None:
    house = make.house()
    happen(app, house, "taken")
    deliver(app)
    happen(app, house, "waits")

    def left(days: int) -> list[str]:
        with app.app_context(), at(START + timedelta(days=days)):
            delivery.expire()
            return list(db.session.scalars(sa.select(EventRow.ref).order_by(EventRow.id)))

    assert left(90) == ["rooms/booking/taken", "rooms/booking/waits"]
    assert left(91) == ["rooms/booking/waits"]
