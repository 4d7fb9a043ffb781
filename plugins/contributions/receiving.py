"""What the house received: of the house as a whole, never per person, and no groups side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.clock import Span
from app.db import db
from app.places.models import House
from app.plugins import Figure
from plugins.contributions.agreements.reading import current_season
from plugins.contributions.models import Promise, Task, Thanks
from plugins.contributions.rota.showing import has_come

SMALLEST: Final = 5
"""Below this a count is not published."""
SHOWN_THANKS: Final = 3


@dataclass(frozen=True, slots=True)
class Meter:
    """The collective meter: of `asked` tasks, `picked_up` were."""

    asked: int
    picked_up: int

    @property
    def public(self) -> bool:
        """Whether both numbers are large enough to show."""
        return self.picked_up >= SMALLEST


def meter(house_id: int, span: Span) -> Meter:
    """The house's tasks in `span`, and how many of them were picked up.

    A task counts in the time in which it was asked, and is picked up once all its places are promised or something of
    it is done. A date of a rota, or a job of a work day, counts from its day on. What somebody thought of themselves is
    a task that is picked up. A task that was closed before anybody did anything does not count.
    """
    held = (
        sa.select(
            Promise.task_id,
            sa.func.count().label("taken"),
            sa.func.count(Promise.done_at).label("done"),
        )
        .where(Promise.house_id == house_id, Promise.withdrawn_at.is_(None), Promise.task_id.is_not(None))
        .group_by(Promise.task_id)
        .subquery()
    )
    taken, done = sa.func.coalesce(held.c.taken, 0), sa.func.coalesce(held.c.done, 0)
    picked = sa.or_(taken >= Task.places, done > 0)
    asked, picked_up = db.session.execute(
        sa.select(sa.func.count(), sa.func.count(sa.case((picked, 1))))
        .select_from(Task)
        .outerjoin(held, held.c.task_id == Task.id)
        .where(Task.house_id == house_id, Task.made_at >= span.start, Task.made_at < span.end)
        .where(sa.or_(Task.closed_at.is_(None), taken > 0), has_come())
    ).one()
    own = _own(house_id, span)
    return Meter(asked + own, picked_up + own)


def this_season(house: House) -> Meter:
    """The meter of the season that it is now."""
    return meter(house.id, current_season(house).span(house.zone))


def public_thanks(house_id: int, span: Span, most: int = SHOWN_THANKS) -> Sequence[Thanks]:
    """The newest thanks that their people said yes to."""
    return db.session.scalars(
        sa.select(Thanks)
        .join(Promise, Promise.id == Thanks.promise_id)
        .where(Promise.house_id == house_id, Thanks.public_at.is_not(None), Thanks.to_person_id.is_not(None))
        .where(Thanks.at >= span.start, Thanks.at < span.end)
        .order_by(Thanks.at.desc(), Thanks.id.desc())
        .limit(most)
    ).all()


def figures(house_id: int, window: Span) -> list[Figure]:
    """Counts for the scoreboard."""
    found = meter(house_id, window)
    return [
        Figure(
            key="contributions.asked",
            label=_("tasks asked"),
            definition=_("Tasks that the house asked in this time, and what neighbours thought of themselves."),
            value=found.asked,
        ),
        Figure(
            key="contributions.picked_up",
            label=_("tasks picked up"),
            definition=_("Of those, the ones of which every place is promised or something is done."),
            value=found.picked_up,
        ),
    ]


def _own(house_id: int, span: Span) -> int:
    """What people thought of themselves and promised, or did."""
    return (
        db.session.scalar(
            sa.select(sa.func.count())
            .select_from(Promise)
            .where(Promise.house_id == house_id, Promise.task_id.is_(None), Promise.withdrawn_at.is_(None))
            .where(Promise.promised_at >= span.start, Promise.promised_at < span.end)
        )
        or 0
    )
