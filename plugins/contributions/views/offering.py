"""The question after a booking, as contributions' own page. "Not now" is as large as the rest, and leaves no trace."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.places.models import House
from app.refusals import Refusal
from app.web import Who, current_actor, current_person_id, say_done, use_house, who
from app.web.attempts import attempt
from app.web.flash import say, say_wrong
from plugins.contributions import promising
from plugins.contributions.forms import OwnForm
from plugins.contributions.offers import PROPOSALS
from plugins.contributions.proposing import proposals
from plugins.contributions.talents.reading import own as own_likes
from plugins.contributions.things import Thing, own_thing, read_ref
from plugins.contributions.views import contributions, offer_url, own_url
from plugins.contributions.views.browsing import here

ELSE = "else"
NOT_NOW = "not-now"


@contributions.get("/offer")
@who(Who.SIGNED_IN)
def offer() -> str:
    """The question: would you like to do something in return."""
    thing = _thing()
    return render_template("contributions/offer.html", thing=thing, asked=proposals(thing, current_person_id()))


@contributions.post("/offer")
@who(Who.SIGNED_IN)
def answer() -> ResponseReturnValue:
    """One of the proposals, something else, or not now."""
    thing, choice = _thing(), request.form.get("contribution", "")
    if choice == NOT_NOW:
        say(_("That is fine too. Your booking stands."))
        return redirect(_page_of(thing), 303)
    if choice == ELSE:
        return redirect(own_url(thing.ref), 303)
    try:
        key = _promise(choice, thing)
    except Refusal as refusal:
        say_wrong(refusal.message)
        return redirect(offer_url(thing.ref), 303)
    return _thanked(key, thing)


@contributions.get("/own")
@who(Who.SIGNED_IN)
def own() -> str:
    """Something else: in one's own words."""
    return _own_page(OwnForm())


@contributions.post("/own")
@who(Who.SIGNED_IN)
def promise_own() -> ResponseReturnValue:
    """Promise something of one's own."""
    form = OwnForm()
    thing = _thing() if request.values.get("for") else None
    house_id, ref = (thing.house_id, thing.ref) if thing else (here().id, None)
    if done := attempt(form, lambda: promising.promise_own(current_actor(), house_id, form.words.data or "", ref)):
        return _thanked(done.value, thing)
    return _own_page(form), 422


def _own_page(form: OwnForm) -> str:
    thing = _thing() if request.values.get("for") else None
    likes = own_likes(current_person_id() or 0)[:PROPOSALS]
    return render_template("contributions/own.html", form=form, thing=thing, likes=likes)


def _thing() -> Thing:
    """The reader's own thing that the question is about."""
    thing = own_thing(read_ref(request.values.get("for", "")), current_person_id())
    use_house(db.session.get_one(House, thing.house_id))
    return thing


def _promise(choice: str, thing: Thing) -> str:
    kind, _colon, rest = choice.partition(":")
    if kind == "task":
        return promising.promise_task(current_actor(), rest, returns=thing.ref)
    if kind == "need":
        ref, _colon, mark = rest.rpartition(":")
        return promising.promise_need(current_actor(), thing.house_id, read_ref(ref), mark, returns=thing.ref)
    abort(400)


def _thanked(key: str, thing: Thing | None) -> ResponseReturnValue:
    title = promising.promise_for(current_actor(), key).title
    say_done(_("Thank you! You are helping with: %(title)s.", title=title), undo_url=url_for(".withdraw", key=key))
    return redirect(_page_of(thing) if thing else url_for(".index"), 303)


def _page_of(thing: Thing) -> str:
    return thing.url or url_for(".index")
