"""The way to moving in and out, in the settings; and what somebody brought."""

from typing import Any

import sqlalchemy as sa
from flask import render_template

from app.db import db
from app.people import roles
from app.places.models import House
from app.plugins import Card
from app.web import current_actor
from plugins.rooms.moving.models import MoveIn


def cards(place: str, house_id: int | None) -> list[Card]:
    """In the settings, for hosts."""
    house = db.session.get(House, house_id) if house_id is not None else None
    if house is None or place != "settings" or not roles.may(current_actor(), house.id, "host"):
        return []
    return [Card(place=place, order=40, html=render_template("rooms/moving/card_settings.html", house=house))]


def export_person(person_id: int) -> list[dict[str, Any]]:
    """The files that somebody brought and did not take yet."""
    rows = db.session.scalars(sa.select(MoveIn).where(MoveIn.maker_id == person_id).order_by(MoveIn.id))
    return [{"brought": one.made_at.isoformat(), "content": one.content} for one in rows]
