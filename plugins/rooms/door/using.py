"""Use a room at once, from its door."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.refusals import Refusal
from plugins.rooms.booking import book
from plugins.rooms.door.arriving import mark_here
from plugins.rooms.door.doorway import LENGTHS, taking
from plugins.rooms.models import BUSY, Booking
from plugins.rooms.use import Use


@transactional
def use_now(actor: Actor, space_id: int, minutes: int) -> str:
    """Book a room from now on, for somebody who stands at its door. Answers the public id of the booking.

    Raises the same as `book`, and Refusal for a length that the door does not offer.
    """
    if minutes not in LENGTHS:
        raise Refusal(_("Choose how long you want to use the room."), field="minutes")
    public_id = book(actor, space_id, taking(now(), minutes), Use(purpose="other", people=1, title="", visibility=BUSY))
    mark_here(db.session.scalars(sa.select(Booking).where(Booking.public_id == public_id)).one())
    return public_id
