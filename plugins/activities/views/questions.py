"""For those who organise: until when one signs up, and what who comes is asked. For who comes: the answers."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.refusals import NotAllowed, NotFound, Refusal
from app.web import Who, current_actor, limiter, say_done, who
from app.web.forms import refuse
from plugins.activities import coming
from plugins.activities.deadline import setting
from plugins.activities.models import Activity
from plugins.activities.questions import answering, asking
from plugins.activities.questions.forms import DeadlineForm, QuestionsForm, answer_form, answers_in
from plugins.activities.views import activities
from plugins.activities.views.organising import own_activity
from plugins.activities.views.signing import GUESSES, coming_page, occurrence_of


@activities.get("/<slug>/signing")
@who(Who.SIGNED_IN)
def signing(slug: str) -> str:
    """Until when one signs up, and what is asked."""
    activity = own_activity(slug)
    return _page(activity, _deadline(activity), QuestionsForm.of(asking.questions_of(activity.id)))


@activities.get("/<slug>/signing/<part>")
@who(Who.SIGNED_IN)
def signing_again(slug: str, part: str) -> ResponseReturnValue:
    """Somebody loads the page of a refused form again: back to the form."""
    return redirect(url_for(".signing", slug=own_activity(slug).slug), 303)


@activities.post("/<slug>/signing/deadline")
@who(Who.SIGNED_IN)
def set_deadline(slug: str) -> ResponseReturnValue:
    """Until when one signs up."""
    activity, form = own_activity(slug), DeadlineForm()
    if not form.validate():
        return _page(activity, form, QuestionsForm.of(asking.questions_of(activity.id))), 422
    setting.set_deadline(current_actor(), activity.id, form.days.data)
    say_done(_("Changed."))
    return redirect(url_for(".signing", slug=slug), 303)


@activities.post("/<slug>/signing/questions")
@who(Who.SIGNED_IN)
def ask(slug: str) -> ResponseReturnValue:
    """What who comes is asked."""
    activity, form = own_activity(slug), QuestionsForm()
    if not form.validate():
        return _page(activity, _deadline(activity), form), 422
    try:
        asking.ask(current_actor(), activity.id, form.asked())
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        refuse(form, refusal)
        activity = own_activity(slug)
        return _page(activity, _deadline(activity), form), 422
    say_done(_("Changed. Who signs up sees it."))
    return redirect(url_for(".signing", slug=slug), 303)


@activities.post("/coming/<code>/answers")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def answer(code: str) -> ResponseReturnValue:
    """Answer what the organisers ask."""
    signup = coming.with_code(code)
    questions = asking.questions_of(occurrence_of(signup).activity_id)
    form = answer_form(questions, {})
    if not form.validate():
        return coming_page(signup, form), 422
    answering.answer(current_actor(), code, answers_in(form, questions))
    say_done(_("Thank you. Only those who organise it see this, and a week later it is gone."))
    return redirect(url_for(".coming_to", code=signup.code), 303)


def _deadline(activity: Activity) -> DeadlineForm:
    return DeadlineForm(formdata=None, data={"days": setting.days_of(activity.id)})


def _page(activity: Activity, deadline: DeadlineForm, questions: QuestionsForm) -> str:
    return render_template(
        "activities/questions/signing.html", activity=activity, deadline=deadline, questions=questions
    )
