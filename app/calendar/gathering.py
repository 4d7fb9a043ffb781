"""Ask the plugins what stands in the agenda, and make of it what an audience may see. Pages and feeds come by here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from flask import current_app

from app.calendar.components import Look
from app.calendar.entry import Entry, EntryQuery, Status
from app.calendar.projection import Audience, Sight, project, words_here
from app.db import db
from app.places.models import House, Space, SpacePart
from app.plugins import current_hooks


@dataclass(frozen=True, slots=True)
class Places:
    """What entries need to know of places: which are private, what the others are called, and what changed when."""

    private: frozenset[int]
    houses: Mapping[int, datetime]
    spaces: Mapping[int, datetime]
    names: Mapping[int, str]
    """Of spaces that everybody may know."""


def gather(query: EntryQuery, audience: Audience) -> list[Entry]:
    """The entries of `query` as `audience` may see them, in order. The words are in the language of now.

    Three small queries, and those of the plugins. Raises Unavailable when one of these fails: never a shorter answer.
    """
    places = _places()
    entries = (_as_of_places(entry, places) for entry in current_hooks().entries(query))
    secret = f"taken times:{current_app.config['SECRET_KEY']}".encode()
    sight = Sight(words_here(), places.private, secret, places.names, query.space_id)
    return sorted(project(entries, audience, sight), key=lambda entry: (entry.span, entry.title, entry.uid))


def look_here() -> Look:
    """How entries look in a calendar file, in the language of now."""
    return Look(words_here(), str(current_app.config["WIJ_BASE_URL"]))


def is_private(space_id: int) -> bool:
    """Whether the public may not know of a space: it, or a part of it, is private."""
    return space_id in _places().private


def _places() -> Places:
    houses = dict(db.session.execute(sa.select(House.id, House.changed_at)).all())
    rows = db.session.execute(sa.select(Space.id, Space.private, Space.changed_at, Space.name)).all()
    hidden = {space_id for space_id, private, _changed, _name in rows if private}
    parts = db.session.execute(sa.select(SpacePart.whole_id, SpacePart.part_id)).all()
    wholes = {whole for whole, part in parts if part in hidden}
    private = frozenset(hidden | wholes)
    return Places(
        private=private,
        houses=houses,
        spaces={space_id: changed for space_id, _private, changed, _name in rows},
        names={space_id: name for space_id, _private, _changed, name in rows if space_id not in private},
    )


def _as_of_places(entry: Entry, places: Places) -> Entry:
    """The entry, modified when its house or space last changed if that is later: a renamed room is news to calendars.

    A cancelled one is left alone: how long it is told counts from when it was cancelled.
    """
    if entry.status is Status.CANCELLED:
        return entry
    changed = max(_changes(entry, places), default=entry.modified)
    if changed <= entry.modified and (entry.series is None or changed <= entry.series.modified):
        return entry
    series = entry.series and replace(entry.series, modified=max(changed, entry.series.modified))
    return replace(entry, modified=max(changed, entry.modified), series=series)


def _changes(entry: Entry, places: Places) -> Iterable[datetime]:
    if entry.house_id in places.houses:
        yield places.houses[entry.house_id]
    for space_id in entry.space_ids:
        if space_id in places.spaces:
            yield places.spaces[space_id]
