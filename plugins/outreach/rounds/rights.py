"""Who sees the people of a round: coordinators of its organisations and callers of who phones, while it is open.

Visitors see none of it yet. An administrator or a host of a house has no part here.
"""

from flask_babel import lazy_gettext as _
from sqlalchemy import and_, or_, select

from app.actors import Actor
from app.db import db
from app.refusals import NotAllowed
from plugins.outreach.partners.models import CALLER, COORDINATOR, Part
from plugins.outreach.partners.rights import today
from plugins.outreach.rounds.models import PHONES, Round, RoundRole


def sees_for(person_id: int, one: Round) -> int | None:
    """For which organisation (id) somebody may look at the people of a round today, if for any."""
    if one.closed:
        return None
    may = or_(Part.kind == COORDINATOR, and_(Part.kind == CALLER, RoundRole.kind == PHONES))
    rows = (
        select(Part.partner_id)
        .join(RoundRole, and_(RoundRole.partner_id == Part.partner_id, RoundRole.round_id == one.id))
        .where(Part.person_id == person_id, Part.since <= today(), Part.until >= today(), may)
        .order_by(Part.partner_id)
    )
    return db.session.scalars(rows).first()


def sees(actor: Actor, one: Round) -> bool:
    """Whether `actor` may look: the subject may, and so may the one who types."""
    return actor.subject is not None and all(
        person_id is not None and sees_for(person_id, one) is not None for person_id in {actor.subject, actor.typist}
    )


def require_sees(actor: Actor, one: Round) -> None:
    """Raises NotAllowed."""
    if not sees(actor, one):
        raise NotAllowed(_("Only coordinators and callers of this round see this, as long as it is open."))
