"""Signing in, without a password: a code by mail, or a house card. And signing out."""

from typing import Any

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access import acting, cards, codes, joining, presence, sessions
from app.access.answers import again, here
from app.access.codes import LASTS
from app.access.demo import personas
from app.access.forms import AddressForm, CardForm, CodeForm, NameForm
from app.refusals import Refusal
from app.web import Who, current_actor, current_language, say_done, who
from app.web.redirects import safe_next

access = Blueprint("access", __name__, template_folder="templates")

ASKED = "wij_asked"
"""In the cookie, from asking a code to being signed in: the code's key, the address that was typed, where to go on."""
MINUTES = int(LASTS.total_seconds() // 60)


@access.get("/sign-in")
@who(Who.EVERYONE)
def sign_in() -> ResponseReturnValue:
    """Ask where the code may go."""
    target = safe_next(request.args.get("next"), "")
    if current_actor().typist is not None:
        return redirect(target or "/me", 303)
    typed = session.get(ASKED, {}).get("email", "")
    return render_template("access/sign_in.html", form=AddressForm(email=typed, next=target))


@access.post("/sign-in")
@who(Who.EVERYONE)
def send_code() -> ResponseReturnValue:
    """Send the code. Whoever's address it is, the answer is the same."""
    form = AddressForm()
    if not form.validate():
        return again("access/sign_in.html", form)
    network, house_id = here()
    try:
        address, language = form.email.data or "", current_language()
        key = codes.ask_to_sign_in(address, network=network, house_id=house_id, language=language)
    except Refusal as refusal:
        return again("access/sign_in.html", form, refusal)
    session[ASKED] = {"key": key, "email": form.email.data or "", "next": safe_next(form.next.data, "/me")}
    return redirect(url_for(".code"), 303)


@access.get("/sign-in/code")
@who(Who.EVERYONE)
def code() -> ResponseReturnValue:
    """Ask for the six digits."""
    asked = session.get(ASKED)
    if asked is None:
        return redirect(url_for(".sign_in"), 303)
    return render_template("access/code.html", form=CodeForm(), email=asked["email"], minutes=MINUTES)


@access.post("/sign-in/code")
@who(Who.EVERYONE)
def use_code() -> ResponseReturnValue:
    """Sign in with the six digits; somebody new says a name first."""
    asked, form = session.get(ASKED), CodeForm()
    if asked is None:
        return redirect(url_for(".sign_in"), 303)
    more = {"email": asked["email"], "minutes": MINUTES}
    if not form.validate():
        return again("access/code.html", form, **more)
    network, house_id = here()
    try:
        used = codes.use(asked["key"], form.code.data or "", purpose=codes.SIGN_IN, network=network)
        person_id = joining.who_is(used, house_id)
    except Refusal as refusal:
        return again("access/code.html", form, refusal, **more)
    if person_id is None:
        return redirect(url_for(".name"), 303)
    return _welcome(person_id, "code", asked["next"])


@access.get("/sign-in/name")
@who(Who.EVERYONE)
def name() -> ResponseReturnValue:
    """Ask what somebody new is called."""
    if ASKED not in session:
        return redirect(url_for(".sign_in"), 303)
    return render_template("access/name.html", form=NameForm())


@access.post("/sign-in/name")
@who(Who.EVERYONE)
def join() -> ResponseReturnValue:
    """Make a person of somebody new, and sign them in."""
    asked, form = session.get(ASKED), NameForm()
    if asked is None:
        return redirect(url_for(".sign_in"), 303)
    if not form.validate():
        return again("access/name.html", form)
    _network, house_id = here()
    try:
        called, language = form.name.data or "", current_language()
        person_id = joining.join(asked["key"], name=called, house_id=house_id, language=language)
    except Refusal as refusal:
        return again("access/name.html", form, refusal)
    return _welcome(person_id, "code", asked["next"])


@access.get("/sign-in/card")
@who(Who.EVERYONE)
def card() -> ResponseReturnValue:
    """Ask for number and PIN. The QR on a card brings its number along."""
    target = safe_next(request.args.get("next"), "")
    form = CardForm(number=request.args.get("number", "")[:20], next=target)
    return render_template("access/card.html", form=form)


@access.post("/sign-in/card")
@who(Who.EVERYONE)
def use_card() -> ResponseReturnValue:
    """Sign in with a house card."""
    form = CardForm()
    if not form.validate():
        return again("access/card.html", form)
    network, _house_id = here()
    try:
        person_id = cards.owner_of(form.number.data or "", form.pin.data or "", network=network)
    except Refusal as refusal:
        return again("access/card.html", form, refusal)
    return _welcome(person_id, "card", safe_next(form.next.data, "/me"))


@access.post("/sign-out")
@who(Who.SIGNED_IN)
def sign_out() -> ResponseReturnValue:
    """Sign out on this device. Who was being helped, is not any more."""
    acting.stop(g.wij_session_id)
    sessions.end(g.wij_session_id)
    presence.forget_browser()
    return redirect("/", 303)


@access.post("/sign-out/everywhere")
@who(Who.SIGNED_IN)
def sign_out_everywhere() -> ResponseReturnValue:
    """Sign out on every device: of the person that this is about, so at the desk of whom it is for."""
    actor = current_actor()
    sessions.end_everywhere(actor)
    if actor.on_behalf:
        say_done(_("Signed out on every device."))
        return redirect(url_for("desk.person"), 303)
    presence.forget_browser()
    return redirect("/", 303)


@access.context_processor
def _personas() -> dict[str, Any]:
    return {"personas": personas()}


def _welcome(person_id: int, way: str, target: str) -> ResponseReturnValue:
    presence.sign_in(person_id, way)
    return redirect(target, 303)
