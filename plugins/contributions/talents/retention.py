"""What is kept of what people like to do: given to them on request, and let go of in time."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa

from app.clock import now
from app.db import db, transactional
from plugins.contributions.models import Task
from plugins.contributions.talents.models import KEPT, Invitation, Talent

UNDO: Final = timedelta(hours=12)
"""So long what was taken off can be brought back."""
INVITATIONS_KEPT: Final = timedelta(days=30)
"""For a task for whenever: after that somebody may be asked once more."""


def export(person_id: int) -> Mapping[str, Any]:
    """All lines of somebody, and what they were asked. Nothing added up."""
    talents = db.session.scalars(sa.select(Talent).where(Talent.person_id == person_id).order_by(Talent.id))
    asked = db.session.scalars(sa.select(Invitation).where(Invitation.person_id == person_id).order_by(Invitation.id))
    return {
        "likes": [_exported(one) for one in talents],
        "asked_to_help": [
            {"task": one.task.title, "asked": one.asked_at.isoformat(), "answered": one.answered_at is not None}
            for one in asked
        ],
    }


@transactional
def expire() -> None:
    """Forget what was taken off, what nobody saved again for over a year, and questions about what is over."""
    moment = now()
    old = sa.or_(Talent.removed_at < moment - UNDO, Talent.saved_at < moment - KEPT)
    db.session.execute(sa.delete(Talent).where(old))
    over = sa.select(Task.id).where(
        sa.or_(Task.closed_at.is_not(None), sa.func.coalesce(Task.ends, Task.starts) <= moment)
    )
    gone = sa.or_(Invitation.task_id.in_(over), Invitation.asked_at < moment - INVITATIONS_KEPT)
    db.session.execute(sa.delete(Invitation).where(gone), execution_options={"synchronize_session": False})


def _exported(talent: Talent) -> dict[str, Any]:
    return {
        "words": talent.words,
        "days": list(talent.days.split(",")) if talent.days else [],
        "parts": list(talent.part_keys),
        "how": list(talent.take_keys),
        "shown_to": talent.audience,
        "saved": talent.saved_at.isoformat(),
        "taken_off": talent.removed_at is not None,
    }
