"""What questions show on other pages, and what the hooks of activities tell of them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from flask import render_template
from flask_babel import gettext as _

from app.clock import now
from app.db import db, transactional
from app.people import roles
from app.places.models import House
from app.plugins import Card, Description
from app.refs import Ref
from app.web import current_actor, current_person_id
from plugins.activities.entries import page_of
from plugins.activities.models import OWNER, Activity, Occurrence
from plugins.activities.openly import reading
from plugins.activities.openly.forms import form_for
from plugins.activities.openly.models import OpenQuestion
from plugins.activities.rights import may_change

SHOWN: Final = 3
"""Answers on the page of an activity; its own page has them all."""
AT_THE_DESK: Final = 5
TOLD: Final = timedelta(days=14)
"""So long after an answer we can still reach a guest about it."""
TAKEN_BACK: Final = timedelta(days=1)
KEPT: Final = timedelta(days=400)
"""So long an answer stands; and a question about something that is not done any more."""


def section(activity: Activity) -> str:
    """Questions and answers on the page of an activity, with the form to ask."""
    lines = reading.of_activity(activity)
    waiting = [line for line in lines if line.question.is_open]
    answered = [line for line in lines if not line.question.is_open]
    return render_template(
        "activities/openly/beside.html",
        activity=activity,
        zone=activity.zone,
        lines=[*waiting, *answered[:SHOWN]],
        more=len(answered) > SHOWN,
        form=form_for(activity),
        may_answer=may_change(current_actor(), activity),
        me=current_person_id(),
    )


def cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """What waits for an answer: of who organises, on their own page; of the whole house, at the desk."""
    if place == "me" and person_id is not None:
        lines = reading.open_for(person_id)
        return [Card(place=place, order=18, html=_card(lines, None))] if lines else []
    house = db.session.get(House, house_id) if place == "desk" and person_id is None and house_id else None
    if house is None or not roles.may(current_actor(), house.id, "host"):
        return []
    lines = reading.open_in(house.id)
    return [Card(place=place, order=16, html=_card(lines, house))] if lines else []


def _card(lines: Sequence[reading.Line], house: House | None) -> str:
    shown = lines[:AT_THE_DESK]
    return render_template("activities/openly/card.html", lines=shown, count=len(lines), house=house)


def describe(refs: Sequence[Ref]) -> Mapping[Ref, Description]:
    """What a question is about; of what is sensitive not even that."""
    keys = [ref.key for ref in refs if ref.owner == OWNER and ref.kind == "question"]
    if not keys:
        return {}
    found = db.session.scalars(sa.select(OpenQuestion).where(OpenQuestion.public_id.in_(keys)))
    return {one.ref: _description(one) for one in found}


def _description(question: OpenQuestion) -> Description:
    if question.activity.sensitive:
        return Description(title=_("Appointment"))
    title = _("Question about %(title)s", title=question.activity.title)
    return Description(title=title, url=f"{page_of(question.activity)}/questions#q-{question.public_id}")


def export(person_id: int) -> Mapping[str, Any]:
    """What somebody asked and answered, oldest first."""
    mine = sa.or_(OpenQuestion.person_id == person_id, OpenQuestion.answered_by_id == person_id)
    found = db.session.scalars(sa.select(OpenQuestion).where(mine).order_by(OpenQuestion.id))
    return {"questions": [_exported(one, person_id) for one in found]}


def _exported(one: OpenQuestion, person_id: int) -> dict[str, Any]:
    """Of a question its own words, to who asked; of an answer, to who gave it."""
    asked = one.person_id == person_id
    return {
        "about": one.activity.title,
        "asked_at": one.asked_at.isoformat() if asked else None,
        "question": one.words if asked else None,
        "with_name": one.with_name if asked else None,
        "answered_at": one.answered_at.isoformat() if one.answered_at else None,
        "answer": one.answer if one.answered_by_id == person_id else None,
    }


@transactional
def expire() -> None:
    """Let go of what was taken back, of ways to reach guests, of old answers and of what nobody will answer."""
    moment = now()
    db.session.execute(sa.delete(OpenQuestion).where(OpenQuestion.taken_back_at < moment - TAKEN_BACK))
    told = sa.and_(OpenQuestion.answer != "", OpenQuestion.answered_at < moment - TOLD)
    db.session.execute(sa.update(OpenQuestion).where(told).values(phone="", email=""))
    alive = sa.select(Occurrence.activity_id).where(Occurrence.ends > moment - KEPT)
    old = sa.and_(OpenQuestion.answer != "", OpenQuestion.answered_at < moment - KEPT)
    over = sa.and_(OpenQuestion.asked_at < moment - KEPT, OpenQuestion.activity_id.not_in(alive))
    db.session.execute(sa.delete(OpenQuestion).where(sa.or_(old, over)))
