"""Pages of the home check. They give words and a script, and read nothing: no field here has a name or a form."""

from flask import render_template

from app.places.houses import ref_of
from app.plugins import Piece, current_hooks
from app.web import Who, current_person_id, who
from plugins.prevention.home import rooms
from plugins.prevention.views import house_here, prevention

SLOT = "prevention.home"
"""Whoever can ask neighbours for a hand puts that here."""


@prevention.get("/home-check")
@who(Who.EVERYONE)
def home_check() -> str:
    """Room by room on a screen, then who helps."""
    return render_template("prevention/home/check.html", rooms=rooms, house=house_here(), helping=_helping())


@prevention.get("/home-check/paper")
@who(Who.EVERYONE)
def home_check_paper() -> str:
    """The same on paper, in large letters."""
    return render_template("prevention/home/paper.html", rooms=rooms, house=house_here())


def _helping() -> list[Piece]:
    return list(current_hooks().slot(SLOT, ref_of(house_here()), current_person_id()))
