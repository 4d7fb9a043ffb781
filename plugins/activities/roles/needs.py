"""Small roles as the needs of each date, told to whoever keeps promises."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from app.clock import Span, now
from app.db import db, transactional
from app.plugins import Need
from app.refs import Ref
from plugins.activities.models import OWNER, Activity, Occurrence
from plugins.activities.roles.models import Role
from plugins.activities.roles.moments import begins

KEPT: Final = timedelta(days=30)
"""How long a role that was taken off can be put back."""
_MARGIN: Final = timedelta(days=1)
"""A role begins at most so long before its date does."""


def needs(house_id: int, window: Span) -> list[Need]:
    """What the dates of a house's activities need hands for in `window`; nothing of a date that is off. One query."""
    rows = db.session.execute(
        sa.select(Role, Occurrence.public_id, Occurrence.starts, Occurrence.ends)
        .join(Activity, Activity.id == Role.activity_id)
        .join(
            Occurrence,
            sa.and_(
                Occurrence.activity_id == Role.activity_id,
                sa.or_(Role.occurrence_id.is_(None), Role.occurrence_id == Occurrence.id),
            ),
        )
        .where(
            Activity.house_id == house_id,
            Role.removed_at.is_(None),
            Occurrence.cancelled_at.is_(None),
            Occurrence.starts < window.end + _MARGIN,
            Occurrence.ends >= window.start - _MARGIN,
        )
        .order_by(Occurrence.starts, Occurrence.id, Role.id)
    )
    found = [need_of(role, date, Span(starts, ends)) for role, date, starts, ends in rows]
    return [need for need in found if need.at is not None and need.at in window]


def need_of(role: Role, date: str, span: Span) -> Need:
    """A role as the need of one date, by its public id and span."""
    return Need(
        ref=Ref(OWNER, "date", date),
        key=role.public_id,
        title=role.title,
        minutes=role.minutes,
        places=role.places,
        at=begins(role.moment, role.minutes, span),
    )


@transactional
def expire() -> None:
    """Let go of roles that were taken off a while ago."""
    db.session.execute(sa.delete(Role).where(Role.removed_at < now() - KEPT))
