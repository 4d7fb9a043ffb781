"""The waiting list: wish for a taken time, see what one waits for, take what is offered or let it go."""

from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import NoSuchTime, Span
from app.refusals import Refusal
from app.web import Who, current_actor, say_done, use_house, who
from plugins.rooms.forms import AgendaForm
from plugins.rooms.views.agenda import use_of
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.steps import first_open_step, read_wish, wished_room
from plugins.rooms.waiting.wishing import ahead_of, own_wish, take, wish_for, withdraw
from plugins.rooms.wish import Wish

WHERE: Final = "where"
"""The button: for this room, or for any that fits."""
ANY: Final = "any"


@rooms.post("/book/wait")
@who(Who.SIGNED_IN)
def wait() -> ResponseReturnValue:
    """Put somebody on the waiting list, with what they told on the guided path."""
    wish = read_wish()
    room = wished_room(wish)
    if (elsewhere := first_open_step(wish)) or room is None:
        return elsewhere or redirect(url_for(".book_room", **wish.query()), 303)
    form = AgendaForm()
    if not form.validate():
        return redirect(url_for(".book_agenda", **wish.query()), 303)
    spans = _spans(wish, room.house.zone)
    made = wish_for(current_actor(), room.id, spans, use_of(wish, form), any_room=request.form.get(WHERE) == ANY)
    return redirect(url_for(".waiting", public_id=made[0]), 303)


@rooms.get("/waiting/<public_id>")
@who(Who.SIGNED_IN)
def waiting(public_id: str) -> str:
    """What somebody waits for, or what is kept for them."""
    wish = own_wish(current_actor(), public_id)
    use_house(wish.house)
    return render_template("rooms/waiting/wish.html", wish=wish, ahead=ahead_of(wish))


@rooms.post("/waiting/<public_id>/take")
@who(Who.SIGNED_IN)
def take_offer(public_id: str) -> ResponseReturnValue:
    """Book what is kept."""
    return redirect(url_for(".made", public_id=take(current_actor(), public_id)), 303)


@rooms.post("/waiting/<public_id>/withdraw")
@who(Who.SIGNED_IN)
def withdraw_wish(public_id: str) -> ResponseReturnValue:
    """Let it go. It needs no reason."""
    withdraw(current_actor(), public_id)
    say_done(_("Done. You are not on the waiting list for this any more."))
    return redirect(url_for(".waiting", public_id=public_id), 303)


def _spans(wish: Wish, zone: ZoneInfo) -> list[Span]:
    """The wished time; of a weekly wish the dates that were taken."""
    try:
        if not wish.is_weekly:
            return [wish.span(zone)]
        taken = {day for text in request.form.getlist("date") if (day := _day(text))}
        return [one.span for one in wish.repeating().dates(zone) if one.span.start.astimezone(zone).date() in taken]
    except NoSuchTime:
        raise Refusal(_("On that day the clock skips this time. Choose another time.")) from None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
