"""Pages of what is put ready: for who booked, for hosts the list of things and set-ups, and the list of the week."""

from datetime import date, timedelta
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import now, wall
from app.places.models import House, Space
from app.places.rights import HOST, require
from app.places.spaces import space_in, spaces_of
from app.places.views.pages import house_of
from app.web import Who, current_actor, say_done, use_house, who
from app.web.attempts import attempt
from app.web.forms import as_choices
from plugins.rooms.cancelling import Scope
from plugins.rooms.models import Booking
from plugins.rooms.preparing import keeping, lending
from plugins.rooms.preparing.forms import PrepareForm, SetupForm, ThingForm, form_for
from plugins.rooms.preparing.ready import ready_in
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.bookings import own_booking

_WEEK: Final = timedelta(days=7)
_FARTHEST: Final = timedelta(days=800)


@rooms.get("/booking/<public_id>/needs")
@who(Who.SIGNED_IN)
def prepare_page(public_id: str) -> str:
    """Ask what they would like to use, and how the room is to be set up."""
    booking = own_booking(public_id)
    return _needs_page(booking, _form(booking))


@rooms.post("/booking/<public_id>/needs")
@who(Who.SIGNED_IN)
def prepare(public_id: str) -> ResponseReturnValue:
    """Say it."""
    booking = own_booking(public_id)
    form = _form(booking)
    if attempt(form, lambda: _prepare(booking, form)) is None:
        return _needs_page(own_booking(public_id), form), 422
    say_done(_("Noted. The house puts it ready, or you find it there."))
    return redirect(url_for(".booking", public_id=public_id), 303)


def _prepare(booking: Booking, form: PrepareForm) -> None:
    wanted = {one.public_id: form[one.public_id].data or 0 for one in lending.things_for(booking)}
    scope = Scope(form.which.data) if form.which else Scope.ONE
    lending.prepare(current_actor(), booking.public_id, wanted, form.setup.data if form.setup else "", scope)


@rooms.get("/things/<slug>")
@who(Who.HOST)
def things(slug: str) -> ResponseReturnValue:
    """What the house has, and how rooms can be set up."""
    house = _house(slug)
    return _things_page(house, _thing_form(house), _setup_form(house))


@rooms.post("/things/<slug>")
@who(Who.HOST)
def add_thing(slug: str) -> ResponseReturnValue:
    """Put a thing on the list."""
    house = _house(slug)
    form = _thing_form(house)
    if not attempt(form, lambda: keeping.add_thing(current_actor(), house.id, _values(house, form))):
        return _things_page(house, form, _setup_form(house, empty=True))
    say_done(_("It is on the list."))
    return redirect(url_for(".things", slug=slug), 303)


@rooms.post("/things/<slug>/setups")
@who(Who.HOST)
def add_setup(slug: str) -> ResponseReturnValue:
    """Add a way to set up a room."""
    house = _house(slug)
    form = _setup_form(house)

    def add() -> None:
        space = space_in(house.id, form.space.data)
        space_id = space.id if space else 0
        keeping.add_setup(current_actor(), house.id, space_id, form.name.data or "", form.people.data or 0)

    if not attempt(form, add):
        return _things_page(house, _thing_form(house, empty=True), form)
    say_done(_("It is on the list."))
    return redirect(url_for(".things", slug=slug), 303)


@rooms.post("/things/<slug>/setups/<key>/remove")
@who(Who.HOST)
def remove_setup(slug: str, key: str) -> ResponseReturnValue:
    """Remove a way to set up a room."""
    _house(slug)
    keeping.remove_setup(current_actor(), key)
    say_done(_("Removed."))
    return redirect(url_for(".things", slug=slug), 303)


@rooms.get("/things/<slug>/<key>")
@who(Who.HOST)
def thing(slug: str, key: str) -> ResponseReturnValue:
    """Change a thing."""
    house = _house(slug)
    found = keeping.thing_with(key)
    told = {"name": found.name, "quantity": found.quantity, "words": found.words, "out": found.out_words}
    told["space"] = found.space.slug if found.space else ""
    return _thing_page(house, key, _thing_form(house, data=told))


@rooms.post("/things/<slug>/<key>")
@who(Who.HOST)
def change_thing(slug: str, key: str) -> ResponseReturnValue:
    """Change a thing."""
    house = _house(slug)
    form = _thing_form(house)
    if not attempt(form, lambda: keeping.change_thing(current_actor(), key, _values(house, form))):
        return _thing_page(house, key, form)
    say_done(_("Changed."))
    return redirect(url_for(".things", slug=slug), 303)


@rooms.post("/things/<slug>/<key>/remove")
@who(Who.HOST)
def remove_thing(slug: str, key: str) -> ResponseReturnValue:
    """Take a thing off the list."""
    _house(slug)
    keeping.remove_thing(current_actor(), key)
    say_done(_("Removed."))
    return redirect(url_for(".things", slug=slug), 303)


@rooms.get("/ready/<slug>")
@who(Who.HOST)
def ready_list(slug: str) -> str:
    """What is put ready this week, day by day; made to be printed."""
    house = _house(slug)
    monday = _monday(house)
    return render_template(
        "rooms/preparing/ready.html", house=house, days=ready_in(house, monday, 7), monday=monday, week=_WEEK
    )


def _form(booking: Booking) -> PrepareForm:
    found, loans = lending.things_for(booking), lending.loans_of([booking.id]).get(booking.id, [])
    setup = lending.setups_of([booking.id]).get(booking.id)
    return form_for(
        found,
        lending.left_for(booking, found),
        lending.setups_for(booking),
        {loan.thing_id: loan.quantity for loan in loans},
        setup.public_id if setup else "",
        booking.series_id is not None,
    )


def _needs_page(booking: Booking, form: PrepareForm) -> str:
    found = lending.things_for(booking)
    return render_template("rooms/preparing/needs.html", booking=booking, form=form, things=found)


def _house(slug: str) -> House:
    house = house_of(slug)
    require(current_actor(), house.id, HOST)
    use_house(house)
    return house


def _thing_form(house: House, *, empty: bool = False, data: Any = None) -> ThingForm:
    form = ThingForm(formdata=None) if empty else ThingForm(data=data)
    form.offer_rooms(_rooms(house))
    return form


def _setup_form(house: House, *, empty: bool = False) -> SetupForm:
    form = SetupForm(formdata=None) if empty else SetupForm()
    form.space.choices = as_choices((one.slug, one.name) for one in _rooms(house))
    return form


def _rooms(house: House) -> list[Space]:
    return [one for one in spaces_of(house.id) if one.bookable]


def _values(house: House, form: ThingForm) -> keeping.ThingValues:
    space = space_in(house.id, form.space.data) if form.space.data else None
    return keeping.ThingValues(
        name=form.name.data or "",
        quantity=form.quantity.data or 0,
        space_id=space.id if space else None,
        words=form.words.data or "",
        out=form.out.data or "",
    )


def _things_page(house: House, form: ThingForm, setup: SetupForm) -> ResponseReturnValue:
    page = render_template(
        "rooms/preparing/things.html",
        house=house,
        things=keeping.things_of(house.id),
        setups=keeping.setups_in(house.id),
        form=form,
        setup_form=setup,
    )
    return page, 422 if form.problems() or setup.problems() else 200


def _thing_page(house: House, key: str, form: ThingForm) -> ResponseReturnValue:
    page = render_template("rooms/preparing/thing.html", house=house, key=key, form=form)
    return page, 422 if form.problems() else 200


def _monday(house: House) -> date:
    today = wall(now(), house.zone).date()
    try:
        asked = date.fromisoformat(request.args.get("week", ""))
    except ValueError:
        asked = today
    day = asked if abs(asked - today) <= _FARTHEST else today
    return day - timedelta(days=day.weekday())
