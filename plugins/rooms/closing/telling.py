"""What is said when a room is closed: to each person once, with all of their dates in it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _

from app import notices
from app.notices import Recipient, kinds
from app.places.closures import ref_of
from app.places.models import Closure
from app.web import dates
from plugins.rooms.models import Booking
from plugins.rooms.telling import place_name

CLOSED: Final = "booking.closed"


def closed(closure: Closure, person_id: int, bookings: Sequence[Booking]) -> None:
    """Tell somebody which of their bookings cannot go on as they are."""
    first = bookings[0]
    facts = {
        "reason": closure.reason,
        "place": place_name(first.space),
        "span": first.span,
        "zone_name": first.zone_name,
        "days": [one.span for one in bookings],
        "keys": [one.public_id for one in bookings],
    }
    notices.send(Recipient(person_id=person_id), CLOSED, facts, ref=ref_of(closure), house_id=closure.house_id)


def _prepare(params: Mapping[str, Any]) -> Mapping[str, Any]:
    zone, start = ZoneInfo(params["zone_name"]), params["span"].start
    return {**params, "when": f"{dates.short_day(start, zone)}, {dates.clock(start, zone)}"}


kinds.register(
    CLOSED,
    subject=_("Closed then: %(place)s, %(when)s"),
    template="rooms/mail/closed.txt",
    spoken="rooms/mail/closed_spoken.txt",
    prepare=_prepare,
)
