"""Who comes to a talk, as the person it is for may know it: first names, and their organisation."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db
from plugins.outreach.partners.models import VISITOR, Part, Partner
from plugins.outreach.rounds.models import VISITS
from plugins.outreach.talks.models import Talk


@dataclass(frozen=True, slots=True)
class Company:
    """`names` as in "Wout and Anneke", `partners` as in "Ouderenbond"; how many they are."""

    names: str
    partners: str
    number: int


def company_of(talk: Talk) -> Company:
    """Who comes, and for which of the organisations that visit in the round."""
    going = [one.id for one in talk.visitors]
    visiting = [partner.id for partner in talk.reply.round.partners(VISITS)]
    rows = (
        select(Partner.name)
        .where(Partner.id.in_(visiting))
        .where(Partner.id.in_(select(Part.partner_id).where(Part.person_id.in_(going), Part.kind == VISITOR)))
    )
    partners = db.session.scalars(rows.order_by(Partner.name)).all()
    return Company(listed([one.first_name for one in talk.visitors]), listed(partners), len(going))


def listed(names: Sequence[str]) -> str:
    """As in "Wout and Anneke"."""
    return _("%(one)s and %(other)s", one=names[0], other=names[1]) if len(names) == 2 else ", ".join(names)
