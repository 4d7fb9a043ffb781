"""What who comes answers: given with their code, read by organisers alone, gone a week after the date."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.refusals import Refusal
from plugins.activities.coming import with_code
from plugins.activities.dates import label_of
from plugins.activities.models import Activity, Occurrence, SignUp
from plugins.activities.questions.asking import questions_of
from plugins.activities.questions.models import LONGEST_ANSWER, Answer, Question
from plugins.activities.rights import locked
from plugins.activities.words import ANSWERED, OVER

KEPT: Final = timedelta(days=7)
"""So long after the date."""


@transactional
def answer(actor: Actor, code: str, words: Mapping[int, str]) -> None:
    """Answer what is asked, by question id; an empty answer takes an earlier one back. Raises NotFound, Refusal."""
    signup = with_code(code)
    occurrence = locked(signup.occurrence_id)
    if signup.cancelled_at is not None or occurrence.ends <= now():
        raise Refusal(OVER)
    for question in [] if occurrence.activity.sensitive else questions_of(occurrence.activity_id):
        _put(signup, question, " ".join(words.get(question.id, "").split()))
    note(actor, ANSWERED, signup.ref, label_of(occurrence))


def answers_of(signup_id: int) -> dict[int, str]:
    """What somebody answered, by question id."""
    rows = db.session.execute(sa.select(Answer.question_id, Answer.words).where(Answer.signup_id == signup_id))
    return dict(rows.all())


def answers_to(occurrence_id: int) -> dict[int, list[tuple[str, str]]]:
    """By sign-up id: each question and its answer, for the organisers of a date that is not sensitive. One query."""
    rows = db.session.execute(
        sa.select(Answer.signup_id, Question.words, Answer.words)
        .join(Question, Question.id == Answer.question_id)
        .join(SignUp, SignUp.id == Answer.signup_id)
        .join(Occurrence, Occurrence.id == SignUp.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(SignUp.occurrence_id == occurrence_id, ~Activity.sensitive)
        .order_by(Answer.signup_id, Question.id)
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for signup_id, question, words in rows:
        found.setdefault(signup_id, []).append((question, words))
    return found


def export(person_id: int) -> list[dict[str, str]]:
    """What somebody answered, for themselves."""
    rows = db.session.execute(
        sa.select(Question.words, Answer.words)
        .join(Answer, Answer.question_id == Question.id)
        .join(SignUp, SignUp.id == Answer.signup_id)
        .where(SignUp.person_id == person_id)
        .order_by(SignUp.id, Question.id)
    )
    return [{"question": question, "answer": words} for question, words in rows]


def forget_answers(occurrence_ids: Iterable[int] | sa.Select[int]) -> None:
    """Let go of what was answered for these dates. Call it in a transaction."""
    signups = sa.select(SignUp.id).where(SignUp.occurrence_id.in_(occurrence_ids))
    db.session.execute(sa.delete(Answer).where(Answer.signup_id.in_(signups)))


@transactional
def expire() -> None:
    """Let go of answers a week after the date, and of questions that are asked no more and have none."""
    forget_answers(sa.select(Occurrence.id).where(Occurrence.ends <= now() - KEPT))
    answered = sa.select(Answer.question_id)
    db.session.execute(sa.delete(Question).where(Question.removed_at.is_not(None), Question.id.not_in(answered)))


def _put(signup: SignUp, question: Question, words: str) -> None:
    if len(words) > LONGEST_ANSWER:
        raise Refusal(
            _("Answer shorter: at most %(most)s characters.", most=LONGEST_ANSWER), field=f"answer{question.id}"
        )
    if words and question.options and words not in question.options:
        raise Refusal(_("Choose one of these."), field=f"answer{question.id}")
    own = db.session.get(Answer, (signup.id, question.id))
    if not words:
        if own is not None:
            db.session.delete(own)
        return
    own = own or Answer(signup_id=signup.id, question_id=question.id)
    own.words = words
    db.session.add(own)
