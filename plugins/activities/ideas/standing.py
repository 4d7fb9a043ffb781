"""How an idea stands, and for how long it is kept. Pure: values in, values out."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

REST: Final = timedelta(days=365)
"""Without life for so long, an idea rests: it stands apart, and anybody may wake it."""
GONE: Final = timedelta(days=2 * 365)
"""Without life for so long, it goes."""


class Standing(StrEnum):
    """Where an idea is on its way."""

    OPEN = "open"
    RESTING = "resting"
    HAPPENED = "happened"
    """It became an activity."""
    TAKEN_BACK = "taken_back"


def standing(
    taken_back_at: datetime | None, became_at: datetime | None, alive_at: datetime, moment: datetime
) -> Standing:
    """How an idea stands at `moment`."""
    if became_at is not None:
        return Standing.HAPPENED
    if taken_back_at is not None:
        return Standing.TAKEN_BACK
    return Standing.RESTING if moment - alive_at >= REST else Standing.OPEN
