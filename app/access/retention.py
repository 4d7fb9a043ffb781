"""What access lets go of: codes and counts after a day, ended sessions and stopped cards after ninety."""

from datetime import timedelta
from typing import Final

from sqlalchemy import and_, delete, or_

from app.access.attempts import LONGEST
from app.access.models import Attempts, Card, Code, Session
from app.access.sessions import WAYS
from app.clock import now
from app.db import db, transactional

KEPT: Final = timedelta(days=90)
"""For a session that ended and a card that was stopped: so long somebody may ask what happened."""
CODES_KEPT: Final = timedelta(days=1)


@transactional
def expire() -> None:
    """Let go of data whose time is over. Called every night; calling it twice changes nothing."""
    moment = now()
    db.session.execute(delete(Code).where(Code.expires_at <= moment - CODES_KEPT))
    db.session.execute(delete(Attempts).where(Attempts.since <= moment - LONGEST))
    db.session.execute(delete(Card).where(Card.revoked_at <= moment - KEPT))
    unused = (and_(Session.way == way, Session.seen_at <= moment - of.unused - KEPT) for way, of in WAYS.items())
    db.session.execute(delete(Session).where(or_(Session.ended_at <= moment - KEPT, *unused)))
