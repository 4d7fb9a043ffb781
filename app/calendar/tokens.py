"""Tokens that let a person's own programs read a calendar, theirs or that of a role: one for each place of use.

The address is the credential, since calendar programs cannot sign in. So it opens that calendar and nothing else, and
ending one does not end the others.
"""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.calendar.models import FeedToken
from app.calendar.offered import offered_to
from app.clock import now
from app.db import db, transaction, transactional
from app.journal import note
from app.refs import Ref, new_public_id
from app.refusals import NotAllowed, NotFound, Refusal

MOST: Final = 20
"""Live tokens a person: more places than anybody has."""
ALL: Final = "all"
TIMES: Final = "times"
"""What somebody else may see of a person's calendar: it as it is, or only when they have something."""
_COARSE: Final = timedelta(hours=1)


def tokens_of(person_id: int) -> list[FeedToken]:
    """A person's tokens that still work, oldest first."""
    return list(
        db.session.scalars(
            sa.select(FeedToken)
            .where(FeedToken.person_id == person_id, FeedToken.revoked_at.is_(None))
            .order_by(FeedToken.made_at, FeedToken.id)
        )
    )


def find(token: str) -> FeedToken | None:
    """The row of a token, ended or not; None for one that never was. Both take the same time: one search by hash."""
    return db.session.scalar(sa.select(FeedToken).where(FeedToken.token_hash == hash_of(token)))


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transactional
def make(actor: Actor, label: str, calendar: str = "") -> str:
    """Make a token for `actor`'s own calendar, or for one that is offered to them (the key of an `Offered`).

    The answer is the only time that it can be read. Raises NotAllowed for a guest, and Refusal (with its field) when
    there are already MOST, or for a calendar that is not offered.
    """
    person_id = _subject(actor)
    if calendar and all(one.key != calendar for one in offered_to(person_id)):
        raise Refusal(_("Choose from the list."), field="calendar")
    kind, _slash, slug = calendar.partition("/")
    return _add(actor, FeedToken(person_id=person_id, label=label, kind=kind, slug=slug))


@transactional
def share(actor: Actor, reader: str, lets_see: str) -> str:
    """Let somebody else, `reader` in the person's own words, read along in `actor`'s calendar: ALL of it, or its TIMES.

    Making the link is how a person says yes, ending it is how they take that back. The answer is the only time that
    it can be read. Raises as `make` does.
    """
    if lets_see not in (ALL, TIMES):
        raise Refusal(_("Choose from the list."), field="lets_see")
    return _add(actor, FeedToken(person_id=_subject(actor), label=reader, lets_see=lets_see))


@transactional
def renew(actor: Actor, public_id: str) -> str:
    """End a token and make another in its place, for the same calendar. Raises NotFound for one that is not theirs."""
    row = own(actor, public_id)
    row.revoked_at = now()
    note(actor, "calendar.token.revoked", _ref(row))
    new = FeedToken(person_id=row.person_id, label=row.label, kind=row.kind, slug=row.slug, lets_see=row.lets_see)
    return _add(actor, new)


@transactional
def rename(actor: Actor, public_id: str, label: str) -> None:
    """Say anew where a token is used. Raises NotFound for one that is not theirs, or has ended."""
    row = own(actor, public_id)
    row.label = label
    note(actor, "calendar.token.renamed", _ref(row))


@transactional
def revoke(actor: Actor, public_id: str) -> None:
    """End a token: its address answers 410 from now on. Raises NotFound for one that is not theirs, or has ended."""
    row = own(actor, public_id)
    row.revoked_at = now()
    note(actor, "calendar.token.revoked", _ref(row))


def was_fetched(token_id: int, last: datetime | None) -> None:
    """Remember that a token was used, unless that was written in the past hour already."""
    if last is not None and now() - last < _COARSE:
        return
    with transaction() as session:
        session.execute(
            sa.update(FeedToken)
            .where(FeedToken.id == token_id)
            .values(last_fetched_at=now().replace(minute=0, second=0))
        )


def last_fetches_of(person_ids: Collection[int]) -> dict[int, datetime]:
    """When a program of somebody's own last read all that is theirs, to the hour: what was so before, it knows."""
    rows = db.session.execute(
        sa.select(FeedToken.person_id, sa.func.max(FeedToken.last_fetched_at))
        .where(
            FeedToken.person_id.in_(person_ids),
            FeedToken.revoked_at.is_(None),
            FeedToken.last_fetched_at.is_not(None),
            FeedToken.kind == "",
            FeedToken.lets_see == "",
        )
        .group_by(FeedToken.person_id)
    )
    return {person_id: moment for person_id, moment in rows if moment is not None}


def _add(actor: Actor, row: FeedToken) -> str:
    if len(tokens_of(row.person_id)) >= MOST:
        raise Refusal(_("You have many links already. End one that you no longer use."), field="label")
    token = secrets.token_urlsafe(16)
    row.public_id, row.token_hash, row.made_at = new_public_id(), hash_of(token), now()
    db.session.add(row)
    note(actor, "calendar.token.shared" if row.lets_see else "calendar.token.made", _ref(row))
    return token


def _subject(actor: Actor) -> int:
    if actor.subject is None:
        raise NotAllowed(_("Sign in first."))
    return actor.subject


def own(actor: Actor, public_id: str) -> FeedToken:
    """A token of `actor`'s own that still works. Raises NotFound for any other."""
    row = db.session.scalar(
        sa.select(FeedToken).where(FeedToken.public_id == public_id, FeedToken.person_id == _subject(actor))
    )
    if row is None or row.revoked_at is not None:
        raise NotFound(_("This link has ended already."))
    return row


def _ref(row: FeedToken) -> Ref:
    return Ref("calendar", "token", row.public_id)
