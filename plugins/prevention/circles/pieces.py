"""Who is active in a theme, on the page of that theme."""

from collections.abc import Sequence
from typing import Final

from flask import render_template

from app.calendar.themes import Theme
from app.places.models import House
from app.plugins import Piece
from plugins.prevention.circles import reading

ACTIVE: Final = 50
"""Its place on the page of a theme."""
SHOWN: Final = 3


def pieces(theme: Theme, house: House) -> Sequence[Piece]:
    """The first circles with who is in them, or the question who begins one."""
    found = reading.listed(theme.key, SHOWN + 1)
    told = [(one, [body.name for body in reading.standing(one) if not body.hidden]) for one in found[:SHOWN]]
    html = render_template(
        "prevention/circles/piece.html", theme=theme, circles=told, more=len(found) > SHOWN, house=house
    )
    return [Piece(order=ACTIVE, html=html)]
