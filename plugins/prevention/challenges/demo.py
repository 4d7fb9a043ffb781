"""The walkers of the demo house are on their way to Paris."""

from datetime import timedelta
from typing import Any, Final

from app.actors import Actor
from app.clock import at, now
from app.db import db
from app.people.groups import members_of
from app.people.models import Group
from plugins.prevention.challenges.steering import ChallengeValues, add, start

HOME: Final = "de-kleine-dommelaar"
GROUP: Final = "Wandelgroep De Stapvoets"
COVERED: Final = (("41,5", 18), ("38", 11), ("44", 4))
"""Kilometres together, and how many days ago."""


def load(demo: Any) -> None:
    """A third of the way, for everybody to see."""
    house, group = demo.house(HOME), db.session.get_one(Group, demo.group(GROUP))
    actor = Actor.self(members_of(group.id)[0][0].id)
    values = ChallengeValues(
        title="Samen naar Parijs lopen",
        start="De Kleine Dommelaar",
        goal="Parijs",
        km=390,
        ends_on=demo.today + timedelta(days=120),
        everyone=True,
    )
    with at(now() - timedelta(days=21)):
        key = start(actor, group.slug, house, values)
    for km, ago in COVERED:
        add(actor, key, km, demo.today - timedelta(days=ago))
