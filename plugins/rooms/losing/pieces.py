"""A lost room on other pages: beside a booking what is possible instead, at the desk how many wait for a choice."""

from flask import render_template
from flask_babel import gettext as _

from app.db import db
from app.people import roles
from app.places.hours import closed_reason
from app.places.models import House
from app.plugins import Card, Piece
from app.web import current_actor
from plugins.rooms.closing.hits import closures_of
from plugins.rooms.losing.hits import instead_for, lost_in, lost_of, withdrawn
from plugins.rooms.models import Booking


def beside(booking: Booking) -> list[Piece]:
    """For whoever booked a room that is lost: why, and what is possible instead. A closure says so itself."""
    if booking.id not in lost_of([booking]) or closures_of([booking]):
        return []
    html = render_template(
        "rooms/losing/beside.html", booking=booking, why=_why(booking), choices=instead_for([booking])[booking.id]
    )
    return [Piece(order=1, html=html)]


def cards(place: str, house_id: int | None) -> list[Card]:
    """At the desk, for hosts: how many bookings to come have no room."""
    house = db.session.get(House, house_id) if place == "desk" and house_id is not None else None
    if house is None or not roles.may(current_actor(), house.id, "host"):
        return []
    count = len(lost_in(house.id))
    html = render_template("rooms/losing/card_desk.html", house=house, count=count)
    return [Card(place=place, order=16, html=html)] if count else []


def _why(booking: Booking) -> str:
    if withdrawn([booking]):
        return _("The house keeps this room for itself from now on.")
    if booking.space.is_hidden:
        return _("The house is open at other times from now on.")
    return str(closed_reason(booking.space, booking.span))
