"""When the next ones are asked: pure. Nobody waits for an answer until it is too late for another one."""

from datetime import datetime, timedelta
from typing import Final

LONGEST: Final = timedelta(days=2)
"""How long the same people are waited for at most."""
SHORTEST: Final = timedelta(hours=3)
"""How long before a date one can still ask: less, and the house is called."""


def next_moment(moment: datetime, starts: datetime) -> datetime:
    """When to ask others as well: after two days, or halfway to the date where that is sooner."""
    return moment + min(LONGEST, (starts - moment) / 2)


def too_late(moment: datetime, starts: datetime) -> bool:
    """Whether there is no time left to find somebody."""
    return starts - moment < SHORTEST
