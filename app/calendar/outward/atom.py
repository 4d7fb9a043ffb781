"""What is on as an Atom feed (RFC 4287): one entry for each thing, with its dates in words. Values in, text out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

from app.calendar.entry import Entry, Status
from app.calendar.outward.markup import child, written
from app.web.dates import day, times

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
CONTENT_TYPE: Final = "application/atom+xml; charset=utf-8"
MOST_DATES: Final = 6
"""Of one thing, in words; its page has them all."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the entries. `since` is when the house last changed, for a feed without entries."""

    title: str
    author: str
    language: str
    base_url: str
    address: str
    page: str
    since: datetime
    cancelled: str
    """Words for what is off; holds `{title}`."""


def feed(head: Head, entries: Iterable[Entry]) -> str:
    """The feed of entries that were projected to the public, in order. The words are in the language of now."""
    things = _things(entries)
    newest = max((_changed(dates) for dates in things.values()), default=head.since)
    root = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": head.language})
    child(root, "id", head.base_url + head.address)
    child(root, "title", head.title)
    child(root, "updated", _moment(newest))
    child(child(root, "author"), "name", head.author)
    child(root, "link", rel="self", type="application/atom+xml", href=head.base_url + head.address)
    child(root, "link", rel="alternate", type="text/html", href=head.base_url + head.page)
    for dates in things.values():
        _add(root, head, dates)
    return written(root)


def _things(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """Dates by what they are dates of: those of one series share its UID."""
    things: dict[str, list[Entry]] = {}
    for entry in entries:
        things.setdefault(entry.uid, []).append(entry)
    return things


def _add(root: ElementTree.Element, head: Head, dates: list[Entry]) -> None:
    first = dates[0]
    off = all(one.status is Status.CANCELLED for one in dates)
    entry = child(root, "entry")
    child(entry, "id", f"tag:{urlsplit(head.base_url).hostname},2026:{quote(first.uid, safe='')}")
    child(entry, "title", head.cancelled.format(title=first.title) if off else first.title)
    child(entry, "published", _moment(first.created))
    child(entry, "updated", _moment(_changed(dates)))
    if first.url:
        child(entry, "link", rel="alternate", type="text/html", href=head.base_url + first.url)
    for theme in first.themes:
        child(entry, "category", term=theme)
    lines = [_line(head, one) for one in dates[:MOST_DATES]]
    child(entry, "content", "\n".join([*lines, "", first.description]), type="text")


def _line(head: Head, one: Entry) -> str:
    """One date: "donderdag 18 maart, 14:00–16:00, Zaal A"."""
    words = ", ".join(filter(None, (day(one.span.start, one.zone), times(one.span, one.zone), one.place)))
    return head.cancelled.format(title=words) if one.status is Status.CANCELLED else words


def _changed(dates: Iterable[Entry]) -> datetime:
    return max(one.modified for one in dates)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
