"""What one can point at on our pages: an activity, a question, an answer, an idea (app/pointing)."""

import sqlalchemy as sa
from flask_babel import gettext as _

from app import pointing
from app.clock import now
from app.db import db
from app.pointing import Thing
from plugins.activities.entries import description_of, page_of
from plugins.activities.ideas.keeping import page_of as idea_page
from plugins.activities.ideas.models import Idea
from plugins.activities.models import OWNER, Activity
from plugins.activities.openly.models import OpenQuestion
from plugins.activities.openly.telling import recipient_of
from plugins.activities.publishing import log_label
from plugins.activities.rights import organiser_ids


def _activity(key: str) -> Thing | None:
    activity = db.session.scalar(sa.select(Activity).where(Activity.public_id == key))
    if activity is None:
        return None
    return Thing(
        ref=activity.ref,
        house_id=activity.house_id,
        title=activity.title,
        label=log_label(activity),
        words="\n\n".join(filter(None, (activity.title, description_of(activity)))),
        url=page_of(activity),
        language=activity.house.language,
        writers=_writers(activity),
        hidden=activity.hidden,
    )


def _writers(activity: Activity) -> tuple[int, ...]:
    """Who organises it, and who wrote its words last."""
    last = activity.words_by_id
    return tuple(sorted(organiser_ids(activity) | (set() if last is None else {last})))


def _hide_activity(key: str, hidden: bool) -> None:
    activity = db.session.scalars(sa.select(Activity).where(Activity.public_id == key)).one()
    activity.hidden, activity.changed_at = hidden, now()


def _question(key: str) -> Thing | None:
    question = _find(key)
    if question is None:
        return None
    title = _("Question about %(title)s", title=question.activity.title)
    return Thing(
        ref=question.ref,
        house_id=question.activity.house_id,
        title=title,
        label="" if question.activity.sensitive else title,
        words=question.words,
        url=_place(question),
        language=question.language,
        writers=(question.person_id,) if question.person_id is not None else (),
        concerned=tuple(organiser_ids(question.activity)),
        guest=recipient_of(question) if question.person_id is None else None,
        hidden=question.hidden,
    )


def _hide_question(key: str, hidden: bool) -> None:
    db.session.scalars(sa.select(OpenQuestion).where(OpenQuestion.public_id == key)).one().hidden = hidden


def _answer(key: str) -> Thing | None:
    question = _find(key)
    if question is None or not question.answer:
        return None
    title = _("Answer about %(title)s", title=question.activity.title)
    return Thing(
        ref=question.answer_ref,
        house_id=question.activity.house_id,
        title=title,
        label="" if question.activity.sensitive else title,
        words=question.answer,
        url=_place(question),
        language=question.answer_language,
        writers=(question.answered_by_id,) if question.answered_by_id is not None else (),
        hidden=question.answer_hidden,
    )


def _hide_answer(key: str, hidden: bool) -> None:
    db.session.scalars(sa.select(OpenQuestion).where(OpenQuestion.public_id == key)).one().answer_hidden = hidden


def _idea(key: str) -> Thing | None:
    idea = db.session.scalar(sa.select(Idea).where(Idea.public_id == key, Idea.taken_back_at.is_(None)))
    if idea is None:
        return None
    return Thing(
        ref=idea.thing,
        house_id=idea.house_id,
        title=_("An idea"),
        label="" if idea.is_discreet else _("An idea"),
        words="\n\n".join(filter(None, (idea.title, idea.about))),
        url=idea_page(idea),
        language=idea.house.language,
        writers=(idea.by_id,),
        hidden=idea.hidden,
    )


def _hide_idea(key: str, hidden: bool) -> None:
    db.session.scalars(sa.select(Idea).where(Idea.public_id == key)).one().hidden = hidden


def _find(key: str) -> OpenQuestion | None:
    return db.session.scalar(
        sa.select(OpenQuestion).where(OpenQuestion.public_id == key, OpenQuestion.taken_back_at.is_(None))
    )


def _place(question: OpenQuestion) -> str:
    return f"{page_of(question.activity)}/questions#q-{question.public_id}"


pointing.register(OWNER, "activity", find=_activity, hide=_hide_activity)
pointing.register(OWNER, "question", find=_question, hide=_hide_question)
pointing.register(OWNER, "idea", find=_idea, hide=_hide_idea)
pointing.register(OWNER, "answer", find=_answer, hide=_hide_answer)
