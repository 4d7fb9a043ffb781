"""Many want the same room at once, from several processes with several threads: exactly one gets it."""

import multiprocessing
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask

from app import create_app
from app.actors import Actor
from app.clock import Span
from app.db import db, transactional
from app.places import HoldRequest, Taken, hold
from app.places.models import Occupancy
from app.refs import Ref
from tests.databases import SECRET
from tests.factories import Make, span

pytestmark = [pytest.mark.both, pytest.mark.slow, pytest.mark.timeout(300)]
PROCESSES, THREADS, EACH = 4, 10, 5
ATTEMPTS = PROCESSES * THREADS * EACH
DAY = "2027-03-18"
SLOTS = ["14:00-16:00", "13:00-14:30", "15:30-17:00", "10:00-22:00", "14:30-15:00"]

Wish = tuple[tuple[int, ...], list[str]]
"""The spaces and the times to choose from, attempt by attempt."""


@transactional
def take(house_id: int, space_id: int, when: Span, key: str) -> None:
    hold(
        HoldRequest(
            actor=Actor.job(), ref=Ref("test", "thing", key), house_id=house_id, space_ids=(space_id,), spans=(when,)
        )
    )


def rush(
    url: str, house_id: int, wish: Wish, process: int, gate: Barrier, results: "multiprocessing.Queue[str]"
) -> None:
    """One process of the rush: an application of its own, and threads that all start when every process is ready."""
    app = create_app({"WIJ_DATABASE_URL": url, "WIJ_SECRET_KEY": SECRET, "TESTING": True, "WIJ_PLUGINS": "none"})
    spaces, slots = wish

    def attempt(number: int) -> str:
        space_id, times = spaces[number % len(spaces)], slots[number % len(slots)]
        with app.app_context():
            try:
                take(house_id, space_id, span(DAY, times), f"p{process}-{number}")
            except Taken:
                return "taken"
            except Exception as error:  # whatever it is, the test wants to know
                return repr(error)
            return "held"

    with ThreadPoolExecutor(THREADS) as pool:
        gate.wait(120)
        for answer in pool.map(attempt, range(process, process + THREADS * EACH)):
            results.put(answer)
    with app.app_context():
        db.engine.dispose()


def answers_of_a_rush(url: str, house_id: int, wish: Wish) -> Counter[str]:
    spawn = multiprocessing.get_context("spawn")
    gate, results = spawn.Barrier(PROCESSES), spawn.Queue()
    processes = [spawn.Process(target=rush, args=(url, house_id, wish, n, gate, results)) for n in range(PROCESSES)]
    for process in processes:
        process.start()
    answers = Counter(results.get(timeout=200) for _ in range(ATTEMPTS))
    for process in processes:
        process.join(30)
        process.close()
    results.close()
    results.join_thread()
    return answers


@pytest.fixture
def here(make_app: Callable[..., Flask]) -> Flask:
    return make_app(WIJ_PLUGINS="none")


def held(app: Flask) -> list[tuple[int, Span]]:
    with app.app_context():
        rows = db.session.execute(sa.select(Occupancy.space_id, Occupancy.starts, Occupancy.ends))
        return sorted((row.space_id, Span(row.starts, row.ends)) for row in rows)


def test_200_attempts_on_one_slot_give_exactly_one_holder(here: Flask, database: str) -> None:
    make = Make(here)
    house = make.house()
    room = make.space(house)
    answers = answers_of_a_rush(database, house, ((room,), ["14:00-16:00"]))
    assert answers == {"held": 1, "taken": ATTEMPTS - 1}
    assert held(here) == [(room, span(DAY, "14:00-16:00"))]


def test_200_attempts_on_overlapping_slots_and_combined_rooms_never_overlap(here: Flask, database: str) -> None:
    make = Make(here)
    house = make.house()
    a, b = make.space(house, "Zaal A"), make.space(house, "Zaal B")
    hall = make.space(house, "Grote zaal", parts=[a, b])
    answers = answers_of_a_rush(database, house, ((a, hall, b), SLOTS))
    rows = held(here)
    assert set(answers) == {"held", "taken"}
    assert sum(answers.values()) == ATTEMPTS
    assert rows
    assert not [
        (one, other)
        for number, one in enumerate(rows)
        for other in rows[number + 1 :]
        if one[0] == other[0] and one[1].overlaps(other[1])
    ]
