"""Requests: the hosts' list, the answer, a question and an answer in words, and a reminder."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.people import roles
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import Who, current_actor, say_done, who
from app.web.forms import refuse as show_refusal
from plugins.rooms.requests import answering
from plugins.rooms.requests.cards import title_of
from plugins.rooms.requests.forms import WordsForm
from plugins.rooms.requests.page import answer_form, part_of
from plugins.rooms.requests.waiting import waiting_in
from plugins.rooms.views.blueprint import rooms
from plugins.rooms.views.bookings import booking_page, own_booking

ANSWER = "answer"
"""The button of a host's answer."""


@rooms.get("/requests")
@who(Who.HOST)
def requests() -> str:
    """Everything that waits for an answer, in the houses where the reader is a host."""
    actor = current_actor()
    houses = roles.houses_with_role(actor.subject, "host") if actor.subject is not None else []
    houses = [house_id for house_id in houses if roles.may(actor, house_id, "host")]
    return render_template("rooms/requests/list.html", requests=waiting_in(houses), title_of=title_of)


@rooms.post("/booking/<public_id>/answer")
@who(Who.SIGNED_IN)
def answer_request(public_id: str) -> ResponseReturnValue:
    """A host's yes or no to the ticked dates."""
    found = own_booking(public_id)
    form = answer_form(found)
    if not form.validate():
        return booking_page(found, request_part=part_of(found, current_actor(), answering=form)), 422
    chosen = form.dates.data or []
    says_yes = request.form.get(ANSWER) == "yes"
    try:
        if says_yes:
            count = answering.approve(current_actor(), public_id, chosen)
        else:
            count = answering.refuse(current_actor(), public_id, chosen, form.reason.data or "")
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        show_refusal(form, refusal)
        found = own_booking(public_id)
        return booking_page(found, request_part=part_of(found, current_actor(), answering=form)), refusal.status
    if says_yes:
        say_done(ngettext("Done. You said yes.", "Done. You said yes to %(num)s dates.", count))
    else:
        say_done(
            ngettext("Done. You said no, and the room is free again.", "Done. You said no to %(num)s dates.", count)
        )
    return redirect(url_for(".booking", public_id=public_id), 303)


@rooms.post("/booking/<public_id>/words")
@who(Who.SIGNED_IN)
def write_words(public_id: str) -> ResponseReturnValue:
    """A question of a host, or what the asker answers."""
    found = own_booking(public_id)
    form = WordsForm()
    if not form.validate():
        return booking_page(found, request_part=part_of(found, current_actor(), writing=form)), 422
    answering.write(current_actor(), public_id, form.text.data or "")
    say_done(_("Sent. We let you know when there is an answer."))
    return redirect(url_for(".booking", public_id=public_id), 303)


@rooms.post("/booking/<public_id>/remind")
@who(Who.SIGNED_IN)
def remind(public_id: str) -> ResponseReturnValue:
    """The asker asks for an answer."""
    answering.remind(current_actor(), public_id)
    say_done(_("Done. We reminded the hosts."))
    return redirect(url_for(".booking", public_id=public_id), 303)
