"""What the pages of the agenda share: which entries they show, in which zone, and what they tell outward."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from flask import abort
from flask_babel import gettext as _

from app.calendar.entry import Entry, EntryQuery
from app.calendar.gathering import gather
from app.calendar.outward import telling
from app.calendar.places import main_house
from app.calendar.projection import Audience
from app.calendar.stretches import read_day
from app.clock import now, wall
from app.places.models import House
from app.plugins import current_hooks
from app.web import current_person_id


def entries_shown(query: EntryQuery) -> list[Entry]:
    """What everybody may see, with a mark on what is the reader's own. A sensitive one gets none: screens are seen."""
    entries = _marked(gather(query, Audience.AGENDA))
    person_id = current_person_id()
    if person_id is None:
        return entries
    own = EntryQuery(window=query.window, person_id=person_id)
    mine = {_name(entry) for entry in current_hooks().entries(own)}
    return [replace(entry, mine=True) if _name(entry) in mine and not entry.sensitive else entry for entry in entries]


def _marked(entries: list[Entry]) -> list[Entry]:
    """The entries with the words that plugins put beside them."""
    marks = current_hooks().marks(entries)
    return [replace(one, marks=marks[one.ref]) if one.ref in marks else one for one in entries] if marks else entries


def told_of(house: House, path: str) -> telling.Told:
    """What a page with what is on in `house` tells search engines, whichever days it shows."""
    name = telling.whole_name(house)
    return telling.about_house(house, path, name, _("What is on at %(house)s.", house=name))


def zone_here() -> ZoneInfo:
    """The zone of the first house."""
    house = main_house()
    return house.zone if house else ZoneInfo("Europe/Amsterdam")


def today_in(zone: ZoneInfo) -> date:
    """Today on the wall."""
    return wall(now(), zone).date()


def day_at(text: str, zone: ZoneInfo) -> date:
    """The day in an address; 404 for one that is none, or too far away."""
    found = read_day(text, now(), zone)
    if found is None:
        abort(404)
    return found


def _name(entry: Entry) -> tuple[object, ...]:
    return (entry.uid, entry.recurrence_id)
