"""Look at a calendar elsewhere: fetch it, and read it. Takes its time, so never inside a transaction."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import current_app

from app.calendar.importing import reading
from app.calendar.importing.fetching import Marks, Reach, fetch
from app.calendar.importing.reading import Reading
from app.clock import now

_EVERY_PORT: Final = range(1, 65536)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen: `reading` is None when nothing changed since the marks that were sent along."""

    reading: Reading | None
    marks: Marks


def look(url: str, zone: ZoneInfo, marks: Marks | None = None) -> Seen:
    """What is in the calendar at an address now. Raises Unusable, within half a minute."""
    fetched = fetch(url, _reach(), marks)
    if fetched.body is None:
        return Seen(None, fetched.marks)
    return Seen(reading.read(fetched.body, reading.window(now(), zone), zone), fetched.marks)


def _reach() -> Reach:
    """The open internet; where who runs the machine said so, the own network too."""
    own = urlsplit(str(current_app.config["WIJ_BASE_URL"]))
    here = (own.hostname or "", own.port or (443 if own.scheme == "https" else 80))
    if current_app.config["WIJ_FETCH_INSIDE"]:
        return Reach(inside=frozenset("*"), ports=_EVERY_PORT, own=here)
    return Reach(own=here)
