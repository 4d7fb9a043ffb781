"""What an audience may see of an entry. Plugins make entries whole; nothing leaves the house but through `project()`.

What may not be seen is not in the answer: a feed's CLASS protects nothing.
"""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from flask_babel import gettext as _

from app.calendar.entry import Audience, Entry, Series, Status, Visibility
from app.calendar.themes import THEMES
from app.refs import Ref

__all__ = ["Audience", "Sight", "Words", "project", "words_here"]


@dataclass(frozen=True, slots=True)
class Words:
    """The house's own words in a feed, in the feed's language."""

    taken: str
    cancelled: str
    """Holds `{title}`."""
    appointment: str
    used: str
    """Holds `{room}`."""
    used_by: str
    """Holds `{room}` and `{count}`."""
    themes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sight:
    """What `project()` needs to know: words, ids of private spaces (and of wholes with a private part), and a secret.

    The secret makes the UIDs of taken times; with another one, calendars see other events.
    """

    words: Words
    private: frozenset[int]
    secret: bytes
    rooms: Mapping[int, str] = field(default_factory=dict)
    """What spaces are called that everybody may know."""
    asked: int | None = None
    """The space that is asked for: what takes only a part of it, or more than it, says which."""


def words_here() -> Words:
    """The words in the language of now (`force_locale` around it for a feed's)."""
    return Words(
        taken=_("Taken"),
        cancelled=_("Cancelled: {title}"),
        appointment=_("Appointment"),
        used=_("{room} in use"),
        used_by=_("{room} in use, {count} people"),
        themes={theme.key: str(theme.label) for theme in THEMES},
    )


def project(entries: Iterable[Entry], audience: Audience, sight: Sight) -> list[Entry]:
    """What `audience` gets to see of `entries`, in the same order."""
    shown = (_shown(entry, audience, sight) for entry in entries)
    return [entry for entry in shown if entry is not None]


def _shown(entry: Entry, audience: Audience, sight: Sight) -> Entry | None:
    if audience is Audience.PERSONAL:
        return _neutral(entry, sight.words) if entry.sensitive else entry
    if audience is Audience.HOST:
        return _for_host(entry, sight)
    if audience is Audience.CLEANER:
        return _for_cleaner(entry, sight)
    if audience is Audience.TIMES:
        return None if entry.status is Status.CANCELLED else _taken(entry, sight, audience)
    if entry.visibility is Visibility.HIDDEN or not sight.private.isdisjoint(entry.space_ids):
        return None
    if entry.visibility is Visibility.PUBLIC and audience is not Audience.BUSY:
        return _without_counts(entry)
    if audience is Audience.AGENDA or entry.status is Status.CANCELLED:
        return None
    shown = _taken(entry, sight)
    is_elsewhere = sight.asked is not None and entry.space_ids != (sight.asked,)
    return replace(shown, place=_rooms(entry, sight)) if audience is Audience.SCREEN or is_elsewhere else shown


def _without_counts(entry: Entry) -> Entry:
    """A public entry for everybody: how many are expected is for hosts, and of a sensitive one no count at all."""
    entry = _without_address(entry)
    if entry.sensitive:
        return replace(entry, people=None, note="", places=None)
    return entry if entry.people is None else replace(entry, people=None)


def _without_address(entry: Entry) -> Entry:
    """Online, and how to get there only where everybody may know."""
    if entry.conference is None or entry.conference.public:
        return entry
    return replace(entry, conference=replace(entry.conference, address=""))


def _for_host(entry: Entry, sight: Sight) -> Entry:
    people = None if entry.sensitive else entry.people
    is_public = entry.visibility is Visibility.PUBLIC and sight.private.isdisjoint(entry.space_ids)
    shown = _without_counts(entry) if is_public else _taken(entry, sight)
    return replace(shown, people=people)


def _for_cleaner(entry: Entry, sight: Sight) -> Entry | None:
    """That a room is used; a private one without its name. What holds no room makes nothing dirty."""
    if entry.status is Status.CANCELLED or not entry.space_ids:
        return None
    room, count = _rooms(entry, sight), 0 if entry.sensitive else entry.people or 0
    words = sight.words.used_by if count > 1 else sight.words.used
    shown = _taken(entry, sight)
    return replace(shown, title=words.format(room=room, count=count), place=room) if room else shown


def _rooms(entry: Entry, sight: Sight) -> str:
    """The spaces that an entry takes, as the house calls them: whoever uses one may have put words in its place."""
    return ", ".join(sight.rooms[space_id] for space_id in entry.space_ids if space_id in sight.rooms)


def _neutral(entry: Entry, words: Words) -> Entry:
    """A sensitive entry with when and where, and nothing of what."""
    title = entry.neutral_title or words.appointment
    series = entry.series and _neutral_series(entry.series, title)
    plain = replace(entry, title=title, description="", note="", url=None, themes=(), conference=None, series=series)
    return replace(plain, labels=(), pace="", costs="", places=None)


def _neutral_series(series: Series, title: str) -> Series:
    return replace(series, title=title, description="", url=None, themes=())


_BUSY: Final = "busy"


def _taken(entry: Entry, sight: Sight, audience: Audience | None = None) -> Entry:
    """When, and nothing else: its own UID cannot be joined with others, and it is not part of any series.

    For one `audience` it is another UID still: who sees when a person has something must not find the room with it.
    """
    name = f"{audience or ''}{entry.uid}/{entry.recurrence_id or ''}"
    uid = hmac.new(sight.secret, name.encode(), "sha256").hexdigest()[:32]
    return Entry(
        ref=Ref("calendar", _BUSY, uid),
        uid=uid,
        span=entry.span,
        zone=entry.zone,
        title=sight.words.taken,
        status=entry.status,
        visibility=Visibility.BUSY,
        sequence=entry.sequence,
        created=entry.modified,
        modified=entry.modified,
        house_id=entry.house_id,
        space_ids=entry.space_ids,
    )
