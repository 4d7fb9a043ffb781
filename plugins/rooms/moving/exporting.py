"""Everything that was booked in a house, for its hosts: as a list, as data, as a calendar. Without names of people."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.calendar.files import event_file
from app.calendar.gathering import look_here
from app.clock import wall
from app.db import db
from app.places.models import House
from plugins.rooms.entries import entry_of, page_of
from plugins.rooms.models import WHOLE, Booking
from plugins.rooms.moving.rows import safe_cell

COLUMNS = ("room", "day", "start", "end", "title", "purpose", "people", "group", "status", "uid")


def as_csv(house: House) -> bytes:
    """A list with a header, readable by any spreadsheet, and by our own import."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(str(told[name])) for name in COLUMNS] for told in map(_told, _bookings(house)))
    return ("\ufeff" + out.getvalue()).encode()


def as_json(house: House) -> bytes:
    """The same as data."""
    told = {"house": house.slug, "zone": house.zone_name, "bookings": [_told(one) for one in _bookings(house)]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def as_calendar(house: House) -> bytes:
    """The same as a calendar: every date an event by itself, what is off as cancelled."""
    entries = (replace(entry_of(one, page_of(one)), location=one.space.name) for one in _bookings(house))
    return event_file(list(entries), look_here())


def _bookings(house: House) -> list[Booking]:
    query = sa.select(Booking).where(Booking.house_id == house.id).options(*WHOLE, joinedload(Booking.group))
    return list(db.session.scalars(query.order_by(Booking.starts, Booking.id)))


def _told(one: Booking) -> dict[str, Any]:
    start, end = wall(one.starts, one.zone), wall(one.ends, one.zone)
    return {
        "room": one.space.name,
        "day": start.date().isoformat(),
        "start": f"{start:%H:%M}",
        "end": f"{end:%H:%M}",
        "title": one.title,
        "purpose": one.purpose,
        "people": one.people,
        "group": one.group.name if one.group else "",
        "status": one.status,
        "uid": f"{one.uid}/{one.public_id}",
    }
