"""Pages for coordinators: what is open in a round, and who does it. And for who took something on."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.web import Who, current_actor, current_person_id, say_done, who
from app.web.attempts import attempt
from plugins.outreach.after import handling
from plugins.outreach.after.forms import FOLLOWUP_WORDS, GiveForm
from plugins.outreach.after.models import INFORMATION, Followup
from plugins.outreach.after.reading import followup_with, followups_in, taken_by, takers_of, untold_in
from plugins.outreach.after.rights import coordinates, require_coordinates
from plugins.outreach.after.waiting import is_long_open
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.views import outreach


@outreach.app_template_filter("followup")
def followup_words(kind: str) -> str:
    """What was asked for, in words."""
    return str(FOLLOWUP_WORDS[kind])


@outreach.app_template_filter()
def gives_address(one: Followup) -> bool:
    """Whether who does it needs the address too: only for information at home."""
    return one.kind == INFORMATION


outreach.add_app_template_filter(is_long_open)


@outreach.app_template_filter()
def taken_by_me(one: Followup) -> bool:
    """Whether who looks at the page has it."""
    return one.taken_by_id is not None and one.taken_by_id == current_person_id()


@outreach.app_template_global()
def took_on() -> bool:
    """Whether who looks at the page took something on."""
    return bool(taken_by(current_person_id() or 0))


@outreach.get("/rounds/<key>/asked")
@who(Who.PART)
def asked_in(key: str) -> str:
    """What is open in a round."""
    one = round_with(key)
    require_coordinates(current_actor(), one)
    return render_template(
        "outreach/after/round.html", round=one, followups=followups_in(one), untold=untold_in(one)
    )  # fmt: skip


@outreach.get("/asked/<key>")
@who(Who.PART)
def followup(key: str) -> str:
    """One thing that somebody asked for."""
    return _page(_found(key), GiveForm())


@outreach.post("/asked/<key>/give")
@who(Who.PART)
def give(key: str) -> ResponseReturnValue:
    """Give it to somebody."""
    one, form = _found(key), GiveForm()
    if attempt(form, lambda: handling.give(current_actor(), key, form.who.data or "")) is None:
        return _page(one, form), 422
    say_done(_("Given. They hear it, without a name."))
    return redirect(url_for(".followup", key=key), 303)


@outreach.post("/asked/<key>/off")
@who(Who.PART)
def withdraw_for(key: str) -> ResponseReturnValue:
    """They take it back by phone."""
    one = _found(key).talk.reply.round
    handling.withdraw_for(current_actor(), key)
    say_done(_("Gone. Nobody gets their name for it any more."))
    return redirect(url_for(".asked_in", key=one.public_id), 303)


@outreach.get("/taken")
@who(Who.PART)
def taken() -> str:
    """What one took on."""
    return render_template("outreach/after/taken.html", followups=taken_by(current_person_id() or 0))


@outreach.get("/taken/<key>")
@who(Who.PART)
def taken_again(key: str) -> ResponseReturnValue:
    """Somebody loads the page again: back to the list, since each look is asked for."""
    return redirect(url_for(".taken"), 303)


@outreach.post("/taken/<key>")
@who(Who.PART)
def look_at_taken(key: str) -> str:
    """Whom to call. They see who looked."""
    return render_template("outreach/after/call.html", one=handling.look(current_actor(), key))


@outreach.post("/asked/<key>/done")
@who(Who.PART)
def done(key: str) -> ResponseReturnValue:
    """It is done."""
    one = followup_with(key).talk.reply.round
    handling.done(current_actor(), key)
    say_done(_("Done, and gone. Thank you."))
    back = url_for(".asked_in", key=one.public_id) if coordinates(current_actor(), one) else url_for(".taken")
    return redirect(back, 303)


def _found(key: str) -> Followup:
    one = followup_with(key)
    require_coordinates(current_actor(), one.talk.reply.round)
    return one


def _page(one: Followup, form: GiveForm) -> str:
    form.offer(takers_of(one))
    return render_template("outreach/after/one.html", one=one, form=form)
