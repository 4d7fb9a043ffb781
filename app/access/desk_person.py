"""Somebody's page at the desk: what she wants to do, what she has, her slip, her log, her card."""

import re
from datetime import timedelta
from html import unescape
from typing import Any, Final

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access import cards
from app.access.acting import Behalf
from app.access.answers import again
from app.access.desk import desk, house_of_desk
from app.access.forms import PinForm
from app.access.words import ACTING_STARTED, ACTING_STOPPED, CHANNELS
from app.calendar.entry import Entry, EntryQuery
from app.calendar.gathering import gather
from app.calendar.projection import Audience
from app.clock import Span, now, wall
from app.db import db
from app.people import service
from app.people.logbook import done_for
from app.people.models import Person
from app.places.models import House, Neighbourhood
from app.plugins import Card, Collected, current_hooks
from app.refusals import Refusal
from app.web import Who, current_actor, current_behalf, say_done, who
from app.web.qr import qr_of

AHEAD: Final = timedelta(weeks=8)
ON_SLIP: Final = 6
"""Appointments that fit on a slip."""
IN_LOG: Final = 6
WEEK: Final = 7
_LINKED: Final = re.compile(r">([^<]+)</a>")


@desk.get("/person")
@who(Who.HOST)
def person() -> ResponseReturnValue:
    """Who is helped now."""
    house, behalf = house_of_desk(), current_behalf()
    if not isinstance(behalf, Behalf):
        return redirect(url_for(".index"), 303)
    somebody, entries = behalf.person, _appointments(behalf.person.id)
    choices = current_hooks().cards("home", house.id, somebody.id)
    about = current_hooks().cards("me", house.id, somebody.id)
    return render_template(
        "access/desk_person.html",
        neighbourhood=_neighbourhood_name(somebody),
        house=house,
        zone=house.zone,
        choices=[card for card in choices if card.place == "choice"][:2],
        entries=_not_told_by(about, entries),
        cards=about,
        log=done_for(somebody.id, IN_LOG, besides=(ACTING_STARTED, ACTING_STOPPED)),
        channels=CHANNELS,
        card=cards.card_of(somebody.id),
        **_slip(somebody, entries),
    )


@desk.get("/person/slip")
@who(Who.HOST)
def slip() -> ResponseReturnValue:
    """The slip alone, for the printer."""
    house, behalf = house_of_desk(), current_behalf()
    if not isinstance(behalf, Behalf):
        return redirect(url_for(".index"), 303)
    entries = _appointments(behalf.person.id)
    return render_template("access/slip.html", house=house, zone=house.zone, **_slip(behalf.person, entries))


@desk.get("/person/week")
@who(Who.HOST)
def week() -> ResponseReturnValue:
    """Somebody's week in large letters, for the printer."""
    house, behalf = house_of_desk(), current_behalf()
    if not isinstance(behalf, Behalf):
        return redirect(url_for(".index"), 303)
    today = wall(now(), house.zone).date()
    window = Span.day(today, house.zone, WEEK)
    entries = gather(EntryQuery(window=window, person_id=behalf.person.id), Audience.PERSONAL)
    return render_template(
        "access/week.html",
        person=behalf.person,
        house=house,
        zone=house.zone,
        first=today,
        last=today + timedelta(days=WEEK - 1),
        entries=entries,
    )


@desk.get("/person/card")
@who(Who.HOST)
def card() -> ResponseReturnValue:
    """The house card: give one, print it, or stop it."""
    house, behalf = house_of_desk(), current_behalf()
    if not isinstance(behalf, Behalf):
        return redirect(url_for(".index"), 303)
    return render_template("access/desk_card.html", form=PinForm(), **_card_page(behalf.person, house))


@desk.post("/person/card")
@who(Who.HOST)
def issue_card() -> ResponseReturnValue:
    """Give somebody a card, with the PIN that they typed."""
    house, behalf, form = house_of_desk(), current_behalf(), PinForm()
    if not isinstance(behalf, Behalf):
        return redirect(url_for(".index"), 303)
    if not form.validate():
        return again("access/desk_card.html", form, **_card_page(behalf.person, house))
    try:
        cards.issue(current_actor(), behalf.person.id, house.id, pin=form.pin.data or "", repeat=form.repeat.data or "")
    except Refusal as refusal:
        return again("access/desk_card.html", form, refusal, **_card_page(behalf.person, house))
    say_done(_("The card works from now on. Print it, and cut it out."))
    return redirect(url_for(".card"), 303)


@desk.post("/person/card/stop")
@who(Who.HOST)
def stop_card() -> ResponseReturnValue:
    """Stop somebody's card."""
    if current_behalf() is None:
        return redirect(url_for(".index"), 303)
    cards.revoke(current_actor())
    say_done(_("The card does not work any more."))
    return redirect(url_for(".card"), 303)


@desk.post("/person/neighbour")
@who(Who.HOST)
def confirm_neighbour() -> ResponseReturnValue:
    """Somebody lives where they say: a host has seen it, or knows them."""
    house, behalf = house_of_desk(), current_behalf()
    if isinstance(behalf, Behalf) and behalf.person.neighbourhood_id is not None:
        service.confirm_neighbour(current_actor(), behalf.person.id, house.id)
        say_done(_("Confirmed: lives in %(name)s.", name=_neighbourhood_name(behalf.person)))
    return redirect(url_for(".person"), 303)


def _appointments(person_id: int) -> list[Entry]:
    """What somebody has to come. Others may look along at the desk, so of a sensitive thing only when and where."""
    query = EntryQuery(window=Span(now(), now() + AHEAD), person_id=person_id)
    return gather(query, Audience.PERSONAL)


def _not_told_by(cards_: Collected[Card], entries: list[Entry]) -> list[Entry]:
    """Appointments that no card tells of: a card brings its own buttons, and once is enough.

    A card tells of a thing by a link with its title; one date of it may have more words ("Eettafel: linzensoep").
    """
    told = {unescape(title) for card in cards_ for title in _LINKED.findall(card.html)}
    return [entry for entry in entries if entry.title not in told and entry.title.partition(": ")[0] not in told]


def _slip(person: Person, entries: list[Entry]) -> dict[str, Any]:
    return {"person": person, "on_slip": entries[:ON_SLIP], "code": person.public_id.upper()}


def _card_page(person: Person, house: House) -> dict[str, Any]:
    found = cards.card_of(person.id)
    address = url_for("access.card", number=found.number, _external=True) if found else ""
    return {
        "person": person,
        "house": house,
        "card": found,
        "number": cards.spaced(found.number) if found else "",
        "qr": qr_of(address) if found else "",
    }


def _neighbourhood_name(person: Person) -> str:
    found = db.session.get(Neighbourhood, person.neighbourhood_id) if person.neighbourhood_id else None
    return found.name if found else ""
