"""Find a space: which are free, and what comes near when the wished one is not.

Queries: spaces, their parts, hours, closures, and what is held; however many houses, spaces and bookings there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from app.clock import Span, now, wall
from app.db import db
from app.places.availability import covers, nearest, starts_within, usable
from app.places.facts import missing
from app.places.holding import busy_in
from app.places.hours import openings
from app.places.models import Space

STEP: Final = timedelta(minutes=30)
_LONGEST_BUFFER: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A space that is free during `span`."""

    space: Space
    span: Span


@dataclass(frozen=True, slots=True)
class NearMisses:
    """What is possible when the wish is not: the same space at other times that day, other spaces at the same time."""

    same_space: tuple[Candidate, ...]
    """Nearest start first."""
    same_time: tuple[Candidate, ...]
    """Smallest fitting first, the same house's before the others'."""


def free_spaces(
    house_ids: Iterable[int], span: Span, people: int = 0, facts: Iterable[str] = (), *, with_private: bool = False
) -> list[Candidate]:
    """The bookable spaces of these houses that are open and free during the whole of `span`.

    `people` have to fit, and the space must have all of `facts` (keys of `app.places.facts.FACTS`). The smallest
    fitting comes first, combined spaces last. Private spaces only where the asker may know of them.
    """
    wanted = spaces_for(house_ids, people, facts, with_private=with_private)
    stretches = usable_stretches(wanted, span)
    return [Candidate(space, span) for space in wanted if covers(stretches[space.id], span)]


def near_misses(space_id: int, span: Span, people: int = 0, facts: Iterable[str] = (), count: int = 3) -> NearMisses:
    """What comes near to the wish for this space during `span`: at most `count` of each kind, nothing in the past.

    Other spaces are those of the same house; private ones are not told of.
    """
    space = db.session.get_one(Space, space_id)
    others = [one for one in free_spaces([space.house_id], span, people, facts) if one.space.id != space_id]
    return NearMisses(tuple(nearest_free(space, span)[:count]), tuple(others[:count]) if span.start >= now() else ())


def nearest_free(space: Space, span: Span) -> list[Candidate]:
    """The same space, as long, at other times of that day (on the house's wall), the nearest start first."""
    day = Span.day(wall(span.start, space.house.zone).date(), space.house.zone)
    window = Span(day.start, max(day.end, span.end))
    times = starts_within(usable_stretches([space], window)[space.id], span.length, STEP)
    possible = [time for time in times if day.start <= time.start < day.end and time.start >= now() and time != span]
    return [Candidate(space, time) for time in nearest(possible, span)]


def spaces_for(
    house_ids: Iterable[int], people: int = 0, facts: Iterable[str] = (), *, with_private: bool = False
) -> list[Space]:
    """The bookable spaces where so many people fit and that have these facts: smallest first, combined ones last."""
    needed = tuple(facts)
    query = sa.select(Space).where(Space.house_id.in_(sorted(set(house_ids))), Space.bookable)
    known = [space for space in db.session.scalars(query) if with_private or not space.is_hidden]
    fitting = [space for space in known if capacity(space) >= people and not missing(space.fact_keys, needed)]
    return sorted(fitting, key=lambda space: (bool(space.parts), capacity(space), space.position, space.id))


def capacity(space: Space) -> int:
    """How many people fit: seated, or standing where nobody sits (a garden)."""
    return space.seated or space.standing


def usable_stretches(spaces: Sequence[Space], window: Span) -> dict[int, list[Span]]:
    """When each space can be used within `window`: open, not held, and with its buffer before the next use."""
    wide = window.padded(after=_LONGEST_BUFFER)  # the buffer looks beyond the window
    opened, held = openings(spaces, window), busy_in(spaces, wide)
    return {
        space.id: usable(opened[space.id], held[space.id], timedelta(minutes=space.buffer_minutes)) for space in spaces
    }
