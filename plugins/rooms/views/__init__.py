"""Pages of rooms: all rooms, one room and its weeks, the guided path, and a booking's own pages."""

from plugins.rooms.views import agenda, bookings, overview, requests, room, what_when, where
from plugins.rooms.views.blueprint import rooms

__all__ = ["agenda", "bookings", "overview", "requests", "room", "rooms", "what_when", "where"]
