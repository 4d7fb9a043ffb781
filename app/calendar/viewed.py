"""What somebody looks at in the agenda, as a calendar to follow: `/calendar/view/<code>.ics`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from flask import current_app, url_for
from flask_babel import gettext as _

from app.calendar import view_codes
from app.calendar.choosing import Choice
from app.calendar.entry import Calendar, Entry
from app.calendar.offering import chosen_words
from app.calendar.places import house_called, main_house
from app.places.models import House
from app.plugins import current_hooks
from app.web.languages import language_of

VIEW: Final = "view"
LONGEST_LINK: Final = 110
"""Some calendars fail in silence over longer addresses."""


def view_calendar(code: str) -> Calendar | None:
    """The calendar of a choice; under another spelling of it, or an old name of its house, where it is now."""
    tags = current_hooks().tags()
    choice = view_codes.choice_in(code, tags)
    named = choice is not None and choice.house.replace("-", "").isalnum()
    house = house_called(choice.house) if choice and named else None
    speaker = house or main_house()
    if choice is None or speaker is None or (choice.house and house is None):
        return None
    choice = replace(choice, house=house.slug if house else "")
    true_code = view_codes.code_of(choice)
    with language_of(speaker.language):
        return Calendar(
            name=name_of(choice, house),
            description=_("What you looked at in the agenda."),
            zone=speaker.zone,
            language=speaker.language,
            house_id=house.id if house else None,
            theme=choice.theme or None,
            only=lambda entries: admitted(choice, entries),
            moved_to=None if true_code == code else true_code,
        )


def path_of(choice: Choice) -> str | None:
    """Where to follow what `choice` shows; None when that takes a longer address than calendars can hold.

    A whole house has its own calendar, which is shorter and the same.
    """
    if choice.house and choice == Choice(house=choice.house):
        return url_for("calendar_files.public", kind="house", slug=choice.house)
    path = url_for("calendar_files.public", kind=VIEW, slug=view_codes.code_of(choice))
    base = str(current_app.config["WIJ_BASE_URL"]).rstrip("/")
    return path if len(base + path) <= LONGEST_LINK else None


def name_of(choice: Choice, house: House | None) -> str:
    """A choice in words, in the language of now: "Eten, gratis, maandag, De Linde"."""
    where = house.name if house else _("all houses")
    chosen = ", ".join(chosen_words(choice, "", {key: tag.words for key, tag in current_hooks().tags().items()}))
    return f"{chosen}, {where}" if chosen else _("What is on, %(where)s", where=where)


def admitted(choice: Choice, entries: list[Entry]) -> list[Entry]:
    """The entries of a choice. That another date of their series is none of these any more, is news about the series.

    Some programs read an event anew only when it says that it was changed.
    """
    kept = choice.only(entries)
    before, after = _series_of(entries), _series_of(kept)
    news = {
        uid: max(entry.modified for entry in before[uid])
        for uid, those in after.items()
        if len(those) < len(before[uid])
    }
    return [_since(entry, news) for entry in kept]


def _series_of(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.series is not None:
            found.setdefault(entry.series.uid, []).append(entry)
    return found


def _since(entry: Entry, news: Mapping[str, datetime]) -> Entry:
    series = entry.series
    if series is None or series.uid not in news or news[series.uid] <= series.modified:
        return entry
    return replace(entry, series=replace(series, modified=news[series.uid]))
