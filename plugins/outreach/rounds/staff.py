"""Who coordinates a round."""

from collections.abc import Sequence

from sqlalchemy import select

from app.db import db
from app.people.models import Person
from plugins.outreach.partners.models import COORDINATOR, Part
from plugins.outreach.partners.rights import today
from plugins.outreach.rounds.models import Round, RoundRole


def coordinators_of(one: Round) -> Sequence[Person]:
    """Who coordinates today for an organisation with a role in a round, by name."""
    roles = select(RoundRole.partner_id).where(RoundRole.round_id == one.id)
    having = select(Part.person_id).where(
        Part.kind == COORDINATOR, Part.partner_id.in_(roles), Part.since <= today(), Part.until >= today()
    )
    return db.session.scalars(select(Person).where(Person.id.in_(having)).order_by(Person.name, Person.id)).all()
