"""Whose buddy is whom, and who is inside."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import or_, select

from app.clock import now
from app.db import db
from app.people.models import Person
from plugins.outreach.buddies.models import Inside
from plugins.outreach.partners.models import Part
from plugins.outreach.partners.rights import parts_of, today
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.models import Round
from plugins.outreach.rounds.staff import coordinators_of
from plugins.outreach.talks.models import Talk

AHEAD: Final = timedelta(days=2)
"""So long before a talk its buddy sees it."""


def row_of(talk: Talk) -> Inside | None:
    """Its buddy call, where somebody chose or tapped something."""
    return db.session.get(Inside, talk.id)


def buddy_of(talk: Talk) -> Person | None:
    """Whom its visitors chose; else who planned it; else a coordinator of its round. Never one of the visitors."""
    row, visiting = row_of(talk), {talk.one_id, talk.other_id}
    for one in (row.buddy if row else None, talk.planned_by):
        if one is not None and one.id not in visiting and parts_of(one.id):
            return one
    return next((one for one in coordinators_of(talk.reply.round) if one.id not in visiting), None)


def may_be_buddy(talk: Talk) -> Sequence[Person]:
    """Everybody with a part today, but its visitors, by name."""
    having = select(Part.person_id).where(Part.since <= today(), Part.until >= today())
    rows = select(Person).where(Person.id.in_(having), Person.id.not_in([one.id for one in talk.visitors]))
    return db.session.scalars(rows.order_by(Person.name, Person.id)).all()


def inside_of(one: Round) -> Sequence[Inside]:
    """Who is inside now, in a round."""
    rows = select(Inside).join(Talk, Talk.id == Inside.talk_id).join(Reply, Reply.id == Talk.reply_id)
    rows = rows.where(Reply.round_id == one.id, Inside.since.is_not(None), Inside.outside.is_(None))
    return db.session.scalars(rows.order_by(Inside.until)).all()


def talks_for(person_id: int | None) -> list[Talk]:
    """The talks of today and tomorrow of which somebody is the buddy, the next one first; who is inside still too."""
    if person_id is None or not parts_of(person_id):
        return []
    inside = select(Inside.talk_id).where(Inside.since.is_not(None), Inside.outside.is_(None))
    soon = Talk.starts.between(now() - timedelta(hours=12), now() + AHEAD)
    rows = (
        select(Talk)
        .join(Reply)
        .join(Round)
        .where(or_(soon, Talk.id.in_(inside)), Talk.held_on.is_(None), Round.closed.is_(None))
    )
    found = db.session.scalars(rows.order_by(Talk.starts, Talk.id))
    return [talk for talk in found if (one := buddy_of(talk)) is not None and one.id == person_id]
