"""Which spaces a date lost, and what is possible then: rooms that are free, or its own at another time that day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from flask_babel import gettext as _

from app.clock import Span
from app.db import db
from app.people import roles
from app.places.hours import closed_reason, shut
from app.places.models import Space
from app.places.search import free_spaces, nearest_free
from plugins.activities.models import Occurrence, Organiser

SHOWN: Final = 2


@dataclass(frozen=True, slots=True)
class Possible:
    """Rooms that are free at the time of a date, smallest first; and where there are none, other times for its own."""

    why: str
    rooms: tuple[Space, ...]
    times: tuple[Span, ...]


def lost_spaces(occurrence: Occurrence) -> list[Space]:
    """The spaces of a date that it cannot be in: closed then, or no longer for those who organise it."""
    return [*closed_among([occurrence]).get(occurrence.id, ()), *withdrawn_among([occurrence]).get(occurrence.id, ())]


def closed_among(occurrences: Iterable[Occurrence]) -> dict[int, list[Space]]:
    """By the id of a date: its spaces that are not open for the whole of it. Two queries."""
    wanted = list(occurrences)
    found = shut((space, one.span) for one in wanted for space in one.spaces)
    lost = {one.id: [space for space in one.spaces if (space.id, one.span) in found] for one in wanted}
    return {key: spaces for key, spaces in lost.items() if spaces}


def withdrawn_among(occurrences: Iterable[Occurrence]) -> dict[int, list[Space]]:
    """By the id of a date: its spaces that are private or not bookable, where no host organises it. A few queries.

    A host may plan there; then people must be told in words where to go, since a private room is never named.
    """
    wanted = [one for one in occurrences if any(space.is_hidden or not space.bookable for space in one.spaces)]
    if not wanted:
        return {}
    hosted = _hosted({(one.activity_id, one.activity.house_id) for one in wanted})
    found = {}
    for one in wanted:
        unsaid = not one.place and all(space.is_hidden for space in one.spaces)
        if one.activity_id not in hosted or unsaid:
            found[one.id] = [space for space in one.spaces if space.is_hidden or not space.bookable]
    return found


def take_marks_off(occurrences: Iterable[Occurrence]) -> None:
    """Dates that had lost their room and changed: the mark goes from those that can be where they are now."""
    marked = [one for one in occurrences if one.room_lost]
    lost = closed_among(marked).keys() | withdrawn_among(marked).keys()
    for one in marked:
        one.room_lost = one.id in lost


def possible(occurrence: Occurrence) -> Possible:
    """What is free, at most two of a kind."""
    known = {space.id for space in occurrence.spaces}
    free = [one.space for one in free_spaces([occurrence.activity.house_id], occurrence.span)]
    rooms = tuple(space for space in free if space.id not in known)[:SHOWN]
    closed = closed_among([occurrence]).get(occurrence.id, [])
    withdrawn = withdrawn_among([occurrence]).get(occurrence.id, [])
    times = nearest_free(closed[0], occurrence.span)[:SHOWN] if closed and not rooms and not withdrawn else []
    return Possible(_why(occurrence, closed, withdrawn), rooms, tuple(one.span for one in times))


def names(spaces: Sequence[Space]) -> list[str]:
    """How they are called."""
    return [space.name for space in spaces]


def _why(occurrence: Occurrence, closed: Sequence[Space], withdrawn: Sequence[Space]) -> str:
    """In words, for who organises it. What may not be known of a private room is not in it."""
    if withdrawn:
        return _("The house no longer gives out the room. You can also ask the house whether this date may stay there.")
    told = next((space for space in closed if not space.is_hidden), None)
    return str(closed_reason(told, occurrence.span)) if told is not None else ""


def _hosted(activities: Iterable[tuple[int, int]]) -> set[int]:
    """Of these activities (their id, and that of their house): those that a host of that house organises."""
    wanted = sorted(activities)
    hosts = {house_id: {one.id for one in roles.hosts_of(house_id)} for house_id in {house for _key, house in wanted}}
    rows = db.session.execute(
        sa.select(Organiser.activity_id, Organiser.person_id).where(
            Organiser.activity_id.in_([key for key, _house in wanted])
        )
    )
    organising: dict[int, set[int]] = {}
    for activity_id, person_id in rows:
        organising.setdefault(activity_id, set()).add(person_id)
    return {key for key, house_id in wanted if not hosts[house_id].isdisjoint(organising.get(key, ()))}
