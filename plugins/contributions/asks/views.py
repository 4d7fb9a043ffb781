"""Asking a neighbour for a hand."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.web import Who, current_actor, current_person_id, say_done, who
from app.web.attempts import attempt
from app.web.redirects import way_back
from plugins.contributions.asks import asking, keeping
from plugins.contributions.asks.forms import AskForm
from plugins.contributions.asks.models import LONGEST
from plugins.contributions.views import contributions
from plugins.contributions.views.browsing import here


@contributions.get("/ask")
@who(Who.SIGNED_IN)
def ask() -> str:
    """The form, with the sentence that was chosen before, if any."""
    form = AskForm()
    form.words.data = " ".join(request.args.get("what", "").split())[:LONGEST]
    return _page(form)


@contributions.post("/ask")
@who(Who.SIGNED_IN)
def ask_neighbour() -> ResponseReturnValue:
    """Ask it."""
    form = AskForm()
    if done := attempt(form, lambda: asking.ask(current_actor(), here().id, form.words.data or "")):
        undo = url_for(".settle_ask", key=done.value)
        say_done(_("We look for somebody who can help, and you hear from us."), undo_url=undo)
        return redirect(url_for(".ask"), 303)
    return _page(form), 422


@contributions.post("/asks/<key>/settled")
@who(Who.SIGNED_IN)
def settle_ask(key: str) -> ResponseReturnValue:
    """Arranged, or no longer needed."""
    asking.settle(current_actor(), key)
    say_done(_("It is off the list."), undo_url=url_for(".open_ask", key=key))
    return redirect(way_back() or url_for(".ask"), 303)


@contributions.post("/asks/<key>/open")
@who(Who.SIGNED_IN)
def open_ask(key: str) -> ResponseReturnValue:
    """It waits after all."""
    asking.open_again(current_actor(), key)
    say_done(_("It is back on the list."))
    return redirect(way_back() or url_for(".ask"), 303)


def _page(form: AskForm) -> str:
    return render_template("contributions/asks/ask.html", form=form, asks=keeping.own(current_person_id() or 0))
