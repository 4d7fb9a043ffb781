"""What was acknowledged is there, and every mail goes out, whatever is killed and whenever."""

import http.client
import itertools
import threading
import time
import urllib.error
import urllib.parse
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.actors import Actor
from app.clock import at, now
from app.db import db
from app.notices.sending import LEASE, sweep
from app.places.models import Occupancy
from plugins.rooms.booking import book
from plugins.rooms.models import PUBLIC, Booking
from plugins.rooms.use import Use
from tests.crash.serving import Browser, Process, Web, free_port
from tests.factories import AMSTERDAM, Make, span
from tests.postman import Postman

pytestmark = [pytest.mark.both, pytest.mark.slow, pytest.mark.timeout(240)]
BEFORE = 30
"""Bookings of before, whose mails go out while we kill."""
DAYS = [(now() + timedelta(days=n)).date().isoformat() for n in range(20, 60)]
SLOTS = [(day, hour) for day in DAYS for hour in range(9, 21)]


class Bookers:
    """Neighbours who book one slot after another, until told to stop, and remember what was acknowledged."""

    def __init__(self, browsers: list[Browser]) -> None:
        self.acknowledged: list[tuple[str, int]] = []
        self.odd: list[tuple[int, str]] = []
        self._slots = itertools.cycle(SLOTS)
        self._lock = threading.Lock()
        self._enough = threading.Event()
        self._threads = [threading.Thread(target=self._book, args=(one,)) for one in browsers]

    def __enter__(self) -> "Bookers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._enough.set()
        for thread in self._threads:
            thread.join()

    def wait_for(self, number: int) -> None:
        """Until that many bookings were acknowledged."""
        for _try in range(1200):
            if len(self.acknowledged) >= number:
                return
            time.sleep(0.05)
        raise AssertionError(f"only {len(self.acknowledged)} were acknowledged; odd answers: {self.odd[:3]}")

    def _book(self, browser: Browser) -> None:
        while not self._enough.is_set():
            with self._lock:
                day, hour = next(self._slots)
            try:
                answer = browser.submit(path_of(day, hour), {"visibility": PUBLIC, "title": f"Overleg {day} {hour}"})
            except (urllib.error.URLError, http.client.HTTPException, OSError):
                time.sleep(0.1)  # the house is down: nothing was acknowledged
                continue
            if answer.status == 303:
                self.acknowledged.append((day, hour))
            elif answer.status != 409:  # taken by our own try, whose answer was lost
                self.odd.append((answer.status, answer.text[:300]))


def path_of(day: str, hour: int, room: str = "zaal-a") -> str:
    """Step 4 of the guided path."""
    wish = {"purpose": "meeting", "people": 6, "day": day, "start": f"{hour:02d}:00", "end": f"{hour + 1:02d}:00"}
    return "/rooms/book/agenda?" + urllib.parse.urlencode({**wish, "room": room})


def test_everything_acknowledged_survives_and_every_mail_goes_out_once_or_one_twice(
    make_app: Callable[..., Flask], database: str, postman: Postman
) -> None:
    app = make_app(WIJ_MAIL_URL=postman.url)
    make = Make(app)
    house = make.house(hours="08:00-23:00")
    room = make.space(house, slug="zaal-a")
    old = make.space(house, "Zaal B", slug="zaal-b")
    people = [make.person(f"Buur {n}", email=f"buur{n}@example.org") for n in range(4)]
    book_before(app, old, people)
    postman.slow = 0.05
    port = free_port()
    browsers = [Browser.signed_in(app, f"http://127.0.0.1:{port}", person) for person in people]
    web, worker = Web(database, postman.url, port).up(), Process(database, postman.url, "worker")
    with Bookers(browsers) as bookers:
        for killed in (12, 24):
            bookers.wait_for(killed)
            postman.wait_for(killed // 2)
            web.kill()
            worker.kill()
            web, worker = Web(database, postman.url, port).up(), Process(database, postman.url, "worker")
        bookers.wait_for(36)
    web.kill()
    worker.kill()
    assert bookers.odd == []
    postman.slow = 0
    flush(app)
    assert set(bookers.acknowledged) <= booked(app, room)
    assert len(set(bookers.acknowledged)) == len(bookers.acknowledged)
    with app.app_context():
        total = db.session.scalar(sa.select(sa.func.count()).select_from(Booking))
        db.session.rollback()
    sent = [str(mail["Message-ID"]) for mail in postman.mails]
    assert len(set(sent)) == total
    assert len(sent) - len(set(sent)) <= 2  # two kills, at most one mail each


def book_before(app: Flask, space_id: int, people: list[int]) -> None:
    """Bookings of ten minutes ago: their mails are due now."""
    with app.app_context(), at(now() - timedelta(minutes=10)):
        for number, (day, hour) in enumerate(SLOTS[:BEFORE]):
            use = Use(purpose="meeting", people=4, title=f"Van eerder {number}", visibility=PUBLIC)
            book(Actor.self(people[number % 4]), space_id, span(day, f"{hour:02d}:00-{hour + 1:02d}:00"), use)


def flush(app: Flask) -> None:
    """Send what waits: the undo time and the leases of the killed are over."""
    with app.app_context():
        for minutes in (5, 20):
            with at(now() + LEASE + timedelta(minutes=minutes)):
                sweep()


def booked(app: Flask, space_id: int) -> set[tuple[str, int]]:
    """The slots that are both booked and held."""
    with app.app_context():
        rows = db.session.execute(
            sa.select(Booking.starts)
            .join(Occupancy, sa.and_(Occupancy.space_id == Booking.space_id, Occupancy.starts == Booking.starts))
            .where(Booking.space_id == space_id, Booking.status == "confirmed")
        ).scalars()
        local = [start.astimezone(AMSTERDAM) for start in rows]
        found = {(one.date().isoformat(), one.hour) for one in local}
        db.session.rollback()
        return found
