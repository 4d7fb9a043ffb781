"""Work by the clock: when it is due, by one worker at a time, and again soon after it failed."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app import jobs
from app.clock import at
from app.config import Misconfigured
from app.db import db, transaction
from app.events import BookingMoved, say
from app.jobs.models import JobRun
from app.jobs.runs import HEARTBEAT, LEASE, SOON, beat, claim, finish, next_due
from app.jobs.worker import queue_for
from app.plugins import Job, impl
from app.refs import Ref
from tests.factories import Make, span

pytestmark = pytest.mark.own_app

START = span("2027-03-18", "14:00-16:00").start
HOUR = timedelta(hours=1)


class Kettle:
    """A plugin with hourly work."""

    def __init__(self, every: timedelta = HOUR) -> None:
        self.runs = 0
        self.broken = False
        self.every = every

    @impl
    def wij_register_jobs(self, app: Flask) -> list[Job]:
        return [Job(name="kettle.boil", every=self.every, run=self.boil)]

    def boil(self) -> None:
        self.runs += 1
        db.session.execute(sa.select(1))  # there is a context to work in
        if self.broken:
            raise RuntimeError("no water")


@pytest.fixture
def kettle() -> Kettle:
    return Kettle()


@pytest.fixture
def app(make_app: Callable[..., Flask], kettle: Kettle) -> Flask:
    return make_app(extra_plugins={"kettle": kettle}, WIJ_PLUGINS="none")


def work(app: Flask, after: timedelta = timedelta(0)) -> None:
    with at(START + after):
        jobs.jobs_of(app).work()


@pytest.mark.parametrize(
    ("after", "every", "due"),
    [
        (datetime(2027, 3, 18, 13, 0, tzinfo=UTC), HOUR, datetime(2027, 3, 18, 14, 0, tzinfo=UTC)),
        (datetime(2027, 3, 18, 13, 59, 59, tzinfo=UTC), HOUR, datetime(2027, 3, 18, 14, 0, tzinfo=UTC)),
        (datetime(2027, 3, 18, 13, 0, tzinfo=UTC), jobs.DAILY, datetime(2027, 3, 19, 2, 0, tzinfo=UTC)),
        (datetime(2027, 3, 18, 1, 0, tzinfo=UTC), jobs.DAILY, datetime(2027, 3, 18, 2, 0, tzinfo=UTC)),
        (datetime(2025, 12, 31, 23, 0, tzinfo=UTC), jobs.DAILY, datetime(2026, 1, 1, 2, 0, tzinfo=UTC)),
    ],
)
def test_next_time_is_a_whole_period_from_the_anchor(after: datetime, every: timedelta, due: datetime) -> None:
    assert next_due(after, every) == due


@pytest.mark.both
def test_job_runs_at_once_when_it_is_new_and_then_when_it_is_due(app: Flask, kettle: Kettle) -> None:
    for after in (timedelta(0), timedelta(minutes=59), HOUR, HOUR):
        work(app, after)
    assert kettle.runs == 2


@pytest.mark.both
def test_job_that_failed_is_tried_again_soon_and_holds_up_no_other(
    app: Flask, kettle: Kettle, caplog: pytest.LogCaptureFixture
) -> None:
    others: list[int] = []
    jobs.add(app, Job(name="zz.later", every=HOUR, run=lambda: others.append(1)))
    kettle.broken = True
    work(app)
    assert (kettle.runs, len(others)) == (1, 1)
    assert "kettle.boil failed" in caplog.text
    with app.app_context():
        assert [run.name for run in jobs.failing()] == ["kettle.boil"]
    kettle.broken = False
    work(app, SOON)
    assert kettle.runs == 2
    with app.app_context():
        assert jobs.failing() == []


@pytest.mark.both
def test_two_workers_never_do_the_same_job_at_once(app: Flask) -> None:
    with app.app_context(), at(START):
        assert claim("kettle.boil", "one")
        assert not claim("kettle.boil", "two")
    with app.app_context(), at(START + HOUR):
        beat("one")  # it takes long, and it lives
        assert not claim("kettle.boil", "two")
        finish(Job(name="kettle.boil", every=HOUR, run=lambda: None), done=True)
        assert not claim("kettle.boil", "two")
    with app.app_context(), at(START + 2 * HOUR):
        assert claim("kettle.boil", "two")


@pytest.mark.both
def test_job_of_a_worker_that_died_is_done_by_another(app: Flask, kettle: Kettle) -> None:
    with app.app_context(), at(START):
        claim("kettle.boil", "dead")
    work(app, LEASE - timedelta(seconds=1))
    assert kettle.runs == 0
    work(app, LEASE)
    assert kettle.runs == 1


@pytest.mark.both
def test_twenty_workers_at_once_claim_a_new_job_once(app: Flask) -> None:
    won: list[bool] = []

    def try_it(number: int) -> None:
        with app.app_context():
            won.append(claim("new", f"worker {number}"))

    workers = [threading.Thread(target=try_it, args=(number,)) for number in range(20)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(won) == [False] * 19 + [True]


@pytest.mark.both
def test_heartbeat_is_one_row_that_moves_on(app: Flask) -> None:
    with app.app_context():
        assert jobs.last_heartbeat() is None
    for after in (timedelta(0), timedelta(minutes=1)):
        with at(START + after):
            jobs.jobs_of(app).tick()
    with app.app_context():
        assert jobs.last_heartbeat() == START + timedelta(minutes=1)
        assert db.session.scalar(sa.select(sa.func.count()).where(JobRun.name == HEARTBEAT)) == 1


def test_two_jobs_with_one_name_stop_the_start(make_app: Callable[..., Flask]) -> None:
    app = make_app(extra_plugins={"one": Kettle(), "two": Kettle()}, WIJ_PLUGINS="none")
    with pytest.raises(Misconfigured, match=r"kettle\.boil"):
        _ = jobs.jobs_of(app).jobs


def test_sweep_that_fails_holds_up_no_other(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []
    jobs.add_sweep(app, "aa.breaks", lambda: 1 / 0)
    jobs.add_sweep(app, "zz.works", lambda: done.append(1))
    jobs.jobs_of(app).sweep()
    assert done == [1]
    assert "aa.breaks failed" in caplog.text


def test_nudge_while_a_sweep_runs_makes_it_run_once_more(app: Flask) -> None:
    runs: list[int] = []
    mine = jobs.jobs_of(app)

    def sweep() -> None:
        runs.append(1)
        if len(runs) == 1:
            others = [threading.Thread(target=mine.sweep) for _number in range(5)]
            for other in others:
                other.start()
            for other in others:
                other.join()  # they leave at once: this sweep does it for them

    jobs.add_sweep(app, "test", sweep)
    mine.sweep()
    assert len(runs) == 2


def test_event_wakes_the_worker_after_its_transaction(make_app: Callable[..., Flask], make: Make) -> None:
    app = make_app(WIJ_PLUGINS="none")
    house = make.house()
    queue = jobs.jobs_of(app).queue
    with app.app_context(), transaction():
        say(BookingMoved(ref=Ref("rooms", "booking", "k3f9"), house_id=house))
        assert queue.pending_count() == 0
    assert queue.pending_count() == 1


def test_queue_is_redis_where_there_is_one_and_else_beside_the_database(tmp_path: Path) -> None:
    config = {"TESTING": False, "WIJ_REDIS_URL": "", "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path}/new/wij.sqlite"}
    beside = queue_for(config)
    assert (tmp_path / "new" / "wij.queue").exists()
    beside.storage.close()
    assert type(queue_for(config | {"WIJ_REDIS_URL": "redis://127.0.0.1:1/0"})).__name__ == "RedisHuey"


def test_nudge_of_a_queue_that_is_down_is_logged_and_no_more(
    make_app: Callable[..., Flask], caplog: pytest.LogCaptureFixture
) -> None:
    app = make_app(
        WIJ_PLUGINS="none", TESTING=False, WIJ_REDIS_URL="redis://127.0.0.1:1/0", RATELIMIT_STORAGE_URI="memory://"
    )
    with app.app_context():
        jobs.nudge()
    assert "could not be woken" in caplog.text
