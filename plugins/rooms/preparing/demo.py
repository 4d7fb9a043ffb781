"""The demo house's things and set-ups, some of them asked for."""

from typing import Any, Final

import sqlalchemy as sa

from app.actors import Actor
from app.clock import now
from app.db import db
from app.places.models import Space
from plugins.rooms.models import CONFIRMED, Booking
from plugins.rooms.preparing.keeping import ThingValues, add_setup, add_thing
from plugins.rooms.preparing.lending import prepare

THINGS: Final = (
    ("Beamer", 2, "in de kast bij de balie"),
    ("Klapstoel", 40, "in de berging"),
    ("Koffiekan", 4, "in de keuken, bovenste plank"),
    ("Soeppan van 20 liter", 2, "in de keuken, onderin"),
    ("Geluidsset", 1, "vraag de balie om uitleg"),
)
SETUPS: Final = (("vergadertafel", 0.6), ("kring", 0.7), ("theater", 1.0))
"""Each with the share of the seats that fit then."""
ASKED: Final = 6


def load(demo: Any) -> None:
    """Put the things on the list, and let some bookings to come ask for them."""
    host, house_id = demo.actor("Toos Kestelaar"), demo.house("de-kleine-dommelaar")
    keys = [
        add_thing(host, house_id, ThingValues(name=name, quantity=quantity, words=words))
        for name, quantity, words in THINGS
    ]
    rooms = db.session.scalars(
        sa.select(Space).where(Space.house_id == house_id, Space.slug.in_(["zaal-a", "zaal-b"])).order_by(Space.id)
    ).all()
    ways = {room.id: [_way(host, house_id, room, name, share) for name, share in SETUPS] for room in rooms}
    for number, booking in enumerate(_to_come(house_id, list(ways))):
        fitting = [key for key, people in ways[booking.space_id] if people >= booking.people]
        wanted = {keys[number % len(keys)]: 1 + number % 2} if number % len(keys) != len(keys) - 1 else {}
        prepare(Actor.self(booking.person_id or 0), booking.public_id, wanted, fitting[0] if fitting else "")


def _way(host: Actor, house_id: int, room: Space, name: str, share: float) -> tuple[str, int]:
    people = int(room.seated * share)
    return add_setup(host, house_id, room.id, name, people), people


def _to_come(house_id: int, space_ids: list[int]) -> list[Booking]:
    query = (
        sa.select(Booking)
        .where(
            Booking.house_id == house_id,
            Booking.space_id.in_(space_ids),
            Booking.status == CONFIRMED,
            Booking.starts > now(),
            Booking.person_id.is_not(None),
        )
        .order_by(Booking.starts, Booking.id)
        .limit(ASKED)
    )
    return list(db.session.scalars(query))
