"""Who has a reason now, and who may end it: the coordinators of the organisations of the round."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.actors import Actor
from app.clock import now
from app.db import db
from app.refusals import NotAllowed
from plugins.outreach.partners.models import COORDINATOR, Part
from plugins.outreach.partners.rights import is_administrator, today
from plugins.outreach.reasons.models import Access
from plugins.outreach.rounds.models import Round, RoundRole


def coordinators_of(one: Round) -> Sequence[int]:
    """Who coordinates today for an organisation with a role in the round: ids of persons."""
    rows = (
        select(Part.person_id)
        .join(RoundRole, RoundRole.partner_id == Part.partner_id)
        .where(RoundRole.round_id == one.id, Part.kind == COORDINATOR)
        .where(Part.since <= today(), Part.until >= today())
    )
    return db.session.scalars(rows.distinct().order_by(Part.person_id)).all()


def coordinates(actor: Actor, one: Round) -> bool:
    """Whether `actor` coordinates for one of the organisations of the round."""
    return actor.subject is not None and {actor.subject, actor.typist} <= set(coordinators_of(one))


def open_access(actor: Actor, one: Round) -> Access | None:
    """The reason with which `actor` may look now, if there is one: they administer still, and type themselves."""
    if one.closed or actor.subject is None or actor.subject != actor.typist or not is_administrator(actor):
        return None
    rows = select(Access).where(Access.round_id == one.id, Access.person_id == actor.subject, Access.until > now())
    return db.session.scalars(rows.order_by(Access.until.desc(), Access.id.desc())).first()


def require_access(actor: Actor, one: Round) -> Access:
    """Raises NotAllowed."""
    found = open_access(actor, one)
    if found is None:
        raise NotAllowed(_("An administrator looks only with a reason, which the organisations hear at once."))
    return found
