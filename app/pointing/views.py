"""Pages: point at something, the hosts' list and decision, and the answer of who wrote it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.people.roles import houses_with_role
from app.places.models import House
from app.places.rights import HOST, require
from app.pointing import deciding
from app.pointing.codes import code_for, read_code
from app.pointing.forms import AnswerForm, DecideForm, PointForm
from app.pointing.models import Ruling
from app.pointing.reading import Case, case_of, cases_in, ruling_with
from app.pointing.things import Thing, ref_of, thing_at
from app.refs import Ref
from app.refusals import NotFound
from app.web import Who, current_actor, current_house, current_language, limiter, say_done, use_house, who
from app.web.attempts import attempt

__all__ = ["blueprint", "code_for"]

blueprint = Blueprint("pointing", __name__, url_prefix="/pointing", template_folder="templates")
OFTEN = "6 per minute;30 per hour"
"""From one address: a house behind one connection, and no machine."""


@blueprint.get("/at/<owner>/<kind>/<key>")
@who(Who.EVERYONE)
def point_form(owner: str, kind: str, key: str) -> str:
    """Room to say what should not stand there, and why."""
    return _point_page(_case(owner, kind, key), PointForm())


@blueprint.post("/at/<owner>/<kind>/<key>")
@who(Who.EVERYONE)
@limiter.limit(OFTEN)
def point(owner: str, kind: str, key: str) -> ResponseReturnValue:
    """Say so."""
    case, form = _case(owner, kind, key), PointForm()
    ref, url, why = case.thing.ref, case.thing.url, form.why.data or ""
    if not attempt(form, lambda: deciding.point(current_actor(), ref, why, current_language())):
        return _point_page(_case(owner, kind, key), form), 422
    say_done(_("Thank you. A host looks at it."))
    return redirect(url, 303)


@blueprint.get("/")
@who(Who.HOST)
def index() -> str:
    """What was pointed at in the house, and what is hidden."""
    house = _house()
    return render_template("pointing/list.html", cases=cases_in(house.id), zone=house.zone)


@blueprint.get("/decide/<owner>/<kind>/<key>")
@who(Who.HOST)
def decide_form(owner: str, kind: str, key: str) -> str:
    """Look at one thing."""
    return _decide_page(_hosted(owner, kind, key), DecideForm())


@blueprint.post("/decide/<owner>/<kind>/<key>")
@who(Who.HOST)
def decide(owner: str, kind: str, key: str) -> ResponseReturnValue:
    """Hide it, or leave it standing; the button that was pressed says which."""
    case, form = _hosted(owner, kind, key), DecideForm()
    ref, reason = case.thing.ref, form.reason.data or ""
    hides = request.form.get("do") == "hide"
    verb = deciding.hide if hides else deciding.leave
    done = attempt(form, lambda: verb(current_actor(), ref, reason, current_language()))
    if done is None:
        return _decide_page(_hosted(owner, kind, key), form), 422
    words = _("Hidden. Your reason stands in its place.") if hides else _("It stays, with your word beside it.")
    say_done(words, undo_url=url_for(".undo", key=done.value))
    return redirect(url_for(".index"), 303)


@blueprint.post("/undo/<key>")
@who(Who.HOST)
def undo(key: str) -> ResponseReturnValue:
    """Take the decision back."""
    ref = deciding.undo(current_actor(), key)
    say_done(_("Taken back. It is as it was before."))
    return redirect(url_for(".decide_form", owner=ref.owner, kind=ref.kind, key=ref.key), 303)


@blueprint.get("/answer/<code>")
@who(Who.SECRET)
@limiter.limit(OFTEN)
def answer_form(code: str) -> str:
    """Why it is hidden, and room for what its writer says."""
    ruling, thing = _hiding(code)
    return _answer_page(ruling, thing, AnswerForm(answer=ruling.answer), code)


@blueprint.post("/answer/<code>")
@who(Who.SECRET)
@limiter.limit(OFTEN)
def answer(code: str) -> ResponseReturnValue:
    """Say it to the hosts."""
    ruling, _thing = _hiding(code)
    key, form = ruling.public_id, AnswerForm()
    words = form.answer.data or ""
    if not attempt(form, lambda: deciding.answer(current_actor(), key, words, current_language())):
        return _answer_page(*_hiding(code), form, code), 422
    say_done(_("The hosts read it. They look at it again."))
    return redirect(url_for(".answer_form", code=code), 303)


def _house() -> House:
    """The house whose hosts look: the current one, or else where the reader is host."""
    here, mine = current_house(), houses_with_role(current_actor().typist or 0, "host")
    if here is not None and here.id not in mine and mine:
        here = db.session.get(House, mine[0])
    if here is None:
        raise NotFound(_("There is no such house."))
    use_house(here)
    return require(current_actor(), here.id, HOST)


def _hosted(owner: str, kind: str, key: str) -> Case:
    """A thing in a house where the reader is host."""
    case = _case(owner, kind, key)
    require(current_actor(), case.thing.house_id, HOST)
    return case


def _case(owner: str, kind: str, key: str) -> Case:
    ref: Ref | None = ref_of(owner, kind, key)
    case = case_of(ref) if ref is not None else None
    if case is None:
        raise NotFound(deciding.GONE)
    use_house(db.session.get_one(House, case.thing.house_id))
    return case


def _hiding(code: str) -> tuple[Ruling, Thing]:
    key = read_code(code)
    ruling = ruling_with(key) if key is not None else None
    thing = thing_at(ruling.ref) if ruling is not None else None
    if ruling is None or thing is None:
        raise NotFound(deciding.GONE)
    use_house(db.session.get_one(House, thing.house_id))
    return ruling, thing


def _point_page(case: Case, form: PointForm) -> str:
    zone = db.session.get_one(House, case.thing.house_id).zone
    return render_template("pointing/point.html", thing=case.thing, ruling=case.ruling, form=form, zone=zone)


def _decide_page(case: Case, form: DecideForm) -> str:
    zone = db.session.get_one(House, case.thing.house_id).zone
    own = deciding.is_own(current_actor(), case.thing)
    code = code_for(case.ruling) if case.ruling is not None else ""
    return render_template("pointing/decide.html", case=case, form=form, zone=zone, own=own, code=code)


def _answer_page(ruling: Ruling, thing: Thing, form: AnswerForm, code: str) -> str:
    zone = db.session.get_one(House, thing.house_id).zone
    return render_template("pointing/answer.html", ruling=ruling, thing=thing, form=form, code=code, zone=zone)
