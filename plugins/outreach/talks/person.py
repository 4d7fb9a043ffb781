"""What the person does on their own page: choose one of two moments, or say that neither suits."""

from collections.abc import Callable
from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.web import Who, limiter, say_done, who
from app.web.attempts import attempt
from app.web.forms import Form
from plugins.outreach.replies.keeping import own_reply
from plugins.outreach.replies.models import Reply
from plugins.outreach.replies.views import GUESSES, own_page
from plugins.outreach.rounds.codes import plain
from plugins.outreach.talks import moments
from plugins.outreach.talks.forms import ChoiceForm, NeitherForm
from plugins.outreach.talks.reading import talk_of
from plugins.outreach.talks.showing import company_of
from plugins.outreach.views import outreach


@outreach.app_template_global()
def planned_for(reply: Reply) -> dict[str, Any]:
    """What somebody's own page tells of their talk: nothing before it is planned."""
    found = talk_of(reply)
    return {"talk": found, "company": company_of(found), "neither": NeitherForm(formdata=None)} if found else {}


@outreach.post("/mine/<code>/choose")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def choose(code: str) -> ResponseReturnValue:
    """One of the two."""
    form = ChoiceForm()
    return _step(code, form, lambda: moments.choose_own(code, form.chosen()), _("Agreed. We look forward to it."))


@outreach.post("/mine/<code>/neither")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def neither(code: str) -> ResponseReturnValue:
    """Neither of the two."""
    form = NeitherForm()
    said = _("That is fine. You get two other moments to choose from.")
    return _step(code, form, lambda: moments.neither_own(code, form.words.data or ""), said)


def _step(code: str, form: Form, act: Callable[[], object], said: str) -> ResponseReturnValue:
    own_reply(code)
    if attempt(form, act) is None:
        return own_page(code, choosing=form), 422
    say_done(said)
    return redirect(url_for(".mine", code=plain(code)), 303)
