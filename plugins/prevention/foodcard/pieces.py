"""The way to the card, on the page of eating."""

from collections.abc import Sequence
from typing import Final

from flask import render_template

from app.calendar.themes import Theme
from app.places.models import House
from app.plugins import Piece

PLACE: Final = 30
"""After what there is to do and what is known."""


def pieces(theme: Theme, _house: House) -> Sequence[Piece]:
    """A few words and a link, for eating alone."""
    if theme.key != "eten":
        return []
    return [Piece(order=PLACE, html=render_template("prevention/foodcard/piece.html"))]
