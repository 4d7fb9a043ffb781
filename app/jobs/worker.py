"""The work of one application: what there is to do, and the queue that wakes those who do it."""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from flask import Flask
from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from sqlalchemy import make_url

from app.config import Misconfigured
from app.jobs.runs import beat, claim, finish
from app.plugins import Job
from app.plugins.manager import hooks_of

log = logging.getLogger(__name__)

DAILY: Final = timedelta(days=1)
THREADS: Final = 3
"""One sweeps, one does jobs, one is free for the heartbeat."""
STALE: Final = 60
"""Seconds after which a nudge is not worth hearing: the next minute has come."""


class Jobs:
    """The work of one application, and the queue that wakes its workers."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._jobs: dict[str, Job] = {}
        self._sweeps: dict[str, Callable[[], object]] = {}
        self._tasks: dict[str, Callable[[], object]] = {}
        self._me = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._wanted = threading.Event()
        self._sweeping = threading.Lock()
        self._working = threading.Lock()

    def add(self, job: Job) -> None:
        """Register work by the clock. Raises Misconfigured when the name is taken."""
        if job.name in self._jobs:
            raise Misconfigured(f"two jobs are called {job.name!r}")
        self._jobs[job.name] = job

    def add_sweep(self, name: str, run: Callable[[], object]) -> None:
        """Register work that is done each minute and after each nudge, by as many workers as there are."""
        self._sweeps[name] = run

    @cached_property
    def jobs(self) -> dict[str, Job]:
        """Every job by name: of the core and of the plugins."""
        for job in hooks_of(self._app).jobs():
            self.add(job)
        return dict(sorted(self._jobs.items()))

    @cached_property
    def queue(self) -> Huey:
        """The queue, made when it is first needed: each process has its own connection."""
        queue = queue_for(self._app.config)
        for name, run in (("sweep", self.sweep), ("work", self.work)):
            self._tasks[name] = queue.task(name=name, expires=STALE)(run)
        queue.periodic_task(crontab(), name="tick", priority=100, expires=STALE)(self.tick)
        return queue

    def nudge(self) -> None:
        """Ask the workers to sweep now. Never fails: without it they do so within a minute."""
        try:
            self._ask("sweep")
        except Exception:
            log.exception("the worker could not be woken; it will look by itself within a minute")

    def serve(self) -> None:
        """Be a worker, until SIGTERM or SIGINT; what is being done is finished first."""
        _ = self.jobs  # a plugin with a broken job stops the start
        self.queue.immediate = False
        consumer = Consumer(
            self.queue, workers=THREADS, initial_delay=0.1, max_delay=0.5, graceful_signal="TERM", shutdown_timeout=30
        )
        consumer.run()

    def tick(self) -> None:
        """Each minute: tell that there is a worker, keep what it is doing, and look for more to do."""
        with self._app.app_context():
            beat(self._me)
        self._ask("sweep")
        self._ask("work")

    def sweep(self) -> None:
        """Do the sweeps, one at a time in this process. Whoever comes while it runs has it run once more."""
        self._wanted.set()
        while self._wanted.is_set() and self._sweeping.acquire(blocking=False):
            try:
                self._wanted.clear()
                for name, run in self._sweeps.items():
                    self._contained(name, run)
            finally:
                self._sweeping.release()

    def work(self) -> None:
        """Do the jobs that are due, one after the other. Another thread that is at it already will do."""
        if not self._working.acquire(blocking=False):
            return
        try:
            for job in self.jobs.values():
                with self._app.app_context():
                    mine = claim(job.name, self._me)
                if mine:
                    done = self._contained(job.name, job.run)
                    with self._app.app_context():
                        finish(job, done)
        finally:
            self._working.release()

    def _ask(self, task: str) -> None:
        _ = self.queue  # it makes the tasks
        self._tasks[task]()

    def _contained(self, name: str, run: Callable[[], object]) -> bool:
        """Run it in a context of its own; an error is logged with its name and stops nothing else."""
        try:
            with self._app.app_context():
                run()
        except Exception:
            log.exception("the job %s failed", name)
            return False
        return True


def queue_for(config: dict[str, Any]) -> Huey:
    """Redis where there is one, else the house's own PostgreSQL, else a small file beside the SQLite database."""
    if config["TESTING"]:
        return MemoryHuey("wij", results=False)  # no worker listens in tests: they sweep themselves
    if config["WIJ_REDIS_URL"]:
        return RedisHuey("wij", results=False, url=config["WIJ_REDIS_URL"])
    url = make_url(config["SQLALCHEMY_DATABASE_URI"])
    if url.get_backend_name() == "postgresql":
        dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        return PostgresHuey("wij", results=False, dsn=dsn)
    path = Path(str(url.database)).resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    filename = str(path.with_suffix(".queue"))
    return SqliteHuey("wij", results=False, filename=filename, fsync=False)  # losing it loses nothing
