"""A change that is being told: who makes it, and how soon it matters. Whatever is sent meanwhile is watched for that.

with notices.changing(actor, was.start, booking.starts):
    telling.moved(actor, booking)
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.actors import Actor
from app.clock import now


@dataclass(frozen=True, slots=True)
class Change:
    """Something moves, or is off. `makers` are persons, by id: they know."""

    makers: frozenset[int]
    begins_at: datetime

    def begins_for(self, person_id: int | None) -> datetime | None:
        """When it matters to somebody; None for who makes it."""
        return None if person_id in self.makers else self.begins_at


_CURRENT: Final[ContextVar[Change | None]] = ContextVar("wij_change", default=None)


@contextmanager
def changing(actor: Actor, *starts: datetime | None) -> Iterator[None]:
    """Tell within this block of a change that `actor` makes to what begins, or was to begin, at `starts`.

    The first of these that is still to come counts: then somebody could stand before a closed door, or miss it. None
    is for whenever.
    """
    to_come = [start for start in starts if start is not None and start > now()]
    makers = frozenset(one for one in (actor.typist, actor.subject) if one is not None)
    token = _CURRENT.set(Change(makers, min(to_come)) if to_come else None)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current_change() -> Change | None:
    """The change that is being told, if one is."""
    return _CURRENT.get()
