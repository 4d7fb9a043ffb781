"""What may be published of what was said. Small counts are not, and nobody's answer can be told from a difference."""

from dataclasses import dataclass
from typing import Final

Counts = tuple[int, int]
"""How many said fine, and how many said that it could be better."""
NEUTRAL: Final = 5
SENSITIVE: Final = 10
"""Fewer answers than this are not published, and nor are fewer new ones."""
NONE: Final[Counts] = (0, 0)


def smallest(*, sensitive: bool) -> int:
    """How many answers it takes to publish anything about a date."""
    return SENSITIVE if sensitive else NEUTRAL


def to_publish(shown: Counts, counted: Counts, least: int) -> Counts:
    """What is published now: all that was counted, once at least `least` answers are there and new since last time."""
    if sum(counted) < least:
        return NONE
    changed = sum(abs(one - other) for one, other in zip(shown, counted, strict=True))
    return counted if changed >= least else shown


def believable(counted: Counts, there: int | None) -> bool:
    """Whether so many can have answered, where somebody counted about how many were there (None: nobody did).

    A head count is about, and people come and go: so half as many again, and a few. See docs/adr/022.
    """
    return there is None or sum(counted) <= there + there // 2 + NEUTRAL


@dataclass(frozen=True, slots=True)
class Told:
    """What everybody reads: both numbers, or in words that nearly everybody found the same (`mostly`)."""

    fine: int
    better: int

    @property
    def mostly(self) -> str:
        """FINE or BETTER where at most one said otherwise: then there are no numbers, as these would speak for all."""
        if min(self.fine, self.better) > 1:
            return ""
        return "fine" if self.fine > self.better else "better"


def told(shown: Counts) -> Told | None:
    """The published numbers for a page; None while there are none."""
    return None if shown == NONE else Told(*shown)
