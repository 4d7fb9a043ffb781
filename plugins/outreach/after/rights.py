"""Who may tell of a talk, and who sees what somebody asked for in it.

The visitor who tells that it took place writes down what was asked for, within the hour, and sees no name there.
Coordinators of the round see what is open, and give it to somebody: of the organisation that the person said yes to,
or who sees the people of the round and passes it on. Only that one sees the name and phone number, while it is open.
"""

from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.actors import Actor
from app.clock import now
from app.db import db
from app.refusals import NotAllowed
from plugins.outreach.after.models import Followup, Held
from plugins.outreach.partners.models import COORDINATOR, Part, Partner
from plugins.outreach.partners.rights import has_part, today
from plugins.outreach.rounds.models import Round
from plugins.outreach.rounds.rights import sees, sees_for
from plugins.outreach.talks.models import Stage, Talk
from plugins.outreach.talks.rights import visits

SHORTLY: Final = timedelta(hours=1)
"""So long a visitor may still say what was asked for, or that it was a mistake."""


def may_tell(actor: Actor, talk: Talk) -> bool:
    """Whether `actor` may tell how it went: a moment was agreed on, and it has begun."""
    begun = talk.stage is Stage.AGREED and talk.starts is not None and talk.starts <= now()
    return begun and talk.reply.round.closed is None and (visits(actor, talk) or sees(actor, talk.reply.round))


def may_write(actor: Actor, held: Held, talk: Talk) -> bool:
    """Whether `actor` may write down what was asked for, or take back that it took place."""
    if sees(actor, talk.reply.round):
        return True
    own = visits(actor, talk) and held.told_by_id == actor.typist
    return own and talk.reply.round.closed is None and now() < held.told_at + SHORTLY


def coordinates(actor: Actor, one: Round) -> bool:
    """Whether `actor` is coordinator, and sees the people of a round."""
    return has_part(actor, COORDINATOR) and sees(actor, one)


def require_coordinates(actor: Actor, one: Round) -> None:
    """Raises NotAllowed."""
    if not coordinates(actor, one):
        raise NotAllowed(_("Only coordinators of this round see this, as long as it is open."))


def takes_for(person_id: int, followup: Followup) -> int | None:
    """For which organisation (id) somebody may do what was asked for, if for any."""
    rows = (
        select(Part.partner_id)
        .join(Partner)
        .where(Part.person_id == person_id, Part.since <= today(), Part.until >= today())
        .where(Partner.name == followup.recipient)
    )
    own = db.session.scalars(rows.order_by(Part.partner_id)).first()
    return own if own is not None else sees_for(person_id, followup.talk.reply.round)


def has_taken(actor: Actor, followup: Followup) -> bool:
    """Whether `actor` took it on themselves, and may do it still."""
    own = actor.subject is not None and actor.subject == actor.typist == followup.taken_by_id
    return own and followup.talk.reply.round.closed is None and takes_for(actor.subject or 0, followup) is not None
