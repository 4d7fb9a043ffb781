"""One's own page, and one's own details."""

from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.access import address, cards, codes
from app.access.answers import again, here
from app.access.forms import NO_NEIGHBOURHOOD, CodeForm, DetailsForm, NewAddressForm
from app.access.sign_in import MINUTES
from app.calendar.entry import EntryQuery
from app.clock import Span, now
from app.db import db
from app.people.models import Person
from app.people.service import change_details
from app.places.models import Neighbourhood
from app.plugins import current_hooks
from app.refusals import Refusal
from app.web import Who, current_actor, current_house, say_done, who
from app.web.forms import as_choices
from app.web.languages import LANGUAGES

me = Blueprint("me", __name__, url_prefix="/me", template_folder="templates")

AHEAD: Final = timedelta(weeks=2)
"""How far one's own page looks; what is later, the cards of plugins tell."""
ASKED: Final = "wij_new_address"
"""In the cookie: the key of the code that is on its way, and the address that was typed."""


@me.get("")
@who(Who.SIGNED_IN)
def index() -> ResponseReturnValue:
    """What is mine: appointments, what plugins keep of me, and the way to everything else."""
    if current_actor().on_behalf:
        return redirect(url_for("desk.person"), 303)
    person, house, zone = _person(), current_house(), zone_here()
    query = EntryQuery(window=Span(now(), now() + AHEAD), person_id=person.id)
    entries = sorted(current_hooks().entries(query), key=lambda entry: (entry.span.start, entry.title))
    return render_template(
        "access/me.html",
        person=person,
        entries=entries,
        zone=zone,
        card=cards.card_of(person.id),
        cards=current_hooks().cards("me", house.id if house else None, person.id),
    )


@me.get("/details")
@who(Who.SIGNED_IN)
def details() -> str:
    """See and change one's details."""
    person = _person()
    form = DetailsForm(
        name=person.name,
        phone=person.phone,
        language=person.language,
        neighbourhood=str(person.neighbourhood_id or NO_NEIGHBOURHOOD),
        show_name=person.show_name,
    )
    return render_template("access/details.html", form=_with_choices(form), **_more_of(person))


@me.post("/details")
@who(Who.SIGNED_IN)
def change() -> ResponseReturnValue:
    """Keep changed details."""
    person, form = _person(), _with_choices(DetailsForm())
    if not form.validate():
        return again("access/details.html", form, **_more_of(person))
    try:
        change_details(
            current_actor(),
            person.id,
            name=form.name.data or "",
            phone=form.phone.data or "",
            language=form.language.data,
            neighbourhood_id=int(form.neighbourhood.data) if form.neighbourhood.data else None,
            show_name=form.show_name.data,
        )
    except Refusal as refusal:
        return again("access/details.html", form, refusal, **_more_of(person))
    say_done(_("Your details were changed."))
    return redirect(url_for(".details"), 303)


@me.get("/details/email")
@who(Who.SIGNED_IN)
def email() -> str:
    """Ask which address one wants to use."""
    return render_template("access/email.html", form=NewAddressForm(email=_person().email or ""))


@me.post("/details/email")
@who(Who.SIGNED_IN)
def ask_for_email() -> ResponseReturnValue:
    """Send a code to the new address, or be without one."""
    person, form = _person(), NewAddressForm()
    if not form.validate():
        return again("access/email.html", form)
    network, house_id = here()
    try:
        if not form.email.data:
            address.remove(current_actor(), person.id, house_id)
            say_done(_("Your e-mail address was taken away."))
            return redirect(url_for(".details"), 303)
        key = codes.ask_for_new_address(person.id, form.email.data or "", network=network, house_id=house_id)
    except Refusal as refusal:
        return again("access/email.html", form, refusal)
    session[ASKED] = {"key": key, "email": form.email.data}
    return redirect(url_for(".email_code"), 303)


@me.get("/details/email/code")
@who(Who.SIGNED_IN)
def email_code() -> ResponseReturnValue:
    """Ask for the code that went to the new address."""
    asked = session.get(ASKED)
    if asked is None:
        return redirect(url_for(".email"), 303)
    return render_template("access/email_code.html", form=CodeForm(), email=asked["email"], minutes=MINUTES)


@me.post("/details/email/code")
@who(Who.SIGNED_IN)
def confirm_email() -> ResponseReturnValue:
    """Use the new address from now on."""
    asked, form = session.get(ASKED), CodeForm()
    if asked is None:
        return redirect(url_for(".email"), 303)
    more = {"email": asked["email"], "minutes": MINUTES}
    if not form.validate():
        return again("access/email_code.html", form, **more)
    network, house_id = here()
    try:
        address.confirm(current_actor(), asked["key"], form.code.data or "", network=network, house_id=house_id)
    except Refusal as refusal:
        return again("access/email_code.html", form, refusal, **more)
    del session[ASKED]
    say_done(_("From now on we write to your new address."))
    return redirect(url_for(".details"), 303)


@me.post("/card/stop")
@who(Who.SIGNED_IN)
def stop_card() -> ResponseReturnValue:
    """Stop one's own card: it is lost."""
    cards.revoke(current_actor())
    say_done(_("Your house card does not work any more."))
    return redirect(url_for(".index"), 303)


def zone_here() -> ZoneInfo:
    """The zone of the house that the page is about."""
    house = current_house()
    return house.zone if house else ZoneInfo("Europe/Amsterdam")


def _person() -> Person:
    return db.session.get_one(Person, current_actor().subject)


def _more_of(person: Person) -> dict[str, Any]:
    return {"person": person}


def _with_choices(form: DetailsForm) -> DetailsForm:
    neighbourhoods = db.session.scalars(select(Neighbourhood).order_by(Neighbourhood.name))
    known = [(str(one.id), one.name) for one in neighbourhoods]
    form.neighbourhood.choices = as_choices([(NO_NEIGHBOURHOOD, _("I'd rather not say")), *known])
    form.language.choices = as_choices(LANGUAGES.items())
    return form
