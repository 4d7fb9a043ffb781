"""The heating list: when the heating of which room goes on and off, day by day; and how long each room needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.clock import Span
from app.db import db, transactional
from app.places import rules
from app.places.models import House, Space
from app.places.rights import HOST, require
from app.places.spaces import spaces_of
from app.plugins import RuleSpec
from app.refs import Ref
from app.refusals import Refusal
from app.web import verbs
from plugins.rooms.opening.models import Heating
from plugins.rooms.opening.plan import stays_in
from plugins.rooms.opening.warmth import heated, turned_on

MOST: Final = 720
LEAD: Final = "rooms.heating_minutes"
RULE: Final = RuleSpec(
    key=LEAD,
    kind=int,
    default=60,
    label=_("Minutes of heating before a use"),
    text=_("The heating goes on {value} minutes before a room is used."),
    minimum=0,
    maximum=MOST,
)
verbs.register("rooms.heating.changed", _("Changed how long before a use the heating of rooms goes on"))


@dataclass(frozen=True, slots=True)
class Warm:
    """The heating of a room goes on and off again; on one day, perhaps more than once."""

    room: str
    spans: tuple[Span, ...]


def week_of(house: House, monday: date) -> list[tuple[date, list[Warm]]]:
    """Seven days from `monday` on, each with the rooms whose heating goes on then. Five queries. For hosts: all rooms.

    What a use of the next morning needs before midnight stands with the evening.
    """
    days = [monday + timedelta(days=number) for number in range(7)]
    uses: dict[int, list[Span]] = {}
    for stay in stays_in(house.id, Span.day(monday - timedelta(days=1), house.zone, 9)):
        for space_id in stay.space_ids:
            uses.setdefault(space_id, []).append(stay.span)
    usual, own = rules.value(house.id, LEAD), minutes_of(house.id)
    rooms = [
        (room.name, heated(uses[room.id], timedelta(minutes=own.get(room.id, usual))))
        for room in heated_rooms(house.id)
        if room.id in uses
    ]
    on = {day: [Warm(name, turned_on(spans, day, house.zone)) for name, spans in rooms] for day in days}
    return [(day, [one for one in those if one.spans]) for day, those in on.items()]


def heated_rooms(house_id: int) -> list[Space]:
    """The rooms that have a heating of their own: those that stand for themselves, in the house's order."""
    return [one for one in spaces_of(house_id) if not one.parts]


def minutes_of(house_id: int) -> dict[int, int]:
    """By space id: the minutes of rooms that do not follow the house's rule. One query."""
    query = sa.select(Heating).join(Space, Space.id == Heating.space_id).where(Space.house_id == house_id)
    return {one.space_id: one.minutes for one in db.session.scalars(query)}


@transactional
def set_minutes(actor: Actor, house_id: int, minutes: Mapping[str, int | None]) -> None:
    """Say how many minutes rooms (by slug) need; None follows the house's rule. Rooms not named stay as they are.

    For hosts. Raises Refusal beside the room (its slug), NotAllowed.
    """
    house = require(actor, house_id, HOST)
    rooms = {one.slug: one.id for one in heated_rooms(house_id)}
    for slug, number in minutes.items():
        if slug not in rooms:
            raise Refusal(_("Choose one of these."))
        if number is not None and not 0 <= number <= MOST:
            raise Refusal(_("Type a number from %(min)s to %(max)s.", min=0, max=MOST), field=slug)
    named = [rooms[slug] for slug in minutes]
    db.session.execute(sa.delete(Heating).where(Heating.space_id.in_(named)))
    db.session.add_all(
        Heating(space_id=rooms[slug], minutes=number) for slug, number in minutes.items() if number is not None
    )
    journal.note(actor, "rooms.heating.changed", Ref("places", "house", house.slug), house.name)
