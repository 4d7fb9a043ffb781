"""Requests on pages of others: the desk's list, and on the house's page how many wait too long."""

from flask import render_template

from app.places import rules
from app.places.models import House
from app.plugins import Card
from plugins.rooms import purposes
from plugins.rooms.models import Booking
from plugins.rooms.requests.waiting import late_in, waiting_in
from plugins.rooms.rules import ANSWER_DAYS

SHOWN = 5
"""Requests on the desk's page; the list has all."""


def desk_card(house: House) -> list[Card]:
    """The requests that wait; nothing where none does."""
    found = waiting_in([house.id])
    if not found:
        return []
    html = render_template("rooms/requests/card_desk.html", requests=found[:SHOWN], count=len(found), title_of=title_of)
    return [Card(place="desk", order=15, html=html)]


def house_card(house: House) -> list[Card]:
    """That requests wait longer than the house promised: everybody may know, without names."""
    late = late_in(house.id)
    if not late:
        return []
    days = rules.value(house.id, ANSWER_DAYS)
    html = render_template("rooms/requests/card_house.html", late=late, days=days)
    return [Card(place="house", order=60, html=html)]


def title_of(booking: Booking) -> str:
    """What the asker wrote, or what it is for."""
    return booking.title or purposes.label(booking.purpose)
