"""Where to turn with a question about a theme: somebody of the house first, then addresses of the theme."""

from collections.abc import Sequence
from typing import Final

from flask import render_template

from app.calendar.themes import Theme
from app.places.models import House
from app.plugins import Piece
from plugins.prevention.facts import reading

LAST: Final = 90
"""Its place on the page of a theme."""
SHOWN: Final = 3
"""So many fit; the page of addresses has all."""


def pieces(theme: Theme, house: House) -> Sequence[Piece]:
    """Who answers, on which number and when; then the addresses of this very theme, each with its source."""
    own = [one for one in reading.addresses(house, theme.key) if one.theme == theme.key]
    html = render_template("prevention/themes/turning.html", theme=theme, house=house, addresses=own[:SHOWN])
    return [Piece(order=LAST, html=html)]
