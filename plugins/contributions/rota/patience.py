"""How long a place is kept for who is asked to take it, and when there is too little time left to ask."""

from datetime import datetime, timedelta
from typing import Final

SHORTEST: Final = timedelta(minutes=20)
LONGEST: Final = timedelta(hours=24)
SHARE: Final = 4
"""A quarter of the time that is left: so at least four can be asked."""
LATE: Final = timedelta(hours=48)
"""So soon before, who else comes and the hosts are told as well."""


def kept_until(moment: datetime, start: datetime) -> datetime | None:
    """Until when somebody who is asked at `moment` may think about it; None when `start` is too near to ask anybody."""
    left = start - moment
    if left < 2 * SHORTEST:
        return None
    return moment + min(max(left / SHARE, SHORTEST), LONGEST)


def is_late(moment: datetime, start: datetime) -> bool:
    """Whether a place that comes free at `moment` concerns others than the one who is asked to take it."""
    return moment < start <= moment + LATE
