"""Calendars besides somebody's own: of a role, a group, a task that comes back. Who may read which."""

from dataclasses import dataclass

from app.calendar import kinds
from app.calendar.entry import Calendar
from app.calendar.models import FeedToken


@dataclass(frozen=True, slots=True)
class Offered:
    """A calendar that somebody may read through a link of their own. `key` is `<kind>/<slug>`."""

    key: str
    name: str


def offered_to(person_id: int) -> list[Offered]:
    """What somebody may read besides their own calendar, by name."""
    found = [
        Offered(f"{kind.kind}/{offer.slug}", offer.name)
        for kind in kinds.everything()
        if not kind.public
        for offer in kind.offers(person_id)
    ]
    return sorted(found, key=lambda one: (one.name, one.key))


def calendar_of(token: FeedToken) -> Calendar | None:
    """What a token for such a calendar opens now: None once its person may not read it any more, or it is gone."""
    kind = kinds.kind_called(token.kind)
    if kind is None or kind.public or all(offer.slug != token.slug for offer in kind.offers(token.person_id)):
        return None
    found = kind.find(token.slug)
    return found if isinstance(found, Calendar) else None
