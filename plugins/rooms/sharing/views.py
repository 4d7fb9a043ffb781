"""Pages of sharing: from one's own booking, and for who is asked, offered something, or comes along."""

from datetime import date, timedelta

import sqlalchemy as sa
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import Span, now, wall
from app.db import db
from app.people.groups import groups_spoken_for
from app.people.models import Group
from app.places.models import House
from app.refusals import NotFound
from app.web import Who, current_actor, current_house, current_person_id, say_done, use_house, who
from app.web.attempts import attempt
from app.web.dates import parse_day
from app.web.flash import say_wrong
from app.web.guard import SIGN_IN
from plugins.rooms.models import PUBLIC, Booking
from plugins.rooms.sharing import handing, joining, swapping
from plugins.rooms.sharing.forms import JoinForm, OfferForm, OpenForm, SwapForm, TakeForm
from plugins.rooms.sharing.models import Handover, Joining, OpenUse
from plugins.rooms.sharing.owning import owns
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.bookings import own_booking

AHEAD = timedelta(days=28)


@rooms.get("/booking/<public_id>/share")
@who(Who.SIGNED_IN)
def share(public_id: str) -> ResponseReturnValue:
    """Let others come along, change with somebody, or hand it over."""
    booking = _own(public_id)
    found = db.session.get(OpenUse, booking.id)
    form = OpenForm(data={"places": found.places, "words": found.words} if found else None)
    return _share_page(booking, form, OfferForm())


@rooms.post("/booking/<public_id>/open")
@who(Who.SIGNED_IN)
def open_use(public_id: str) -> ResponseReturnValue:
    """Let neighbours come along."""
    booking, form = _own(public_id), OpenForm()
    if not attempt(
        form, lambda: joining.open_up(current_actor(), public_id, form.places.data or 0, form.words.data or "")
    ):
        return _share_page(_own(public_id), form, OfferForm(formdata=None))
    say_done(_("Neighbours can come along now."))
    return redirect(url_for(".booking", public_id=booking.public_id), 303)


@rooms.post("/booking/<public_id>/close")
@who(Who.SIGNED_IN)
def close_use(public_id: str) -> ResponseReturnValue:
    """Nobody else any more."""
    joining.close(current_actor(), public_id)
    say_done(_("Nobody else can come along. Who said that they come hears of it."))
    return redirect(url_for(".booking", public_id=public_id), 303)


@rooms.get("/booking/<public_id>/swap")
@who(Who.SIGNED_IN)
def swap_page(public_id: str) -> str:
    """Show with which booking of a day one can change."""
    return _swap_page(_own(public_id), SwapForm())


@rooms.post("/booking/<public_id>/swap")
@who(Who.SIGNED_IN)
def ask_swap(public_id: str) -> ResponseReturnValue:
    """Ask whose booking it is."""
    booking, form = _own(public_id), SwapForm()
    wanted = request.form.get("wanted", "")
    if not attempt(form, lambda: swapping.propose(current_actor(), public_id, wanted, form.words.data or "")):
        return _swap_page(booking, form), 422
    say_done(_("We asked. Until there is a yes you keep what you have."))
    return redirect(url_for(".booking", public_id=public_id), 303)


@rooms.get("/swap/<key>")
@who(Who.SIGNED_IN)
def swap(key: str) -> str:
    """Ask whether they would change."""
    ask = swapping.swap_for(current_person_id(), key)
    use_house(ask.wanted.space.house)
    return render_template("rooms/sharing/swap.html", ask=ask)


@rooms.post("/swap/<key>")
@who(Who.SIGNED_IN)
def answer_swap(key: str) -> ResponseReturnValue:
    """Yes or no."""
    ask = swapping.swap_for(current_person_id(), key)
    page = url_for(".booking", public_id=ask.wanted.public_id)
    if request.form.get("answer") == "yes":
        swapping.accept(current_actor(), key)
        say_done(_("Changed. Thank you both!"))
    elif request.form.get("answer") == "no":
        swapping.decline(current_actor(), key)
        say_done(_("That is fine. Everybody keeps what they have."))
    else:
        say_wrong(_("Choose yes or no."))
        page = url_for(".swap", key=key)
    return redirect(page, 303)


@rooms.post("/booking/<public_id>/offer")
@who(Who.SIGNED_IN)
def offer_booking(public_id: str) -> ResponseReturnValue:
    """Offer it to a group, or to whoever gets the address."""
    booking, form = _own(public_id), OfferForm()
    form.offer_groups(_groups(booking))
    if not attempt(form, lambda: handing.offer(current_actor(), public_id, form.group.data or "")):
        return _share_page(booking, OpenForm(formdata=None), form)
    say_done(_("It is offered. Until somebody says yes it stays yours."))
    return redirect(url_for(".booking", public_id=public_id), 303)


@rooms.post("/booking/<public_id>/keep")
@who(Who.SIGNED_IN)
def keep_booking(public_id: str) -> ResponseReturnValue:
    """Keep it after all."""
    handing.take_back(current_actor(), public_id)
    say_done(_("It stays yours."))
    return redirect(url_for(".booking", public_id=public_id), 303)


@rooms.get("/handover/<key>")
@who(Who.SIGNED_IN)
def handover(key: str) -> ResponseReturnValue:
    """Show what is offered."""
    found = handing.offer_for(current_actor(), key)
    return _take_page(found, TakeForm(visibility="busy"))


@rooms.post("/handover/<key>")
@who(Who.SIGNED_IN)
def take_over(key: str) -> ResponseReturnValue:
    """Yes."""
    found, form, made = handing.offer_for(current_actor(), key), TakeForm(), list[str]()
    form.offer_groups(groups_spoken_for(current_person_id() or 0))

    def take() -> None:
        said = handing.Taken(title=form.title.data or "", visibility=form.visibility.data, group=form.group.data or "")
        made.append(handing.accept(current_actor(), key, said))

    if not attempt(form, take):
        return _take_page(handing.offer_for(current_actor(), key), form)
    use_house(found.booking.space.house)
    return redirect(url_for(".made", public_id=made[0]), 303)


@rooms.get("/along")
@who(Who.EVERYONE)
def along() -> str:
    """What neighbours can come along to."""
    house = current_house()
    if house is None:
        raise NotFound(_("There is no house yet."))
    found = joining.open_uses([house.id], Span(now(), now() + AHEAD))
    return render_template(
        "rooms/sharing/along.html",
        found=found,
        coming=joining.coming_to([one.booking_id for one in found]),
        public=PUBLIC,
        house=house,
    )


@rooms.get("/along/<public_id>")
@who(Who.EVERYONE)
def one_along(public_id: str) -> ResponseReturnValue:
    """One booking that one can come along to."""
    found = joining.open_use(public_id)
    use_house(found.booking.space.house)
    return _along_page(found, JoinForm())


@rooms.post("/along/<public_id>")
@who(Who.SIGNED_IN)
def join(public_id: str) -> ResponseReturnValue:
    """I come along."""
    found, form = joining.open_use(public_id), JoinForm()
    use_house(found.booking.space.house)
    if not attempt(form, lambda: joining.join(current_actor(), public_id, form.people.data or 0)):
        return _along_page(joining.open_use(public_id), form)
    say_done(_("Nice! They are told a number, and no names."), undo_url=url_for(".leave", public_id=public_id))
    return redirect(url_for(".one_along", public_id=public_id), 303)


@rooms.post("/along/<public_id>/leave")
@who(Who.SIGNED_IN)
def leave(public_id: str) -> ResponseReturnValue:
    """Not after all."""
    joining.leave(current_actor(), public_id)
    say_done(_("That is fine. Your place is free again."))
    return redirect(url_for(".one_along", public_id=public_id), 303)


def _own(public_id: str) -> Booking:
    booking = own_booking(public_id)
    if not owns(current_person_id(), booking):
        raise NotFound(_("There is no such booking."))
    return booking


def _groups(booking: Booking) -> list[Group]:
    query = sa.select(Group).order_by(Group.name)
    return [one for one in db.session.scalars(query) if one.id != booking.group_id]


def _share_page(booking: Booking, form: OpenForm, offer: OfferForm) -> ResponseReturnValue:
    offer.offer_groups(_groups(booking))
    page = render_template(
        "rooms/sharing/share.html",
        booking=booking,
        form=form,
        offer=offer,
        open_use=db.session.get(OpenUse, booking.id),
        coming=joining.coming(booking.id),
        handover=handing.offer_of(booking),
    )
    return page, 422 if form.problems() or offer.problems() else 200


def _swap_page(booking: Booking, form: SwapForm) -> str:
    day = _day(booking)
    return render_template(
        "rooms/sharing/ask_swap.html",
        booking=booking,
        form=form,
        day=day,
        candidates=swapping.candidates(booking, day),
        public=PUBLIC,
    )


def _day(booking: Booking) -> date:
    try:
        return parse_day(request.args.get("day", ""))
    except ValueError:
        return wall(booking.starts, booking.zone).date()


def _take_page(found: Handover, form: TakeForm) -> ResponseReturnValue:
    form.offer_groups(groups_spoken_for(current_person_id() or 0))
    use_house(found.booking.space.house)
    page = render_template("rooms/sharing/take.html", offer=found, booking=found.booking, form=form)
    return page, 422 if form.problems() else 200


def _along_page(found: OpenUse, form: JoinForm) -> ResponseReturnValue:
    person_id = current_person_id()
    mine = db.session.get(Joining, (found.booking_id, person_id)) if person_id is not None else None
    page = render_template(
        "rooms/sharing/one_along.html",
        use=found,
        booking=found.booking,
        house=db.session.get_one(House, found.booking.house_id),
        left=found.places - joining.coming(found.booking_id),
        mine=mine,
        own=owns(person_id, found.booking),
        sign_in=url_for(SIGN_IN, next=request.path) if person_id is None else "",
        form=form,
        public=PUBLIC,
    )
    return page, 422 if form.problems() else 200
