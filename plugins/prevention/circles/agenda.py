"""The shared agenda of a circle: everything of its theme, what some groups do, or both. Told by whoever has it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.calendar.entry import Calendar, Entry, EntryQuery
from app.calendar.places import all_houses, with_other_houses
from app.calendar.showing import entries_shown
from app.calendar.themes import BY_KEY
from app.calendar.window import feed_window
from app.clock import Span, now
from app.db import db
from app.plugins import CalendarKind, CalendarOffer, current_hooks
from app.web.languages import language_of
from plugins.prevention.circles.models import Circle

KIND: Final = "circle"
AHEAD: Final = timedelta(days=21)
SHOWN: Final = 8
"""So many fit on a page; the calendar has the rest."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a circle's page shows of its agenda, and how many more there are in these weeks."""

    entries: list[Entry]
    more: int


def coming(circle: Circle) -> Told:
    """What is on in the coming weeks, soonest first, once each."""
    window = Span(now(), now() + AHEAD)
    queries = [EntryQuery(window=window, theme=circle.theme)] if circle.whole_theme else []
    queries += [EntryQuery(window=window, group_id=group) for group in circle.groups]
    found = {(one.uid, one.recurrence_id): one for query in queries for one in entries_shown(query)}
    told = with_other_houses(found.values(), circle.house, all_houses())
    entries = sorted(told, key=lambda one: (one.span, one.title, one.uid))
    return Told(entries[:SHOWN], len(entries[SHOWN:]))


def kind() -> CalendarKind:
    """The calendars of circles, for the hook."""
    return CalendarKind(kind=KIND, public=True, find=_find, label=_l("Theme circles"), lists=_offers)


def _find(slug: str) -> Calendar | None:
    wanted = sa.select(Circle).where(Circle.slug == slug, Circle.stopped_at.is_(None), Circle.hidden.is_(False))
    circle = db.session.scalar(wanted) if slug.replace("-", "").isalnum() else None
    if circle is None:
        return None
    house = circle.house
    with language_of(house.language):
        description = _("What is on around %(theme)s.", theme=str(BY_KEY[circle.theme].label))
    alone = not circle.groups
    return Calendar(
        name=circle.name,
        description=description,
        zone=house.zone,
        language=house.language,
        theme=circle.theme if alone else None,
        only=None if alone else _only(circle),
    )


def _only(circle: Circle) -> Callable[[list[Entry]], list[Entry]]:
    """Which entries are in it: no single query can ask for a theme or some groups."""
    window = feed_window(now(), circle.house.zone)
    uids: set[str] = set()
    for group in circle.groups:
        query = EntryQuery(window=window, group_id=group, whole_series=True, with_cancelled=True)
        uids |= {entry.uid for entry in current_hooks().entries(query)}
    theme = circle.theme if circle.whole_theme else None
    return lambda entries: [entry for entry in entries if _belongs(entry, theme, uids)]


def _belongs(entry: Entry, theme: str | None, uids: Collection[str]) -> bool:
    return entry.uid in uids or (theme is not None and theme in entry.themes)


def _offers() -> list[CalendarOffer]:
    wanted = sa.select(Circle).where(Circle.stopped_at.is_(None), Circle.hidden.is_(False)).order_by(Circle.name)
    return [CalendarOffer(slug=circle.slug, name=circle.name) for circle in db.session.scalars(wanted)]
