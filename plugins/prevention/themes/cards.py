"""The four themes on the page of a house."""

from typing import Final

from flask import render_template

from app.calendar.themes import THEMES
from app.plugins import Card

AFTER_THE_REST: Final = 60
"""The card's place: first what is on, and what needs hands."""


def cards(place: str, house_id: int | None) -> list[Card]:
    """A card on the page of a house, with a link for each theme."""
    if place != "house" or house_id is None:
        return []
    html = render_template("prevention/themes/card.html", themes=THEMES)
    return [Card(place=place, order=AFTER_THE_REST, html=html)]
