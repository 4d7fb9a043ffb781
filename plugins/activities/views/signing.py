"""Sign up, sign off, and come back with a code: with an account or without, nobody has to explain anything."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.calendar.saving import to_save
from app.clock import now
from app.db import db
from app.refusals import NotFound, Refusal
from app.web import Who, current_actor, current_language, limiter, say_done, use_house, who
from app.web.forms import Form, refuse
from plugins.activities import coming
from plugins.activities.coming import Full
from plugins.activities.entries import entry_of
from plugins.activities.forms import CodeForm, SignUpForm
from plugins.activities.models import Occurrence, SignUp
from plugins.activities.online.reading import conference_of
from plugins.activities.questions.answering import answers_of
from plugins.activities.questions.asking import questions_of
from plugins.activities.questions.forms import answer_form
from plugins.activities.views import activities, activity_at, occurrence_at
from plugins.activities.views.browsing import page
from plugins.activities.waiting import line

GUESSES = "30 per minute"
"""Codes (or guests) from one address: a whole house behind one connection, and no machine."""


@activities.post("/<slug>/sign-up")
@who(Who.EVERYONE)
@limiter.limit(GUESSES)
def sign_up(slug: str) -> ResponseReturnValue:
    """I'm coming, to the date in the form."""
    activity, form = activity_at(slug), SignUpForm()
    occurrence = occurrence_at(slug, request.form.get("date", ""))
    if not form.validate():
        return page(activity, form, occurrence.public_id), 422
    try:
        code = coming.sign_up(current_actor(), occurrence.id, form.coming(current_language()))
    except Full as full:
        return _full(occurrence, form, full), full.status
    except Refusal as refusal:
        refuse(form, refusal)
        return page(activity_at(slug), form, occurrence.public_id), 422
    return redirect(url_for(".coming_to", code=code), 303)


@activities.get("/<slug>/sign-up")
@who(Who.EVERYONE)
def sign_up_again(slug: str) -> ResponseReturnValue:
    """Somebody loads the page of a refused form again, or reads it in another language: back to the form."""
    return redirect(url_for(".show", slug=activity_at(slug).slug), 303)


@activities.post("/<slug>/sign-off")
@who(Who.SIGNED_IN)
def sign_off_own(slug: str) -> ResponseReturnValue:
    """Not coming after all, by one's account."""
    occurrence = occurrence_at(slug, request.form.get("date", ""))
    code = coming.sign_off_own(current_actor(), occurrence.id)
    if code is not None:
        say_done(_("You're signed off. Coming after all?"), undo_url=url_for(".come_back", code=code))
    return redirect(url_for(".show", slug=slug), 303)


@activities.get("/coming")
@who(Who.EVERYONE)
def find() -> str:
    """Find one's sign-up by its code."""
    return render_template("activities/find.html", form=CodeForm())


@activities.post("/coming")
@who(Who.EVERYONE)
@limiter.limit(GUESSES)
def found() -> ResponseReturnValue:
    """Go to the sign-up with this code."""
    form = CodeForm()
    if form.validate():
        try:
            waits = line.wait_with(form.code.data or "")
            code = waits.code if waits else coming.with_code(form.code.data or "").code
            return redirect(url_for(".waiting" if waits else ".coming_to", code=code), 303)
        except Refusal as refusal:
            refuse(form, refusal)
    return render_template("activities/find.html", form=form), 422


@activities.get("/coming/<code>")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def coming_to(code: str) -> str:
    """You're coming (or not any more): when, where, in one's own agenda, and the way out."""
    return coming_page(coming.with_code(code), None)


def coming_page(signup: SignUp, answers: Form | None) -> str:
    """The page of a sign-up; `answers` is the form with what the organisers ask, when it was filled in wrongly."""
    occurrence = occurrence_of(signup)
    questions = [] if occurrence.activity.sensitive else questions_of(occurrence.activity_id)
    return render_template(
        "activities/coming.html",
        signup=signup,
        questions=questions,
        answers=answers or answer_form(questions, answers_of(signup.id)),
        occurrence=occurrence,
        conference=conference_of(occurrence),
        activity=occurrence.activity,
        zone=occurrence.activity.zone,
        code=f"{signup.code[:4]} {signup.code[4:]}".upper(),
        file=url_for("calendar_files.entry", owner="activities", kind="date", key=occurrence.public_id),
        event=to_save(entry_of(occurrence)),
    )


@activities.get("/coming/<code>/off")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def not_coming(code: str) -> ResponseReturnValue:
    """From a reminder: one press, and you are signed off. To look changes nothing."""
    signup = coming.with_code(code)
    occurrence = occurrence_of(signup)
    if signup.cancelled_at is not None or occurrence.is_cancelled or occurrence.ends <= now():
        return redirect(url_for(".coming_to", code=signup.code), 303)
    activity = occurrence.activity
    return render_template(
        "activities/reminding/not_coming.html",
        signup=signup,
        occurrence=occurrence,
        activity=activity,
        zone=activity.zone,
    )


@activities.post("/coming/<code>/off")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def sign_off(code: str) -> ResponseReturnValue:
    """Not coming after all."""
    coming.sign_off(current_actor(), code)
    return redirect(url_for(".coming_to", code=code), 303)


@activities.post("/coming/<code>/back")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def come_back(code: str) -> ResponseReturnValue:
    """Coming after all, if there is room still."""
    try:
        coming.come_back(current_actor(), code)
    except Full as full:
        occurrence = occurrence_of(coming.with_code(code))
        return _full(occurrence, SignUpForm(), full, code), full.status
    return redirect(url_for(".coming_to", code=code), 303)


def occurrence_of(signup: SignUp) -> Occurrence:
    """The date of a sign-up, on a page of its house. Raises NotFound."""
    occurrence = db.session.get(Occurrence, signup.occurrence_id)
    if occurrence is None:
        raise NotFound(coming.UNKNOWN_CODE)
    use_house(occurrence.activity.house)
    return occurrence


def _full(occurrence: Occurrence, form: SignUpForm, full: Full, code: str = "") -> str:
    """The date is full: what was filled in is kept; waiting and other dates are one press away."""
    activity = occurrence.activity
    use_house(activity.house)
    return render_template(
        "activities/full.html",
        activity=activity,
        occurrence=occurrence,
        zone=activity.zone,
        form=form,
        message=full.message,
        others=full.next_dates,
        code=code,
    )
