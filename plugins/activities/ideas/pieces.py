"""What the idea box shows on pages of others: on the house's page, one's own page, and at the desk."""

from typing import Final

from flask import render_template

from app.plugins import Card
from app.web import current_actor
from plugins.activities.ideas import reading

SHOWN: Final = 2
"""Ideas on a card."""


def cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """The question what one would like here; one's own ideas, and what one was asked."""
    if place in ("home", "house") and house_id is not None:
        ideas = reading.listed(house_id, reading.NEW, SHOWN)
        return [Card(place=place, order=40, html=render_template("activities/ideas/card_house.html", ideas=ideas))]
    if place in ("me", "desk") and person_id is not None:
        html = render_template(
            "activities/ideas/card_me.html",
            ideas=reading.own_ideas(person_id),
            asked=reading.asked_of(person_id),
            formal=current_actor().on_behalf,
        )
        return [Card(place=place, order=22, html=html)]
    if place == "desk" and house_id is not None:
        ideas = reading.listed(house_id, reading.WAITING, SHOWN)
        return [Card(place=place, order=40, html=render_template("activities/ideas/card_desk.html", ideas=ideas))]
    return []
