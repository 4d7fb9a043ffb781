"""The feed of a room: when it is taken, for everybody's own calendar. `/calendar/room/<slug>.ics`."""

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.calendar.entry import Calendar
from app.db import db
from app.places import slugs
from app.places.models import Space
from app.plugins import CalendarKind, CalendarOffer
from app.web.languages import language_of


def kind() -> CalendarKind:
    """For the hook."""
    return CalendarKind(kind="room", public=True, find=room_calendar, label=_l("Rooms"), lists=_rooms)


def _rooms() -> list[CalendarOffer]:
    """Every room that everybody may know."""
    spaces = db.session.scalars(sa.select(Space).order_by(Space.house_id, Space.id))
    return [CalendarOffer(slug=one.slug, name=f"{one.name}, {one.house.name}") for one in spaces if not one.is_hidden]


def room_calendar(slug: str) -> Calendar | None:
    """The calendar of the room with this slug (or with it before); None for none, and for a private one."""
    found = slugs.find_space(slug)
    moved_to = found if isinstance(found, str) else None
    space = slugs.find_space(moved_to) if moved_to else found
    if not isinstance(space, Space) or space.is_hidden:
        return None
    house = space.house
    with language_of(house.language):
        return Calendar(
            name=_("%(room)s, %(house)s", room=space.name, house=house.name),
            description=_("When this room is taken. No names in it."),
            zone=house.zone,
            language=house.language,
            space_id=space.id,
            expanded=True,
            moved_to=moved_to,
        )
