"""Tell who coordinates a round that something asked for has been open for six weeks: once, and without a name.

It is never let go of by itself: somebody waits for it. So nobody may forget it.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app import notices
from app.db import db, transactional
from app.people.models import Person
from plugins.outreach.after.models import Followup
from plugins.outreach.partners.models import COORDINATOR, Part
from plugins.outreach.partners.rights import today
from plugins.outreach.place import the_house
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.models import Round, RoundRole
from plugins.outreach.talks.models import Talk

WAITING: Final = "outreach.waiting"
LONG: Final = timedelta(weeks=6)
"""So long after the person's yes it is told that it is still open."""


def is_long_open(one: Followup) -> bool:
    """Whether it has been open for six weeks or more."""
    return one.agreed_on <= today() - LONG


@transactional
def sweep() -> None:
    """Tell of everything in open rounds that has been open that long, once each."""
    rows = select(Followup).join(Talk).join(Reply).join(Round).where(Round.closed.is_(None))
    rows = rows.where(Followup.waiting_told.is_(None), Followup.agreed_on <= today() - LONG)
    for one in db.session.scalars(rows.order_by(Followup.id)).all():
        one.waiting_told = today()
        for person_id in _coordinators(one.talk.reply.round):
            recipient = notices.Recipient(person_id=person_id)
            notices.send(recipient, WAITING, {"followup": one.ref}, ref=one.ref, house_id=the_house().id)


def _coordinators(one: Round) -> Sequence[int]:
    """Who coordinates for an organisation of the round today (ids)."""
    roles = select(RoundRole.partner_id).where(RoundRole.round_id == one.id)
    rows = select(Person.id).join(Part, Part.person_id == Person.id).where(Person.forgotten_at.is_(None))
    rows = rows.where(Part.kind == COORDINATOR, Part.since <= today(), Part.until >= today())
    return db.session.scalars(rows.where(Part.partner_id.in_(roles)).distinct().order_by(Person.id)).all()


def _still_true(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    one = db.session.scalar(select(Followup).where(Followup.public_id == params["followup"].key))
    if one is None:
        return None
    return {**params, "district": one.talk.reply.round.district.name, "key": one.public_id}


notices.kinds.register(
    WAITING,
    subject=_("Something asked for in a talk is still open"),
    template="outreach/after/waiting.txt",
    spoken="outreach/after/waiting_spoken.txt",
    prepare=_still_true,
)
