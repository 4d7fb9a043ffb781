"""Point at something, decide about it, answer to that. One function, one transaction."""

from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.places.models import House
from app.places.rights import HOST, require
from app.pointing import telling
from app.pointing.models import LONGEST, Pointing, Ruling
from app.pointing.reading import open_at, ruling_of, ruling_with
from app.pointing.things import Thing, set_hidden, thing_at
from app.refs import Ref, new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import verbs

GONE: Final = _("This is not here any more.")
OWN: Final = _("These are your own words, or they are about what you do. Another host decides.")
MOST: Final = 20
"""People who wait for a host's word about one thing; one more would say nothing new."""

for _verb, _label in {
    "pointing.thing.pointed": _("Pointed at something that should not stand there"),
    "pointing.thing.hidden": _("Hid something, with a reason"),
    "pointing.thing.left": _("Left something standing, with a word"),
    "pointing.thing.undone": _("Took back a decision about what may stand there"),
    "pointing.thing.answered": _("Answered why it should stand there"),
}.items():
    verbs.register(_verb, _label)


@transactional
def point(actor: Actor, ref: Ref, why: str, language: str = "nl") -> None:
    """Say that a thing should not stand there, and why. Anybody may; again means in other words.

    Raises Refusal with its field, NotFound.
    """
    thing, why = _found(ref), _checked(why, "why")
    if thing.hidden:
        raise Refusal(_("It is hidden already. Thank you for looking."))
    waiting = open_at(ref)
    own = next((one for one in waiting if actor.subject is not None and one.person_id == actor.subject), None)
    if own is not None:
        own.why, own.language, own.at = why, language, now()
    elif len(waiting) >= MOST:
        raise Refusal(_("Others said so too. A host looks at it soon."))
    else:
        place = {"owner": ref.owner, "kind": ref.kind, "key": ref.key, "house_id": thing.house_id}
        db.session.add(Pointing(person_id=actor.subject, why=why, language=language, at=now(), **place))
    note(actor, "pointing.thing.pointed", ref, thing.label)


@transactional
def hide(actor: Actor, ref: Ref, reason: str, language: str = "nl") -> str:
    """Hide a thing, with a reason that everybody reads; the public id of the decision. Its writer hears it.

    For hosts of the house, never about their own words or what they do. Raises Refusal (field), NotAllowed, NotFound.
    """
    thing = _for_host(actor, ref)
    return _decide(actor, thing, Ruling(hidden=True, reason=_checked(reason, "reason"), language=language))


@transactional
def leave(actor: Actor, ref: Ref, word: str, language: str = "nl") -> str:
    """Leave a thing standing, or show it again, with a word about why; the public id of the decision.

    For whom, and raises, as `hide`.
    """
    thing = _for_host(actor, ref)
    return _decide(actor, thing, Ruling(hidden=False, reason=_checked(word, "reason"), language=language))


@transactional
def undo(actor: Actor, key: str) -> Ref:
    """Take back the decision that holds now: what was before it holds again. Raises NotAllowed, NotFound, Refusal."""
    ruling = ruling_with(key)
    if ruling is None:
        raise NotFound(GONE)
    thing = _for_host(actor, ruling.ref)
    db.session.refresh(ruling)
    if ruling.ended_at is not None:
        raise Refusal(_("Another decision has taken its place."))
    before = _before(ruling)
    ruling.ended_at = now()
    if before is not None:
        before.ended_at = None
    db.session.execute(sa.update(Pointing).where(Pointing.ruling_id == ruling.id).values(ruling_id=None))
    _show_as(thing, hidden=before is not None and before.hidden)
    if not notices.withdraw(ruling.ref) and ruling.hidden:
        telling.tell_writers(thing, ruling, telling.SHOWN)
    note(actor, "pointing.thing.undone", ruling.ref, thing.label)
    return ruling.ref


@transactional
def answer(actor: Actor, key: str, words: str, language: str = "nl") -> None:
    """Say why it should stand there: by who wrote it, or by whom they told it. For the hosts to read.

    Who may, the caller tells: `key` comes out of a secret address. Raises Refusal with its field, NotFound.
    """
    ruling = ruling_with(key)
    if ruling is None:
        raise NotFound(GONE)
    thing = _found(ruling.ref)
    _alone(thing)
    db.session.refresh(ruling)
    if ruling.ended_at is not None or not ruling.hidden:
        raise Refusal(_("It is not hidden any more, so there is nothing to answer."))
    ruling.answer, ruling.answer_language, ruling.answered_at = _checked(words, "answer"), language, now()
    ruling.answered_by_id = actor.subject if actor.subject in thing.writers else None
    note(actor, "pointing.thing.answered", ruling.ref, thing.label)


def is_own(actor: Actor, thing: Thing) -> bool:
    """Whether these are words of who decides (or of who types for them), or are about what they do."""
    return not {actor.typist, actor.subject}.isdisjoint((*thing.writers, *thing.concerned))


def _decide(actor: Actor, thing: Thing, ruling: Ruling) -> str:
    ref, before = thing.ref, ruling_of(thing.ref)
    if before is not None:
        before.ended_at = now()
    ruling.public_id, ruling.house_id = new_public_id(), thing.house_id
    ruling.owner, ruling.kind, ruling.key = ref.owner, ref.kind, ref.key
    ruling.decided_by_id, ruling.decided_at = actor.subject, now()
    db.session.add(ruling)
    db.session.flush()
    waiting = open_at(ref)
    for one in waiting:
        one.ruling_id = ruling.id
    _show_as(thing, hidden=ruling.hidden)
    notices.withdraw(ref)
    if ruling.hidden or thing.hidden:
        telling.tell_writers(thing, ruling, telling.HIDDEN if ruling.hidden else telling.SHOWN)
    telling.tell_pointers(thing, ruling, {one.person_id for one in waiting} - {None, actor.subject})
    note(actor, "pointing.thing.hidden" if ruling.hidden else "pointing.thing.left", ref, thing.label)
    return ruling.public_id


def _show_as(thing: Thing, *, hidden: bool) -> None:
    if thing.hidden is not hidden:
        set_hidden(thing.ref, hidden)


def _before(ruling: Ruling) -> Ruling | None:
    """The decision that this one took the place of."""
    return db.session.scalars(
        sa.select(Ruling)
        .where(
            Ruling.owner == ruling.owner,
            Ruling.kind == ruling.kind,
            Ruling.key == ruling.key,
            Ruling.id < ruling.id,
            Ruling.ended_at == ruling.decided_at,
        )
        .order_by(Ruling.id.desc())
        .limit(1)
    ).first()


def _for_host(actor: Actor, ref: Ref) -> Thing:
    thing = _found(ref)
    require(actor, thing.house_id, HOST)
    if is_own(actor, thing):
        raise NotAllowed(OWN)
    _alone(thing)
    return _found(ref)  # as it is now that nobody else decides


def _alone(thing: Thing) -> None:
    """Let no two decide at once in a house. Call it in a transaction."""
    db.session.execute(sa.select(House.id).where(House.id == thing.house_id).with_for_update())


def _found(ref: Ref) -> Thing:
    thing = thing_at(ref)
    if thing is None:
        raise NotFound(GONE)
    return thing


def _checked(text: str, field: str) -> str:
    words = text.strip()
    if not any(sign.isalnum() for sign in words):
        raise Refusal(_("Write a few words, please."), field=field)
    if len(words) > LONGEST:
        raise Refusal(_("That is too long. Use at most %(max)s characters.", max=LONGEST), field=field)
    return words
