"""Rules on other pages: of a room on its page, what is left on the guided path, the way to them in the settings."""

from flask import render_template

from app.clock import Span
from app.db import db
from app.people import roles
from app.places.models import House, Space
from app.plugins import Card
from app.web import current_actor
from plugins.rooms.kinds.reading import left_for, rules_of
from plugins.rooms.kinds.words import left_words, sentence


def cards(place: str, house_id: int | None) -> list[Card]:
    """In the settings the way to the rules."""
    house = db.session.get(House, house_id) if house_id is not None else None
    if house is None or place != "settings" or not roles.may(current_actor(), house.id, "host"):
        return []
    return [Card(place=place, order=29, html=render_template("rooms/kinds/card_settings.html", house=house))]


def sentences_for(space: Space) -> list[str]:
    """The rules that are about this room, or about a kind of use in every room."""
    return [sentence(rule) for rule in rules_of(space.house_id) if rule.space_id in (None, space.id)]


def left_lines(space: Space, purpose: str, span: Span, person_id: int | None, group_id: int | None) -> list[str]:
    """What is left of what is counted, before it is used up."""
    left = left_for(space.house, space.id, purpose, span, person_id, group_id)
    return [left_words(rule, number) for rule, number in left]
