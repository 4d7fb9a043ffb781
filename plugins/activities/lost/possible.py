"""What is possible when a date lost its room: rooms that are free then, or its own room at another time that day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.clock import Span
from app.places.hours import closures_of, concerns
from app.places.models import Space
from app.places.search import free_spaces, nearest_free
from plugins.activities.models import Occurrence

SHOWN: Final = 2


@dataclass(frozen=True, slots=True)
class Possible:
    """Rooms that are free at the time of a date, smallest first; and where there are none, other times for its own."""

    rooms: tuple[Space, ...]
    times: tuple[Span, ...]


def closed_spaces(occurrence: Occurrence) -> list[Space]:
    """The spaces of a date that a closure takes."""
    closures = closures_of(occurrence.activity.house_id, occurrence.span)
    return [space for space in occurrence.spaces if any(concerns(one, space) for one in closures)]


def possible(occurrence: Occurrence) -> Possible:
    """What is free, at most two of a kind."""
    known = {space.id for space in occurrence.spaces}
    free = [one.space for one in free_spaces([occurrence.activity.house_id], occurrence.span)]
    rooms = tuple(space for space in free if space.id not in known)[:SHOWN]
    lost = closed_spaces(occurrence)
    times = nearest_free(lost[0], occurrence.span)[:SHOWN] if lost and not rooms else []
    return Possible(rooms, tuple(one.span for one in times))


def names(spaces: Sequence[Space]) -> list[str]:
    """How they are called."""
    return [space.name for space in spaces]
