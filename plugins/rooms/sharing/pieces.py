"""Sharing on other pages: beside one's own booking the way to it; on one's own page what waits for an answer."""

from typing import Any

import sqlalchemy as sa
from flask import render_template

from app.clock import Span, now
from app.db import db
from app.people.groups import groups_spoken_for
from app.places.models import House
from app.plugins import Card, Piece
from app.web import current_person_id
from plugins.rooms.models import CONFIRMED, Booking
from plugins.rooms.sharing import handing, joining, swapping
from plugins.rooms.sharing.models import OpenUse, SwapAsk
from plugins.rooms.sharing.owning import owns
from plugins.rooms.sharing.views import AHEAD


def beside(booking: Booking) -> list[Piece]:
    """For whose booking it is, until it begins."""
    if booking.status != CONFIRMED or booking.starts <= now() or not owns(current_person_id(), booking):
        return []
    html = render_template(
        "rooms/sharing/beside.html",
        booking=booking,
        open_use=db.session.get(OpenUse, booking.id),
        coming=joining.coming(booking.id),
        handover=handing.offer_of(booking),
    )
    return [Piece(order=30, html=html)]


def cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """Questions and offers for somebody, what they come along to; on the house's page where there is room for more."""
    if place == "me" and person_id is not None:
        groups = [group.id for group in groups_spoken_for(person_id)]
        told: dict[str, Any] = {
            "swaps": swapping.asked_of(person_id, groups),
            "offers": handing.offers_to(groups),
            "joined": joining.joined_by(person_id),
        }
        if not any(told.values()):
            return []
        return [Card(place=place, order=6, html=render_template("rooms/sharing/card_me.html", **told))]
    house = db.session.get(House, house_id) if house_id is not None else None
    if place != "house" or house is None:
        return []
    found = joining.open_uses([house.id], Span(now(), now() + AHEAD))
    if not found:
        return []
    return [Card(place=place, order=30, html=render_template("rooms/sharing/card_house.html", count=len(found)))]


def export_person(person_id: int) -> dict[str, Any]:
    """What somebody asked others, and what they come along to."""
    asks = db.session.scalars(sa.select(SwapAsk).where(SwapAsk.asker_id == person_id).order_by(SwapAsk.id))
    return {
        "asked_to_change": [{"words": one.words, "at": one.asked_at.isoformat()} for one in asks],
        "coming_along": [
            {"starts": one.booking.starts.isoformat(), "people": one.people} for one in joining.joined_by(person_id)
        ],
    }
