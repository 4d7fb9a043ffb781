"""Say that one would like it too, or organises it along; step back. No is as easy as yes. One is one transaction."""

from typing import Final

from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.refusals import NotFound, Refusal
from plugins.activities.ideas import telling
from plugins.activities.ideas import words as said
from plugins.activities.ideas.having import locked, new_voice, somebody
from plugins.activities.ideas.models import Idea
from plugins.activities.ideas.standing import Standing
from plugins.activities.models import Organiser

WANTS: Final = "wants"
ORGANISES: Final = "organises"


@transactional
def join(actor: Actor, key: str, part: str, named: bool) -> None:
    """Would like it too (WANTS), or organises it along (ORGANISES); said again it takes the place of before.

    Those who organise hear that somebody comes along. It wakes an idea that rests.
    Raises Refusal, NotAllowed (for a guest), NotFound.
    """
    person_id = somebody(actor)
    if part not in (WANTS, ORGANISES):
        raise Refusal(_("Choose one of these."))
    idea = _open(key)
    voice = idea.voice_of(person_id)
    organised = voice is not None and voice.organises
    if voice is None:
        voice = new_voice(person_id, organises=False, named=False)
        idea.voices.append(voice)
    voice.organises = part == ORGANISES
    voice.named = named and not idea.sensitive
    idea.alive_at = now()
    db.session.flush()
    if voice.organises and not organised:
        telling.somebody_organises(idea, voice)
    if organised and not voice.organises:
        notices.withdraw(voice.thing)
    note(actor, said.JOINED, idea.thing)


@transactional
def leave(actor: Actor, key: str) -> None:
    """Step back, without a reason. Twice is once. Raises Refusal, NotAllowed (for a guest), NotFound."""
    idea = _open(key)
    voice = idea.voice_of(somebody(actor))
    if voice is not None:
        notices.withdraw(voice.thing)
        idea.voices.remove(voice)
        db.session.delete(voice)
        note(actor, said.LEFT, idea.thing)


@transactional
def answer(actor: Actor, key: str, yes: bool) -> None:
    """Organise the activity that came of it, or not: who said that they would help is asked, and decides now.

    Raises NotFound for who was not asked, NotAllowed for a guest.
    """
    idea = locked(key)
    voice = idea.voice_of(somebody(actor))
    if voice is None or not voice.organises or idea.activity_id is None:
        raise NotFound(said.UNKNOWN_IDEA)
    if voice.answered_at is not None:
        return
    voice.answered_at = now()
    notices.withdraw(voice.thing)
    if yes and db.session.get(Organiser, (idea.activity_id, voice.person_id)) is None:
        db.session.add(Organiser(activity_id=idea.activity_id, person_id=voice.person_id))
    note(actor, said.ANSWERED, idea.thing)


def _open(key: str) -> Idea:
    idea = locked(key)
    if idea.standing is Standing.HAPPENED:
        raise Refusal(said.HAPPENED_ALREADY)
    if idea.standing is Standing.TAKEN_BACK:
        raise NotFound(said.UNKNOWN_IDEA)
    return idea
