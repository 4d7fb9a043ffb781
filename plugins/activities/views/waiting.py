"""Wait for a place, with an account or with a code: take what is kept, let it go, come with fewer."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.refusals import NotFound
from app.web import Who, current_actor, current_language, limiter, say_done, use_house, who
from app.web.attempts import attempt
from plugins.activities import coming
from plugins.activities.coming import Full
from plugins.activities.forms import PartyForm, SignUpForm
from plugins.activities.models import Occurrence
from plugins.activities.views import activities, activity_at, occurrence_at
from plugins.activities.views.browsing import page
from plugins.activities.views.signing import GUESSES
from plugins.activities.waiting import line
from plugins.activities.waiting.models import Wait


@activities.post("/<slug>/wait")
@who(Who.EVERYONE)
@limiter.limit(GUESSES)
def wait(slug: str) -> ResponseReturnValue:
    """Wait for a place on the date in the form; where there is room after all, one comes."""
    form = SignUpForm()
    occurrence = occurrence_at(slug, request.form.get("date", ""))
    waits = attempt(form, lambda: line.wait(current_actor(), occurrence.id, form.coming(current_language())))
    if waits is None:
        return page(activity_at(slug), form, occurrence.public_id), 422
    return redirect(url_for(".waiting", code=waits.value), 303)


@activities.get("/<slug>/wait")
@who(Who.EVERYONE)
def wait_form(slug: str) -> ResponseReturnValue:
    """Somebody loads the page of a refused form again: back to the form."""
    return redirect(url_for(".show", slug=activity_at(slug).slug), 303)


@activities.get("/waiting/<code>")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def waiting(code: str) -> ResponseReturnValue:
    """What somebody waits for, or what is kept for them; who comes by now goes to that."""
    known = line.wait_with(code)
    if known is None:
        return redirect(url_for(".coming_to", code=coming.with_code(code).code), 303)
    return _page(known, PartyForm(data={"party": known.party}))


@activities.post("/waiting/<code>/take")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def take(code: str) -> ResponseReturnValue:
    """Yes, I come."""
    try:
        taken = line.take(current_actor(), code)
    except Full:
        say_done(_("There is no place just now. You keep your turn."))
        return redirect(url_for(".waiting", code=code), 303)
    return redirect(url_for(".coming_to", code=taken), 303)


@activities.post("/waiting/<code>/leave")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def leave_line(code: str) -> ResponseReturnValue:
    """No, or not any more. It needs no reason."""
    line.leave(current_actor(), code)
    return redirect(url_for(".waiting", code=code), 303)


@activities.post("/waiting/<code>/again")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def wait_again(code: str) -> ResponseReturnValue:
    """Wait after all, at the end of the line."""
    return redirect(url_for(".waiting", code=line.wait_again(current_actor(), code)), 303)


@activities.post("/waiting/<code>/party")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def wait_with_others(code: str) -> ResponseReturnValue:
    """Another number of people."""
    known, form = line.wait_with(code), PartyForm()
    if known is None:
        raise NotFound(coming.UNKNOWN_CODE)
    if attempt(form, lambda: line.come_with(current_actor(), code, form.party.data or 1)) is None:
        return _page(known, form), 422
    say_done(_("Changed."))
    return redirect(url_for(".waiting", code=code), 303)


def _page(known: Wait, form: PartyForm) -> str:
    occurrence = db.session.get_one(Occurrence, known.occurrence_id)
    activity = occurrence.activity
    use_house(activity.house)
    return render_template(
        "activities/waiting/wait.html",
        wait=known,
        ahead=None if activity.sensitive else line.ahead_of(known),
        reachable=bool(known.person_id or known.phone or known.email),
        code=f"{known.code[:4]} {known.code[4:]}".upper(),
        occurrence=occurrence,
        activity=activity,
        zone=activity.zone,
        form=form,
    )
