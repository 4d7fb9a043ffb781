"""An idea becomes an activity, in two steps: "make an activity of it", and then when and where."""

from typing import Any

import sqlalchemy as sa

from app.actors import Actor
from app.clock import now
from app.db import db
from app.events import IdeaHappened, say
from app.journal import note
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.activities.ideas import telling
from plugins.activities.ideas import words as said
from plugins.activities.ideas.having import locked
from plugins.activities.ideas.models import Idea
from plugins.activities.ideas.standing import Standing
from plugins.activities.models import Activity


def take_up(actor: Actor, key: str, activity: Activity) -> None:
    """Say that `activity` is what came of the idea `key`; nothing for "". Call it in the transaction that publishes.

    Who helps to organise is asked to organise it along, who would like it too is told, each once.
    Raises Refusal for what is an activity already, NotFound, NotAllowed for who does not organise the idea.
    """
    if not key:
        return
    idea = locked(key)
    _check(actor, idea)
    idea.activity = activity
    idea.became_at = idea.alive_at = now()
    own = idea.voice_of(actor.subject)
    if own is not None:
        own.answered_at = now()
    db.session.flush()
    telling.it_happens(idea, actor.subject)
    say(IdeaHappened(ref=idea.thing, house_id=idea.house_id, person_id=actor.subject))
    note(actor, said.HAPPENED, idea.thing)


def may_begin(actor: Actor, idea: Idea) -> bool:
    """Whether `actor` may make an activity of it: who wrote it down, and whoever said to help organise."""
    if actor.subject is None or idea.hidden or idea.standing not in (Standing.OPEN, Standing.RESTING):
        return False
    voice = idea.voice_of(actor.subject)
    return idea.by_id == actor.subject or (voice is not None and voice.organises)


def idea_to_begin(actor: Actor, key: str) -> Idea | None:
    """The idea that a form to publish is about; None for "". Raises NotFound, NotAllowed, Refusal."""
    if not key:
        return None
    idea = db.session.scalar(sa.select(Idea).where(Idea.public_id == key)) if key.isalnum() else None
    if idea is None:
        raise NotFound(said.UNKNOWN_IDEA)
    _check(actor, idea)
    return idea


def prefilled(idea: Idea | None) -> dict[str, Any]:
    """What the form to publish holds already."""
    return {"title": idea.title, "about": idea.about, "sensitive": idea.sensitive} if idea else {}


def _check(actor: Actor, idea: Idea) -> None:
    if idea.standing is Standing.TAKEN_BACK:
        raise NotFound(said.UNKNOWN_IDEA)
    if idea.standing is Standing.HAPPENED:
        raise Refusal(said.HAPPENED_ALREADY)
    if not may_begin(actor, idea):
        raise NotAllowed(said.HELPERS_ONLY)
