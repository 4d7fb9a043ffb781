"""Sessions: somebody is signed in on a device. The cookie holds a random token, the table its hash; no rights."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select, update

from app.access.models import Session
from app.access.words import SIGNED_IN, SIGNED_OUT, SIGNED_OUT_EVERYWHERE
from app.actors import Actor, Channel
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.people.models import Person
from app.people.service import ref_of


@dataclass(frozen=True, slots=True)
class Way:
    """A way in: how long an unused session lasts, and how often its use is written down."""

    channel: Channel
    unused: timedelta
    written: timedelta
    kept: bool
    """Whether it outlives closing the browser."""


WAYS: Final = {
    "code": Way(Channel.WEB, timedelta(days=90), timedelta(days=1), kept=True),
    "card": Way(Channel.CARD, timedelta(hours=1), timedelta(minutes=10), kept=False),
    "demo": Way(Channel.WEB, timedelta(days=1), timedelta(hours=1), kept=False),
}
"""Mail is read on one's own phone; a card is used on the tablet that everybody uses."""


@transactional
def start(person_id: int, way: str) -> str:
    """Sign somebody in. Answers the token for the cookie: it is nowhere else."""
    token = secrets.token_urlsafe(32)
    person = db.session.get_one(Person, person_id)
    row = Session(token_hash=_hash(token), person_id=person_id, way=way, started_at=now(), seen_at=now())
    db.session.add(row)
    note(Actor.self(person_id, WAYS[way].channel), SIGNED_IN, ref_of(person))
    return token


def find(token: str) -> Session | None:
    """The session of a token, if it is still on and its person still here."""
    row = db.session.scalar(
        select(Session)
        .join(Person, Person.id == Session.person_id)
        .where(Session.token_hash == _hash(token), Session.ended_at.is_(None), Person.forgotten_at.is_(None))
    )
    return row if row is not None and row.way in WAYS and now() < row.seen_at + WAYS[row.way].unused else None


def is_worth_writing(row: Session) -> bool:
    """Whether it is long enough ago that its use was written down."""
    return now() >= row.seen_at + WAYS[row.way].written


@transactional
def touch(session_id: int) -> None:
    """Write down that a session is in use."""
    db.session.execute(update(Session).where(Session.id == session_id).values(seen_at=now()))


@transactional
def end(session_id: int) -> None:
    """Sign out on one device."""
    row = db.session.get_one(Session, session_id)
    if row.ended_at is None:
        row.ended_at = now()
        person = db.session.get_one(Person, row.person_id)
        note(Actor.self(row.person_id, WAYS[row.way].channel), SIGNED_OUT, ref_of(person))


@transactional
def end_everywhere(actor: Actor) -> int:
    """Sign the subject out on every device: a phone is lost. Answers how many sessions that were."""
    if actor.subject is None:
        return 0
    rows = update(Session).where(Session.person_id == actor.subject, Session.ended_at.is_(None))
    ended = db.session.execute(rows.values(ended_at=now()).returning(Session.id)).all()
    note(actor, SIGNED_OUT_EVERYWHERE, ref_of(db.session.get_one(Person, actor.subject)))
    return len(ended)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
