"""The way to the shelf, on the page of a theme."""

from collections.abc import Sequence
from typing import Final

from flask import render_template

from app.calendar.themes import Theme
from app.places.models import House
from app.plugins import Piece

SHELF: Final = 80
"""Its place on the page of a theme."""


def pieces(theme: Theme, house: House) -> Sequence[Piece]:
    """One line and one link."""
    return [Piece(order=SHELF, html=render_template("prevention/shelf/piece.html", theme=theme, house=house))]
