"""Until when something of somebody may be here: dates in, a date out."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

WITHOUT_TALK: Final = relativedelta(months=3)
"""So long after the yes, when no talk came of it."""
AFTER_TALK: Final = timedelta(weeks=6)
"""So long after the talk, and after the last thing that was asked for in it."""
TO_TELL: Final = timedelta(days=3)
"""So long after its moment a talk that was agreed on stays: until those who visited told how it went."""
LOOKS: Final = relativedelta(months=12)
"""So long it is told who looked, or until what they looked at is gone."""


def goes_on(
    answered: date, talked: date | None = None, handled: Iterable[date | None] = (), agreed: date | None = None
) -> date | None:
    """The day in whose night a reply goes.

    `answered` is the day of the yes, `talked` that of the talk, if there was one; `handled` has a day for each thing
    that was asked for in the talk, None while it is open; `agreed` is the day that a talk to come is agreed on for.
    None: as long as one of those is open, nothing goes before the round is closed.
    """
    if talked is None:
        return max(answered + WITHOUT_TALK, agreed + TO_TELL if agreed else answered)
    days = list(handled)
    closed = [day for day in days if day is not None]
    return max([talked, *closed]) + AFTER_TALK if len(closed) == len(days) else None


def answered_before(today: date) -> date:
    """Whoever said yes before this day, and had no talk, may be due today: no date is due that lies after it."""
    return today - WITHOUT_TALK + timedelta(days=3)


def talked_before(today: date) -> date:
    """Whoever had a talk after this day is not due today."""
    return today - AFTER_TALK


def looks_before(today: date) -> date:
    """Looks before this day are told no longer."""
    return today - LOOKS
