"""How a fact stands on a day: checked or not yet, and whether it is time to read the source again. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

AGAIN: Final = timedelta(days=365)
"""So long after a check somebody reads the source again."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`checked`: somebody read the source for this very text. `past`: its last day is over. `long_ago`: check again."""

    checked: bool
    past: bool
    long_ago: bool

    @property
    def is_overdue(self) -> bool:
        """Whether the reader must look at the source first."""
        return self.past or self.long_ago


def standing(checked_on: date | None, valid_until: date | None, today: date) -> Standing:
    """How it stands today. `checked_on` None: nobody checked this text."""
    return Standing(
        checked=checked_on is not None,
        past=valid_until is not None and valid_until < today,
        long_ago=checked_on is not None and today - checked_on > AGAIN,
    )
