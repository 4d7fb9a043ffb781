"""Pages for who visited: how it went, and what was asked for. And what somebody takes back on their own page."""

from typing import Final
from zoneinfo import ZoneInfo

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.db import db
from app.refusals import NotAllowed, NotFound
from app.web import Who, current_actor, current_person_id, limiter, say_done, who
from app.web.attempts import attempt
from plugins.outreach.after import asking, handling, held
from plugins.outreach.after.forms import AskedForm
from plugins.outreach.after.models import Held
from plugins.outreach.after.reading import After, after_of, followups_of
from plugins.outreach.after.rights import coordinates, may_tell, may_write
from plugins.outreach.partners.keeping import partners
from plugins.outreach.place import the_house
from plugins.outreach.replies.models import HOME, HOUSE, PHONE, WALK, Reply
from plugins.outreach.replies.views import GUESSES
from plugins.outreach.rounds.codes import plain
from plugins.outreach.talks.models import Talk
from plugins.outreach.talks.reading import talk_with, talks_of
from plugins.outreach.talks.rights import visits
from plugins.outreach.views import outreach

HELD_WORDS: Final = {
    HOME: lazy_gettext("Yes, at their home"),
    WALK: lazy_gettext("Yes, on a walk"),
    HOUSE: lazy_gettext("Yes, in the house"),
    PHONE: lazy_gettext("Yes, by phone"),
}


@outreach.app_template_global()
def may_tell_of(talk: Talk) -> bool:
    """Whether who looks at the page may tell how it went."""
    return may_tell(current_actor(), talk)


@outreach.app_template_global()
def talks_to_tell() -> list[Talk]:
    """One's own talks whose moment has come."""
    return [talk for talk in talks_of(current_person_id() or 0) if may_tell_of(talk)]


@outreach.app_template_global()
def talk_house_zone() -> ZoneInfo:
    """On whose clock talks are."""
    return the_house().zone


@outreach.app_template_global()
def held_words(talk: Talk) -> list[tuple[str, str]]:
    """Forms in which it may have taken place, the one that was planned first."""
    return sorted(((form, str(words)) for form, words in HELD_WORDS.items()), key=lambda one: one[0] != talk.reply.form)


@outreach.app_template_global()
def after_talk(reply: Reply) -> After | None:
    """What there is after somebody's talk, for their own page."""
    return after_of(reply)


@outreach.post("/talks/<key>/held")
@who(Who.PART)
def took_place(key: str) -> ResponseReturnValue:
    """It took place; now for what they asked."""
    held.took_place(current_actor(), key, request.form.get("form", ""))
    say_done(_("Counted. You see nothing of them any more."), undo_url=url_for(".take_back", key=key))
    return redirect(url_for(".asked", key=key), 303)


@outreach.post("/talks/<key>/held/undo")
@who(Who.PART)
def take_back(key: str) -> ResponseReturnValue:
    """A mistake."""
    held.take_back(current_actor(), key)
    say_done(_("Taken back: nothing of it is counted."))
    return redirect(_home(talk_with(key)), 303)


@outreach.post("/talks/<key>/not")
@who(Who.PART)
def did_not(key: str) -> ResponseReturnValue:
    """It did not take place."""
    back = _home(talk_with(key))
    held.did_not(current_actor(), key)
    say_done(_("That is fine. It is planned again."))
    return redirect(back, 303)


@outreach.get("/talks/<key>/asked")
@who(Who.PART)
def asked(key: str) -> str:
    """Ask what they asked for."""
    return _asked_page(_to_write(key), AskedForm())


@outreach.post("/talks/<key>/asked")
@who(Who.PART)
def write_asked(key: str) -> ResponseReturnValue:
    """Write it down."""
    talk, form = _to_write(key), AskedForm()

    def ask() -> None:
        recipient, agreed = form.recipient.data or "", bool(form.agreed.data)
        asking.ask(current_actor(), key, str(form.kind.data), recipient, agreed)

    if attempt(form, ask) is None:
        return _asked_page(talk, form), 422
    say_done(_("Written down. They can take it back at any time."))
    return redirect(url_for(".asked", key=key), 303)


@outreach.post("/talks/<key>/asked/all")
@who(Who.PART)
def nothing_more(key: str) -> ResponseReturnValue:
    """That was all."""
    asking.nothing_more(current_actor(), key)
    say_done(_("Thank you for visiting."), undo_url=url_for(".take_back", key=key))
    return redirect(_home(talk_with(key)), 303)


@outreach.post("/mine/<code>/asked/<key>/off")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def withdraw_own(code: str, key: str) -> ResponseReturnValue:
    """The person takes back what they asked for."""
    handling.withdraw_own(code, key)
    say_done(_("Taken back. Nobody gets your name for it any more."))
    return redirect(url_for(".mine", code=plain(code)), 303)


def _to_write(key: str) -> Talk:
    talk = talk_with(key)
    found = db.session.get(Held, talk.id)
    if found is None:
        raise NotFound(held.NOT_HELD)
    if not may_write(current_actor(), found, talk):
        raise NotAllowed(_("This is over for you. Is there something still? Tell a coordinator."))
    return talk


def _asked_page(talk: Talk, form: AskedForm) -> str:
    actor, one = current_actor(), talk.reply.round
    return render_template(
        "outreach/after/asked.html",
        talk=talk,
        round=one,
        visits=visits(actor, talk) or not coordinates(actor, one),
        followups=followups_of(talk),
        partners=partners(),
        form=form,
    )


def _home(talk: Talk) -> str:
    actor, one = current_actor(), talk.reply.round
    if visits(actor, talk):
        return url_for(".visiting")
    return url_for(".asked_in" if coordinates(actor, one) else ".one_round", key=one.public_id)
