"""What facts show on other pages: on a theme's page, at the desk, in the settings, with who checks them."""

from collections.abc import Sequence
from typing import Final

from flask import render_template

from app.calendar.themes import Theme
from app.db import db
from app.people import roles
from app.places.models import House
from app.plugins import Card, Piece
from app.web import current_actor
from plugins.prevention.facts import reading
from plugins.prevention.facts.rights import may_check, may_read_along
from plugins.prevention.facts.sorting import sort_out

ON_THEME: Final = 20
AT_THE_DESK: Final = 60
IN_SETTINGS: Final = 36
WITH_ME: Final = 60
SHOWN: Final = 3
"""Titles on a card; the page has them all."""


def pieces(theme: Theme, house: House) -> Sequence[Piece]:
    """The first norm of the theme, with its source, and the way to the others."""
    found = reading.norms(house, theme.key)
    if not found:
        return []
    html = render_template("prevention/facts/piece.html", theme=theme, house=house, fact=found[0], more=len(found) - 1)
    return [Piece(order=ON_THEME, html=html)]


def cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """In the settings the way to the list; what is overdue, at the desk; what is to be done, with who checks."""
    house = db.session.get(House, house_id) if house_id is not None else None
    if house is None:
        return []
    if place == "settings" and may_read_along(current_actor(), house.id):
        return [
            Card(
                place=place, order=IN_SETTINGS, html=render_template("prevention/facts/card_settings.html", house=house)
            )
        ]
    at_desk = place == "desk" and person_id is None and roles.may(current_actor(), house.id, "host")
    mine = place == "me" and may_check(current_actor(), house.id)
    if not (at_desk or mine):
        return []
    left = sort_out(reading.all_facts(house))
    shown = [*left.overdue, *left.to_fill_in, *(left.unchecked if mine else ())]
    if not shown:
        return []
    html = render_template("prevention/facts/card.html", house=house, facts=shown[:SHOWN], count=len(shown))
    return [Card(place=place, order=WITH_ME if mine else AT_THE_DESK, html=html)]
