"""Pages of the day of who visits. An address stands on an answer to a POST alone: who asked for it is written down."""

from datetime import date

from flask import Response, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.refusals import NotFound
from app.web import Who, current_actor, current_language, who
from app.web.dates import parse_day
from app.web.languages import LANGUAGES, language_of
from app.web.offline import worker
from plugins.outreach.door.lines import Visit, visit_of
from plugins.outreach.door.looking import look_at_day, own_days, talks_on
from plugins.outreach.door.offline import kept, taken
from plugins.outreach.partners.models import VISITOR
from plugins.outreach.partners.rights import require
from plugins.outreach.place import the_house
from plugins.outreach.replies.models import PRINTED, SEEN, TAKEN
from plugins.outreach.views import outreach


@outreach.get("/day")
@who(Who.PART)
def own_day() -> str:
    """When one's talks of today are, and in the evening those of tomorrow: no name, no address."""
    require(current_actor(), VISITOR)
    return render_template("outreach/door/day.html", days=own_days(current_actor()), zone=the_house().zone)


@outreach.post("/day")
@who(Who.PART)
def look_at_own_day() -> Response:
    """With names and addresses."""
    day = _day(request.form.get("day", ""))
    return _own(render_template("outreach/door/looked.html", day=day, visits=_visits(day, SEEN)))


@outreach.get("/day/sheet")
@who(Who.PART)
def sheet_again() -> ResponseReturnValue:
    """Somebody loads the sheet again: back to the day, since each look is asked for."""
    return redirect(url_for(".own_day"), 303)


@outreach.post("/day/sheet")
@who(Who.PART)
def day_sheet() -> Response:
    """The same on a sheet to print."""
    day = _day(request.form.get("day", ""))
    return _own(render_template("outreach/door/sheet.html", day=day, visits=_visits(day, PRINTED)))


@outreach.get("/door/")
@who(Who.EVERYONE)
def door() -> str:
    """What was taken along on this device, if anything: the page itself holds nothing of anybody."""
    return _door_page(current_language())


@outreach.get("/door/kept/<language>")
@who(Who.EVERYONE)
def door_kept(language: str) -> str:
    """The page as a browser keeps it for when there is no network. Raises NotFound for a language we do not speak."""
    with language_of(_known(language)):
        return _door_page(language)


@outreach.get("/door/worker/<language>.js")
@who(Who.EVERYONE)
def door_worker(language: str) -> Response:
    """The script that answers with the kept page."""
    return worker(kept(_known(language)))


@outreach.get("/door/take/<day>")
@who(Who.PART)
def take_day(day: str) -> ResponseReturnValue:
    """Choose a PIN to take a day along with. Nothing of the PIN comes here."""
    require(current_actor(), VISITOR)
    chosen = _day(day)
    if not talks_on(current_actor(), chosen):
        return redirect(url_for(".own_day"), 303)
    return render_template("outreach/door/take.html", day=chosen, reads=current_language())


@outreach.post("/door/take/<day>")
@who(Who.PART)
def taken_day(day: str) -> Response:
    """The day for the script of that page, which encrypts it at once."""
    chosen = _day(day)
    return _own(jsonify(taken(chosen, _visits(chosen, TAKEN))))


def _visits(day: date, kind: str) -> list[Visit]:
    actor = current_actor()
    return [visit_of(talk, actor.subject or 0) for talk in look_at_day(actor, day, kind)]


def _own(answer: str | Response) -> Response:
    """It is kept by no browser."""
    page = make_response(answer)
    page.headers["Cache-Control"] = "no-store"
    return page


def _door_page(language: str) -> str:
    return render_template("outreach/door/door.html", reads=language)


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError:
        raise NotFound(_("This page is not there.")) from None


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise NotFound(_("We do not speak this language yet."))
    return language
