"""The waiting list in the demo: two neighbours wish for a time of the house circle, Lieke is the second."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.clock import at, now
from app.db import db
from plugins.rooms.models import BUSY, CONFIRMED, Booking
from plugins.rooms.use import Use
from plugins.rooms.waiting.wishing import wish_for


def load(demo: Any) -> None:
    """Wishes for an evening that is taken. `demo` is `app.demo.Demo`."""
    soon = now() + timedelta(days=10)
    query = sa.select(Booking).where(Booking.title == "Huiscirkel", Booking.status == CONFIRMED, Booking.starts > soon)
    taken = db.session.scalars(query.order_by(Booking.starts).limit(1)).first()
    if taken is None:
        return
    space_id, span = taken.space_id, taken.span
    for hours, (who, title) in enumerate((("Petra Windekind", "Wolspinnen"), ("Lieke Morgenster", "Leesclub"))):
        use = Use(purpose="together", people=8, title=title, visibility=BUSY)
        with at(now() - timedelta(hours=20 - hours)):
            wish_for(demo.actor(who), space_id, [span], use, any_room=False)
