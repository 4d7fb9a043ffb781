"""Saying thank you, and deciding whether it may be shown."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from app.web.redirects import way_back
from plugins.contributions import thanking
from plugins.contributions.asking import task_with
from plugins.contributions.forms import ThanksForm
from plugins.contributions.promising import promise_for
from plugins.contributions.views import contributions


@contributions.get("/<key>/thank")
@who(Who.SIGNED_IN)
def thank(key: str) -> str:
    """A thank-you for everybody who did a task."""
    return _page(ThanksForm(), task_with(key).title, url_for(".task", key=key))


@contributions.post("/<key>/thank")
@who(Who.SIGNED_IN)
def send_thanks(key: str) -> ResponseReturnValue:
    """Thank everybody who did a task."""
    title, back = task_with(key).title, url_for(".task", key=key)
    return _say(title, back, lambda words, drawing: thanking.thank_helpers(current_actor(), key, words, drawing))


@contributions.get("/promises/<key>/thank")
@who(Who.HOST)
def thank_one(key: str) -> str:
    """A thank-you for what somebody thought of themselves: hosts know of it."""
    return _page(ThanksForm(), promise_for(current_actor(), key).title, url_for(".manage"))


@contributions.post("/promises/<key>/thank")
@who(Who.HOST)
def send_thanks_to_one(key: str) -> ResponseReturnValue:
    """Thank somebody for what they thought of themselves."""
    title = promise_for(current_actor(), key).title
    return _say(title, url_for(".manage"), lambda words, drawing: thanking.thank(current_actor(), key, words, drawing))


@contributions.post("/thanks/<key>/share")
@who(Who.SIGNED_IN)
def share(key: str) -> ResponseReturnValue:
    """Yes, it may be shown."""
    thanking.share(current_actor(), key)
    say_done(_("Your thank-you is on the house’s page."), undo_url=url_for(".keep", key=key))
    return _back()


@contributions.post("/thanks/<key>/keep")
@who(Who.SIGNED_IN)
def keep(key: str) -> ResponseReturnValue:
    """No, it is not to be shown."""
    thanking.keep_private(current_actor(), key)
    say_done(_("This thank-you is no longer on the house’s page."))
    return _back()


def _say(title: str, back: str, say_it: Callable[[str, str], None]) -> ResponseReturnValue:
    form = ThanksForm()
    if attempt(form, lambda: say_it(form.words.data or "", request.form.get("drawing", ""))):
        say_done(_("Your thank-you is on its way."))
        return redirect(back, 303)
    return _page(form, title, back), 422


def _page(form: ThanksForm, title: str, back: str) -> str:
    return render_template("contributions/thank.html", form=form, title=title, back_url=back)


def _back() -> ResponseReturnValue:
    return redirect(way_back() or url_for(".index"), 303)
