"""Pages of rooms: all rooms, one room and its weeks, the guided path, and a booking's own pages."""

from plugins.rooms.views import (
    agenda,
    bookings,
    day_all,
    overview,
    renew,
    requests,
    room,
    waiting,
    what_when,
    where,
    words,
)
from plugins.rooms.views.blueprint import rooms

__all__ = [
    "agenda",
    "bookings",
    "day_all",
    "overview",
    "renew",
    "requests",
    "room",
    "rooms",
    "waiting",
    "what_when",
    "where",
    "words",
]
