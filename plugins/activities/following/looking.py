"""Look at a calendar elsewhere: fetch it, and read it. Takes its time, so never inside a transaction."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.calendar.importing import reading
from app.calendar.importing.fetching import Marks, fetch
from app.calendar.importing.reaching import reach_here
from app.calendar.importing.reading import Reading
from app.clock import now


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen: `reading` is None when nothing changed since the marks that were sent along."""

    reading: Reading | None
    marks: Marks


def look(url: str, zone: ZoneInfo, marks: Marks | None = None) -> Seen:
    """What is in the calendar at an address now. Raises Unusable, within half a minute."""
    fetched = fetch(url, reach_here(), marks)
    if fetched.body is None:
        return Seen(None, fetched.marks)
    return Seen(reading.read(fetched.body, reading.window(now(), zone), zone), fetched.marks)
