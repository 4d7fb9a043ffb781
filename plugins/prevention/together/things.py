"""The date that somebody would like company at: asked for through the hooks, whoever owns it."""

from datetime import timedelta
from typing import Final

from app.calendar.entry import Entry, EntryQuery, Status, Visibility
from app.clock import Span, now
from app.plugins import current_hooks
from app.refs import Ref
from app.refusals import NotFound
from plugins.prevention.together.words import UNKNOWN

FARTHEST: Final = timedelta(days=400)
"""How far ahead a date can lie: every series ends within thirteen months."""


def entry_of(ref: Ref) -> Entry | None:
    """The date, over or called off as well; None where there is none that everybody may know of."""
    window = Span(now() - timedelta(days=31), now() + FARTHEST)
    found = current_hooks().entries(EntryQuery(window=window, ref=ref, with_cancelled=True))
    entry = next((one for one in found if one.ref == ref), None)
    return entry if entry is not None and entry.visibility is Visibility.PUBLIC else None


def date_to_come(ref: Ref) -> Entry:
    """The date, that is on and did not begin. Raises NotFound."""
    entry = entry_of(ref)
    if entry is None or entry.status is Status.CANCELLED or entry.span.start <= now():
        raise NotFound(UNKNOWN)
    return entry
