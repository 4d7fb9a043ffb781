"""Things of others that contributions points at: asked for through the hooks, never read from their tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from app.calendar.entry import EntryQuery
from app.clock import Span, now
from app.plugins import Description, current_hooks
from app.refs import Ref
from app.refusals import NotFound
from plugins.contributions.asking import FARTHEST


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that the reader booked or takes part in: what it is called, where its page is, when and where."""

    ref: Ref
    title: str
    url: str | None
    span: Span
    house_id: int
    zone: ZoneInfo


def own_thing(ref: Ref, person_id: int | None) -> Thing:
    """The reader's own thing `ref`. Raises NotFound for another's, and for what is over since more than a month."""
    if person_id is None:
        raise NotFound(_("We cannot find this."))
    window = Span(now() - timedelta(days=31), now() + FARTHEST)
    found = current_hooks().entries(EntryQuery(window=window, person_id=person_id, ref=ref))
    entry = next((one for one in found if one.ref == ref), None)
    if entry is None:
        raise NotFound(_("We cannot find this."))
    description = current_hooks().describe([ref], person_id).get(ref)
    title = description.title if description else entry.title
    url = description.url if description else entry.url
    return Thing(ref, title, url, entry.span, entry.house_id, entry.zone)


def told_things(refs: Iterable[Ref], person_id: int | None) -> dict[Ref, Description]:
    """What things are called that need hands, where the reader may know of them and they have a page. Asked at once."""
    told = current_hooks().describe(refs, person_id)
    return {ref: one for ref, one in told.items() if one.url is not None}


def read_ref(text: str) -> Ref:
    """A reference as it came in with a request. Raises NotFound for what is none."""
    try:
        return Ref.parse(text)
    except ValueError:
        raise NotFound(_("We cannot find this.")) from None
