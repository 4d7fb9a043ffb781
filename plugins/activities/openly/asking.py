"""Ask, answer, take back. One function, one transaction."""

from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.people.contact import clean_name
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import verbs
from plugins.activities.models import Activity
from plugins.activities.openly import telling
from plugins.activities.openly.models import LONGEST, LONGEST_ANSWER, OpenQuestion
from plugins.activities.publishing import log_label
from plugins.activities.reach import read_reach
from plugins.activities.rights import activity_for
from plugins.activities.words import UNKNOWN

UNKNOWN_QUESTION = _("This question is not here any more.")

for _verb, _label in {
    "activities.question.asked": _("Asked a question about an activity"),
    "activities.question.answered": _("Answered a question about an activity"),
    "activities.question.taken_back": _("Took back a question about an activity"),
    "activities.question.restored": _("Asked a question about an activity again"),
}.items():
    verbs.register(_verb, _label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question. A guest may give a first name to stand with it, and a way to hear the answer (`reach`)."""

    words: str
    with_name: bool = False
    """Of somebody with an account: their first name may stand with it."""
    name: str = ""
    reach: str = ""
    language: str = "nl"


@transactional
def ask(actor: Actor, activity_id: int, asked: Asked) -> str:
    """Ask who organises an activity; the public id of the question. Anybody may. Raises Refusal (field), NotFound."""
    activity = db.session.get(Activity, activity_id)
    if activity is None:
        raise NotFound(UNKNOWN)
    words = _checked(asked.words, "question", LONGEST)
    name, phone, email = ("", "", "") if actor.subject is not None else _guest(asked)
    question = OpenQuestion(
        public_id=new_public_id(),
        activity_id=activity.id,
        person_id=actor.subject,
        with_name=asked.with_name and actor.subject is not None and not activity.sensitive,
        name="" if activity.sensitive else name,
        phone=phone,
        email=email,
        words=words,
        language=asked.language,
        asked_at=now(),
    )
    db.session.add(question)
    db.session.flush()
    telling.tell_organisers(question, activity)
    note(actor, "activities.question.asked", question.ref, log_label(activity))
    return question.public_id


@transactional
def answer(actor: Actor, key: str, words: str, language: str = "nl") -> None:
    """Answer a question, or change the answer; who asked hears it. Raises Refusal (field), NotAllowed, NotFound."""
    question = locked(key)
    activity = activity_for(actor, question.activity_id)
    question.answer = _checked(words, "answer", LONGEST_ANSWER)
    question.answer_language, question.answered_by_id, question.answered_at = language, actor.subject, now()
    notices.withdraw(question.ref)  # that there is a question is old news, and so is an earlier answer
    if question.person_id is None or question.person_id != actor.subject:
        telling.tell_asker(question, activity)
    note(actor, "activities.question.answered", question.ref, log_label(activity))


@transactional
def take_back(actor: Actor, key: str) -> None:
    """Take back one's own question. Twice is once. Raises NotAllowed, NotFound."""
    question = _own(actor, key)
    if question.taken_back_at is None:
        question.taken_back_at = now()
        notices.withdraw(question.ref)
        note(actor, "activities.question.taken_back", question.ref, log_label(question.activity))


@transactional
def restore(actor: Actor, key: str) -> None:
    """Ask it after all. Raises NotAllowed, NotFound."""
    question = _own(actor, key)
    if question.taken_back_at is not None:
        question.taken_back_at = None
        if question.is_open:
            telling.tell_organisers(question, question.activity)
        note(actor, "activities.question.restored", question.ref, log_label(question.activity))


def locked(key: str) -> OpenQuestion:
    """The question with this public id, locked. Raises NotFound. Call it in a transaction."""
    found = sa.select(OpenQuestion).where(OpenQuestion.public_id == key).with_for_update(of=OpenQuestion.__table__)
    question = db.session.scalar(found) if key.isalnum() else None
    if question is None:
        raise NotFound(UNKNOWN_QUESTION)
    return question


def _own(actor: Actor, key: str) -> OpenQuestion:
    question = locked(key)
    if actor.subject is None or question.person_id != actor.subject:
        raise NotAllowed(_("Only who asked this can take it back."))
    return question


def _guest(asked: Asked) -> tuple[str, str, str]:
    """First name, phone number and e-mail address of a guest, as far as given. Raises Refusal with its field."""
    try:
        name = clean_name(asked.name)[:60] if asked.name.strip() else ""
    except Refusal as refusal:
        raise Refusal(refusal.message, field="first_name") from None
    return (name, *read_reach(asked.reach, "tell"))


def _checked(text: str, field: str, most: int) -> str:
    words = text.strip()
    if not any(sign.isalnum() for sign in words):
        raise Refusal(_("Write a few words, please."), field=field)
    if len(words) > most:
        raise Refusal(_("That is too long. Use at most %(max)s characters.", max=most), field=field)
    return words
