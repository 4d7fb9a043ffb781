"""Write an idea down, change it, take it back. Anybody who is signed in; nobody approves. One is one transaction."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.events import IdeaShared, say
from app.journal import note
from app.places.models import House
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.activities.ideas import words as said
from plugins.activities.ideas.models import Idea, Voice
from plugins.activities.ideas.standing import REST, Standing
from plugins.activities.words import UNKNOWN_HOUSE

LONGEST: Final = 1000
MOST: Final = 20
"""Ideas of one person that are open at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaValues:
    """What somebody would like. `organises`: whether they organise it along (asked only when it is new)."""

    title: str
    about: str = ""
    named: bool = False
    sensitive: bool = False
    organises: bool = False


@transactional
def share(actor: Actor, house_id: int, values: IdeaValues) -> str:
    """Put an idea in the box of a house; its public id. Raises Refusal (with its field), NotAllowed, NotFound."""
    person_id = somebody(actor)
    if db.session.get(House, house_id) is None:
        raise NotFound(UNKNOWN_HOUSE)
    own = sa.select(sa.func.count()).where(
        Idea.by_id == person_id,
        Idea.taken_back_at.is_(None),
        Idea.became_at.is_(None),
        Idea.alive_at > now() - REST,
    )
    if (db.session.scalar(own) or 0) >= MOST:
        raise Refusal(_("You have many ideas! Take one back first, or let one happen."), field="title")
    idea = Idea(
        public_id=new_public_id(), house_id=house_id, by_id=person_id, written_at=now(), alive_at=now(), voices=[]
    )
    _fill(idea, values)
    if values.organises:
        idea.voices.append(new_voice(person_id, organises=True, named=idea.named))
    db.session.add(idea)
    db.session.flush()
    say(IdeaShared(ref=idea.thing, house_id=house_id, person_id=person_id))
    note(actor, said.SHARED, idea.thing)
    return idea.public_id


@transactional
def change(actor: Actor, key: str, values: IdeaValues) -> None:
    """Say it in other words; that wakes it. Raises Refusal (with its field), NotAllowed, NotFound."""
    idea = own_idea(actor, key)
    if idea.standing is Standing.HAPPENED:
        raise Refusal(_("It is an activity already. Change the words there."), field="title")
    _fill(idea, values)
    own = idea.voice_of(idea.by_id)
    if own is not None:
        own.named = idea.named
    idea.alive_at = now()
    note(actor, said.CHANGED, idea.thing)


@transactional
def take_back(actor: Actor, key: str) -> None:
    """Take one's idea out of the box: nobody sees it any more. Twice is once. Raises Refusal, NotAllowed, NotFound."""
    idea = own_idea(actor, key)
    if idea.standing is Standing.HAPPENED:
        raise Refusal(_("It is an activity already. What was thought up, stays thought up."))
    if idea.taken_back_at is None:
        idea.taken_back_at = now()
        note(actor, said.TAKEN_BACK, idea.thing)


@transactional
def put_back(actor: Actor, key: str) -> None:
    """Put it back into the box. Raises NotAllowed, NotFound."""
    idea = own_idea(actor, key)
    if idea.taken_back_at is not None:
        idea.taken_back_at, idea.alive_at = None, now()
        note(actor, said.PUT_BACK, idea.thing)


@transactional
def wake(actor: Actor, key: str) -> None:
    """An idea that rests is wanted still: anybody may say so. Raises NotAllowed, NotFound."""
    somebody(actor)
    idea = locked(key)
    if idea.standing is Standing.RESTING:
        idea.alive_at = now()
        note(actor, said.WOKEN, idea.thing)


def somebody(actor: Actor) -> int:
    """Who it is for. Raises NotAllowed for a guest."""
    if actor.subject is None:
        raise NotAllowed(_("Sign in first, or come by the desk. Then we write it down for you."))
    return actor.subject


def locked(key: str) -> Idea:
    """The idea with this public id, locked. Raises NotFound. Call it in a transaction."""
    wanted = sa.select(Idea).where(Idea.public_id == key).with_for_update(of=Idea.__table__)
    idea = db.session.scalar(wanted.execution_options(populate_existing=True)) if key.isalnum() else None
    if idea is None:
        raise NotFound(said.UNKNOWN_IDEA)
    return idea


def own_idea(actor: Actor, key: str) -> Idea:
    """One's own idea, locked. Raises NotFound, or NotAllowed for another's. Call it in a transaction."""
    idea = locked(key)
    if actor.subject is None or idea.by_id != actor.subject:
        raise NotAllowed(_("Only who wrote this down can change it."))
    return idea


def new_voice(person_id: int, *, organises: bool, named: bool) -> Voice:
    """What somebody says of an idea, to put with it."""
    return Voice(public_id=new_public_id(), person_id=person_id, organises=organises, named=named, at=now())


def _fill(idea: Idea, values: IdeaValues) -> None:
    title = " ".join(values.title.split())
    if not any(sign.isalnum() for sign in title):
        raise Refusal(_("What would you like? A few words are enough."), field="title")
    if len(title) > 100:
        raise Refusal(_("That is too long. Use at most 100 characters."), field="title")
    if len(values.about.strip()) > LONGEST:
        raise Refusal(_("That is too long. Use at most 1000 characters."), field="about")
    idea.title, idea.about = title, values.about.strip()
    idea.sensitive = values.sensitive
    idea.named = values.named and not values.sensitive
