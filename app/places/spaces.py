"""Spaces: add one, change it, put them in order. A space is switched off (not bookable), never deleted."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.events import SpaceUseChanged, say
from app.journal import note
from app.places import shapes, slugs, verbs
from app.places.facts import FACTS
from app.places.models import Space
from app.places.rights import ADMINISTRATOR, HOST, require, require_space
from app.refs import Ref
from app.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceDetails:
    """What a space is. `facts` are keys of FACTS, `part_ids` the leaf spaces that a combined one is made of."""

    name: str
    about: str = ""
    condition: str = ""
    seated: int = 0
    standing: int = 0
    facts: Sequence[str] = ()
    buffer_minutes: int = 0
    private: bool = False
    bookable: bool = True
    part_ids: Sequence[int] = ()


def ref_of(space: Space) -> Ref:
    """How the log points at a space."""
    return Ref("places", "space", space.slug)


def spaces_of(house_id: int) -> list[Space]:
    """Every space of a house, private and switched off ones too, in the house's order."""
    return list(
        db.session.scalars(
            sa.select(Space).where(Space.house_id == house_id).order_by(Space.position, Space.name, Space.id)
        )
    )


def space_in(house_id: int, slug: str) -> Space | None:
    """The space with this slug, if it is in this house."""
    return db.session.scalar(sa.select(Space).where(Space.house_id == house_id, Space.slug == slug))


@transactional
def add_space(actor: Actor, house_id: int, details: SpaceDetails, slug: str = "") -> int:
    """Add a space at the end of the house's list; answers its id. Without a slug it gets one from its name.

    For administrators. Raises Refusal beside the field that is wrong.
    """
    require(actor, house_id, ADMINISTRATOR)
    if slug:
        slugs.refuse_unfit(Space, slug)
    last = db.session.scalar(sa.select(sa.func.max(Space.position)).where(Space.house_id == house_id))
    space = Space(
        house_id=house_id,
        slug=slug or slugs.free_slug(Space, details.name),
        name=details.name,
        position=0 if last is None else last + 1,
        changed_at=now(),
    )
    _fill(space, details)
    db.session.add(space)
    db.session.flush()
    shapes.change_parts(space, details.part_ids)
    note(actor, verbs.SPACE_ADDED, ref_of(space), space.name)
    return space.id


@transactional
def change_space(actor: Actor, space_id: int, details: SpaceDetails, slug: str) -> None:
    """Change what a space is; its old address keeps working. For administrators. Raises Refusal beside the field."""
    space = require_space(actor, space_id, ADMINISTRATOR)
    for_whom = (space.private, space.bookable)
    shapes.change_parts(space, details.part_ids)
    if details.name != space.name:
        space.changed_at = now()  # calendars show it
    slugs.rename(space, slug)
    _fill(space, details)
    if (space.private, space.bookable) != for_whom:
        say(SpaceUseChanged(ref=ref_of(space), house_id=space.house_id, space_id=space.id))
    note(actor, verbs.SPACE_CHANGED, ref_of(space), space.name)


@transactional
def describe_space(actor: Actor, space_id: int, *, about: str, condition: str) -> None:
    """Change what is told of a space. For hosts."""
    space = require_space(actor, space_id, HOST)
    space.about, space.condition = about, condition
    note(actor, verbs.SPACE_CHANGED, ref_of(space), space.name)


@transactional
def put_space_before(actor: Actor, space_id: int, steps: int) -> None:
    """Move a space `steps` places up the house's list (down where negative). For administrators."""
    space = require_space(actor, space_id, ADMINISTRATOR)
    row = spaces_of(space.house_id)
    at = row.index(space)
    row.insert(max(0, at - steps), row.pop(at))
    for position, one in enumerate(row):
        one.position = position
    note(actor, verbs.SPACES_ORDERED, ref_of(space), space.name)


def _fill(space: Space, details: SpaceDetails) -> None:
    _refuse_unfit(details)
    space.name, space.about, space.condition = details.name, details.about, details.condition
    space.seated, space.standing = details.seated, details.standing
    space.facts = ",".join(key for key in FACTS if key in details.facts)
    space.buffer_minutes = details.buffer_minutes
    space.private, space.bookable = details.private, details.bookable


def _refuse_unfit(details: SpaceDetails) -> None:
    if not details.name:
        raise Refusal(_("Please fill this in."), field="name")
    for field, most in (("seated", 5000), ("standing", 5000), ("buffer_minutes", 240)):
        if not 0 <= getattr(details, field) <= most:
            raise Refusal(_("Type a number from %(min)s to %(max)s.", min=0, max=most), field=field)
