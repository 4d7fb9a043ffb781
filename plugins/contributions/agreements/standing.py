"""Where an agreement stands: which words hold, which wait for a yes, and for which seasons one can agree. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from plugins.contributions.seasons import Season

AHEAD = 6
"""From June on the next season can be agreed on, and the season that ends be looked back on."""
LOOK_BACK_MONTHS = (6, 7, 8, 9, 10, 11)
"""Until November of the season after it: then everybody is back from holiday."""


class Wording(Protocol):
    """What is asked of a version."""

    @property
    def is_open(self) -> bool:
        """Whether it waits for the other side's yes."""
        ...

    @property
    def agreed_at(self) -> object | None:
        """When both had said yes, if they did."""
        ...


W = TypeVar("W", bound=Wording)


def agreed(versions: Sequence[W]) -> W | None:
    """The wording that holds: the newest that both said yes to. `versions` are oldest first."""
    return next((one for one in reversed(versions) if one.agreed_at is not None), None)


def waiting(versions: Sequence[W]) -> W | None:
    """The proposal that waits for a yes, if any."""
    return next((one for one in reversed(versions) if one.is_open), None)


def seasons_to_agree(today: date) -> tuple[Season, ...]:
    """The season that it is, and from June on the one that comes."""
    current = Season.of(today)
    return (current, current.next) if AHEAD <= today.month < 9 else (current,)


def season_to_look_back_on(today: date) -> Season | None:
    """The season that ends (June to August) or has just ended (September to November); None in between."""
    if today.month not in LOOK_BACK_MONTHS:
        return None
    current = Season.of(today)
    return current if today.month < 9 else current.previous


def season_that_counts(day: date, today: date) -> Season:
    """The season whose agreement a use on `day` needs: its own, or the last that one can agree on already."""
    return min(Season.of(day), seasons_to_agree(today)[-1])
