"""The way to ask for a hand, on the page about a house that is looked over; what waits, at the desk."""

from typing import Final

from flask import render_template
from flask_babel import lazy_gettext as _

from app.places.models import House
from app.refs import Ref
from plugins.contributions.asks import keeping

JOBS: Final = (
    _("Hang up a lamp"),
    _("Fix a grip or a banister"),
    _("Take away or stick down a rug"),
)
"""To begin a sentence with; what is asked in the end is in the asker's own words."""


def beside_home(_ref: Ref, _person_id: int | None) -> str:
    """A few jobs to ask for."""
    return render_template("contributions/asks/beside_home.html", jobs=JOBS)


def desk_card(house: House) -> str:
    """What waits for a host's hand; "" when nothing does."""
    waiting = keeping.waiting_in(house.id)
    return render_template("contributions/asks/card_desk.html", asks=waiting, zone=house.zone) if waiting else ""
