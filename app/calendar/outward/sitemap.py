"""The pages that a search engine may want to know (sitemaps.org): houses, rooms, and what is on."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from xml.etree import ElementTree

import sqlalchemy as sa

from app.calendar.entry import EntryQuery
from app.calendar.gathering import gather
from app.calendar.outward.markup import child, written
from app.calendar.outward.telling import base_url
from app.calendar.projection import Audience
from app.clock import Span, now
from app.db import db
from app.places.models import House, Space
from app.web.frame import address
from app.web.languages import DEFAULT, language_of

NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
CONTENT_TYPE: Final = "application/xml; charset=utf-8"
AHEAD: Final = timedelta(days=400)
ROOM: Final = "/rooms/<slug>"
"""Where a room has its page, where some plugin gives it one."""
MOST: Final = 50_000
"""Says the standard."""


def sitemap() -> str:
    """The whole of it: each page once, with the day of its last change where we know it."""
    root = ElementTree.Element("urlset", {"xmlns": NAMESPACE})
    with language_of(DEFAULT):  # no word of it is shown, and so nobody is asked which language they read
        pages = dict(_pages())
    for path, changed in list(pages.items())[:MOST]:
        page = child(root, "url")
        child(page, "loc", base_url() + path)
        if changed is not None:
            child(page, "lastmod", changed.isoformat())
    return written(root)


def room_page(space: Space) -> str | None:
    """The path of the page of a room that everybody may know; None for another, and where rooms have none."""
    return ROOM.replace("<slug>", space.slug) if address(ROOM) and not space.is_hidden else None


def _pages() -> Iterator[tuple[str, date | None]]:
    yield "/", None
    yield "/agenda", None
    for path in ("/activities/", "/rooms/", "/about", "/questions"):
        if address(path):
            yield path, None
    for house in db.session.scalars(sa.select(House).order_by(House.id)):
        yield f"/house/{house.slug}", None
    for space in db.session.scalars(sa.select(Space).order_by(Space.id)):
        if page := room_page(space):
            yield page, None
    yield from sorted(_on().items())


def _on() -> dict[str, date]:
    """Pages of what is to come, each with the day on which the last of its dates changed."""
    changed: dict[str, date] = {}
    for entry in gather(EntryQuery(window=Span(now(), now() + AHEAD)), Audience.AGENDA):
        if entry.url:
            day = entry.modified.astimezone(entry.zone).date()
            changed[entry.url] = max(day, changed.get(entry.url, day))
    return changed
