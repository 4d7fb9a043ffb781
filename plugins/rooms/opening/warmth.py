"""When the heating of a room is on: decisions about spans, without a database.

Times are exact: 90 minutes stay 90 minutes in the nights that the clock changes.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.clock import Span, wall
from app.places.availability import merged

PAUSE: Final = timedelta(minutes=30)
"""Nobody turns it off and on again for less than this."""


def heated(uses: Iterable[Span], lead: timedelta) -> list[Span]:
    """When the heating is on for `uses` of one room, in order: from `lead` before a use until its end.

    Where the next use needs it on again within half an hour, it stays on.
    """
    wide = merged(use.padded(before=lead, after=PAUSE) for use in uses)
    return [Span(one.start, one.end - PAUSE) for one in wide]


def turned_on(spans: Iterable[Span], day: date, zone: ZoneInfo) -> tuple[Span, ...]:
    """Those of `spans` that begin on a day of the wall: where somebody goes and turns it on."""
    return tuple(one for one in spans if wall(one.start, zone).date() == day)
