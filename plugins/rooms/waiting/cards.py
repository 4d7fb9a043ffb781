"""One's own wishes on one's own page."""

from flask import render_template

from app.plugins import Card
from plugins.rooms.waiting.wishing import wishes_of


def me_card(person_id: int) -> list[Card]:
    """What somebody waits for, and what is kept for them; nothing where there is neither."""
    found = wishes_of(person_id)
    if not found:
        return []
    return [Card(place="me", order=5, html=render_template("rooms/waiting/card_me.html", wishes=found))]
