"""Go on with a series: one tap from a booking's page to the list of its next dates, on the guided path."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from app.web import Who, current_person_id, who
from plugins.rooms.renewing import renewal_of
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.bookings import own_booking


@rooms.get("/booking/<public_id>/renew")
@who(Who.SIGNED_IN)
def renew(public_id: str) -> ResponseReturnValue:
    """The next dates, each with a tick; nothing is booked yet."""
    wish = renewal_of(own_booking(public_id), current_person_id())
    return redirect(url_for(".book_dates", **wish.query()), 303)
