"""What people like to do, read: by themselves, by hosts and by neighbours, each as far as its person says."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from app.db import db
from plugins.contributions.talents.fitting import Liking
from plugins.contributions.talents.models import HOSTS, NEIGHBOURS, Talent

SHOWN: Final = 200
"""So many lines at most on a page of neighbours."""


def own(person_id: int) -> Sequence[Talent]:
    """What somebody wrote down, in the order in which they did."""
    return db.session.scalars(
        sa.select(Talent).where(Talent.person_id == person_id, Talent.removed_at.is_(None)).order_by(Talent.id)
    ).all()


def likings(person_id: int | None) -> list[Liking]:
    """The same as values, to hold beside tasks. Nobody likes nothing in particular."""
    return [] if person_id is None else [one.liking for one in own(person_id)]


def told_hosts(house_id: int) -> Sequence[Talent]:
    """What people let the hosts of a house see."""
    return _told(house_id, HOSTS, NEIGHBOURS)


def told_neighbours(house_id: int) -> Sequence[Talent]:
    """What people let the neighbours of a house see, who are signed in: what was saved last comes first."""
    return _told(house_id, NEIGHBOURS)


def _told(house_id: int, *audiences: str) -> Sequence[Talent]:
    return db.session.scalars(
        sa.select(Talent)
        .where(Talent.house_id == house_id, Talent.audience.in_(audiences), Talent.removed_at.is_(None))
        .order_by(Talent.saved_at.desc(), Talent.id)
        .limit(SHOWN)
    ).all()
