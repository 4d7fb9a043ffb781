"""Thank-yous: short words or a drawn cup of coffee for what somebody did. Public only with the thanked person's yes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal, notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.notices import Recipient, kinds
from app.people import roles
from app.refs import Ref, new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions.models import Promise, Task, Thanks

LONGEST = 200
"""Characters: thanks are short and concrete."""
COFFEE: Final = "coffee"
"""A drawing of a cup of coffee. It is a picture, not a voucher."""
DRAWINGS: Final = frozenset({"", COFFEE})
RECEIVED = "thanks.received"


def _prepare(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The words, read when the notice goes out: thanks that are gone by then are not sent."""
    thanks = db.session.scalar(sa.select(Thanks).where(Thanks.public_id == params["thanks"]))
    return None if thanks is None else {"title": thanks.promise.title, "words": thanks.words, "drawing": thanks.drawing}


kinds.register(
    RECEIVED,
    subject=_("A thank-you for you"),
    template="contributions/mail/thanks.txt",
    spoken="contributions/mail/thanks_spoken.txt",
    prepare=_prepare,
)


@transactional
def thank(actor: Actor, promise_key: str, words: str, drawing: str = "") -> None:
    """Thank whoever did what was promised: words, one of DRAWINGS, or both.

    Raises Refusal (field `words`), NotFound, NotAllowed.
    """
    promise = db.session.scalar(sa.select(Promise).where(Promise.public_id == promise_key))
    if promise is None:
        raise NotFound(_("We cannot find this promise."))
    _thank(actor, [promise], words, drawing)


@transactional
def thank_helpers(actor: Actor, task_key: str, words: str, drawing: str = "") -> None:
    """Thank everybody who did a task in the same way. Raises Refusal (field `words`), NotFound, NotAllowed."""
    task = db.session.scalar(sa.select(Task).where(Task.public_id == task_key))
    if task is None:
        raise NotFound(_("There is no such task."))
    _thank(actor, done_promises(task), words, drawing)


@transactional
def share(actor: Actor, key: str) -> None:
    """The thanked person's yes: these thanks may stand on the house's page, with their first name."""
    thanks = _thanks(key)
    if actor.subject is None or thanks.to_person_id != actor.subject:
        raise NotFound(_("We cannot find these thanks."))
    if thanks.public_at is None:
        thanks.public_at = now()
        journal.note(actor, "contributions.thanks.shared", _ref(thanks))


@transactional
def keep_private(actor: Actor, key: str) -> None:
    """No longer on the house's page: the thanked person's wish, or a host's care."""
    thanks = _thanks(key)
    own = actor.subject is not None and thanks.to_person_id == actor.subject
    if not own and not roles.may(actor, thanks.promise.house_id, "host"):
        raise NotFound(_("We cannot find these thanks."))
    if thanks.public_at is not None:
        thanks.public_at = None
        journal.note(actor, "contributions.thanks.kept", _ref(thanks))


def done_promises(task: Task) -> Sequence[Promise]:
    """What was done of a task."""
    return db.session.scalars(
        sa.select(Promise)
        .where(Promise.task_id == task.id, Promise.done_at.is_not(None), Promise.withdrawn_at.is_(None))
        .order_by(Promise.id)
    ).all()


def _thank(actor: Actor, promises: Sequence[Promise], words: str, drawing: str) -> None:
    author = actor.subject
    if author is None:
        raise NotAllowed(_("Sign in first to say thank you."))
    words, drawing = words.strip(), drawing if drawing in DRAWINGS else ""
    if not words and not drawing:
        raise Refusal(_("Write a few words, or send a drawing. “The soup was lovely” is enough."), field="words")
    if len(words) > LONGEST:
        raise Refusal(_("That is too long. Use at most 200 characters."), field="words")
    done = [promise for promise in promises if promise.done_at is not None and promise.withdrawn_at is None]
    others = [promise for promise in done if promise.person_id != author]
    if not others:
        raise Refusal(_("Nobody else did this yet. Come back when it is done."))
    thanked = set(
        db.session.scalars(
            sa.select(Thanks.promise_id).where(
                Thanks.from_person_id == author, Thanks.promise_id.in_([promise.id for promise in others])
            )
        )
    )
    for promise in others:
        if promise.id not in thanked:  # pressed twice is said once
            _add(actor, promise, words, drawing)


def _add(actor: Actor, promise: Promise, words: str, drawing: str) -> None:
    thanks = Thanks(
        public_id=new_public_id(),
        promise_id=promise.id,
        words=words,
        drawing=drawing,
        from_person_id=actor.subject,
        to_person_id=promise.person_id,
        at=now(),
    )
    db.session.add(thanks)
    db.session.flush()
    journal.note(actor, "contributions.thanks.said", promise.thing)
    if promise.person_id is not None:
        notices.send(
            Recipient(person_id=promise.person_id),
            RECEIVED,
            {"thanks": thanks.public_id},
            ref=_ref(thanks),
            house_id=promise.house_id,
        )


def _thanks(key: str) -> Thanks:
    thanks = db.session.scalar(sa.select(Thanks).where(Thanks.public_id == key))
    if thanks is None:
        raise NotFound(_("We cannot find these thanks."))
    return thanks


def _ref(thanks: Thanks) -> Ref:
    return Ref("contributions", "thanks", thanks.public_id)
