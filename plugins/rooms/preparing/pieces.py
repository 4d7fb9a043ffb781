"""What is put ready, on other pages: beside a booking, at the desk, in the settings; and hands that it needs."""

from datetime import timedelta
from typing import Final

from flask import render_template
from flask_babel import gettext as _

from app.clock import Span, now, wall
from app.db import db
from app.people import roles
from app.places.models import House
from app.plugins import Card, Need, Piece
from app.web import current_actor
from plugins.rooms.models import CONFIRMED, Booking
from plugins.rooms.preparing.lending import loans_of, setups_for, setups_of, things_for
from plugins.rooms.preparing.ready import ready_in

BEFORE: Final = timedelta(minutes=30)
"""So long before it begins a room is set up."""
MINUTES: Final = 20


def beside(booking: Booking) -> list[Piece]:
    """What goes with a booking, and the way to change it until it begins."""
    if not booking.is_on:
        return []
    loans, setup = loans_of([booking.id]).get(booking.id, []), setups_of([booking.id]).get(booking.id)
    open_still = booking.starts > now() and bool(things_for(booking) or setups_for(booking))
    if not (loans or setup or open_still):
        return []
    html = render_template(
        "rooms/preparing/beside.html", booking=booking, loans=loans, setup=setup, open_still=open_still
    )
    return [Piece(order=3, html=html)]


def cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """At the desk what is put ready today; in the settings the way to the list."""
    house = db.session.get(House, house_id) if house_id is not None else None
    if house is None or place not in ("desk", "settings") or not roles.may(current_actor(), house.id, "host"):
        return []
    if place == "settings":
        return [Card(place=place, order=31, html=render_template("rooms/preparing/card_settings.html", house=house))]
    ((_day, found),) = ready_in(house, wall(now(), house.zone).date(), 1)
    if not found or person_id is not None:
        return []
    return [
        Card(place=place, order=21, html=render_template("rooms/preparing/card_desk.html", house=house, found=found))
    ]


def needs(house_id: int, window: Span) -> list[Need]:
    """Hands that set up a room before it is used. A private room is not told of."""
    house = db.session.get(House, house_id)
    if house is None:
        return []
    first = wall(window.start, house.zone).date()
    days = (wall(window.end, house.zone).date() - first).days + 2
    found = [one for _day, ready in ready_in(house, first, days) for one in ready]
    return [
        Need(
            ref=one.booking.ref,
            title=_("Set up %(room)s: %(how)s", room=one.booking.space.name, how=one.setup.name),
            minutes=MINUTES,
            places=1,
            at=one.booking.starts - BEFORE,
        )
        for one in found
        if one.setup is not None
        and one.booking.status == CONFIRMED
        and not one.booking.space.is_hidden
        and one.booking.starts - BEFORE in window
    ]
