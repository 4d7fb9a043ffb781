"""What somebody asked and was asked, on their own page."""

from typing import Final

from flask import render_template

from app.plugins import Card
from app.web import current_actor
from plugins.prevention.together import reading
from plugins.prevention.together.words import NEUTRAL

WITH_ME: Final = 22
"""The card's place: beside what one comes to."""


def cards(place: str, person_id: int | None) -> list[Card]:
    """A card with one's own, where there is any; of who is helped at the desk as well."""
    if place not in ("me", "desk") or person_id is None:
        return []
    found = reading.own(person_id)
    if not found:
        return []
    html = render_template(
        "prevention/together/card.html", found=found, formal=current_actor().on_behalf, neutral=NEUTRAL
    )
    return [Card(place=place, order=WITH_ME, html=html)]
