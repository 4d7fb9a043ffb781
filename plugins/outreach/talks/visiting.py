"""Pages of who visits: their own talks of now. The address only behind a button, and each look is written down."""

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.refusals import NotAllowed
from app.web import Who, current_actor, current_person_id, say_done, who
from app.web.attempts import attempt
from app.web.forms import Form
from plugins.outreach.place import the_house
from plugins.outreach.talks import moments, planning
from plugins.outreach.talks.forms import OfferForm
from plugins.outreach.talks.looking import look_at_own
from plugins.outreach.talks.models import Stage, Talk
from plugins.outreach.talks.reading import UNKNOWN_TALK, talk_with, talks_of
from plugins.outreach.talks.rights import is_of_now, visits
from plugins.outreach.views import outreach


@outreach.app_template_global()
def own_talks() -> list[Talk]:
    """The talks of who is here, as who visits."""
    return [one for one in talks_of(current_person_id() or 0) if visits(current_actor(), one)]


@outreach.app_template_global()
def talk_zone() -> object:
    """The clock of talks."""
    return the_house().zone


@outreach.get("/visiting/<key>")
@who(Who.PART)
def own_talk(key: str) -> str:
    """An own talk: how far it is, and what one does next."""
    return own_page(key)


@outreach.post("/visiting/<key>/offer")
@who(Who.PART)
def offer(key: str) -> ResponseReturnValue:
    """Two moments to choose from."""
    form, zone = OfferForm(), the_house().zone
    if attempt(form, lambda: moments.offer(current_actor(), key, *form.moments(zone))) is None:
        return own_page(key, form=form), 422
    say_done(_("Offered. You hear which one it becomes."))
    return redirect(url_for(".own_talk", key=key), 303)


@outreach.get("/visiting/<key>/address")
@who(Who.PART)
def address_again(key: str) -> ResponseReturnValue:
    """Somebody loads the page of a look again: back to the talk, since each look is asked for."""
    return redirect(url_for(".own_talk", key=key), 303)


@outreach.post("/visiting/<key>/address")
@who(Who.PART)
def address(key: str) -> ResponseReturnValue:
    """Name, address and phone. They see who looked."""
    reply = look_at_own(current_actor(), key)
    page = render_template("outreach/talks/address.html", talk=talk_with(key), reply=reply, zone=the_house().zone)
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@outreach.post("/visiting/<key>/back")
@who(Who.PART)
def step_back(key: str) -> ResponseReturnValue:
    """I cannot come."""
    planning.step_back(current_actor(), key)
    say_done(_("That is fine. Who plans the talks looks for somebody else."))
    return redirect(url_for(".visiting"), 303)


def _own(key: str) -> Talk:
    found = talk_with(key)
    if not visits(current_actor(), found) or found.stage is Stage.HELD:
        raise NotAllowed(UNKNOWN_TALK)
    return found


def own_page(key: str, **wrong: Form) -> str:
    """The page of an own talk, with forms that were not accepted."""
    found, zone, form = _own(key), the_house().zone, wrong.get("form")
    if form is None:
        form = OfferForm(formdata=None)
        form.show(found, zone)
    others = [one for one in found.visitors if one.id != current_person_id()]
    return render_template(
        "outreach/talks/own.html",
        talk=found,
        form=form,
        zone=zone,
        others=others,
        of_now=is_of_now(found),
        wrong_buddy=wrong.get("buddy_form"),
    )
