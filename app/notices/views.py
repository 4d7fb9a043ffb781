"""The desk's calls and slips, and in the demo every mail that would have been sent."""

from collections.abc import Callable

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.actors import Actor
from app.db import db
from app.notices import desk
from app.notices.mailbox import letter_of, letters
from app.notices.waiting import calls as waiting_calls
from app.notices.waiting import slips as waiting_slips
from app.people.roles import houses_with_role
from app.places.models import House
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import Who, current_actor, current_house, say_done, use_house, who
from app.web.flash import say_wrong
from app.web.front import phone_link

blueprint = Blueprint("notices", __name__, template_folder="templates")


@blueprint.get("/desk/calls")
@who(Who.HOST)
def calls() -> str:
    """Whom to call, and what to say."""
    house = _house()
    told = waiting_calls(current_actor(), house.id)
    return render_template("notices/calls.html", calls=told, house=house, phone_link=phone_link)


@blueprint.post("/desk/calls/<public_id>/take")
@who(Who.HOST)
def take_call(public_id: str) -> ResponseReturnValue:
    """I will call: the number and the words appear, for nobody else."""
    return _do(desk.take_call, public_id, "notices.calls")


@blueprint.post("/desk/calls/<public_id>/spoken")
@who(Who.HOST)
def spoke(public_id: str) -> ResponseReturnValue:
    """They heard it."""
    return _do(desk.spoke, public_id, "notices.calls", _("Noted: you spoke to them."), "notices.undo_call")


@blueprint.post("/desk/calls/<public_id>/no-answer")
@who(Who.HOST)
def no_answer(public_id: str) -> ResponseReturnValue:
    """Nobody answered."""
    return _do(desk.no_answer, public_id, "notices.calls", _("Noted. This call comes back later."))


@blueprint.post("/desk/calls/<public_id>/later")
@who(Who.HOST)
def call_later(public_id: str) -> ResponseReturnValue:
    """Not now."""
    return _do(desk.call_later, public_id, "notices.calls", _("This call comes back in an hour."))


@blueprint.get("/desk/slips")
@who(Who.HOST)
def slips() -> str:
    """Slips to print and hand over."""
    house = _house()
    return render_template("notices/slips.html", slips=waiting_slips(current_actor(), house.id), house=house)


@blueprint.post("/desk/slips/<public_id>/printed")
@who(Who.HOST)
def printed(public_id: str) -> ResponseReturnValue:
    """A slip is on paper."""
    return _do(desk.printed, public_id, "notices.slips", _("The slip is printed."), "notices.undo_slip")


@blueprint.post("/desk/calls/<public_id>/undo")
@who(Who.HOST)
def undo_call(public_id: str) -> ResponseReturnValue:
    """It was not spoken after all."""
    return _do(desk.undo, public_id, "notices.calls", _("It is on the list again."))


@blueprint.post("/desk/slips/<public_id>/undo")
@who(Who.HOST)
def undo_slip(public_id: str) -> ResponseReturnValue:
    """It was not printed after all."""
    return _do(desk.undo, public_id, "notices.slips", _("It is on the list again."))


@blueprint.get("/demo/mail")
@who(Who.DEMO)
def mailbox() -> str:
    """Every mail of the demo: what went out, and what waits a moment for undo."""
    return render_template("notices/mailbox.html", letters=letters())


@blueprint.get("/demo/mail/<public_id>")
@who(Who.DEMO)
def letter(public_id: str) -> str:
    """One mail, as it is read."""
    return render_template("notices/letter.html", letter=letter_of(public_id))


@blueprint.get("/demo/mail/<public_id>/wij.ics")
@who(Who.DEMO)
def attachment(public_id: str) -> Response:
    """The calendar file that came with a mail."""
    content = letter_of(public_id).ics
    if content is None:
        raise NotFound(_("There is no file with this mail."))
    return Response(content, mimetype="text/calendar")


def _do(
    act: Callable[[Actor, int, str], None], public_id: str, page: str, done: str = "", undo: str = ""
) -> ResponseReturnValue:
    """Do it and go back to the list, where `done` is said (`undo` takes it back) or where it stands now.

    A refusal is said on the list too: what is on it is what can be done.
    """
    try:
        act(current_actor(), _house().id, public_id)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        say_wrong(refusal.message)
    else:
        if done:
            say_done(done, url_for(undo, public_id=public_id) if undo else None)
    return redirect(url_for(page, _anchor=None if done else public_id), 303)


def _house() -> House:
    """The house whose desk this is: the current one, or else the first one where this host is host."""
    here = current_house()
    mine = houses_with_role(current_actor().typist or 0, "host")
    if here is None or here.id not in mine:
        here = db.session.scalar(select(House).where(House.id.in_(mine)).order_by(House.is_partner, House.id))
    if here is None:
        raise NotAllowed(_("This page is for the hosts of this house."))
    use_house(here)
    return here
