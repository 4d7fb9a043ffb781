"""The work that goes on when nobody asks: sweeps (mail that waits, events to deliver) and periodic jobs.

Huey wakes the worker and remembers nothing: what has to be done is a row in the database. A lost nudge, or an emptied
queue, costs a minute at most.

Areas say what there is to do when the house starts: `jobs.add(app, Job(...))` for work by the clock, and
`jobs.add_sweep(app, name, run)` for work that is done each minute, and at once after a `nudge()`.
"""

from collections.abc import Callable

from flask import Flask, current_app

from app.jobs.runs import failing, last_heartbeat
from app.jobs.worker import DAILY, Jobs
from app.plugins import Job, delivery

EXTENSION = "wij_jobs"

__all__ = [
    "DAILY",
    "Jobs",
    "add",
    "add_sweep",
    "current_jobs",
    "failing",
    "init_app",
    "jobs_of",
    "last_heartbeat",
    "nudge",
]


def current_jobs() -> Jobs:
    """The work of the application that is running."""
    return jobs_of(current_app)


def jobs_of(app: Flask) -> Jobs:
    """The work of an application that is not running yet."""
    found: Jobs = app.extensions[EXTENSION]
    return found


def add(app: Flask, job: Job) -> None:
    """Register work by the clock, when the house starts."""
    jobs_of(app).add(job)


def add_sweep(app: Flask, name: str, run: Callable[[], object]) -> None:
    """Register a sweep, when the house starts. `run` claims its own rows: two workers may run it at once."""
    jobs_of(app).add_sweep(name, run)


def nudge() -> None:
    """Ask the workers to sweep now: give it to `app.db.after_commit`."""
    current_jobs().nudge()


def init_app(app: Flask) -> None:
    """Make room for the work, and add the ground floor's own: events that plugins have not heard."""
    app.extensions[EXTENSION] = Jobs(app)
    add_sweep(app, "events.deliver", delivery.deliver)
