"""The spaces of many dates at once: a house has few rooms, and each of them is read once."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm.attributes import set_committed_value

from app.db import db
from app.places.models import Space
from plugins.activities.models import Occurrence, OccurrenceSpace

_AT_ONCE: Final = 500


def give_spaces(dates: Sequence[Occurrence]) -> None:
    """Load the spaces of these dates, as they stand in the database. One query for each five hundred dates, and two."""
    of: dict[int, list[int]] = {one.id: [] for one in dates}
    every = list(of)
    for start in range(0, len(every), _AT_ONCE):
        ids = every[start : start + _AT_ONCE]
        pairs = sa.select(OccurrenceSpace.occurrence_id, OccurrenceSpace.space_id)
        for occurrence_id, space_id in db.session.execute(pairs.where(OccurrenceSpace.occurrence_id.in_(ids))):
            of[occurrence_id].append(space_id)
    used = sorted({space_id for ids in of.values() for space_id in ids})
    rooms = db.session.scalars(sa.select(Space).where(Space.id.in_(used)).order_by(Space.position, Space.id)).all()
    place = {room.id: number for number, room in enumerate(rooms)}
    for one in dates:
        own = sorted(of[one.id], key=place.__getitem__)
        set_committed_value(one, "spaces", [rooms[place[space_id]] for space_id in own])
