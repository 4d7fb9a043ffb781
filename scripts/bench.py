"""`make bench`: the main pages, the booking and the feeds, beside a bare Flask answer of the same server and run.

It builds a house of twenty rooms with a busy week in a temporary folder, serves it as `wij run` does, and asks each
address from this machine alone: first one by one (ms), then from four at once (requests a second). The ratio is ms to
ms of the bare answer. Machines are noisy: compare ratios, not times. With `--quick` it asks less often.

A second house is the same with 50,000 bookings of years ago instead of 1,000: its pages may take 1.3 times as long.
"""

import argparse
import functools
import http.client
import multiprocessing
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from datetime import time as clock
from zoneinfo import ZoneInfo

import flask_migrate
import sqlalchemy as sa
from flask import Flask

from app import create_app
from app.access import sessions
from app.actors import Actor
from app.cli.serve import Server, options
from app.clock import Span, at, from_wall, now, wall
from app.config import ROOT
from app.db import db, transaction
from app.people.models import Person
from app.places.models import House, Neighbourhood, Occupancy, OpeningHours, Space
from app.refs import new_public_id, new_uid
from plugins.rooms.booking import book
from plugins.rooms.models import PUBLIC, Booking
from plugins.rooms.use import Use

ZONE = ZoneInfo("Europe/Amsterdam")
ROOMS = 20
LITTLE, MUCH = 1_000, 50_000
"""Bookings of years ago."""
SLOWER = 1.3
"""How much slower much history may make a page."""
A_WEEK = 316
"""Bookings of one week in all rooms together."""


@dataclass(frozen=True)
class Row:
    """What is asked, and the ratio to the bare answer that we aim for (None: no promise)."""

    name: str
    path: str
    target: float | None = None
    headers: tuple[tuple[str, str], ...] = ()


def main() -> int:
    """Build, serve, ask, print. 1 where a target was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    times = 40 if parser.parse_args().quick else 300
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "WIJ_DATABASE_URL": f"sqlite:///{folder}/bench.sqlite",
            "WIJ_SECRET_KEY": "only-for-the-bench",
            "RATELIMIT_ENABLED": False,
        }
        old = settings | {"WIJ_DATABASE_URL": f"sqlite:///{folder}/old.sqlite"}
        cookie, old_cookie = build(create_app(settings), LITTLE), build(create_app(old), MUCH)
        with served(bare_app) as bare, served(functools.partial(create_app, settings)) as house:
            missed = ask_all(bare, house, cookie, times)
            with served(functools.partial(create_app, old)) as old_house:
                return missed or compare((house, cookie), (old_house, old_cookie), times)


def bare_app() -> Flask:
    """A Flask application that does nothing but answer."""
    app = Flask("bare")
    app.add_url_rule("/", "hello", lambda: "hello")
    return app


def build(app: Flask, history: int) -> str:
    """A house of twenty rooms with a busy week and a history; returns the cookie of somebody who is signed in."""
    with app.app_context():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
        with transaction() as session:
            quarter = Neighbourhood(slug="wijk", name="Wijk")
            session.add(quarter)
            session.flush()
            house = House(slug="huis", name="Huis", neighbourhood_id=quarter.id, created_at=now(), changed_at=now())
            session.add(house)
            session.flush()
            for weekday in range(7):
                hours = OpeningHours(house_id=house.id, weekday=weekday, opens=clock(7), closes=clock(22))
                session.add(hours)
            spaces = [
                Space(house_id=house.id, slug=f"zaal-{n}", name=f"Zaal {n}", seated=20, changed_at=now())
                for n in range(ROOMS)
            ]
            session.add_all(spaces)
            somebody = Person(public_id=new_public_id(), name="Lieke Morgenster", joined_at=now())
            session.add(somebody)
            session.flush()
            ids, person_id = [space.id for space in spaces], somebody.id
        fill_week(ids, person_id)
        fill_history(ids, person_id, history)
        token = sessions.start(person_id, "code")
        db.session.remove()
        db.engine.dispose()
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # the cookie's own
    return f"session={signer.dumps({'_user_id': token, '_fresh': True})}"


def monday() -> date:
    """Of this week."""
    today = wall(now(), ZONE).date()
    return today - timedelta(days=today.weekday())


def fill_week(space_ids: list[int], person_id: int) -> None:
    """316 bookings of an hour, spread over the week and the rooms."""

    def use(number: int) -> Use:
        return Use(purpose="meeting", people=6, title=f"Overleg {number}", visibility=PUBLIC)

    first = monday()
    with at(from_wall(first - timedelta(days=1), clock(9), ZONE)):
        for number in range(A_WEEK):
            day, slot = number % 7, (number // 7 // ROOMS) * 2 + 8
            span = Span.of(first + timedelta(days=day), clock(slot), clock(slot + 1), ZONE)
            book(Actor.self(person_id), space_ids[number // 7 % ROOMS], span, use(number))


def fill_history(space_ids: list[int], person_id: int, count: int) -> None:
    """So many bookings of years ago, spread over the rooms, as booking leaves them behind."""
    start, moment = from_wall(monday() - timedelta(days=400), clock(9), ZONE), now()
    bookings, held = [], []
    for number in range(count):
        key, begins = new_public_id(), start - timedelta(hours=2 * (number // ROOMS))
        room = space_ids[number % ROOMS]
        span = {"starts": begins, "ends": begins + timedelta(hours=1), "space_id": room}
        bookings.append(
            span
            | {"public_id": key, "uid": new_uid(), "house_id": 1, "zone_name": str(ZONE), "person_id": person_id}
            | {"purpose": "meeting", "people": 6, "title": "Overleg", "visibility": PUBLIC, "status": "confirmed"}
            | {"sequence": 0, "created_at": moment, "changed_at": moment}
        )
        held.append(span | {"ref": f"rooms/booking/{key}", "state": "confirmed"})
    with transaction() as session:
        session.execute(sa.insert(Booking), bookings)
        session.execute(sa.insert(Occupancy), held)
        session.execute(sa.text("ANALYZE"))


@contextmanager
def served(factory: Callable[[], Flask]) -> Iterator[int]:
    """Serve an application as `wij run` does, on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    chosen = options("sqlite://", "127.0.0.1", port) | {"max_requests": 0}
    process = multiprocessing.get_context("fork").Process(target=Server(factory, chosen).run)
    process.start()
    try:
        wait(port)
        yield port
    finally:
        process.terminate()
        process.join()


def wait(port: int) -> None:
    """Until somebody listens."""
    for _try in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def ask(port: int, path: str, headers: dict[str, str], times: int) -> list[float]:
    """Ask one address again and again over one connection; milliseconds of each answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    took = []
    for _time in range(times):
        start = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        took.append((time.perf_counter() - start) * 1000)
        if answer.status >= 400:
            raise SystemExit(f"{path} answered {answer.status}")
    connection.close()
    return took


def four_at_once(port: int, path: str, headers: dict[str, str], times: int) -> float:
    """Requests a second from four connections together."""
    with ProcessPoolExecutor(4) as pool:
        start = time.perf_counter()
        for future in [pool.submit(ask, port, path, headers, times) for _one in range(4)]:
            future.result()
        return 4 * times / (time.perf_counter() - start)


def etag(port: int, path: str) -> str:
    """The ETag of an address."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    found = connection.getresponse().headers["ETag"]
    connection.close()
    return found


def rows(house: int, cookie: str) -> list[Row]:
    """What is asked."""
    feed = "/calendar/house/huis.ics"
    me = (("Cookie", cookie),)
    return [
        Row("home", "/"),
        Row("agenda, week of 20 rooms", f"/agenda/week/{monday()}", 8),
        Row("the same, signed in", f"/agenda/week/{monday()}", headers=me),
        Row("rooms", "/rooms/"),
        Row("room, week grid", "/rooms/zaal-0"),
        Row("activities", "/activities/"),
        Row("tasks", "/contributions/"),
        Row("my page", "/me", headers=me),
        Row("booking: when", "/rooms/book/when?purpose=meeting&people=6", headers=me),
        Row("house feed, whole", feed),
        Row("room feed, whole", "/calendar/room/zaal-0.ics"),
        Row("house feed, unchanged", feed, 2, (("If-None-Match", etag(house, feed)),)),
    ]


def compare(house: tuple[int, str], old: tuple[int, str], times: int) -> int:
    """Ask the house with little and the one with much history in turn; print how much slower the second is."""
    print(f"\n{'with 50,000 of years ago':<28}{'ms':>8}{'before':>9}{'x':>8}{'target':>8}")
    missed, then = 0, f"day={monday() + timedelta(8)}&start=20:00&end=21:00"
    for name, path in (
        ("room, week grid", "/rooms/zaal-0"),
        ("all rooms, one day", f"/rooms/day/{monday()}"),
        (
            "find a room",
            f"/rooms/book/room?purpose=meeting&people=6&{then}",
        ),
        ("room feed, whole", "/calendar/room/zaal-0.ics"),
    ):
        took: list[list[float]] = [[], []]
        for _round in range(max(times // 10, 4)):
            for number, (port, cookie) in enumerate((house, old)):
                took[number] += ask(port, path, {"Cookie": cookie}, 10)
        few, many = map(statistics.median, took)
        late = many / few > SLOWER
        missed += late
        print(f"{name:<28}{many:>8.2f}{few:>9.2f}{many / few:>8.2f}{SLOWER:>8.1f}{'  missed' if late else ''}")
    return 1 if missed else 0


def ask_all(bare: int, house: int, cookie: str, times: int) -> int:
    """Ask everything, print a table, count missed targets."""
    for path in ("/", "/agenda"):
        ask(house, path, {}, 20)
    hello = statistics.median(ask(bare, "/", {}, times))
    print(f"{'':<28}{'ms':>8}{'req/s':>9}{'x bare':>8}{'target':>8}")
    print(f"{'bare Flask answer':<28}{hello:>8.2f}{four_at_once(bare, '/', {}, times):>9.0f}{1.0:>8.1f}")
    missed = 0
    for row in rows(house, cookie):
        headers = dict(row.headers)
        took = statistics.median(ask(house, row.path, headers, times))
        each = four_at_once(house, row.path, headers, times // 2)
        late = row.target is not None and took / hello > row.target
        missed += late
        aim = f"{row.target:>8.0f}" if row.target else ""
        print(f"{row.name:<28}{took:>8.2f}{each:>9.0f}{took / hello:>8.1f}{aim}{'  missed' if late else ''}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
