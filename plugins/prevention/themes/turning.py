"""Where to turn with a question about a theme: somebody of the house first."""

from collections.abc import Sequence
from typing import Final

from flask import render_template

from app.calendar.themes import Theme
from app.places.models import House
from app.plugins import Piece

LAST: Final = 90
"""Its place on the page of a theme."""


def pieces(theme: Theme, house: House) -> Sequence[Piece]:
    """Who answers, on which number and when."""
    return [Piece(order=LAST, html=render_template("prevention/themes/turning.html", theme=theme))]
