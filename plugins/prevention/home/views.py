"""Pages of the home check. They give words and a script, and read nothing: no field here has a name or a form."""

from typing import Final

from flask import render_template

from app.places.houses import ref_of
from app.places.models import House
from app.plugins import current_hooks
from app.web import Who, current_person_id, who
from plugins.prevention.facts import reading
from plugins.prevention.facts.reading import Fact
from plugins.prevention.home import rooms
from plugins.prevention.views import house_here, prevention

SLOT: Final = "prevention.home"
"""Whoever can ask neighbours for a hand puts that here."""
WONEN: Final = "wonen"


@prevention.get("/home-check")
@who(Who.EVERYONE)
def home_check() -> str:
    """Room by room on a screen, then who helps."""
    house = house_here()
    return render_template(
        "prevention/home/check.html",
        rooms=rooms,
        house=house,
        facts=_facts(house),
        addresses=[one for one in reading.addresses(house, WONEN) if one.theme == WONEN],
        helping=list(current_hooks().slot(SLOT, ref_of(house), current_person_id())),
    )


@prevention.get("/home-check/paper")
@who(Who.EVERYONE)
def home_check_paper() -> str:
    """The same on paper, in large letters."""
    house = house_here()
    return render_template("prevention/home/paper.html", rooms=rooms, house=house, facts=_facts(house))


def _facts(house: House) -> list[Fact]:
    return [found for key in rooms.NORMS if (found := reading.fact_if_any(house, key)) is not None]
