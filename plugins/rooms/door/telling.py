"""What the log says of doors."""

from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.places.models import Space
from app.refs import Ref
from app.web import verbs
from plugins.rooms.models import Booking
from plugins.rooms.telling import place_name

verbs.register("rooms.door.arrived", _("Said that they are there"))
verbs.register("rooms.door.set", _("Changed how the door of a room works"))


def ref_of(space: Space) -> Ref:
    """How the log points at a door."""
    return Ref("rooms", "door", space.slug)


def arrived(actor: Actor, booking: Booking) -> None:
    """Write down that somebody is there: at which door, and not for which booking."""
    journal.note(actor, "rooms.door.arrived", ref_of(booking.space), place_name(booking.space))


def door_set(actor: Actor, space: Space) -> None:
    """Write down that a door works otherwise from now on."""
    journal.note(actor, "rooms.door.set", ref_of(space), place_name(space))
