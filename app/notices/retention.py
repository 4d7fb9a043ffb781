"""Notices are for now: thirty days later nothing is left of whom they were for and of what they said."""

from datetime import timedelta
from typing import Final

from sqlalchemy import or_, update

from app.clock import now
from app.db import db, transactional
from app.notices.models import Notice, State

KEPT: Final = timedelta(days=30)


@transactional
def expire() -> None:
    """Empty what went out, or was withdrawn or given up, thirty days ago; take back what waited all that time.

    The bare row stays (what kind, by which channel, when), for figures about the outbox.
    """
    old = now() - KEPT
    silently = {"synchronize_session": False}
    db.session.execute(
        update(Notice).where(Notice.state == State.WAITING, Notice.not_before < old).values(state=State.WITHDRAWN),
        execution_options=silently,
    )
    db.session.execute(
        update(Notice)
        .where(
            Notice.state != State.WAITING,
            or_(Notice.sent_at < old, Notice.sent_at.is_(None) & (Notice.created_at < old)),
        )
        .values(
            person_id=None,
            guest_name="",
            guest_email="",
            guest_phone="",
            params="",
            ics=None,
            taken_by_id=None,
            kept_text=None,
        ),
        execution_options=silently,
    )
