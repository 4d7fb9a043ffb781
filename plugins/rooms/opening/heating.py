"""The heating list: which room must be warm from when until when, day by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.clock import Span
from app.db import db
from app.places import rules
from app.places.availability import merged
from app.places.models import House, Space
from app.plugins import RuleSpec
from plugins.rooms.opening.plan import stays_in
from plugins.rooms.opening.stretches import Stay

LEAD: Final = "rooms.heating_minutes"
RULE: Final = RuleSpec(
    key=LEAD,
    kind=int,
    default=60,
    label=_("Minutes of heating before a use"),
    text=_("The heating goes on {value} minutes before a room is used."),
    minimum=0,
    maximum=720,
)


@dataclass(frozen=True, slots=True)
class Warm:
    """A room must be warm on these stretches of a day."""

    room: str
    spans: tuple[Span, ...]


def week_of(house: House, monday: date) -> list[tuple[date, list[Warm]]]:
    """Seven days from `monday` on, each with the rooms that must be warm. Three queries. For hosts: all rooms."""
    lead = timedelta(minutes=rules.value(house.id, LEAD))
    rows = db.session.scalars(sa.select(Space).where(Space.house_id == house.id).order_by(Space.position, Space.id))
    names = {space.id: space.name for space in rows}
    stays = stays_in(house.id, Span.day(monday, house.zone, 8))
    days = [monday + timedelta(days=number) for number in range(7)]
    return [(day, warm_on(Span.day(day, house.zone), stays, names, lead)) for day in days]


def warm_on(day: Span, stays: Iterable[Stay], names: dict[int, str], lead: timedelta) -> list[Warm]:
    """What must be warm on one day; `lead` is how long before a use the heating starts. Rooms in the order of `names`.

    What a use of the next morning needs before midnight stands with the evening.
    """
    found: dict[int, list[Span]] = {}
    for stay in stays:
        part = stay.span.padded(before=lead).clipped(day)
        if part is not None:
            for space_id in stay.space_ids:
                found.setdefault(space_id, []).append(part)
    return [Warm(names[one], tuple(merged(found[one]))) for one in names if one in found]
