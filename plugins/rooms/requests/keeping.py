"""What requests keep of a person: their words and answers, given to them, and let go of with the booking."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.db import db
from plugins.rooms.models import Booking
from plugins.rooms.requests.models import Request, RequestWord


def export_requests(person_id: int) -> dict[str, Any]:
    """What somebody wrote about requests, and answered as a host; oldest first."""
    said = db.session.scalars(sa.select(RequestWord).where(RequestWord.person_id == person_id).order_by(RequestWord.id))
    answered = db.session.scalars(
        sa.select(Request).where(Request.answerer_id == person_id).order_by(Request.answered_at, Request.booking_id)
    )
    return {
        "request_words": [{"said": one.said_at.isoformat(), "text": one.text} for one in said],
        "request_answers": [
            {"answered": one.answered_at and one.answered_at.isoformat(), "yes": one.said_yes, "reason": one.reason}
            for one in answered
        ],
    }


def expire_requests(before: datetime) -> None:
    """Let go of requests and words about dates that ended before then."""
    past = sa.select(Booking.id).where(Booking.ends < before)
    db.session.execute(sa.delete(Request).where(Request.booking_id.in_(past)))
    kept = sa.select(Booking.uid).where(Booking.ends >= before)
    db.session.execute(sa.delete(RequestWord).where(RequestWord.uid.not_in(kept)))
