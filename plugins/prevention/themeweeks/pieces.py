"""A theme week that is on or begins soon, at the top of the page of its theme."""

from collections.abc import Sequence
from typing import Final

from flask import render_template

from app.calendar.showing import today_in
from app.calendar.themes import Theme
from app.places.models import House
from app.plugins import Piece
from plugins.prevention.themeweeks.reading import near

BANNER: Final = 5
"""Before what is on."""


def pieces(theme: Theme, house: House) -> Sequence[Piece]:
    """The banner, or nothing."""
    weeks = near(theme.key)
    if not weeks:
        return []
    html = render_template("prevention/themeweeks/banner.html", weeks=weeks, today=today_in(house.zone))
    return [Piece(order=BANNER, html=html)]
