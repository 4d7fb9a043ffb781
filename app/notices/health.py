"""How the outbox is doing, for `wij doctor` and /healthz."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, select

from app.clock import now
from app.db import db
from app.notices.models import Channel, Notice, State

PATIENCE: Final = timedelta(minutes=5)
"""A mail that is due this long should have gone."""
LATELY: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Health:
    """What is not as it should be, in numbers of mails."""

    late: int
    """Due and not gone: the worker or the mail server does not answer."""
    given_up: int
    """Given up in the last seven days; the desk got a call task or a slip in their place."""


def health() -> Health:
    """Count the mails that are late, and those that were given up lately."""
    late = _count(Notice.state == State.WAITING, Notice.not_before < now() - PATIENCE)
    return Health(late, _count(Notice.state == State.GIVEN_UP, Notice.created_at > now() - LATELY))


def _count(*found: ColumnElement[bool]) -> int:
    mails = select(func.count()).select_from(Notice).where(Notice.channel == Channel.MAIL, *found)
    return db.session.scalar(mails) or 0
