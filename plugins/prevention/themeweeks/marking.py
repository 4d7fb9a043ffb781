"""What belongs to a theme week: what is on for its theme in those days, in every house. Discreet things never do."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from flask import render_template
from flask_babel import gettext as _

from app.calendar.entry import Entry, EntryQuery, Status
from app.calendar.gathering import gather
from app.calendar.projection import Audience
from app.calendar.showing import zone_here
from app.calendar.stretches import Stretch
from app.clock import Span, now, wall
from app.plugins import Piece, current_hooks
from app.refs import Ref
from plugins.prevention.themeweeks.models import ThemeWeek
from plugins.prevention.themeweeks.reading import coming

SIDE: Final = 30
"""The place of its words beside an activity."""
LONG: Final = timedelta(days=400)
"""How far away a date can lie: every series ends within thirteen months."""


def belongs(week: ThemeWeek, entry: Entry) -> bool:
    """Whether an entry is part of it: of its theme, in its days, and nobody who organises it said that it is not."""
    return _touches(week, entry) and not week.leaves_out(entry.thing)


def entries_of(week: ThemeWeek) -> list[Entry]:
    """All that is on in it, in every house, as everybody may see it."""
    query = EntryQuery(window=_stretch(week).span(zone_here()), theme=week.theme)
    found = gather(query, Audience.AGENDA)
    return [entry for entry in found if belongs(week, entry) and entry.status is not Status.CANCELLED]


def marks(entries: Sequence[Entry]) -> Mapping[Ref, str]:
    """For the hook: words beside the entries that belong to a theme week; to two, where they have two themes."""
    weeks = coming() if any(entry.themes for entry in entries) else []
    told = {entry.ref: [mark(week) for week in weeks if belongs(week, entry)] for entry in entries}
    return {ref: " · ".join(words) for ref, words in told.items() if words}


def mark(week: ThemeWeek) -> str:
    """The words of the mark."""
    return _("theme week %(title)s", title=week.title)


def fill(slot: str, ref: Ref, person_id: int | None) -> list[Piece]:
    """For the hook: beside an activity, the theme weeks that it belongs to; who decides about it may leave and join."""
    thing, weeks = near(ref) if slot == "activity.side" else (ref, [])
    told = current_hooks().describe([thing], person_id).get(thing) if weeks and person_id is not None else None
    own = told is not None and told.decides
    lines = [(week, week.leaves_out(thing)) for week in weeks if own or not week.leaves_out(thing)]
    if not lines:
        return []
    html = render_template("prevention/themeweeks/side.html", lines=lines, thing=thing, own=own)
    return [Piece(order=SIDE, html=html)]


def near(ref: Ref) -> tuple[Ref, list[ThemeWeek]]:
    """What `ref` is a date of (or itself), and the weeks to come in which that has a date of their theme."""
    weeks = coming()
    if not weeks:
        return ref, []
    some_time = EntryQuery(window=Span(now() - LONG, now() + LONG), ref=ref, with_cancelled=True)
    thing = next((entry.thing for entry in current_hooks().entries(some_time)), ref)
    days = Stretch(weeks[0].first_day, (max(week.last_day for week in weeks) - weeks[0].first_day).days + 1)
    dates = gather(EntryQuery(window=days.span(zone_here()), ref=thing), Audience.AGENDA)
    return thing, [week for week in weeks if any(_touches(week, entry) for entry in dates)]


def _touches(week: ThemeWeek, entry: Entry) -> bool:
    day = wall(entry.span.start, entry.zone).date()
    return week.theme in entry.themes and week.first_day <= day <= week.last_day and not entry.sensitive


def _stretch(week: ThemeWeek) -> Stretch:
    return Stretch(week.first_day, len(week.days))
