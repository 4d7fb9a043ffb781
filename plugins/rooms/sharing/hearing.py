"""What happened to bookings that neighbours come along to."""

from app.events import BookingCancelled, BookingMoved, Event
from plugins.rooms.models import ref_of
from plugins.rooms.sharing.joining import follow


def hear(event: Event) -> None:
    """Who comes along hears that it moved, or is off. Heard twice, it changes nothing more."""
    if isinstance(event, BookingCancelled | BookingMoved) and event.ref == ref_of(event.ref.key):
        follow(event.ref.key, moved=isinstance(event, BookingMoved))
