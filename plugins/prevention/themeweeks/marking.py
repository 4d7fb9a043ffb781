"""What belongs to a theme week: what is on for its theme in those days, in every house. Discreet things never do."""

from collections.abc import Mapping, Sequence
from typing import Final

from flask import render_template
from flask_babel import gettext as _

from app.calendar.entry import Entry, EntryQuery, Status
from app.calendar.gathering import gather
from app.calendar.projection import Audience
from app.calendar.showing import zone_here
from app.calendar.stretches import Stretch
from app.clock import wall
from app.plugins import Piece
from app.refs import Ref
from plugins.prevention.themeweeks.models import ThemeWeek
from plugins.prevention.themeweeks.reading import coming

SIDE: Final = 30
"""The place of its words beside an activity."""


def belongs(week: ThemeWeek, entry: Entry) -> bool:
    """Whether an entry is part of it."""
    day = wall(entry.span.start, entry.zone).date()
    return week.theme in entry.themes and week.first_day <= day <= week.last_day and not entry.sensitive


def entries_of(week: ThemeWeek) -> list[Entry]:
    """All that is on in it, in every house, as everybody may see it."""
    query = EntryQuery(window=_stretch(week).span(zone_here()), theme=week.theme)
    found = gather(query, Audience.AGENDA)
    return [entry for entry in found if belongs(week, entry) and entry.status is not Status.CANCELLED]


def marks(entries: Sequence[Entry]) -> Mapping[Ref, str]:
    """For the hook: words beside the entries that belong to a theme week."""
    weeks = coming() if any(entry.themes for entry in entries) else []
    return {entry.ref: mark(week) for week in weeks for entry in entries if belongs(week, entry)}


def mark(week: ThemeWeek) -> str:
    """The words of the mark."""
    return _("theme week %(title)s", title=week.title)


def fill(slot: str, ref: Ref) -> list[Piece]:
    """For the hook: beside an activity, the theme weeks that it belongs to."""
    if slot != "activity.side":
        return []
    weeks = [week for week in coming() if _is_on(week, ref)]
    return [Piece(order=SIDE, html=render_template("prevention/themeweeks/side.html", weeks=weeks))] if weeks else []


def _is_on(week: ThemeWeek, ref: Ref) -> bool:
    query = EntryQuery(window=_stretch(week).span(zone_here()), theme=week.theme, ref=ref)
    return any(belongs(week, entry) for entry in gather(query, Audience.AGENDA))


def _stretch(week: ThemeWeek) -> Stretch:
    return Stretch(week.first_day, len(week.days))
