"""How an agenda entry shows on a line: under which day, and with which single chip."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date
from itertools import groupby
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from flask import Flask, current_app
from flask_babel import gettext as _

from app.clock import now, wall

if TYPE_CHECKING:
    from app.calendar.entry import Entry

CANCELLED: Final = "CANCELLED"
"""RFC 5545 §3.8.1.11; `app.calendar.entry.Status` lies above this floor."""

_MOST_WORDS: Final = 300
"""Letters of a description that go into an address."""
_PLAIN: Final = str.maketrans("", "", "-:")


@dataclass(frozen=True, slots=True)
class Chip:
    """A fact in a word; `kind` is a class of the stylesheet: now, mine, off, full or ""."""

    words: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class FeedLinks:
    """One feed, as each calendar likes to be given it."""

    link: str
    apple: str
    google: str
    outlook: str


@dataclass(frozen=True, slots=True)
class EventLinks:
    """Where calendars take over one event, once."""

    google: str
    outlook: str


def chip_of(entry: "Entry") -> Chip | None:
    """The one thing that matters about an entry now, if any."""
    moment = now()
    if entry.status == CANCELLED:
        return Chip(_("cancelled"), "off")
    if moment in entry.span:
        return Chip(_("on now"), "now")
    if entry.span.end <= moment:
        return Chip(_("past"), "off")
    if entry.mine:
        return Chip(_("yours"), "mine")
    if entry.note:
        return Chip(entry.note, "full" if entry.note == _("full") else "")
    return None


def is_over(entry: "Entry") -> bool:
    """Whether an entry is shown as gone: past, or cancelled."""
    return entry.status == CANCELLED or entry.span.end <= now()


def by_day(entries: Iterable["Entry"], zone: ZoneInfo) -> list[tuple[date, list["Entry"]]]:
    """Entries under the day that they start on, both in order of time."""

    def day_of(entry: "Entry") -> date:
        return wall(entry.span.start, zone).date()

    ordered = sorted(entries, key=lambda entry: (entry.span.start, entry.span.end, entry.title))
    return [(day, list(group)) for day, group in groupby(ordered, key=day_of)]


def feed_links(feed: str, name: str) -> FeedLinks:
    """The ways to subscribe to the feed at `feed` (a path, or a whole address); `name` is what Outlook calls it."""
    link = feed if urlsplit(feed).scheme else str(current_app.config["WIJ_BASE_URL"]).rstrip("/") + feed
    webcal = "webcal:" + link.partition(":")[2]
    return FeedLinks(
        link=link,
        apple=webcal,
        google=f"https://calendar.google.com/calendar/r?{urlencode({'cid': webcal})}",
        outlook=f"https://outlook.live.com/calendar/0/addfromweb?{urlencode({'url': link, 'name': name})}",
    )


def event_links(entry: "Entry") -> EventLinks:
    """The ways to put one event, as it may be shown to its owner, into a calendar on the web."""
    page = str(current_app.config["WIJ_BASE_URL"]).rstrip("/") + entry.url if entry.url else ""
    words = "\n\n".join(filter(None, (entry.description[:_MOST_WORDS], page)))
    where = entry.location or entry.place
    start, end = (f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" for moment in (entry.span.start, entry.span.end))
    plain = "/".join(moment.translate(_PLAIN) for moment in (start, end))
    google = {"action": "TEMPLATE", "text": entry.title, "dates": plain, "location": where, "details": words}
    outlook = {"rru": "addevent", "subject": entry.title, "startdt": start, "enddt": end, "location": where}
    return EventLinks(
        google=f"https://calendar.google.com/calendar/render?{urlencode(google)}",
        outlook=f"https://outlook.live.com/calendar/0/action/compose?{urlencode(outlook | {'body': words})}",
    )


def init_app(app: Flask) -> None:
    """Let templates use them."""
    for helper in (chip_of, is_over, by_day, feed_links, event_links):
        app.add_template_global(helper)
