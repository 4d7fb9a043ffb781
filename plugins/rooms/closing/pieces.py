"""A closure on other pages: beside the closure whom it concerns, beside a booking what is possible instead."""

from flask import render_template

from app.people import roles
from app.plugins import Piece
from app.refs import Ref
from app.refusals import NotFound
from app.web import current_actor
from plugins.rooms.closing.closing import told_about
from plugins.rooms.closing.hits import closure_with, closures_of, hit_by
from plugins.rooms.losing.hits import instead_for
from plugins.rooms.models import Booking


def beside(booking: Booking) -> list[Piece]:
    """For whoever booked a room that is closed then: why, and what is possible instead."""
    closure = closures_of([booking]).get(booking.id)
    if closure is None or not booking.is_on:
        return []
    html = render_template(
        "rooms/closing/beside.html", booking=booking, closure=closure, choices=instead_for([booking])[booking.id]
    )
    return [Piece(order=1, html=html)]


def beside_closure(ref: Ref) -> list[Piece]:
    """For hosts: how many bookings lie in it, and the way to tell everybody."""
    try:
        closure = closure_with(ref.key)
    except NotFound:
        return []
    if not roles.may(current_actor(), closure.house_id, "host"):
        return []
    hits, told = hit_by(closure), told_about(closure)
    if not hits:
        return []
    fresh = sum(one.id not in told for one in hits)
    html = render_template("rooms/closing/beside_closure.html", closure=closure, count=len(hits), fresh=fresh)
    return [Piece(order=10, html=html)]
