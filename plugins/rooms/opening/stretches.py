"""When must somebody open, and when close: decisions about spans, without a database.

Uses that touch share one opener and one closer: the first opens, the last closes.
Where a host is there, nobody needs to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.clock import Span
from app.places.availability import covers, merged
from app.refs import Ref
from plugins.rooms.opening.models import CLOSE, OPEN

GAP: Final = timedelta(minutes=30)
"""Who leaves waits so long for the next ones."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A thing holds rooms of the house for a while."""

    ref: Ref
    span: Span
    space_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """Somebody must open, or close, at `at`, for this stay."""

    part: str
    at: datetime
    stay: Stay
    space_ids: tuple[int, ...] = ()
    """The rooms of all uses in the same stretch that no host is there for the whole of."""

    @property
    def key(self) -> tuple[str, str]:
        """What a turn points at it with."""
        return str(self.stay.ref), self.part


def moments(stays: Iterable[Stay], staffed: Sequence[Span]) -> list[Moment]:
    """When somebody must open or close for `stays`, in order; `staffed` is when a host is there."""
    given = list(stays)
    found: list[Moment] = []
    for block in merged([*(stay.span.padded(after=GAP) for stay in given), *staffed]):
        inside = [stay for stay in given if stay.span.start in block]
        if not inside:
            continue
        alone = [stay for stay in inside if not covers(staffed, stay.span)]
        rooms = tuple(sorted({space_id for stay in alone for space_id in stay.space_ids}))
        first = min(inside, key=lambda stay: (stay.span.start, stay.ref))
        last = max(inside, key=lambda stay: (stay.span.end, stay.ref))
        if not any(one.start <= first.span.start < one.end for one in staffed) and first.span.start == block.start:
            found.append(Moment(OPEN, first.span.start, first, rooms))
        if not any(one.start < last.span.end <= one.end for one in staffed) and not _ends_staffed(block, last, staffed):
            found.append(Moment(CLOSE, last.span.end, last, rooms))
    return sorted(found, key=lambda one: (one.at, one.stay.ref, one.part))


def _ends_staffed(block: Span, last: Stay, staffed: Sequence[Span]) -> bool:
    """Whether a host is there after the last use of a block."""
    return any(one.start in block and one.end > last.span.end for one in staffed)
