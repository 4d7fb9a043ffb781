"""What organisers ask: write it down, change it, take it off."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.refusals import Refusal
from plugins.activities.publishing import log_label
from plugins.activities.questions.health import word_about_health
from plugins.activities.questions.models import LONGEST, LONGEST_ANSWER, MOST, MOST_CHOICES, Question
from plugins.activities.rights import activity_for
from plugins.activities.words import SIGNING_CHANGED


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as an organiser writes it; without `choices` one answers in a few words."""

    words: str
    choices: tuple[str, ...] = ()


@transactional
def ask(actor: Actor, activity_id: int, questions: Sequence[Asked]) -> None:
    """Ask these of who comes from now on, and no others. One without words is left out.

    What was answered to another question stays with that question. Raises Refusal (field `words0` or `words1`, and
    `choices0` or `choices1`), NotAllowed, NotFound.
    """
    activity = activity_for(actor, activity_id)
    wanted = [_checked(number, one) for number, one in enumerate(questions) if one.words.strip() or one.choices]
    if len(wanted) > MOST:
        raise Refusal(_("Ask at most two things. The rest can be asked over coffee."), field="words1")
    if wanted and activity.sensitive:
        raise Refusal(_("This is discreet, so we ask nothing of who comes."), field="words0")
    kept = {(one.words, one.options): one for one in questions_of(activity.id)}
    for key, question in kept.items():
        if key not in wanted:
            question.removed_at = now()
    for key in dict.fromkeys(wanted):
        if key not in kept:
            db.session.add(Question(activity_id=activity.id, words=key[0], choices="\n".join(key[1])))
    note(actor, SIGNING_CHANGED, activity.ref, log_label(activity))


def questions_of(activity_id: int) -> list[Question]:
    """What who comes is asked now."""
    asked = sa.select(Question).where(Question.activity_id == activity_id, Question.removed_at.is_(None))
    return list(db.session.scalars(asked.order_by(Question.id)))


def _checked(number: int, asked: Asked) -> tuple[str, tuple[str, ...]]:
    words = " ".join(asked.words.split())
    choices = tuple(dict.fromkeys(" ".join(one.split()) for one in asked.choices if one.strip()))
    if not words:
        raise Refusal(_("What is the question?"), field=f"words{number}")
    if len(words) > LONGEST:
        raise Refusal(_("Ask it shorter: at most %(most)s characters.", most=LONGEST), field=f"words{number}")
    if len(choices) == 1 or len(choices) > MOST_CHOICES or any(len(one) > LONGEST_ANSWER for one in choices):
        raise Refusal(_("Give two to six short answers, one on each line. Or none."), field=f"choices{number}")
    for field, text in (("words", words), ("choices", " ".join(choices))):
        if word := word_about_health(text):
            raise Refusal(_about_health(word), field=f"{field}{number}")
    return words, choices


def _about_health(word: str) -> object:
    return _(
        "“%(word)s” is about health. We don't ask that. Say on the page how it goes, and let people call you.",
        word=word,
    )
