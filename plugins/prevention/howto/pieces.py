"""The cards on the page of their theme."""

from collections.abc import Sequence
from typing import Final

from flask import render_template

from app.calendar.themes import Theme
from app.places.models import House
from app.plugins import Piece
from plugins.prevention.howto.cards import of_theme

CARDS: Final = 20
"""Their place on the page of a theme."""


def pieces(theme: Theme, house: House) -> Sequence[Piece]:
    """A link to each card, and to all of them on paper."""
    html = render_template("prevention/howto/piece.html", theme=theme, cards=of_theme(theme.key))
    return [Piece(order=CARDS, html=html)]
