"""What rooms shows on pages of others: cards, small roles that bookings need, and what references point at."""

from collections.abc import Mapping, Sequence
from typing import Final

import sqlalchemy as sa
from flask import render_template
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from app.calendar.repeats import MOST_DATES
from app.clock import Span, now, wall
from app.db import db
from app.people import roles
from app.places.models import House
from app.plugins import Card, Description, Need
from app.refs import Ref
from app.web import current_actor, dates
from plugins.rooms import purposes
from plugins.rooms.during import during, not_over
from plugins.rooms.entries import own_bookings, page_of
from plugins.rooms.models import CONFIRMED, ON, PUBLIC, WHOLE, Booking, ref_of
from plugins.rooms.requests.cards import desk_card, house_card
from plugins.rooms.rights import Reader
from plugins.rooms.rules import LONGEST_POSSIBLE
from plugins.rooms.series import often
from plugins.rooms.telling import place_name
from plugins.rooms.waiting.cards import me_card

MANY: Final = 10
"""With so many people there are chairs to put back."""
CHAIRS_MINUTES: Final = 10
CHAIRS_PLACES: Final = 2
SHOWN: Final = 5
"""Bookings on a person's own page."""


def needs(house_id: int, window: Span) -> list[Need]:
    """Hands that are welcome right after bookings with many people. A private room is not told of."""
    query = (
        sa.select(Booking)
        .where(
            Booking.house_id == house_id,
            Booking.status == CONFIRMED,
            Booking.people >= MANY,
            Booking.starts > window.start - LONGEST_POSSIBLE,
            Booking.starts < window.end,
            Booking.ends >= window.start,
            Booking.ends < window.end,
        )
        .options(joinedload(Booking.space, innerjoin=True))
        .order_by(Booking.ends, Booking.id)
    )
    return [
        Need(
            ref=booking.ref,
            title=_("Put the chairs back in %(room)s", room=booking.space.name),
            minutes=CHAIRS_MINUTES,
            places=CHAIRS_PLACES,
            at=booking.ends,
        )
        for booking in db.session.scalars(query)
        if not booking.space.is_hidden
    ]


def describe(refs: Sequence[Ref], person_id: int | None) -> Mapping[Ref, Description]:
    """What bookings are called: for who booked with a link, for others only what is public. A few queries for all.

    A private room is not named, not even to who booked it: others put these words into mails.
    """
    keys = [ref.key for ref in refs if ref == ref_of(ref.key)]
    if not keys:
        return {}
    query = sa.select(Booking).where(Booking.public_id.in_(keys)).options(joinedload(Booking.space, innerjoin=True))
    found = list(db.session.scalars(query))
    reader = Reader.of(person_id)
    told: dict[Ref, Description] = {}
    for booking in found:
        if reader.owns(booking):
            told[booking.ref] = Description(title=_title(booking, place_name(booking.space)), url=page_of(booking))
        elif booking.visibility == PUBLIC and not booking.space.is_hidden:
            told[booking.ref] = Description(title=_title(booking, booking.title))
    return told


def cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """The first choice of the home page, a person's next bookings, and the desk's bookings of today."""
    house = db.session.get(House, house_id) if house_id is not None else None
    if place in ("home", "house"):
        choice = Card(place="choice", order=10, html=render_template("rooms/card_choice.html"))
        return [choice, *(house_card(house) if place == "house" and house else [])]
    if place == "me" and person_id is not None:
        return [*me_card(person_id), Card(place=place, order=10, html=_own_card(person_id))]
    if place == "desk" and house is not None and roles.may(current_actor(), house.id, "host"):
        return [*desk_card(house), Card(place=place, order=20, html=_desk_card(house))]
    return []


def _own_card(person_id: int) -> str:
    """What somebody booked, each series once with its next date: the agenda above it has every date."""
    query = (
        sa.select(Booking)
        .where(own_bookings(person_id), Booking.status.in_(ON), not_over(now()))
        .options(*WHOLE)
        .order_by(Booking.starts, Booking.id)
        .limit(MOST_DATES)
    )
    next_ones: dict[object, Booking] = {}
    for booking in db.session.scalars(query):
        next_ones.setdefault(booking.series_id or booking.ref, booking)
    found = [(booking, often(booking.series.rule) if booking.series else "") for booking in next_ones.values()]
    return render_template(
        "rooms/card_me.html",
        bookings=found[:SHOWN],
        more=len(found) > SHOWN,
        title_of=lambda booking: booking.title or purposes.label(booking.purpose),
        formal=current_actor().on_behalf,
    )


def _desk_card(house: House) -> str:
    """Who uses what today: the desk sees the titles, and no names."""
    today = Span.day(wall(now(), house.zone).date(), house.zone)
    query = (
        sa.select(Booking)
        .where(
            Booking.house_id == house.id,
            Booking.status.in_(ON),
            during(today),
        )
        .options(joinedload(Booking.space, innerjoin=True))
        .order_by(Booking.starts, Booking.id)
    )
    return render_template(
        "rooms/card_desk.html",
        bookings=list(db.session.scalars(query)),
        zone=house.zone,
        title_of=lambda booking: booking.title or purposes.label(booking.purpose),
    )


def _title(booking: Booking, what: str) -> str:
    return f"{what}, {dates.short_day(booking.starts, booking.zone)}, {dates.times(booking.span, booking.zone)}"
