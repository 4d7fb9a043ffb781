"""Questions and answers as pages show them, each list in one query."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import Select

from app.db import db
from app.people.models import Membership
from plugins.activities.models import Activity, Organiser
from plugins.activities.openly.models import OpenQuestion

MOST = 200
"""Questions that one page shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A question with the first names that may stand with it ("" for none)."""

    question: OpenQuestion
    asker: str
    answerer: str


def of_activity(activity: Activity) -> list[Line]:
    """All questions about an activity: those without an answer first, the oldest first; then the newest answers."""
    return _lines(_standing().where(OpenQuestion.activity_id == activity.id))


def of_house(house_id: int) -> list[Line]:
    """All questions about what is done in a house, in the same order."""
    return _lines(
        _standing().join(Activity, Activity.id == OpenQuestion.activity_id).where(Activity.house_id == house_id)
    )


def open_in(house_id: int) -> list[Line]:
    """What waits for an answer in a house, the longest first."""
    return [line for line in of_house(house_id) if line.question.is_open]


def open_for(person_id: int) -> list[Line]:
    """What waits for an answer of somebody: about what they organise, themselves or as a contact of a group."""
    organised = sa.select(Organiser.activity_id).where(Organiser.person_id == person_id)
    groups = sa.select(Membership.group_id).where(Membership.person_id == person_id, Membership.is_contact)
    theirs = sa.select(Activity.id).where(sa.or_(Activity.id.in_(organised), Activity.group_id.in_(groups)))
    return _lines(
        _standing().where(OpenQuestion.activity_id.in_(theirs), OpenQuestion.answer == "", ~OpenQuestion.hidden)
    )


def taken_back_by(activity: Activity, person_id: int | None) -> list[OpenQuestion]:
    """What somebody asked about an activity and took back a moment ago, to ask it after all."""
    if person_id is None:
        return []
    wanted = sa.select(OpenQuestion).where(
        OpenQuestion.activity_id == activity.id,
        OpenQuestion.person_id == person_id,
        OpenQuestion.taken_back_at.is_not(None),
    )
    return list(db.session.scalars(wanted.order_by(OpenQuestion.id)))


def with_key(activity: Activity, key: str) -> OpenQuestion | None:
    """A question about an activity, also one that was taken back."""
    wanted = sa.select(OpenQuestion).where(OpenQuestion.public_id == key, OpenQuestion.activity_id == activity.id)
    return db.session.scalar(wanted) if key.isalnum() else None


def line_of(question: OpenQuestion) -> Line:
    """A question with the names that may stand with it."""
    return _line(db.session.scalars(_with_people().where(OpenQuestion.id == question.id)).unique().one())


def _with_people() -> Select[OpenQuestion]:
    return sa.select(OpenQuestion).options(joinedload(OpenQuestion.asker), joinedload(OpenQuestion.answerer))


def _standing() -> Select[OpenQuestion]:
    return (
        _with_people()
        .where(OpenQuestion.taken_back_at.is_(None))
        .order_by(
            sa.or_(OpenQuestion.answer != "", OpenQuestion.hidden),
            sa.case((OpenQuestion.answer == "", OpenQuestion.asked_at)),
            OpenQuestion.answered_at.desc(),
            OpenQuestion.id,
        )
        .limit(MOST)
    )


def _lines(wanted: Select[OpenQuestion]) -> list[Line]:
    found: Sequence[OpenQuestion] = db.session.scalars(wanted).unique().all()
    return [_line(one) for one in found]


def _line(question: OpenQuestion) -> Line:
    if question.activity.sensitive:
        return Line(question, "", "")
    asker = question.name
    if question.with_name and question.asker is not None:
        asker = question.asker.first_name
    answerer = question.answerer
    return Line(question, asker, answerer.first_name if answerer is not None and answerer.show_name else "")
