"""Pages of privacy: my data, my log, forget me."""

import json

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from app.actors import Actor
from app.db import transactional
from app.journal import note
from app.people.models import Person
from app.privacy.export import own_data
from app.privacy.forgetting import forget
from app.privacy.logbook import lines_of
from app.refs import Ref
from app.web import Who, current_actor, current_house, current_person, say_done, who
from app.web.forms import Form

blueprint = Blueprint("privacy", __name__, template_folder="templates")


class ForgetForm(Form):
    """A tick, so that nobody is forgotten by a slip of the finger: this cannot be undone."""

    sure = BooleanField(_l("Yes, erase everything about me"), validators=[InputRequired()])


@blueprint.get("/me/data")
@who(Who.SIGNED_IN)
def data() -> str:
    """What the house keeps of me, to take along or to erase."""
    return render_template("privacy/data.html", form=ForgetForm())


@blueprint.post("/me/data/take")
@who(Who.SIGNED_IN)
def take() -> Response:
    """Own data as one JSON file."""
    person = _subject()
    answer = Response(
        json.dumps(_taken(current_actor(), person.id, person.public_id), ensure_ascii=False, indent=2),
        mimetype="application/json",
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="wij-my-data.json"'
    return answer


@transactional
def _taken(actor: Actor, person_id: int, public_id: str) -> dict[str, object]:
    note(actor, "privacy.data.taken", Ref("people", "person", public_id))
    return own_data(person_id)


@blueprint.post("/me/forget")
@who(Who.SIGNED_IN)
def forget_me() -> ResponseReturnValue:
    """Erase me. At the desk a host may do it for somebody who asks."""
    form = ForgetForm()
    if not form.validate_on_submit():
        return render_template("privacy/data.html", form=form), 422
    forget(current_actor(), _subject().id)
    say_done(_("Done. Everything about you is erased. You are always welcome again."))
    return redirect("/", 303)


@blueprint.get("/me/log")
@who(Who.SIGNED_IN)
def log() -> str:
    """Who did what for me, and what I did."""
    page = min(max(request.args.get("page", 1, type=int), 1), 1000)
    lines, more = lines_of(_subject().id, page)
    house = current_house()
    return render_template(
        "privacy/log.html",
        lines=lines,
        zone=house.zone if house else None,
        older=url_for("privacy.log", page=page + 1) if more else None,
        page=page,
    )


def _subject() -> Person:
    person = current_person()
    assert person is not None  # noqa: S101  # @who(SIGNED_IN) saw to it
    return person
