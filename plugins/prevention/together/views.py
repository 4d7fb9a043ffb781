"""Ask for company, say yes or no, let go of it. Every page knows only what its reader may know."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.refs import Ref
from app.refusals import NotAllowed
from app.web import Who, current_actor, current_person, current_person_id, say_done, who
from app.web.attempts import attempt
from plugins.prevention.together import answering, asking, reading
from plugins.prevention.together import words as said
from plugins.prevention.together.forms import CompanyForm
from plugins.prevention.together.things import date_to_come
from plugins.prevention.views import prevention, ref_in

DATE = "/together/<owner>/<kind>/<date>"


@prevention.get(DATE)
@who(Who.SIGNED_IN)
def ask_together(owner: str, kind: str, date: str) -> ResponseReturnValue:
    """What happens when one asks, and the question how one is found."""
    ref = ref_in(owner, kind, date)
    known = reading.asked_for(current_person_id() or 0, ref)
    if known is not None:
        return redirect(url_for(".together", key=known), 303)
    return _page(ref, _form())


@prevention.post(DATE)
@who(Who.SIGNED_IN)
def ask_for_company(owner: str, kind: str, date: str) -> ResponseReturnValue:
    """Ask for company."""
    ref, form = ref_in(owner, kind, date), _form()
    date_to_come(ref)
    asked = attempt(form, lambda: asking.ask(current_actor(), ref, form.reach.data or ""))
    if asked is None:
        return _page(ref, form), 422
    return redirect(url_for(".together", key=asked.value), 303)


@prevention.get("/together/<key>")
@who(Who.SIGNED_IN)
def together(key: str) -> str:
    """Where it stands, and what the reader can say."""
    return render_template("prevention/together/one.html", one=reading.one(key, current_person_id()))


@prevention.post("/together/<key>/answer")
@who(Who.SIGNED_IN)
def answer_together(key: str) -> ResponseReturnValue:
    """Who was asked goes along, or not."""
    answering.answer(current_actor(), key, request.form.get("answer") == "yes")
    return redirect(url_for(".together", key=key), 303)


@prevention.post("/together/<key>/decide")
@who(Who.SIGNED_IN)
def decide_together(key: str) -> ResponseReturnValue:
    """Who asked says yes to who goes along, or rather not."""
    answering.decide(current_actor(), key, request.form.get("answer") == "yes", request.form.get("who", ""))
    return redirect(url_for(".together", key=key), 303)


@prevention.post("/together/<key>/stop")
@who(Who.SIGNED_IN)
def stop_together(key: str) -> ResponseReturnValue:
    """Who asked lets go of it."""
    asking.stop(current_actor(), key)
    say_done(_("It is off. You don’t have to tell why."))
    return redirect(url_for(".together", key=key), 303)


def _form() -> CompanyForm:
    somebody = current_person()
    if somebody is None:
        raise NotAllowed(said.UNKNOWN)
    return CompanyForm.of(somebody)


def _page(ref: Ref, form: CompanyForm) -> str:
    return render_template("prevention/together/ask.html", entry=date_to_come(ref), form=form, action=request.path)
