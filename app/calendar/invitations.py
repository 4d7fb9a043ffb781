"""Calendar files for mails (iTIP, RFC 5546): something to put in one's agenda, and its end under the same UID.

- What somebody booked, joined or promised: `published()`, METHOD:PUBLISH, a plain file. Nobody reads answers, so we
  never ask for one (REQUEST): the answer would go to a mailbox that nobody opens.
- That it is off, to whoever got the file: `cancelled()`, METHOD:CANCEL.
- To no one else: no list of who comes, no secret links (mails are forwarded).

UIDs are those of the personal feed, where each date of a series is an event of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from icalendar import Event, vCalAddress, vText

from app.calendar import components, files
from app.calendar.entry import Entry, Status
from app.calendar.gathering import look_here
from app.calendar.projection import Audience, Sight, project
from app.calendar.series import by_itself
from app.calendar.text import line
from app.clock import now
from app.web.languages import language_of

PUBLISH: Final = "PUBLISH"
CANCEL: Final = "CANCEL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """From whom the mail is and to whom. Without `sender`, an e-mail address, the house's pages stand for the house."""

    house: str
    language: str
    recipient: str
    sender: str = ""


def published(entries: Iterable[Entry], letter: Letter) -> bytes:
    """A file that says METHOD:PUBLISH, with one or more things to put in an agenda."""
    return _file([by_itself(entry) for entry in entries], PUBLISH, letter)


def cancelled(entry: Entry, letter: Letter) -> bytes:
    """A file that says METHOD:CANCEL: this is off. `entry` is as it is now, its SEQUENCE higher than when it was on."""
    return _file([replace(by_itself(entry), status=Status.CANCELLED)], CANCEL, letter)


def _file(entries: list[Entry], method: str, letter: Letter) -> bytes:
    with language_of(letter.language):
        look = look_here()
    file = files.bare({entry.zone for entry in entries})
    file.add("method", method)
    shown = project(entries, Audience.PERSONAL, Sight(look.words, private=frozenset(), secret=b""))
    for entry in sorted(shown, key=lambda one: (one.span, one.uid)):
        event = components.single(entry, look)
        _address(event, method, letter, look.base_url)
        file.add_component(event)
    return bytes(file.to_ical())


def _address(event: Event, method: str, letter: Letter, base_url: str) -> None:
    """Say who tells whom; with a METHOD, DTSTAMP is when this was made (RFC 5545 §3.8.7.2)."""
    del event["DTSTAMP"]
    event.add("dtstamp", now())
    house = vCalAddress(f"mailto:{letter.sender}" if letter.sender else base_url)
    house.params["CN"] = vText(line(letter.house))
    event.add("organizer", house)
    if method == CANCEL:  # PUBLISH forbids it
        event.add("attendee", vCalAddress(f"mailto:{letter.recipient}"))
