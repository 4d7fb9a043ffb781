"""Which two tasks to propose after a booking: those that fit its hour, and that two different people could like.

Pure: no database, no chance, nothing about the person. The same house at the same moment proposes the same two.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar
from zoneinfo import ZoneInfo

from app.clock import Span, wall
from app.refs import Ref
from plugins.contributions.takes import DEMANDING, LIGHT

PROPOSALS: Final = 2
"""At most two proposals at a step: rule 4 of the house."""
NEAR: Final = timedelta(hours=1)


class Candidate(Protocol):
    """What is asked of a task to weigh it."""

    @property
    def key(self) -> str:
        """Its name, for a fixed order."""
        ...

    @property
    def ref(self) -> Ref | None:
        """The thing that needs it, if any."""
        ...

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        ...

    @property
    def takes(self) -> tuple[str, ...]:
        """What it takes, as keys."""
        ...

    @property
    def starts(self) -> datetime | None:
        """The moment, or the beginning of the window; None for whenever."""
        ...

    @property
    def ends(self) -> datetime | None:
        """The end of the window, if it is one."""
        ...


C = TypeVar("C", bound=Candidate)


def choose(candidates: Iterable[C], booking: Span, thing: Ref, zone: ZoneInfo) -> list[C]:
    """The proposals, best first: what fits the hour best, and one beside it that asks less of the body.

    `booking` is when the reader is in the house, `thing` what they booked. A task in the middle of it is left out.
    """
    fitting = [one for one in candidates if _possible(one, booking)]
    fitting.sort(key=lambda one: (_distance(one, booking, thing, zone), one.minutes, one.key))
    if not fitting:
        return []
    first, rest = fitting[0], fitting[1:]
    others = [one for one in rest if one.ref is None or one.ref != first.ref] or rest
    lighter = [one for one in others if LIGHT.intersection(one.takes)]
    second = others if LIGHT.intersection(first.takes) else (lighter or others)
    return [first, *second[: PROPOSALS - 1]]


def _possible(one: Candidate, booking: Span) -> bool:
    """Nobody can be in two places: a moment inside the booking does not fit. Its very end does."""
    if one.starts is None or one.ends is not None:
        return True
    task = Span(one.starts, one.starts + timedelta(minutes=one.minutes))
    return not task.overlaps(booking)


def _distance(one: Candidate, booking: Span, thing: Ref, zone: ZoneInfo) -> int:
    """How far a task is from the booking, in steps: its own, just before or after, that day, that week, whenever."""
    extra = 2 if DEMANDING.intersection(one.takes) else 0
    if one.ref == thing:
        return extra
    if one.starts is None:
        return 4 + extra
    if one.ends is not None:
        return (2 if Span(one.starts, one.ends).overlaps(booking) else 5) + extra
    ends = one.starts + timedelta(minutes=one.minutes)
    gap = min(abs(one.starts - booking.end), abs(booking.start - ends))
    if gap <= NEAR:
        return 1 + extra
    days = abs((wall(one.starts, zone).date() - wall(booking.start, zone).date()).days)
    return (2 if days == 0 else 3 if days <= 3 else 5) + extra
