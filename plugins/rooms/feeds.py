"""The feed of a room: when it is taken, for everybody's own calendar. `/calendar/room/<slug>.ics`."""

from flask_babel import gettext as _

from app.calendar.entry import Calendar
from app.places import slugs
from app.places.models import Space
from app.web.languages import language_of


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
