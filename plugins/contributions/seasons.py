"""A season of the house: from the first of September up to and including the last of August.

Activities run from September to June; the summer belongs to the season that it ends.
"""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from app.clock import Span

SEPTEMBER = 9


@dataclass(frozen=True, slots=True, order=True)
class Season:
    """The season that begins in September of `year`."""

    year: int

    @classmethod
    def of(cls, day: date) -> "Season":
        """The season that `day` is in."""
        return cls(day.year if day.month >= SEPTEMBER else day.year - 1)

    @classmethod
    def parse(cls, key: str) -> "Season":
        """Read a key ("2026-2027"); raises ValueError for anything else."""
        first, dash, last = key.partition("-")
        if not (dash and first.isascii() and first.isdigit() and last == str(int(first) + 1)):
            raise ValueError(f"not a season: {key!r}")
        return cls(int(first))

    @property
    def key(self) -> str:
        """How it is stored and written: "2026-2027"."""
        return f"{self.year}-{self.year + 1}"

    @property
    def next(self) -> "Season":
        """The season after it."""
        return Season(self.year + 1)

    @property
    def previous(self) -> "Season":
        """The season before it."""
        return Season(self.year - 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, SEPTEMBER, 1)

    def span(self, zone: ZoneInfo) -> Span:
        """From its first midnight on the wall of `zone` to the one after its last day."""
        last = date(self.year + 1, SEPTEMBER, 1)
        return Span.day(self.first, zone, days=(last - self.first).days)
