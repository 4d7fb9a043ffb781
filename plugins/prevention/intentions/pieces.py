"""What one means to do, on pages of others: a theme's, and one's own."""

from collections.abc import Sequence
from typing import Final

from flask import render_template

from app.calendar.themes import Theme
from app.places.models import House
from app.plugins import Card, Piece
from app.web import current_actor
from plugins.prevention.intentions.keeping import own
from plugins.prevention.intentions.sentences import sentences_of

ON_THEME: Final = 40
ON_ME: Final = 60
"""After what one promised and signed up for."""


def pieces(theme: Theme, house: House) -> Sequence[Piece]:
    """On the page of a theme: the two ready sentences, and the way to say it."""
    html = render_template("prevention/intentions/piece.html", theme=theme, sentences=sentences_of(theme))
    return [Piece(order=ON_THEME, html=html)]


def cards(place: str, person_id: int | None) -> list[Card]:
    """On one's own page: one's own list. Who acts for somebody at the desk sees only the way to it."""
    if place != "me" or person_id is None:
        return []
    formal = current_actor().on_behalf
    shown = [] if formal else own(person_id)
    if not shown and not formal:
        return []
    html = render_template("prevention/intentions/card.html", own=shown, formal=formal)
    return [Card(place=place, order=ON_ME, html=html)]
