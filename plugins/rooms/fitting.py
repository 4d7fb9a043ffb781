"""Which dates fit where: decisions about spans, without a database."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import reduce
from typing import Final

from app.clock import Span
from app.places.availability import merged


class Outlook(StrEnum):
    """How much room a day has, in one word."""

    ROOM = "room"
    NEARLY = "nearly"
    FULL = "full"
    CLOSED = "closed"


_NEARLY: Final = 0.25
"""Less than this share of the open time left is nearly full."""


@dataclass(frozen=True)
class Timetable:
    """When a space is open and when it is held, ready to be asked about many dates.

    `held` are merged spans in order, each with the space's own buffer before it.
    """

    opened: Sequence[Span]
    held: Sequence[Span]

    @classmethod
    def of(cls, opened: Iterable[Span], held: Iterable[Span], buffer: timedelta) -> "Timetable":
        """Put a space's hours and holds in order, once."""
        return cls(merged(opened), merged(span.padded(before=buffer) for span in held))

    def fits(self, wanted: Span) -> bool:
        """Whether `wanted` lies within one opening and touches nothing that is held."""
        return self.is_open(wanted) and not self.is_held(wanted)

    def is_open(self, wanted: Span) -> bool:
        """Whether one opening holds the whole of `wanted`."""
        found = bisect_right(self.opened, wanted.start, key=lambda span: span.start) - 1
        return found >= 0 and wanted.end <= self.opened[found].end

    def is_held(self, wanted: Span) -> bool:
        """Whether something is held during (part of) `wanted`."""
        found = bisect_left(self.held, wanted.end, key=lambda span: span.start) - 1
        return found >= 0 and wanted.start < self.held[found].end


def outlook(opened: Iterable[Span], free: Iterable[Span]) -> Outlook:
    """How much room a day has: all the time that its spaces are open, and what of that is free."""
    whole, left = _sum(opened), _sum(free)
    if not whole:
        return Outlook.CLOSED
    if not left:
        return Outlook.FULL
    return Outlook.NEARLY if left / whole < _NEARLY else Outlook.ROOM


def _sum(spans: Iterable[Span]) -> timedelta:
    return reduce(lambda total, span: total + span.length, spans, timedelta(0))
