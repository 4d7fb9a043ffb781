"""When jobs are due and who may do them: one row a job, so that none runs twice at a time."""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.clock import now
from app.db import db, transactional
from app.jobs.models import JobRun
from app.plugins import Job

HEARTBEAT: Final = "worker_heartbeat"
LEASE: Final = timedelta(minutes=5)
"""How long a job of a worker that died stays taken. A living worker renews it each minute."""
SOON: Final = timedelta(minutes=10)
"""When a job that failed is tried again, unless its next time comes before that."""
ANCHOR: Final = datetime(2026, 1, 1, 2, tzinfo=UTC)
"""Jobs run at whole multiples of their period from here: daily ones in the small hours."""


@transactional
def beat(worker: str) -> None:
    """Write down that a worker is alive, and keep the jobs that it is doing."""
    changed = db.session.execute(
        update(JobRun).where(JobRun.name == HEARTBEAT).values(finished_at=now(), worker=worker)
    )
    if not changed.rowcount:  # type: ignore[attr-defined]  # an UPDATE's result has it
        db.session.add(JobRun(name=HEARTBEAT, due_at=now(), finished_at=now(), worker=worker))
    db.session.execute(
        update(JobRun).where(JobRun.worker == worker, JobRun.lease_until.is_not(None)).values(lease_until=now() + LEASE)
    )


def claim(name: str, worker: str) -> bool:
    """Take a job that is due and that nobody is doing. Whether it is ours now."""
    try:
        return _claim(name, worker)
    except IntegrityError:  # a new job, and another worker was a moment earlier
        return False


@transactional
def _claim(name: str, worker: str) -> bool:
    run = db.session.get(JobRun, name, with_for_update=True, populate_existing=True)
    if run is None:
        run = JobRun(name=name, due_at=now())
        db.session.add(run)
    elif run.due_at > now() or (run.lease_until is not None and run.lease_until > now()):
        return False
    run.worker, run.lease_until = worker, now() + LEASE
    db.session.flush()
    return True


@transactional
def finish(job: Job, done: bool) -> None:
    """Write down how a job went, and when it is due again."""
    run = db.session.get_one(JobRun, job.name)
    following = next_due(now(), job.every)
    run.worker = run.lease_until = None
    run.failures = 0 if done else run.failures + 1
    run.due_at = following if done else min(following, now() + SOON)
    if done:
        run.finished_at = now()


def next_due(after: datetime, every: timedelta) -> datetime:
    """The first whole period from the anchor that lies after `after`."""
    return ANCHOR + ((after - ANCHOR) // every + 1) * every


def last_heartbeat() -> datetime | None:
    """When a worker was last heard of; None if there never was one."""
    run = db.session.get(JobRun, HEARTBEAT)
    return None if run is None else run.finished_at


def failing() -> list[JobRun]:
    """Jobs that failed the last time, for `wij doctor`."""
    return list(db.session.scalars(select(JobRun).where(JobRun.failures > 0).order_by(JobRun.name)))
