"""What was asked for, as it stands: in a talk, in a round, and by who took it on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.db import db
from app.people.models import Person
from app.refusals import NotFound
from plugins.outreach.after.models import OPEN, Followup, Held
from plugins.outreach.after.rights import takes_for
from plugins.outreach.partners.models import Part
from plugins.outreach.partners.rights import today
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.models import Round
from plugins.outreach.talks.models import Talk

UNKNOWN: Final = _("This is not there any more: it is done, or the person took it back.")


@dataclass(frozen=True, slots=True)
class After:
    """A talk that took place, with what was asked for in it."""

    talk: Talk
    held: Held
    followups: Sequence[Followup]


def after_of(reply: Reply) -> After | None:
    """What there is after the talk of a reply, if it took place."""
    row = db.session.execute(
        select(Talk, Held).join(Held, Held.talk_id == Talk.id).where(Talk.reply_id == reply.id)
    ).first()
    return After(row[0], row[1], followups_of(row[0])) if row else None


def followups_of(talk: Talk) -> Sequence[Followup]:
    """What is open of a talk, in the order in which it was told."""
    return db.session.scalars(select(Followup).where(Followup.talk_id == talk.id).order_by(Followup.id)).all()


def followup_with(key: str) -> Followup:
    """Of a round that is open. Raises NotFound."""
    found = db.session.scalar(select(Followup).where(Followup.public_id == key)) if key.isalnum() else None
    if found is None or found.talk.reply.round.closed:
        raise NotFound(UNKNOWN)
    return found


def followups_in(one: Round) -> Sequence[Followup]:
    """What is open in a round: what nobody took on first, then the oldest."""
    rows = select(Followup).join(Talk).join(Reply).where(Reply.round_id == one.id)
    return db.session.scalars(
        rows.order_by(Followup.taken_by_id.is_not(None), Followup.agreed_on, Followup.id)
    ).all()  # fmt: skip


def untold_in(one: Round) -> Sequence[Talk]:
    """Talks of which nobody said yet whether something was asked for."""
    rows = select(Talk).join(Reply).join(Held, Held.talk_id == Talk.id)
    return db.session.scalars(rows.where(Reply.round_id == one.id, Held.asked == OPEN).order_by(Talk.id)).all()


def taken_by(person_id: int) -> Sequence[Followup]:
    """What somebody took on and may do still, the oldest first."""
    rows = select(Followup).join(Talk).join(Reply).join(Round)
    rows = rows.where(Followup.taken_by_id == person_id, Round.closed.is_(None))
    found = db.session.scalars(rows.order_by(Followup.agreed_on, Followup.id)).all()
    return [one for one in found if takes_for(person_id, one) is not None]


def takers_of(followup: Followup) -> list[Person]:
    """Who may do it, by name."""
    live = select(Part.person_id).where(Part.since <= today(), Part.until >= today())
    rows = select(Person).where(Person.id.in_(live), Person.forgotten_at.is_(None)).order_by(Person.name, Person.id)
    return [one for one in db.session.scalars(rows) if takes_for(one.id, followup) is not None]
