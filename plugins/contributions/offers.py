"""Which two tasks to propose after a booking: what its person likes to do, and what fits the hour.

Pure: no database, no chance, and nothing is kept of what was shown. The same booking at the same moment gets the same
two; where many tasks fit alike, another booking gets others, so that no task is proposed to everybody.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, Protocol, TypeVar
from zoneinfo import ZoneInfo

from app.clock import Span, wall
from app.refs import Ref
from plugins.contributions.takes import DEMANDING, LIGHT, SHORT
from plugins.contributions.talents.fitting import Fit, Liking, best_fit

PROPOSALS: Final = 2
"""At most two proposals at a step: rule 4 of the house."""
NEAR: Final = timedelta(hours=1)
FAR: Final = 5
"""Steps from a booking at which a task has no more to do with its hour."""


class Candidate(Protocol):
    """What is asked of a task to weigh it."""

    @property
    def key(self) -> str:
        """Its name, for a fixed order."""
        ...

    @property
    def title(self) -> str:
        """What is to be done."""
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


def choose(
    candidates: Iterable[C], booking: Span, thing: Ref, zone: ZoneInfo, likings: Collection[Liking] = ()
) -> list[C]:
    """The proposals: first what the reader likes to do (`likings`), and then what fits the hour best.

    `booking` is when the reader is in the house, `thing` what they booked. A task in the middle of it is left out.
    Where nothing is liked, the second one asks less of the body than the first.
    """
    fitting = [one for one in candidates if _possible(one, booking)]
    fitting.sort(key=lambda one: (_distance(one, booking, thing, zone), one.minutes > SHORT, _turn(one, thing)))
    if not fitting:
        return []
    near = [one for one in fitting if _how_far(one, booking, thing, zone) < FAR]
    liked = [one for one in near if best_fit(likings, one, zone) is Fit.LIKED]
    first = liked[0] if liked else fitting[0]
    rest = [one for one in fitting if one is not first]
    others = [one for one in rest if one.ref is None or one.ref != first.ref] or rest
    lighter = [one for one in others if LIGHT.intersection(one.takes)]
    second = others if liked or LIGHT.intersection(first.takes) else (lighter or others)
    return [first, *second[: PROPOSALS - 1]]


def _turn(one: Candidate, thing: Ref) -> str:
    """Which of equals goes first: each booking has an order of its own, the same whenever it is asked for."""
    return sha256(f"{thing}/{one.key}".encode()).hexdigest()


def _possible(one: Candidate, booking: Span) -> bool:
    """Nobody can be in two places: a moment inside the booking does not fit. Its very end does."""
    if one.starts is None or one.ends is not None:
        return True
    task = Span(one.starts, one.starts + timedelta(minutes=one.minutes))
    return not task.overlaps(booking)


def _distance(one: Candidate, booking: Span, thing: Ref, zone: ZoneInfo) -> int:
    """How far a task is from the booking, in steps; what asks much of the body is two farther."""
    return _how_far(one, booking, thing, zone) + (2 if DEMANDING.intersection(one.takes) else 0)


def _how_far(one: Candidate, booking: Span, thing: Ref, zone: ZoneInfo) -> int:
    """Its own (0), just before or after (1), that day (2), that week (3), whenever (4), and what lies farther."""
    if one.ref == thing:
        return 0
    if one.starts is None:
        return 4
    if one.ends is not None:
        return 2 if Span(one.starts, one.ends).overlaps(booking) else FAR
    ends = one.starts + timedelta(minutes=one.minutes)
    gap = min(abs(one.starts - booking.end), abs(booking.start - ends))
    if gap <= NEAR:
        return 1
    days = abs((wall(one.starts, zone).date() - wall(booking.start, zone).date()).days)
    return 2 if days == 0 else 3 if days <= 3 else FAR
