"""Tell who organises that there is a question, and who asked that there is an answer: once, through their own channel.

What was written stays in its own table: a notice looks it up when it goes out, and what is not there any more does
not go out.
"""

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app import notices
from app.db import db
from app.refs import Ref
from plugins.activities.models import Activity
from plugins.activities.openly.models import OpenQuestion
from plugins.activities.rights import organiser_ids

ASKED: Final = "question.asked"
ANSWERED: Final = "question.answered"


def tell_organisers(question: OpenQuestion, activity: Activity) -> None:
    """Each of those who organise it, and the contacts of its group; not who asked. Call it in a transaction."""
    for person_id in sorted(organiser_ids(activity) - {question.person_id or 0}):
        _send(notices.Recipient(person_id=person_id), ASKED, question, activity)


def tell_asker(question: OpenQuestion, activity: Activity) -> None:
    """Who asked, if there is a way to reach them. Call it in a transaction."""
    recipient = recipient_of(question)
    if recipient is not None:
        _send(recipient, ANSWERED, question, activity)


def recipient_of(question: OpenQuestion) -> notices.Recipient | None:
    """How to reach who asked; None for a guest who left no way."""
    if question.person_id is not None:
        return notices.Recipient(person_id=question.person_id)
    if not question.phone and not question.email:
        return None
    name = question.name or gettext("neighbour")
    return notices.Recipient(name=name, email=question.email, phone=question.phone, language=question.language)


def _send(recipient: notices.Recipient, kind: str, question: OpenQuestion, activity: Activity) -> None:
    notices.send(recipient, kind, {"question": question.ref}, ref=question.ref, house_id=activity.house_id)


def prepare(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The words, as they are now. Of a sensitive activity neither its name nor any words: a host may read this out."""
    ref: Ref = params["question"]
    question = db.session.scalar(sa.select(OpenQuestion).where(OpenQuestion.public_id == ref.key))
    if question is None or question.taken_back_at is not None or question.hidden:
        return None
    hidden = question.activity.sensitive
    return {
        "title": gettext("something in the agenda") if hidden else question.activity.title,
        "words": "" if hidden else question.words,
        "answer": "" if hidden else question.answer,
        "open": question.is_open,
        "answer_stands": bool(question.answer) and not question.answer_hidden,
        "slug": "" if hidden else question.activity.slug,
        "key": question.public_id,
    }


def _prepare_asked(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    values = prepare(params)
    return values if values is not None and values["open"] else None


def _prepare_answered(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    values = prepare(params)
    return None if values is None or not values["answer_stands"] else values


notices.kinds.register(
    ASKED,
    subject=_("A question about %(title)s"),
    template="activities/notices/asked.txt",
    spoken="activities/notices/asked_spoken.txt",
    prepare=_prepare_asked,
)
notices.kinds.register(
    ANSWERED,
    subject=_("An answer about %(title)s"),
    template="activities/notices/answered.txt",
    spoken="activities/notices/answered_spoken.txt",
    prepare=_prepare_answered,
)
