"""What a combined space is made of. Who holds it holds its parts, so a shape in use cannot change.

Were the parts of a held space changed, its holder would hold the wrong ones, and two could meet in one room.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.clock import now
from app.db import db
from app.places.holding import lock_leaves, lock_shape_to_change
from app.places.models import Occupancy, Space, SpacePart
from app.refusals import Refusal
from app.web import dates


def change_parts(space: Space, part_ids: Iterable[int]) -> None:
    """Make `space` out of these leaf spaces of its house; none makes it a leaf itself. Call it in a transaction.

    Raises Refusal (field `parts`) where the parts do not fit, or while somebody still holds the space as it is.
    """
    wanted = sorted(set(part_ids))
    if wanted == sorted(part.id for part in space.parts):
        return
    lock_shape_to_change(space.id)
    db.session.refresh(space, ["parts"])  # they may have changed while we waited
    lock_leaves({*space.leaf_ids, *wanted})
    parts = list(db.session.scalars(sa.select(Space).where(Space.id.in_(wanted)).order_by(Space.id)))
    _refuse_unfit(space, parts, len(wanted))
    _refuse_in_use(space)
    space.parts = parts
    db.session.flush()


def possible_parts(spaces: Sequence[Space], whole: Space | None) -> list[Space]:
    """Those of a house's spaces that `whole` (None: a new space) may be made of: leaves, and not itself."""
    return [space for space in spaces if not space.parts and space is not whole]


def _refuse_unfit(space: Space, parts: Sequence[Space], wanted: int) -> None:
    if len(parts) != wanted or any(part.house_id != space.house_id for part in parts) or space in parts:
        raise Refusal(_("Choose from the rooms of this house."), field="parts")
    if wanted == 1:
        raise Refusal(_("A combined room is made of two rooms or more."), field="parts")
    if any(part.parts for part in parts):
        raise Refusal(_("A combined room is made of single rooms, not of combined ones."), field="parts")
    if wanted and db.session.scalar(sa.select(SpacePart.whole_id).where(SpacePart.part_id == space.id).limit(1)):
        raise Refusal(_("This room is itself part of a combined one. Take it out there first."), field="parts")


def _refuse_in_use(space: Space) -> None:
    until = last_held(space)
    if until is not None:
        raise Refusal(
            _(
                "This room is used as it is now until %(day)s. Change it after that, or add a new combined room.",
                day=dates.long_day(until, space.house.zone),
            ),
            field="parts",
        )


def last_held(space: Space) -> datetime | None:
    """Until when (UTC) somebody holds the space as it is now: all its leaves at once; None when nobody will."""
    leaves = space.leaf_ids
    held_as_one = (
        sa.select(sa.func.max(Occupancy.ends).label("ends"))
        .where(Occupancy.space_id.in_(leaves), Occupancy.ends > now())
        .where(sa.or_(Occupancy.expires_at.is_(None), Occupancy.expires_at > now()))
        .group_by(Occupancy.ref, Occupancy.starts)
        .having(sa.func.count() == len(leaves))
        .subquery()
    )
    until: datetime | None = db.session.scalar(sa.select(sa.func.max(held_as_one.c.ends)))
    return until
