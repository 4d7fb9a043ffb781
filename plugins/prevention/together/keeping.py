"""What we keep of going together: given to them, and gone two weeks after the date."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from app.clock import now
from app.db import db, transactional
from app.plugins import Description
from app.refs import Ref
from plugins.prevention.together.models import OWNER, Asked, Company

KEPT: Final = timedelta(days=14)


def export(person_id: int) -> Mapping[str, Any]:
    """What somebody asked and was asked; nothing of the others, who have their own."""
    mine = db.session.scalars(sa.select(Company).where(Company.person_id == person_id).order_by(Company.id))
    rows = db.session.execute(
        sa.select(Asked, Company).join(Company).where(Asked.person_id == person_id).order_by(Company.id)
    )
    return {
        "company_asked_for": [
            {
                "date": one.ref,
                "starts": one.starts.isoformat(),
                "asked": one.asked_at.isoformat(),
                "reach": one.reach,
                "agreed": one.agreed_at.isoformat() if one.agreed_at else None,
            }
            for one in mine
        ],
        "asked_to_go_along": [
            {
                "date": company.ref,
                "starts": company.starts.isoformat(),
                "said_yes": company.companion_id == person_id,
                "said_no": asked.declined_at.isoformat() if asked.declined_at else None,
            }
            for asked, company in rows
        ],
    }


def describe(refs: Sequence[Ref], person_id: int | None) -> Mapping[Ref, Description]:
    """The questions that the reader asked or was asked."""
    keys = [ref.key for ref in refs if (ref.owner, ref.kind) == (OWNER, "company")]
    if not keys or person_id is None:
        return {}
    found = db.session.scalars(sa.select(Company).where(Company.public_id.in_(keys)))
    return {
        one.thing: Description(title=_("Going together"), url=url_for("prevention.together", key=one.public_id))
        for one in found
        if one.person_id == person_id or one.question_for(person_id)
    }


@transactional
def expire() -> None:
    """Let go of what is over since two weeks."""
    over = sa.select(Company.id).where(Company.ends < now() - KEPT)
    db.session.execute(sa.delete(Asked).where(Asked.company_id.in_(over)))
    db.session.execute(sa.delete(Company).where(Company.ends < now() - KEPT))
