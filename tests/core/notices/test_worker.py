"""A worker in a process of its own: it is woken at once, ends when told, and may be killed at any time."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from app import jobs, notices
from app.clock import at, now
from app.config import ROOT
from app.notices import Recipient
from app.notices.sending import LEASE
from tests.core.notices.tea import REF, Tea
from tests.factories import Make
from tests.postman import Postman

pytestmark = [pytest.mark.both, pytest.mark.slow]
MAILS = 40


@contextmanager
def worker(database: str, postman: Postman) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.core.notices.worker", database, postman.url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        yield process
        process.kill()


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> float:
    """How long it took."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, "it did not happen"
        time.sleep(0.02)
    return time.monotonic() - start


def send(app: Flask, house_id: int, number: int) -> str:
    with app.app_context():
        recipient = Recipient(name=f"Gast {number}", email=f"g{number}@example.org")
        return notices.send(recipient, "tea.code", {"seed": number}, ref=REF, house_id=house_id)


def test_every_mail_of_a_killed_worker_goes_out_and_at_most_one_twice(
    app: Flask, database: str, make: Make, postman: Postman
) -> None:
    house = make.house()
    wanted = {f"<{send(app, house, number)}@linde.example>" for number in range(MAILS)}
    postman.slow = 0.05
    with worker(database, postman) as process:
        wait_for(lambda: len(postman.mails) >= MAILS // 4)
        process.send_signal(signal.SIGKILL)
        process.wait()
    before = len(postman.mails)
    assert before < MAILS
    postman.slow = 0
    with app.app_context(), at(now() + LEASE):
        notices.sweep()
    got = [str(mail["Message-ID"]).replace("127.0.0.1", "linde.example") for mail in postman.mails]
    assert set(got) == wanted
    assert len(got) - len(wanted) <= 1


def test_code_reaches_the_mailbox_within_two_seconds_and_the_worker_ends_when_told(
    make_app: Callable[..., Flask], app: Flask, database: str, make: Make, postman: Postman, tea: Tea
) -> None:
    house = make.house()
    real = make_app(extra_plugins={"tea": tea}, TESTING=False)  # so that its nudge goes through a real queue
    with worker(database, postman) as process:
        wait_for(lambda: heard_of(app))
        time.sleep(1)  # what it does at its start is over
        assert send(real, house, 1)
        assert wait_for(lambda: len(postman.mails) == 1) < 2
        process.terminate()
        assert process.wait(timeout=20) == 0
    close_queue(real)


def heard_of(app: Flask) -> bool:
    with app.app_context():
        return jobs.last_heartbeat() is not None


def close_queue(app: Flask) -> None:
    jobs.jobs_of(app).queue.storage.close()
