"""Breaks on other pages: one's own, in the open, on one's own page; for hosts a way to one beside a booking."""

from typing import Any

from flask import render_template

from app.people import roles
from app.plugins import Card, Piece
from app.web import current_actor
from plugins.rooms.models import Booking
from plugins.rooms.pausing.pausing import may_pause, of_house, of_person


def cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """One's own break on one's own page; at the desk those that wait for a second host."""
    if place == "me" and person_id is not None:
        found = of_person(person_id)
        return (
            [Card(place=place, order=2, html=render_template("rooms/pausing/card_me.html", pauses=found))]
            if found
            else []
        )
    if place != "desk" or house_id is None or person_id is not None:
        return []
    if not roles.may(current_actor(), house_id, "host"):
        return []
    found = of_house(house_id)
    return (
        [Card(place=place, order=24, html=render_template("rooms/pausing/card_desk.html", pauses=found))]
        if found
        else []
    )


def beside(booking: Booking) -> list[Piece]:
    """For another host: a break for who made this booking."""
    if not may_pause(current_actor(), booking):
        return []
    return [Piece(order=90, html=render_template("rooms/pausing/beside.html", booking=booking))]


def export_person(person_id: int) -> list[dict[str, Any]]:
    """The breaks that concern somebody, with the reason."""
    return [
        {
            "house": one.house.name,
            "reason": one.reason,
            "begun": one.begun_at.isoformat(),
            "until": one.last.isoformat(),
        }
        for one in of_person(person_id)
    ]
