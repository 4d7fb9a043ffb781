"""Let go of what has had its time: every night, the core's own and each plugin's, one by one."""

import logging
from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa

from app import access, notices, pointing
from app.calendar import keeping
from app.clock import now
from app.db import db, transaction, transactional
from app.journal import LogLine
from app.plugins import current_hooks, delivery
from app.privacy.forgetting import clear_log

log = logging.getLogger(__name__)

LOG_DAYS = 730
"""Two years: long enough to look back on a season with the house, short enough to let go."""


class Unfinished(Exception):
    """Some retention failed; the job is tried again."""


def run() -> None:
    """Run every retention, each in a transaction of its own. Raises Unfinished, with names, after trying them all."""
    failed = []
    for name, expire in [*_core(), *current_hooks().expirers()]:
        try:
            with transaction():
                expire()
        except Exception:
            log.exception("retention of %s failed", name)
            failed.append(name)
    clear_log()
    if failed:
        raise Unfinished(", ".join(failed))


def _core() -> list[tuple[str, Callable[[], object]]]:
    return [
        ("access", access.expire),
        ("calendar", keeping.expire),
        ("notices", notices.expire),
        ("pointing", pointing.expire),
        ("log", expire_log),
        ("events", delivery.expire),
    ]


@transactional
def expire_log() -> None:
    """Lines of the log go after two years."""
    db.session.execute(sa.delete(LogLine).where(LogLine.at < now() - timedelta(days=LOG_DAYS)))
