"""The tablet beside a room, what one can do there, and the page that its square code opens on a phone."""

from typing import Any, Final

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access import cards
from app.access.attempts import network_of
from app.actors import Actor, Channel
from app.clock import now, wall
from app.places.models import Space
from app.refusals import NotFound, Refusal
from app.web import Who, current_actor, dates, say_done, use_house, who
from app.web.forms import refuse
from app.web.guard import SIGN_IN
from app.web.qr import qr_of
from plugins.rooms import week
from plugins.rooms.door import arriving, setting
from plugins.rooms.door.doorway import Doorway, doorway, listed
from plugins.rooms.door.forms import CardForm, HereForm, UseForm
from plugins.rooms.door.using import use_now
from plugins.rooms.grid import Piece
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.room import clock, known_room

OURS: Final = "/rooms/"
"""Where bookings lead to. What leads elsewhere is something that anybody can join."""


@rooms.get("/<slug>/door")
@who(Who.EVERYONE)
def door(slug: str) -> str:
    """The tablet: free or taken, until when, what is on today. It shows no names."""
    space = public_room(slug)
    state, pieces = state_of(space)
    waiting = next(iter(arriving.waiting_at(space.id)), None)
    return render_template(
        "rooms/door/door.html",
        **_shown(space, state, pieces),
        title=space.name,
        waiting=waiting,
        free_again=waiting and waiting.starts + arriving.grace_of(waiting.space_id),
        qr=qr_of(url_for(".room_now", slug=space.slug, _external=True)),
        signed_in=current_actor().subject is not None,
    )


@rooms.get("/door/<token>")
@who(Who.SECRET)
def private_door(token: str) -> str:
    """The tablet of a private room: free or taken and until when, without its name or what is on."""
    space = setting.space_with_token(token)
    if space is None or not space.is_hidden:
        raise NotFound(_("There is no such room."))
    use_house(space.house)
    state, pieces = state_of(space)
    return render_template(
        "rooms/door/door.html",
        **_shown(space, state, pieces),
        title=_("This room"),
        waiting=None,
        qr=None,
        signed_in=False,
    )


@rooms.get("/<slug>/now")
@who(Who.EVERYONE)
def room_now(slug: str) -> ResponseReturnValue:
    """A room, now, on the phone that scanned the code at its door."""
    return _now_page(public_room(slug), UseForm())


@rooms.post("/<slug>/door/use")
@who(Who.SIGNED_IN)
def take_now(slug: str) -> ResponseReturnValue:
    """Use the room at once, as somebody who is signed in."""
    space, form = public_room(slug), UseForm()
    if not form.validate():
        return _now_page(space, form, 422)
    try:
        public_id = use_now(current_actor(), space.id, int(form.minutes.data))
    except NotFound:
        raise
    except Refusal as refusal:
        refuse(form, refusal)
        return _now_page(space, form, refusal.status)
    return redirect(url_for(".made", public_id=public_id), 303)


@rooms.get("/<slug>/door/here")
@who(Who.EVERYONE)
def here(slug: str) -> str:
    """Ask for the code of a booking."""
    return _here_page(public_room(slug), HereForm())


@rooms.post("/<slug>/door/here")
@who(Who.EVERYONE)
def arrive_with_code(slug: str) -> ResponseReturnValue:
    """Somebody is here, and typed the code of their booking."""
    space, form = public_room(slug), HereForm()
    if not form.validate():
        return _here_page(space, form), 422
    try:
        arriving.arrive_by_code(
            Actor(None, None, Channel.CARD), space.id, form.code.data or "", network=network_of(request.remote_addr)
        )
    except Refusal as refusal:
        refuse(form, refusal)
        return _here_page(space, form), refusal.status
    return _back_to_door(space, _("Good that you are there."))


@rooms.get("/<slug>/door/card")
@who(Who.EVERYONE)
def door_card(slug: str) -> str:
    """Ask for a house card: to use the room now, or to say that one is here."""
    space = public_room(slug)
    return _card_page(space, CardForm(minutes=request.args.get("minutes", "")[:3]))


@rooms.post("/<slug>/door/card")
@who(Who.EVERYONE)
def use_door_card(slug: str) -> ResponseReturnValue:
    """Use the room now, or say that one is here, with a house card. Nobody stays signed in at the tablet."""
    space, form = public_room(slug), CardForm()
    if not form.validate():
        return _card_page(space, form), 422
    try:
        return _back_to_door(space, _with_card(space, form))
    except Refusal as refusal:
        refuse(form, refusal)
        return _card_page(space, form), refusal.status


@rooms.post("/booking/<public_id>/here")
@who(Who.SIGNED_IN)
def arrive(public_id: str) -> ResponseReturnValue:
    """Somebody is here, and says so on their booking's page."""
    arriving.arrive(current_actor(), public_id)
    say_done(_("Good that you are there."))
    return redirect(url_for(".booking", public_id=public_id), 303)


def public_room(slug: str) -> Space:
    """The room of an address, which becomes the page's; a slug of before answers 301. Raises NotFound.

    A private room has no door under its name, not for its hosts either: a tablet must not need to be signed in.
    """
    found = known_room(slug)
    if isinstance(found, str):
        abort(redirect(url_for(str(request.endpoint), slug=found), 301))
    if found.is_hidden:
        raise NotFound(_("There is no such room."))
    use_house(found.house)
    return found


def state_of(space: Space) -> tuple[Doorway, list[Piece]]:
    """What the door says now, and the list of today, as everybody may see it."""
    there = wall(now(), space.house.zone)
    (today,) = week.days(space, there.date(), 1, Actor.guest())
    state = doorway(today.pieces, there.hour * 60 + there.minute, space.buffer_minutes)
    return state, listed(today.pieces, state)


def _shown(space: Space, state: Doorway, pieces: list[Piece]) -> dict[str, Any]:
    return {
        "space": space,
        "state": state,
        "pieces": pieces,
        "clock": clock,
        "moment": now(),
        "zone": space.house.zone,
        "is_open_to_all": lambda piece: bool(piece.url) and not piece.url.startswith(OURS),
    }


def _now_page(space: Space, form: UseForm, status: int = 200) -> ResponseReturnValue:
    state, pieces = state_of(space)
    own = arriving.own_waiting(current_actor(), space.id)
    page = render_template(
        "rooms/door/now.html",
        **_shown(space, state, pieces),
        form=form,
        own=own,
        signed_in=current_actor().subject is not None,
        sign_in=url_for(SIGN_IN, next=url_for(".room_now", slug=space.slug)),
    )
    return page, status


def _here_page(space: Space, form: HereForm) -> str:
    return render_template("rooms/door/here.html", space=space, form=form)


def _card_page(space: Space, form: CardForm) -> str:
    return render_template("rooms/door/card.html", space=space, form=form)


def _with_card(space: Space, form: CardForm) -> str:
    """Do what the card is for. Answers what the door says then. Raises Refusal."""
    network = network_of(request.remote_addr)
    person_id = cards.owner_of(form.number.data or "", form.pin.data or "", network=network)
    actor = Actor.self(person_id, Channel.CARD)
    if not form.minutes.data:
        arriving.arrive_here(actor, space.id)
        return _("Good that you are there.")
    minutes = int(form.minutes.data)
    use_now(actor, space.id, minutes)
    return _("Done. The room is yours for %(time)s.", time=dates.duration(minutes))


def _back_to_door(space: Space, words: str) -> ResponseReturnValue:
    say_done(words)
    return redirect(url_for(".door", slug=space.slug), 303)
