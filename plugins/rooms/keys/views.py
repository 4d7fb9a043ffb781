"""The page of the keys: the register and the code of the safe, for hosts of that house."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.places.models import House
from app.places.rights import HOST, require
from app.places.views.pages import house_of
from app.web import Who, current_actor, say_done, use_house, who
from app.web.attempts import attempt
from plugins.rooms.keys import register
from plugins.rooms.keys.forms import CodeForm, KeyForm
from plugins.rooms.views.blueprint import rooms


@rooms.get("/keys/<slug>")
@who(Who.HOST)
def keys(slug: str) -> ResponseReturnValue:
    """Who holds which key. The code is not on it: a host who forgot it sets a new one."""
    return _page(_house(slug), KeyForm(), CodeForm())


@rooms.post("/keys/<slug>")
@who(Who.HOST)
def give_key(slug: str) -> ResponseReturnValue:
    """Note that somebody takes a key home."""
    house, form = _house(slug), KeyForm()
    if not attempt(
        form,
        lambda: register.give(
            current_actor(), house.id, form.number.data or "", form.person.data or "", bool(form.signed.data)
        ),
    ):
        return _page(house, form, CodeForm(formdata=None))
    say_done(_("The key is in the list."))
    return redirect(url_for(".keys", slug=slug), 303)


@rooms.post("/keys/<slug>/code")
@who(Who.HOST)
def change_code(slug: str) -> ResponseReturnValue:
    """Change the code of the key safe."""
    house, form = _house(slug), CodeForm()
    if not attempt(form, lambda: register.set_code(current_actor(), house.id, form.code.data or "")):
        return _page(house, KeyForm(formdata=None), form)
    say_done(_("The code is changed. Set it on the safe too."))
    return redirect(url_for(".keys", slug=slug), 303)


@rooms.post("/keys/<slug>/<public_id>/signed")
@who(Who.HOST)
def sign_key_rules(slug: str, public_id: str) -> ResponseReturnValue:
    """The rules are signed."""
    return _done(slug, public_id, register.mark_signed, _("Noted."))


@rooms.post("/keys/<slug>/<public_id>/returned")
@who(Who.HOST)
def key_returned(slug: str, public_id: str) -> ResponseReturnValue:
    """The key is back."""
    return _done(slug, public_id, register.take_back, _("The key is back. The line goes in three months."))


@rooms.post("/keys/<slug>/<public_id>/recall")
@who(Who.HOST)
def recall_key(slug: str, public_id: str) -> ResponseReturnValue:
    """Ask for it back."""
    return _done(slug, public_id, register.recall, _("We ask to bring it back: by mail, or you call."))


def _done(slug: str, public_id: str, act: Any, words: str) -> ResponseReturnValue:
    act(current_actor(), _house(slug).id, public_id)
    say_done(words)
    return redirect(url_for(".keys", slug=slug), 303)


def _house(slug: str) -> House:
    house = house_of(slug)
    require(current_actor(), house.id, HOST)
    use_house(house)
    return house


def _page(house: House, form: KeyForm, code: CodeForm) -> ResponseReturnValue:
    page = render_template(
        "rooms/keys/keys.html",
        house=house,
        keys=register.keys_of(house.id),
        safe=register.code_of(house.id),
        form=form,
        code_form=code,
    )
    return page, 422 if form.problems() or code.problems() else 200
