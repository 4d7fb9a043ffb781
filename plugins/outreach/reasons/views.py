"""Pages of an administrator with a reason; and what the coordinators of the round see of it."""

from collections.abc import Sequence

from flask import Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.clock import now
from app.db import db
from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from app.web.dates import month
from plugins.outreach.place import the_house
from plugins.outreach.reasons import keeping
from plugins.outreach.reasons.forms import ReasonForm
from plugins.outreach.reasons.models import Access
from plugins.outreach.reasons.rights import coordinates, open_access, require_access
from plugins.outreach.replies.forms import FORM_WORDS
from plugins.outreach.rounds.models import Round
from plugins.outreach.rounds.reading import round_with, rounds
from plugins.outreach.views import outreach


@outreach.app_template_global()
def looks_with_reason(one: Round) -> Sequence[Access]:
    """Who looked at a round with a reason, the last one first: for who coordinates it, and nobody else."""
    if one.closed or not coordinates(current_actor(), one):
        return ()
    rows = select(Access).where(Access.round_id == one.id).order_by(Access.opened.desc(), Access.id.desc())
    return db.session.scalars(rows).all()


@outreach.app_template_global()
def reason_lasts(access: Access) -> bool:
    """Whether it is not over yet."""
    return access.until > now()


@outreach.get("/reason")
@who(Who.ADMIN)
def reason() -> str:
    """Ask which round, and why."""
    return _ask(_form())


@outreach.post("/reason")
@who(Who.ADMIN)
def open_with_reason() -> ResponseReturnValue:
    """Open it, and let the organisations hear it."""
    form = _form()
    key = str(form.round.data)
    if attempt(form, lambda: keeping.open_with(current_actor(), key, form.reason.data or "")) is None:
        return _ask(form), 422
    say_done(_("You can look for an hour. Who coordinates hears it now, with your reason."))
    return redirect(url_for(".names_with_reason", key=key), 303)


@outreach.get("/reason/<key>")
@who(Who.ADMIN)
def names_with_reason(key: str) -> Response:
    """Names, no addresses."""
    one, actor = round_with(key), current_actor()
    access = require_access(actor, one)
    return _unkept(
        render_template(
            "outreach/reasons/names.html",
            round=one,
            access=access,
            people=keeping.names(actor, one),
            words=FORM_WORDS,
            zone=the_house().zone,
        )
    )


@outreach.get("/reason/<key>/<reply>")
@who(Who.ADMIN)
def look_again(key: str, reply: str) -> ResponseReturnValue:
    """Back to the list: each look is asked for."""
    return redirect(url_for(".names_with_reason", key=key), 303)


@outreach.post("/reason/<key>/<reply>")
@who(Who.ADMIN)
def look_with_reason(key: str, reply: str) -> Response:
    """What somebody told. They see that an administrator looked."""
    found = keeping.look(current_actor(), key, reply)
    return _unkept(render_template("outreach/reasons/one.html", round=found.round, reply=found, words=FORM_WORDS))


@outreach.post("/reason/<key>/end")
@who(Who.ADMIN)
def end_own_reason(key: str) -> ResponseReturnValue:
    """That was enough."""
    keeping.end(current_actor(), require_access(current_actor(), round_with(key)).public_id)
    say_done(_("It is over. You see no names any more."))
    return redirect(url_for(".reason"), 303)


@outreach.post("/reasons/<access>/end")
@who(Who.PART)
def end_reason(access: str) -> ResponseReturnValue:
    """Who coordinates ends it at once."""
    key = keeping.end(current_actor(), access)
    say_done(_("It is over. The administrator sees no names any more."))
    return redirect(url_for(".one_round", key=key), 303)


def _form() -> ReasonForm:
    form = ReasonForm()
    form.offer((one, f"{one.district.name}, {month(one.month)}") for one in rounds() if not one.closed)
    return form


def _ask(form: ReasonForm) -> str:
    actor, found = current_actor(), [one for one in rounds() if not one.closed]
    own = [access for one in found if (access := open_access(actor, one))]
    return render_template("outreach/reasons/ask.html", form=form, rounds=found, own=own, zone=the_house().zone)


def _unkept(page: str) -> Response:
    """Kept by no browser."""
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer
