"""What opening shows on pages of others: the desk, the settings, one's own page; and the needs of the house."""

from typing import Final

from flask import render_template
from flask_babel import gettext as _

from app.clock import Span, now
from app.db import db
from app.people import roles
from app.places.models import House
from app.plugins import Card, Need, Piece
from app.web import current_actor, current_person_id
from plugins.rooms.keys.register import keys_held_by
from plugins.rooms.models import Booking
from plugins.rooms.opening import plan, promising
from plugins.rooms.opening.models import OPEN
from plugins.rooms.opening.roles import KINDS
from plugins.rooms.opening.turns import WARN

MINUTES: Final = 15


def cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """At the desk what nobody does yet; in the settings the ways here; on one's own page turns and keys."""
    if place == "me" and person_id is not None:
        return _own(person_id)
    house = db.session.get(House, house_id) if house_id is not None else None
    if house is None or place not in ("desk", "settings") or not roles.may(current_actor(), house.id, "host"):
        return []
    if place == "settings":
        return [Card(place=place, order=30, html=render_template("rooms/opening/card_settings.html", house=house))]
    missing = [one for one in _soon(house) if not one.is_settled]
    if not missing:
        return []
    return [
        Card(place=place, order=15, html=render_template("rooms/opening/card_desk.html", house=house, duties=missing))
    ]


def beside(booking: Booking) -> list[Piece]:
    """For who opens or closes for a booking and may see it: the way to their turn. The code is there only."""
    if not booking.is_on:
        return []
    turns = [one for one in plan.turns_of(current_person_id() or 0) if one.ref == str(booking.ref)]
    if not turns:
        return []
    html = render_template("rooms/opening/beside.html", turns=turns, house=booking.space.house)
    return [Piece(order=2, html=html)]


def needs(house_id: int, window: Span) -> list[Need]:
    """Somebody to open or close in the next two days, where nobody does yet; and those that somebody promised."""
    house = db.session.get(House, house_id)
    if house is None:
        return []
    soon = now() + WARN
    return [
        Need(
            ref=promising.need_of(one.moment.stay.ref.key, one.moment.part),
            title=_("Open the house") if one.moment.part == OPEN else _("Close the house"),
            minutes=MINUTES,
            places=1,
            at=one.moment.at,
            roles=KINDS[one.moment.part],
        )
        for one in plan.coming(house)
        if one.moment.at in window and (one.is_promised or (not one.is_settled and one.moment.at < soon))
    ]


def _soon(house: House) -> list[plan.Duty]:
    return plan.duties(house, Span(now(), now() + WARN))


def _own(person_id: int) -> list[Card]:
    turns, keys = plan.turns_of(person_id), keys_held_by(person_id)
    if not turns and not keys:
        return []
    where = {one.house_id for one in turns} | {one.house_id for one in keys}
    houses = {house_id: db.session.get_one(House, house_id) for house_id in where}
    html = render_template("rooms/opening/card_me.html", turns=turns, keys=keys, houses=houses)
    return [Card(place="me", order=12, html=html)]
