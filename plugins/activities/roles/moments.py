"""When a small role is needed. Pure: a function of the date's span."""

from datetime import datetime, timedelta
from typing import Final

from app.clock import Span

BEFORE: Final = "before"
DURING: Final = "during"
AFTER: Final = "after"
MOMENTS: Final = (BEFORE, DURING, AFTER)
"""In the order of the day."""


def begins(moment: str, minutes: int, span: Span) -> datetime:
    """When somebody has to be there: so long before that it is ready in time, at the start, or at the end."""
    if moment == BEFORE:
        return span.start - timedelta(minutes=minutes)
    return span.end if moment == AFTER else span.start
