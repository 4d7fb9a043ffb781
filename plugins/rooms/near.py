"""What comes near a wish that no room fits: a little later, a shorter time, another house, one thing less, a neighbour.

Decisions about values, without a database. How near something is, is counted in steps of half an hour.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from app.clock import Span
from plugins.rooms.fitting import Timetable

STEP: Final = timedelta(minutes=30)
CLOSE: Final = 4
"""Steps: two hours later or earlier is still nearly then."""
FAR: Final = 16
"""Steps: so far a time is looked for when nothing comes close."""
OTHERWISE: Final = 2
"""Steps that another house, or a room that lacks something, is away."""
COMPANY: Final = 3
"""Steps that coming along with neighbours is away, besides the time that it begins later or earlier."""

Allows = Callable[[int, Span], bool]
"""Whether a room (by id) may be used then, as far as that is agreed on and not a matter of being open and free."""


class Kind(StrEnum):
    """What is otherwise than was wished. Of what is equally near, the first is told first."""

    TIME = "time"
    HOUSE = "house"
    WITHOUT = "without"
    SHORTER = "shorter"
    ALONG = "along"


@dataclass(frozen=True, slots=True)
class Room:
    """A room that is large enough: when it is open and held, which wanted facts it lacks, if it is in the house."""

    id: int
    table: Timetable
    lacks: tuple[str, ...] = ()
    here: bool = True


@dataclass(frozen=True, slots=True)
class Company:
    """Something of a neighbour (its key) that others can come along to."""

    key: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A near miss: what is otherwise, and how many steps away it is. It is in a room (by id), or with a `company`."""

    kind: Kind
    steps: int
    span: Span
    room_id: int = 0
    lacks: str = ""
    company: str = ""
    dates: int = 1
    """On how many of the wished dates it is possible; `span` is the first of those that were wished."""


def near(rooms: Sequence[Room], wanted: Span, allows: Allows, company: Iterable[Company] = ()) -> list[Near]:
    """What comes near to `wanted`: of each kind the nearest, the nearest of all first.

    Of rooms that are equally near the first in `rooms` is told. When nothing comes close, the day is searched further.
    """
    fitting = [room for room in rooms if room.here and not room.lacks]
    looked_for = (
        _times(fitting, wanted, allows, range(1, CLOSE + 1)),
        _then((room for room in rooms if not room.here and not room.lacks), Kind.HOUSE, wanted, allows),
        _then((room for room in rooms if room.here and len(room.lacks) == 1), Kind.WITHOUT, wanted, allows),
        _shorter(fitting, wanted, allows),
        _along(company, wanted),
    )
    found = [first for one in looked_for if (first := next(one, None))]
    return sorted(found, key=lambda one: one.steps) or list(
        _first(_times(fitting, wanted, allows, range(CLOSE + 1, FAR + 1)))
    )


def near_series(rooms: Sequence[Room], wanted: Sequence[Span], allows: Allows, most: int) -> list[Near]:
    """What is free on more than `most` of the `wanted` dates: a room a little later or earlier, or one lacking a fact.

    Of each kind the one that is free on most dates, then the nearest; what is free on most dates first.
    """
    fitting = [room for room in rooms if room.here and not room.lacks]
    shifts = [sign * count * STEP for count in range(1, CLOSE + 1) for sign in (1, -1)]
    later = [
        Near(
            kind=Kind.TIME, steps=abs(shift) // STEP, span=moved[0], room_id=room.id, dates=_dates(room, moved, allows)
        )
        for shift in shifts
        for moved in [[Span(one.start + shift, one.end + shift) for one in wanted]]
        for room in fitting
    ]
    lacking = [
        Near(kind=Kind.WITHOUT, steps=OTHERWISE, span=wanted[0], room_id=room.id, lacks=room.lacks[0], dates=dates)
        for room in rooms
        if room.here and len(room.lacks) == 1
        for dates in [_dates(room, wanted, allows)]
    ]
    best = [max(kind, key=lambda one: (one.dates, -one.steps)) for kind in (later, lacking) if kind]
    return sorted((one for one in best if one.dates > most), key=lambda one: (-one.dates, one.steps))


def _dates(room: Room, wanted: Iterable[Span], allows: Allows) -> int:
    return sum(room.table.fits(span) and allows(room.id, span) for span in wanted)


def steps_between(one: datetime, other: datetime) -> int:
    """How many steps lie between two moments."""
    return round(abs(one - other) / STEP)


def _times(rooms: Sequence[Room], wanted: Span, allows: Allows, steps: Iterable[int]) -> Iterator[Near]:
    """As long, a little later or earlier; the later one first when equally far."""
    for count in steps:
        for shift in (count * STEP, -count * STEP):
            span = Span(wanted.start + shift, wanted.end + shift)
            for room in _free(rooms, span, allows):
                yield Near(kind=Kind.TIME, steps=count, span=span, room_id=room.id)


def _shorter(rooms: Sequence[Room], wanted: Span, allows: Allows) -> Iterator[Near]:
    """A part of the wished time, half of it at least; the longest first, then the earliest."""
    for lost in range(1, wanted.length // STEP):
        length = wanted.length - lost * STEP
        if length < wanted.length / 2:
            return
        for late in range(lost + 1):
            span = Span(wanted.start + late * STEP, wanted.start + late * STEP + length)
            for room in _free(rooms, span, allows):
                yield Near(kind=Kind.SHORTER, steps=lost, span=span, room_id=room.id)


def _then(rooms: Iterable[Room], kind: Kind, wanted: Span, allows: Allows) -> Iterator[Near]:
    """Rooms that are free at the wished time itself."""
    for room in _free(rooms, wanted, allows):
        yield Near(kind=kind, steps=OTHERWISE, span=wanted, room_id=room.id, lacks="".join(room.lacks))


def _along(company: Iterable[Company], wanted: Span) -> Iterator[Near]:
    """Neighbours who have place, and begin at most two hours later or earlier; the nearest first."""
    for one in sorted(company, key=lambda one: (steps_between(one.span.start, wanted.start), one.span, one.key)):
        away = steps_between(one.span.start, wanted.start)
        if away <= CLOSE:
            yield Near(kind=Kind.ALONG, steps=COMPANY + away, span=one.span, company=one.key)


def _free(rooms: Iterable[Room], span: Span, allows: Allows) -> Iterator[Room]:
    return (room for room in rooms if room.table.fits(span) and allows(room.id, span))


def _first(found: Iterator[Near]) -> Iterator[Near]:
    for one in found:
        yield one
        return
