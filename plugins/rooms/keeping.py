"""What rooms keeps of a person: given to that person on request, and let go of when its time is over."""

from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from dateutil.relativedelta import relativedelta
from sqlalchemy.orm import joinedload

from app.clock import now
from app.db import db, transactional
from plugins.rooms.models import Booking, BookingSeries
from plugins.rooms.requests.keeping import expire_requests, export_requests
from plugins.rooms.waiting.keeping import expire_wishes, export_wishes

KEPT_YEARS: Final = 2
"""How long a booking keeps who made it, and their words. That it took place stays."""


def export_person(person_id: int) -> dict[str, Any]:
    """Every booking that somebody made, oldest first."""
    rows = db.session.scalars(
        sa.select(Booking)
        .where(Booking.person_id == person_id)
        .options(joinedload(Booking.space, innerjoin=True), joinedload(Booking.series), joinedload(Booking.group))
        .order_by(Booking.starts, Booking.id)
    )
    return {"bookings": [_told(row) for row in rows]} | export_requests(person_id) | export_wishes(person_id)


@transactional
def expire_data() -> None:
    """Let bookings of long ago forget who made them, and what was written with them."""
    before = now() - relativedelta(years=KEPT_YEARS)
    db.session.execute(
        sa.update(Booking)
        .where(Booking.ends < before, sa.or_(Booking.person_id.is_not(None), Booking.title != ""))
        .values(person_id=None, title="")
    )
    expire_requests(before)
    expire_wishes()
    still_kept = sa.select(Booking.series_id).where(Booking.series_id.is_not(None), Booking.ends >= before)
    db.session.execute(
        sa.update(BookingSeries)
        .where(
            sa.or_(BookingSeries.person_id.is_not(None), BookingSeries.title != ""),
            BookingSeries.id.not_in(still_kept),
        )
        .values(person_id=None, title="")
    )


def _told(row: Booking) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "room": row.space.name,
        "house": row.space.house.name,
        "starts": row.starts.isoformat(),
        "ends": row.ends.isoformat(),
        "purpose": row.purpose,
        "people": row.people,
        "title": row.title,
        "visibility": row.visibility,
        "group": row.group.name if row.group else None,
        "series": row.series.public_id if row.series else None,
        "status": row.status,
        "created": row.created_at.isoformat(),
        "cancelled": _iso(row.cancelled_at),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
