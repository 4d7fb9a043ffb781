"""Who visits looks at the address of their own talk of now. Each look is written down, for the person to see."""

from flask_babel import lazy_gettext as _
from sqlalchemy import and_, select

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.refusals import NotAllowed
from plugins.outreach.partners.models import VISITOR, Part
from plugins.outreach.partners.rights import today
from plugins.outreach.replies.models import SEEN, Look, Reply
from plugins.outreach.rounds.models import VISITS, Round, RoundRole
from plugins.outreach.talks.models import Talk
from plugins.outreach.talks.reading import talk_with
from plugins.outreach.talks.rights import is_of_now, visits


@transactional
def look_at_own(actor: Actor, key: str, kind: str = SEEN) -> Reply:
    """What the person of one's own talk told, looked at in one of `LOOKS`. Raises NotFound, NotAllowed."""
    return look_for(actor, talk_with(key), kind)


def look_for(actor: Actor, talk: Talk, kind: str) -> Reply:
    """The same in the open transaction. Raises NotAllowed."""
    if not (visits(actor, talk) and is_of_now(talk)):
        raise NotAllowed(_("You see the address from when a moment is agreed on, until the talk has been."))
    look = Look(
        reply_id=talk.reply_id,
        person_id=actor.typist,
        partner_id=visits_for(actor.typist or 0, talk.reply.round),
        at=now(),
        kind=kind,
    )
    db.session.add(look)
    db.session.flush()
    return talk.reply


def visits_for(person_id: int, one: Round) -> int:
    """For which organisation (id) somebody visits: one that visits in this round, where there is one."""
    there = and_(
        RoundRole.partner_id == Part.partner_id, RoundRole.round_id == one.id, RoundRole.kind == VISITS
    )  # fmt: skip
    rows = (
        select(Part.partner_id)
        .outerjoin(RoundRole, there)
        .where(Part.person_id == person_id, Part.kind == VISITOR, Part.since <= today(), Part.until >= today())
        .order_by(RoundRole.partner_id.is_(None), Part.partner_id)
    )
    return next(iter(db.session.scalars(rows)))
