"""Pages of "my week". They give words and a script, and read nothing: no field here has a name or a form."""

from typing import Any

from flask import Response, render_template
from flask_babel import gettext as _

from app.refusals import NotFound
from app.web import Who, current_language, who
from app.web.languages import LANGUAGES, language_of
from app.web.offline import worker
from plugins.prevention.views import house_here, prevention
from plugins.prevention.week import filled
from plugins.prevention.week.guideline import beside, norms
from plugins.prevention.week.offline import kept


@prevention.get("/week")
@who(Who.EVERYONE)
def own_week() -> str:
    """Fill in a week; the browser adds it up."""
    return _page(current_language())


@prevention.get("/week/paper")
@who(Who.EVERYONE)
def own_week_paper() -> str:
    """The same week on an A4, to fill in with a pen."""
    return render_template("prevention/week/paper.html", **_said())


@prevention.get("/week/kept/<language>")
@who(Who.EVERYONE)
def own_week_kept(language: str) -> str:
    """The page as a browser keeps it for when there is no network. Raises NotFound for a language we do not speak."""
    with language_of(_known(language)):
        return _page(language)


@prevention.get("/week/worker/<language>.js")
@who(Who.EVERYONE)
def own_week_worker(language: str) -> Response:
    """The script that answers with the kept page. It may do so for this one page, says its header."""
    return worker(kept(_known(language)))


def _page(language: str) -> str:
    return render_template("prevention/week/week.html", reads=language, **_said())


def _said() -> dict[str, Any]:
    house = house_here()
    facts = norms(house)
    return {"filled": filled, "house": house, "facts": facts, "parts": beside(facts)}


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise NotFound(_("We do not speak this language yet."))
    return language
