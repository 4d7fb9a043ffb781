"""What pages show of circles. A member's name stands there for everybody only with their yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import gettext as _

from app.actors import Actor
from app.clock import now
from app.db import db
from app.places.rights import HOST, may
from app.refusals import NotFound
from plugins.prevention.circles import words as said
from plugins.prevention.circles.models import Circle, CircleMaterial, CircleMember, CircleOrganisation, CircleVersion

FEW: Final = 5
"""Below this, how many is not told."""
SHORTLY: Final = timedelta(days=30)
"""So long what was taken off is kept, and can be put back."""


@dataclass(frozen=True, slots=True)
class Material:
    """A material with the first name of who put it there; "" for who takes no part any more or is not named."""

    material: CircleMaterial
    by: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A circle as its reader may see it.

    `people` says who takes part; `team` are first names of the others, for who takes part (never at the desk, where
    others read along). `tidies`: whether the reader may take things off.
    """

    circle: Circle
    organisations: list[CircleOrganisation]
    materials: list[Material]
    people: str
    team: list[str]
    member: CircleMember | None
    tidies: bool


def listed(theme: str | None = None, limit: int | None = None) -> Sequence[Circle]:
    """Circles that do not rest, of one theme or of all, by name."""
    wanted = sa.select(Circle).where(Circle.stopped_at.is_(None), Circle.hidden.is_(False))
    if theme is not None:
        wanted = wanted.where(Circle.theme == theme)
    return db.session.scalars(wanted.order_by(Circle.name, Circle.id).limit(limit)).all()


def circle_at(slug: str) -> Circle:
    """The circle with this slug. Raises NotFound."""
    circle = (
        db.session.scalar(sa.select(Circle).where(Circle.slug == slug)) if slug.replace("-", "").isalnum() else None
    )
    if circle is None:
        raise NotFound(said.UNKNOWN)
    return circle


def shown(circle: Circle, actor: Actor) -> Shown:
    """All that this reader may see."""
    member = circle.member(actor.subject)
    private = member is None or actor.on_behalf
    return Shown(
        circle=circle,
        organisations=standing(circle),
        materials=_materials(circle),
        people=people(circle),
        team=[] if private else [one.person.first_name for one in circle.members if one is not member],
        member=member,
        tidies=member is not None or may(actor, circle.house_id, HOST),
    )


def standing(circle: Circle) -> list[CircleOrganisation]:
    """Organisations that take part."""
    return [one for one in circle.organisations if one.removed_at is None]


def people(circle: Circle) -> str:
    """Who takes part, in words: first names of who said yes to that, the others as a number that is never small."""
    names = [one.person.first_name for one in circle.members if one.show_name]
    others = len(circle.members) - len(names)
    told = [*names, *([_more(others)] if others else [])]
    return _("%(first)s and %(last)s", first=", ".join(told[:-1]), last=told[-1]) if told[1:] else "".join(told)


def _more(others: int) -> str:
    return _("%(num)s neighbours", num=others) if others >= FEW else _("a few neighbours")


def organisation_at(circle: Circle, key: str) -> CircleOrganisation:
    """An organisation that takes part. Raises NotFound."""
    found = next((one for one in standing(circle) if one.public_id == key), None)
    if found is None:
        raise NotFound(said.GONE)
    return found


def versions_of(circle: Circle) -> Sequence[CircleVersion]:
    """How it was, newest first."""
    wanted = sa.select(CircleVersion).where(CircleVersion.circle_id == circle.id)
    return db.session.scalars(wanted.order_by(CircleVersion.id.desc())).all()


def taken_off(circle: Circle) -> list[CircleOrganisation | CircleMaterial]:
    """What was taken off and can be put back, last first."""
    wanted = sa.select(CircleMaterial).where(
        CircleMaterial.circle_id == circle.id, CircleMaterial.removed_at.is_not(None)
    )
    found = [*db.session.scalars(wanted), *(one for one in circle.organisations if one.removed_at is not None)]
    return sorted(found, key=lambda one: one.removed_at or now(), reverse=True)


def _materials(circle: Circle) -> list[Material]:
    wanted = sa.select(CircleMaterial).where(CircleMaterial.circle_id == circle.id, CircleMaterial.removed_at.is_(None))
    named = {one.person_id: one.person.first_name for one in circle.members if one.show_name}
    found = db.session.scalars(wanted.order_by(CircleMaterial.at.desc(), CircleMaterial.id.desc()))
    return [Material(one, named.get(one.put_by_id, "")) for one in found]
