"""What is kept of circles: given to people on request, described for the log, and let go of in time."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa

from app.clock import now
from app.db import db, transactional
from app.plugins import Description
from app.refs import Ref
from plugins.prevention.circles.models import (
    OWNER,
    Circle,
    CircleMaterial,
    CircleMember,
    CircleOrganisation,
    CircleVersion,
)
from plugins.prevention.circles.reading import SHORTLY

VERSIONS: Final = timedelta(days=400)
GONE: Final = timedelta(days=400)
"""So long after it was let rest, or after its last member left and nobody did anything, a circle goes."""


def export(person_id: int) -> Mapping[str, Any]:
    """The circles that somebody is in, and what they wrote and put there."""
    joined = db.session.execute(
        sa.select(CircleMember, Circle.name)
        .join(Circle, Circle.id == CircleMember.circle_id)
        .where(CircleMember.person_id == person_id)
        .order_by(CircleMember.since)
    )
    own = sa.or_(CircleVersion.about_by_id == person_id, CircleVersion.contact_by_id == person_id)
    materials = sa.select(CircleMaterial).where(CircleMaterial.put_by_id == person_id).order_by(CircleMaterial.id)
    put = sa.select(CircleOrganisation).where(CircleOrganisation.put_by_id == person_id).order_by(CircleOrganisation.id)
    return {
        "circles": [
            {"name": name, "since": one.since.isoformat(), "first_name_shown": one.show_name} for one, name in joined
        ],
        "circle_words": [
            {
                "name": one.name,
                "at": one.at.isoformat(),
                "words": one.about if one.about_by_id == person_id else None,
                "contact": one.contact if one.contact_by_id == person_id else None,
            }
            for one in db.session.scalars(sa.select(CircleVersion).where(own).order_by(CircleVersion.id))
        ],
        "circle_materials": [
            {"title": one.title, "words": one.text, "link": one.link, "at": one.at.isoformat()}
            for one in db.session.scalars(materials)
        ],
        "circle_organisations": [{"name": one.name, "words": one.does} for one in db.session.scalars(put)],
    }


def describe(refs: Sequence[Ref]) -> Mapping[Ref, Description]:
    """Names and pages of circles, in one query."""
    keys = [ref.key for ref in refs if (ref.owner, ref.kind) == (OWNER, "circle")]
    if not keys:
        return {}
    found = db.session.scalars(sa.select(Circle).where(Circle.public_id.in_(keys), Circle.hidden.is_(False)))
    return {one.thing: Description(title=one.name, url=page_of(one)) for one in found}


def page_of(circle: Circle) -> str:
    """The path of its page, written out: the demo is made outside any request."""
    return f"/prevention/circles/{circle.slug}"


@transactional
def expire() -> None:
    """Let go of what was taken off, of old versions, and of circles that rest or that nobody is in for over a year."""
    moment, apart = now(), {"synchronize_session": False}
    empty = Circle.id.not_in(sa.select(CircleMember.circle_id)) & (Circle.alive_at < moment - GONE)
    newest = sa.select(sa.func.max(CircleVersion.id)).group_by(CircleVersion.circle_id)
    for gone in (
        sa.delete(CircleMaterial).where(CircleMaterial.removed_at < moment - SHORTLY),
        sa.delete(CircleOrganisation).where(CircleOrganisation.removed_at < moment - SHORTLY),
        sa.delete(CircleVersion).where(CircleVersion.at < moment - VERSIONS, CircleVersion.id.not_in(newest)),
        sa.delete(Circle).where(sa.or_(Circle.stopped_at < moment - GONE, empty)),
    ):
        db.session.execute(gone, execution_options=apart)
