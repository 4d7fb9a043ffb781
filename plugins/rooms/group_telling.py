"""A booking of a group stands in the calendars of all who speak for it: of a late change each of them hears."""

from collections.abc import Mapping, Sequence
from typing import Any

from app import notices
from app.people.groups import members_of
from app.refs import Ref
from plugins.rooms.models import Booking


def tell_contacts(kind: str, bookings: Sequence[Booking], facts: Mapping[str, Any], ref: Ref) -> None:
    """Tell the contacts of the group that booked, besides who did the booking, of a late change (within `changing`)."""
    first = bookings[0]
    if first.group_id is None:
        return
    for person, is_contact in members_of(first.group_id):
        if is_contact and person.id != first.person_id and person.forgotten_at is None:
            notices.tell_if_late(notices.Recipient(person_id=person.id), kind, facts, ref=ref, house_id=first.house_id)
