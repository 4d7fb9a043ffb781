"""The demo's staffed hours, keys and turns."""

from datetime import time
from typing import Any

from app.db import db
from app.places.availability import Hours
from app.places.models import House
from app.refusals import Refusal
from plugins.rooms.keys import register
from plugins.rooms.opening import heating, lines, plan, turns
from plugins.rooms.opening.models import CLOSE, OPEN

HOST = "Toos Kestelaar"
LINES = (
    (OPEN, None, "Verwarming aan"),
    (OPEN, None, "Licht aan in de gang"),
    (OPEN, None, "Kijken of het toilet schoon is"),
    (OPEN, "zaal-a", "Deur naar de tuin van het slot"),
    (CLOSE, None, "Ramen dicht"),
    (CLOSE, None, "Verwarming laag, lichten uit"),
    (CLOSE, None, "Afval mee naar buiten"),
    (CLOSE, None, "Voordeur op slot, sleutel terug in het kluisje"),
    (CLOSE, "zaal-a", "Deur naar de tuin op slot"),
)
"""What is to be done when opening and closing; in the whole house, or in a room."""
MINUTES = {"zaal-a": 90, "keuken": 20}
"""How long before a use the heating of rooms goes on; the others follow the house rule."""
KEYS = (("12", "Lieke Morgenster", True), ("14", "Hamza Korenveld", False))


def load(demo: Any) -> None:
    """A host is there by day; keys are out; somebody does the first evening. `demo` is `app.demo.Demo`."""
    house = db.session.get_one(House, demo.house("de-kleine-dommelaar"))
    host = demo.actor(HOST)
    week = [Hours(day, time(9), time(17)) for day in range(5)]
    turns.set_staffed_hours(host, house.id, week)
    register.set_code(host, house.id, "4711")
    for number, who, signed in KEYS:
        try:
            register.give(host, house.id, number, who, signed)
        except Refusal:
            continue
    rooms = {one.slug: one.id for one in lines.rooms_of(house.id)}
    for part, room, words in LINES:
        lines.add_line(host, house.id, part, words, rooms[room] if room else None)
    heating.set_minutes(host, house.id, MINUTES)
    free = [one for one in plan.coming(house) if not one.is_settled][:2]
    for one in free:
        turns.take(host, house.id, *one.moment.key)
