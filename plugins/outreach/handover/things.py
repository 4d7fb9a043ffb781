"""What there is to go to: public dates of the agenda, whoever owns them, and nothing that is discreet."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from app.calendar.entry import Entry, EntryQuery, Status, Visibility
from app.clock import Span, now, wall
from app.plugins import current_hooks
from app.refs import Ref
from plugins.outreach.place import the_house

AHEAD: Final = timedelta(days=35)
"""So far ahead an activity may be chosen."""


def dates_to_come() -> Sequence[Entry]:
    """The next date of each activity, the soonest first."""
    found: dict[Ref, Entry] = {}
    window = Span(now(), now() + AHEAD)
    query = EntryQuery(window=window, house_id=the_house().id)
    for entry in sorted(current_hooks().entries(query), key=lambda one: (one.span.start, one.ref)):
        if _is_open(entry) and entry.span.start > now():
            found.setdefault(entry.thing, entry)
    return list(found.values())


def date_of(text: str) -> Entry | None:
    """The date with this reference, if it is on, and everybody may know of it."""
    try:
        ref = Ref.parse(text)
    except ValueError:
        return None
    window = Span(now() - AHEAD, now() + AHEAD + AHEAD)
    found = current_hooks().entries(EntryQuery(window=window, ref=ref))
    return next((one for one in found if one.ref == ref and _is_open(one)), None)


def day_of(entry: Entry) -> date:
    """The day on which it begins, on its own clock."""
    return wall(entry.span.start, entry.zone).date()


def day_here() -> date:
    """The day it is in the house."""
    return wall(now(), the_house().zone).date()


def _is_open(entry: Entry) -> bool:
    public = entry.visibility is Visibility.PUBLIC and not entry.sensitive
    return public and entry.url is not None and entry.status is not Status.CANCELLED
