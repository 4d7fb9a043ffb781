"""Pages of questions: all of a house, those about one activity with the form to ask, and the answer."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.refusals import NotFound
from app.web import Who, current_actor, current_language, current_person_id, kept_page, limiter, say_done, who
from app.web.attempts import attempt
from plugins.activities.models import Activity
from plugins.activities.openly import asking, reading
from plugins.activities.openly.forms import AnswerForm, QuestionForm, form_for
from plugins.activities.openly.models import OpenQuestion
from plugins.activities.rights import may_change
from plugins.activities.views import activities, activity_at, house_here
from plugins.activities.views.organising import own_activity

OFTEN = "6 per minute;30 per hour"
"""Questions from one address: a house behind one connection, and no machine."""


@activities.get("/questions")
@who(Who.EVERYONE)
@kept_page
def all_questions() -> str:
    """What was asked about anything in the house; what has no answer yet stands first."""
    house = house_here()
    lines = reading.of_house(house.id)
    return render_template("activities/openly/house.html", lines=lines, house=house, zone=house.zone)


@activities.get("/<slug>/questions")
@who(Who.EVERYONE)
def questions(slug: str) -> str:
    """All questions about one activity, and a place to ask another."""
    activity = activity_at(slug)
    return _page(activity, form_for(activity))


@activities.post("/<slug>/questions")
@who(Who.EVERYONE)
@limiter.limit(OFTEN)
def ask_openly(slug: str) -> ResponseReturnValue:
    """Ask who organises it."""
    activity = activity_at(slug)
    form = form_for(activity)
    done = attempt(form, lambda: asking.ask(current_actor(), activity.id, form.asked()))
    if done is None:
        return _page(activity_at(slug), form), 422
    own = current_person_id() is not None
    undo = url_for(".take_back_question", slug=slug, key=done.value) if own else None
    say_done(_("Your question stands on the page. Who organises it gets to hear it."), undo_url=undo)
    return redirect(url_for(".questions", slug=slug, _anchor=f"q-{done.value}"), 303)


@activities.get("/<slug>/questions/<key>")
@who(Who.SIGNED_IN)
def question(slug: str, key: str) -> str:
    """One question, to answer."""
    activity = own_activity(slug)
    found = _question(activity, key)
    return _answer_page(activity, found, AnswerForm(answer=found.answer))


@activities.post("/<slug>/questions/<key>")
@who(Who.SIGNED_IN)
def answer_openly(slug: str, key: str) -> ResponseReturnValue:
    """Answer it, for everybody to read."""
    activity, form = own_activity(slug), AnswerForm()
    _question(activity, key)
    words = form.answer.data or ""
    if not attempt(form, lambda: asking.answer(current_actor(), key, words, current_language())):
        activity = own_activity(slug)
        return _answer_page(activity, _question(activity, key), form), 422
    say_done(_("Your answer stands with the question. Who asked hears it, if there is a way to reach them."))
    return redirect(url_for(".questions", slug=slug, _anchor=f"q-{key}"), 303)


@activities.post("/<slug>/questions/<key>/take-back")
@who(Who.SIGNED_IN)
def take_back_question(slug: str, key: str) -> ResponseReturnValue:
    """I don't ask this any more."""
    _question(activity_at(slug), key)
    asking.take_back(current_actor(), key)
    say_done(_("Your question is off the page."), undo_url=url_for(".restore_question", slug=slug, key=key))
    return redirect(url_for(".questions", slug=slug), 303)


@activities.post("/<slug>/questions/<key>/restore")
@who(Who.SIGNED_IN)
def restore_question(slug: str, key: str) -> ResponseReturnValue:
    """I ask it after all."""
    _question(activity_at(slug), key)
    asking.restore(current_actor(), key)
    say_done(_("Your question is on the page again."))
    return redirect(url_for(".questions", slug=slug, _anchor=f"q-{key}"), 303)


def _question(activity: Activity, key: str) -> OpenQuestion:
    found = reading.with_key(activity, key)
    if found is None:
        raise NotFound(asking.UNKNOWN_QUESTION)
    return found


def _page(activity: Activity, form: QuestionForm) -> str:
    return render_template(
        "activities/openly/list.html",
        activity=activity,
        zone=activity.zone,
        lines=reading.of_activity(activity),
        taken_back=reading.taken_back_by(activity, current_person_id()),
        form=form,
        may_answer=may_change(current_actor(), activity),
        me=current_person_id(),
        sent=request.method == "POST",
    )


def _answer_page(activity: Activity, found: OpenQuestion, form: AnswerForm) -> str:
    return render_template(
        "activities/openly/answer.html",
        activity=activity,
        zone=activity.zone,
        line=reading.line_of(found),
        form=form,
    )
