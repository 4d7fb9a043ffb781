"""On the page of moving: a line to what the tags mean."""

from collections.abc import Sequence
from typing import Final

from flask import render_template

from app.calendar.themes import Theme
from app.places.models import House
from app.plugins import Piece

BELOW_THE_WEEK: Final = 11


def pieces(theme: Theme, house: House) -> Sequence[Piece]:
    """The line; of other themes nothing counts towards anything."""
    if theme.key != "bewegen":
        return []
    return [Piece(order=BELOW_THE_WEEK, html=render_template("prevention/counting/line.html"))]
