"""What somebody comes along to, as entries of their own agenda and feed."""

from dataclasses import replace

import sqlalchemy as sa
from flask_babel import gettext as _

from app.calendar.entry import Entry, EntryQuery
from app.calendar.series import by_itself
from app.db import db
from plugins.rooms.during import during
from plugins.rooms.entries import entry_of
from plugins.rooms.models import CONFIRMED, PUBLIC, WHOLE, Booking
from plugins.rooms.sharing.models import Joining


def entries_for(query: EntryQuery) -> list[Entry]:
    """What the person in `query` comes along to, soonest first; one query, and none where nobody is asked for.

    Each date is an event by itself: of a series they come to this one alone. What its people keep to themselves has
    no title here either.
    """
    if query.person_id is None or query.group_id is not None or query.theme or query.organiser or query.ref:
        return []
    wanted = [
        Joining.person_id == query.person_id,
        Booking.status == CONFIRMED,
        during(query.window),
    ]
    if query.house_id is not None:
        wanted.append(Booking.house_id == query.house_id)
    if query.space_id is not None:
        wanted.append(Booking.space_id == query.space_id)
    found = db.session.scalars(
        sa.select(Booking)
        .join(Joining, Joining.booking_id == Booking.id)
        .where(*wanted)
        .options(*WHOLE)
        .order_by(Booking.starts, Booking.id)
    )
    return [_entry(one) for one in found if not one.space.is_hidden]


def _entry(booking: Booking) -> Entry:
    title = booking.title if booking.visibility == PUBLIC else ""
    entry = by_itself(entry_of(booking, f"/rooms/along/{booking.public_id}"))
    return replace(entry, title=title or _("Come along"), mine=True)
