"""The way to the talk guide from the desk: whoever sits there is who is told worries."""

from typing import Final

from flask import render_template

from app.plugins import Card

AT_THE_DESK: Final = 61
"""After what waits for the host."""


def cards(place: str, person_id: int | None) -> list[Card]:
    """A line at the desk itself; not beside somebody who is helped there: it is never about them."""
    if place != "desk" or person_id is not None:
        return []
    return [Card(place=place, order=AT_THE_DESK, html=render_template("prevention/talk/card.html"))]
