"""For hosts: whom a closure concerns, and telling them. For who booked: one tap to what is possible instead."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.db import db
from app.places.models import House
from app.places.rights import HOST, require
from app.refusals import NotFound, Refusal
from app.web import Who, current_actor, say_done, use_house, who
from app.web.flash import say_wrong
from plugins.rooms.booking import move
from plugins.rooms.closing.closing import tell_all, told_about
from plugins.rooms.closing.hits import closure_with, closures_of, hit_by
from plugins.rooms.closing.instead import instead_of
from plugins.rooms.losing.hits import instead_for, lost_of
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.bookings import own_booking


@rooms.get("/closures/<key>")
@who(Who.HOST)
def closure(key: str) -> str:
    """The bookings in a closure, with what is possible instead of each."""
    found = closure_with(key)
    use_house(require(current_actor(), found.house_id, HOST))
    hits = hit_by(found)
    return render_template(
        "rooms/closing/closure.html",
        closure=found,
        house=db.session.get_one(House, found.house_id),
        hits=hits,
        told=told_about(found),
        instead=instead_of(hits),
    )


@rooms.post("/closures/<key>/tell")
@who(Who.HOST)
def tell_closure(key: str) -> ResponseReturnValue:
    """Tell everybody who was not told yet."""
    count = tell_all(current_actor(), key)
    say_done(
        ngettext("%(num)s neighbour hears of it.", "%(num)s neighbours hear of it.", count)
        if count
        else _("Everybody was told already.")
    )
    return redirect(url_for(".closure", key=key), 303)


@rooms.post("/booking/<public_id>/instead/<int:number>")
@who(Who.SIGNED_IN)
def move_instead(public_id: str, number: int) -> ResponseReturnValue:
    """Take one of what is possible instead: it is worked out again, so nothing of it can be made up."""
    booking = own_booking(public_id)
    choices = instead_for([booking])[booking.id] if closures_of([booking]) or lost_of([booking]) else []
    if not 1 <= number <= len(choices):
        raise NotFound(_("This is no longer possible. Look at what is free now."))
    chosen = choices[number - 1]
    try:
        move(current_actor(), public_id, chosen.space.id, chosen.span)
    except Refusal as refusal:
        say_wrong(refusal.message)
    else:
        say_done(_("Done. Your booking has moved."))
    return redirect(url_for(".booking", public_id=public_id), 303)
