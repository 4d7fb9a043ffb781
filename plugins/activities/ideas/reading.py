"""What pages show of ideas, in a constant number of queries; never in the order of how many want something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from app.actors import Actor
from app.clock import now
from app.db import db
from app.refusals import NotFound
from plugins.activities.ideas import crowd
from plugins.activities.ideas import words as said
from plugins.activities.ideas.models import Idea, Voice
from plugins.activities.ideas.standing import REST, Standing

NEW: Final = "new"
WAITING: Final = "waiting"
HAPPENED: Final = "happened"
RESTING: Final = "resting"
SHOWS: Final = (NEW, WAITING, HAPPENED, RESTING)
MOST: Final = 100
"""Ideas on one page."""


@dataclass(frozen=True, slots=True)
class Told:
    """An idea as everybody may read it. `by` is a first name, "" where it may not stand there."""

    idea: Idea
    by: str
    wanting: str
    organising: str


def listed(house_id: int, show: str, most: int = MOST) -> list[Told]:
    """Ideas of a house: the newest first, those that wait for somebody to organise (longest first), or others."""
    organised = sa.exists().where(Voice.idea_id == Idea.id, Voice.organises)
    lively = sa.and_(Idea.became_at.is_(None), Idea.alive_at > now() - REST)
    shows: Mapping[str, tuple[sa.ColumnElement[bool], sa.ColumnElement[Any]]] = {
        NEW: (lively, Idea.written_at.desc()),
        WAITING: (sa.and_(lively, ~organised), Idea.written_at.asc()),
        HAPPENED: (Idea.became_at.is_not(None), Idea.became_at.desc()),
        RESTING: (sa.and_(Idea.became_at.is_(None), Idea.alive_at <= now() - REST), Idea.alive_at.desc()),
    }
    chosen, order = shows[show]
    wanted = sa.select(Idea).where(Idea.house_id == house_id, Idea.taken_back_at.is_(None), ~Idea.hidden, chosen)
    return [told(one) for one in db.session.scalars(wanted.order_by(order, Idea.id.desc()).limit(most))]


def idea_with(key: str, person_id: int | None) -> Idea:
    """The idea with this public id; one that was taken back only for who wrote it. Raises NotFound."""
    idea = db.session.scalar(sa.select(Idea).where(Idea.public_id == key)) if key.isalnum() else None
    if idea is None or (idea.standing is Standing.TAKEN_BACK and idea.by_id != person_id):
        raise NotFound(said.UNKNOWN_IDEA)
    return idea


def told(idea: Idea) -> Told:
    """An idea, with the names of who said yes to that and of others only that they are there."""
    wanting = [one for one in idea.voices if not one.organises and one.person_id != idea.by_id]
    organising = [one for one in idea.voices if one.organises]
    if idea.is_discreet:
        return Told(idea, "", crowd.wanting([], min(1, len(wanting))), crowd.organising([], min(1, len(organising))))
    return Told(
        idea,
        idea.by.first_name if idea.named else "",
        crowd.wanting(*_named(wanting)),
        crowd.organising(*_named(organising)),
    )


def team(idea: Idea, actor: Actor) -> list[str]:
    """First names of the others who help to organise, for who does so too. At the desk others read along: nobody's."""
    own = idea.voice_of(actor.subject)
    if actor.subject is None or actor.on_behalf or idea.is_discreet or own is None or not own.organises:
        return []
    return [one.person.first_name for one in idea.voices if one.organises and one is not own]


def is_asked(idea: Idea, person_id: int | None) -> bool:
    """Whether somebody may still say that they organise what came of it."""
    voice = idea.voice_of(person_id)
    return voice is not None and voice.organises and voice.answered_at is None and idea.activity_id is not None


def key_behind(activity_id: int) -> str | None:
    """The public id of the idea that an activity came of, if it did."""
    return db.session.scalar(sa.select(Idea.public_id).where(Idea.activity_id == activity_id))


def own_ideas(person_id: int) -> Sequence[Idea]:
    """What somebody wrote down and did not take back, newest first."""
    wanted = sa.select(Idea).where(Idea.by_id == person_id, Idea.taken_back_at.is_(None))
    return db.session.scalars(wanted.order_by(Idea.written_at.desc(), Idea.id.desc())).all()


def asked_of(person_id: int) -> Sequence[Idea]:
    """Ideas that became an activity, of which somebody was asked to organise it and did not say yes or no."""
    waiting = sa.select(Voice.idea_id).where(Voice.person_id == person_id, Voice.organises, Voice.answered_at.is_(None))
    wanted = sa.select(Idea).where(Idea.id.in_(waiting), Idea.activity_id.is_not(None))
    return db.session.scalars(wanted.order_by(Idea.became_at, Idea.id)).all()


def _named(voices: Sequence[Voice]) -> tuple[list[str], int]:
    names = [one.person.first_name for one in voices if one.named]
    return names, len(voices) - len(names)
