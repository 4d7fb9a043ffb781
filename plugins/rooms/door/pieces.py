"""What the door shows on other pages: beside a booking when to say that one is here, and all doors in the settings."""

from flask import render_template

from app.clock import now
from app.db import db
from app.people import roles
from app.places.models import House
from app.places.spaces import spaces_of
from app.plugins import Card, Piece
from app.web import current_actor
from plugins.rooms.door import arriving
from plugins.rooms.models import Booking


def beside(booking: Booking) -> list[Piece]:
    """How to say that one is here, for a booking where that is asked and not done yet."""
    if not arriving.is_expected(booking):
        return []
    html = render_template(
        "rooms/door/beside.html",
        booking=booking,
        code=arriving.code_of(booking.public_id),
        until=booking.starts + arriving.grace_of(booking.space_id),
        is_time=booking.starts - arriving.EARLY <= now(),
    )
    return [Piece(order=5, html=html)]


def cards(place: str, house_id: int | None) -> list[Card]:
    """The doors of a house, in its settings."""
    house = db.session.get(House, house_id) if place == "settings" and house_id is not None else None
    if house is None or not roles.may(current_actor(), house.id, "host"):
        return []
    spaces = spaces_of(house.id)
    return [
        Card(place=place, order=90, html=render_template("rooms/door/card_settings.html", spaces=spaces, house=house))
    ]
