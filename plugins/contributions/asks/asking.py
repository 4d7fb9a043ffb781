"""Asking for a hand, and saying that it is settled. One function, one transaction."""

from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal, notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.people.roles import may
from app.places.models import House
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions.asks import telling
from plugins.contributions.asks.models import LONGEST, Ask

MOST: Final = 3
"""So many questions of one person wait at a time."""


@transactional
def ask(actor: Actor, house_id: int, words: str) -> str:
    """Ask for a hand; its public id. The hosts hear of it. Raises Refusal (with its field), NotFound, NotAllowed."""
    if actor.subject is None:
        raise NotAllowed(_("Sign in first, or call us."))
    if db.session.get(House, house_id) is None:
        raise NotFound(_("There is no such house."))
    if not words.strip():
        raise Refusal(_("With what may a neighbour help? A few words are enough."), field="words")
    if len(words.strip()) > LONGEST:
        raise Refusal(_("That is too long. Use at most %(most)s characters.", most=LONGEST), field="words")
    waiting = sa.select(Ask.id).where(Ask.person_id == actor.subject, Ask.settled_at.is_(None)).limit(MOST)
    if len(db.session.scalars(waiting).all()) == MOST:
        raise Refusal(_("Three questions are waiting already. Call us if there is more."), field="words")
    asked = Ask(
        public_id=new_public_id(), house_id=house_id, person_id=actor.subject, words=words.strip(), asked_at=now()
    )
    db.session.add(asked)
    db.session.flush()
    telling.tell_hosts(asked)
    journal.note(actor, "contributions.ask.made", asked.thing)
    return asked.public_id


@transactional
def settle(actor: Actor, key: str) -> None:
    """It is arranged, or no longer needed. Raises NotFound where it is neither the actor's nor their house's."""
    asked = ask_of(actor, key)
    if asked.settled_at is None:
        asked.settled_at = now()
        notices.withdraw(asked.thing)
        journal.note(actor, "contributions.ask.settled", asked.thing)


@transactional
def open_again(actor: Actor, key: str) -> None:
    """It waits after all. Raises NotFound as `settle` does."""
    asked = ask_of(actor, key)
    if asked.settled_at is not None:
        asked.settled_at = None
        journal.note(actor, "contributions.ask.opened", asked.thing)


def ask_of(actor: Actor, key: str) -> Ask:
    """The question, for who asked it and for the hosts of its house. Raises NotFound."""
    found = db.session.scalar(sa.select(Ask).where(Ask.public_id == key)) if key.isalnum() else None
    if found is None or not (found.person_id == actor.subject or may(actor, found.house_id, "host")):
        raise NotFound(_("This question is no longer there."))
    return found
