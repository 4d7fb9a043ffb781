"""What was settled is gone a year later; a reason stays for as long as it hides something."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from app.clock import now
from app.db import db, transactional
from app.pointing.models import Pointing, Ruling

KEPT: Final = timedelta(days=365)


@transactional
def expire() -> None:
    """Let go of pointings that were settled, or that nobody looked at, and of decisions that hide nothing."""
    old = now() - KEPT
    settled = sa.select(Ruling.id).where(Ruling.decided_at < old)
    gone = sa.or_(Pointing.ruling_id.in_(settled), sa.and_(Pointing.ruling_id.is_(None), Pointing.at < old))
    db.session.execute(sa.delete(Pointing).where(gone))
    over = sa.or_(Ruling.ended_at < old, sa.and_(~Ruling.hidden, Ruling.decided_at < old))
    db.session.execute(sa.delete(Ruling).where(over))
