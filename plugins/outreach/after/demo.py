"""Talks of the demo that took place: six at home, two walks, one in the house, one by phone; and what came after."""

from datetime import time, timedelta
from typing import Any, Final

from sqlalchemy import select

from app import clock
from app.clock import from_wall
from app.db import db, transaction
from app.people.models import Person
from app.refs import new_public_id
from plugins.outreach.after.asking import ask, nothing_more
from plugins.outreach.after.handling import done, give
from plugins.outreach.after.held import took_place
from plugins.outreach.after.models import ACTIVITY, CONTACT, INFORMATION, Followup
from plugins.outreach.place import the_house
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.talks.matching import monday
from plugins.outreach.talks.models import Talk

UNION, WELFARE, HOUSE = "Ouderenbond Klaverveld", "Welzijn Onder Ons", "Buurthuis De Kleine Dommelaar"
HELD: Final = (
    ("Sjef Moeraseik", "", ""),
    ("Fatima Rozenwater", ACTIVITY, HOUSE),
    ("Mien Torenvalk", "", ""),
    ("Ahmed Olijfboom", ACTIVITY, HOUSE),
    ("Wim Sleedoorn", INFORMATION, UNION),
    ("Jan Kamperfoelie", ACTIVITY, HOUSE),
    ("Suus Braamstruik", "", ""),
    ("Kees Waterlelie", CONTACT, WELFARE),
    ("Huub Lijsterbes", ACTIVITY, HOUSE),
    ("Zofia Lindebloem", CONTACT, WELFARE),
)
"""Who talked, and what they asked for of whom."""
PAIRS: Final = (
    ("Anneke Zilverberk", "Malika Sterrenburg"),
    ("Rachida Maanlicht", "Sjef Bruggeman-Vos"),
    ("Petra Windekind", "Omar Hazelnoot"),
)
STILL_OPEN: Final = ("Huub Lijsterbes", "Zofia Lindebloem")
TAKES: Final = "Chantal Veerdonk"
FIRST: Final = timedelta(days=25)
"""So long ago the first one took place; then one every other day."""


def load(demo: Any, key: str) -> None:
    """Let them have taken place, most of what was asked for be done, and two things be open, one of them given."""
    replies = {reply.name: reply for reply in _replies(key)}
    for number, (name, kind, recipient) in enumerate(HELD):
        one, other = (demo.person(visitor) for visitor in PAIRS[number % len(PAIRS)])
        starts = from_wall(demo.today - FIRST + timedelta(days=2 * number), time(14), the_house().zone)
        talk = _talk(replies[name].id, starts, one, other)
        with clock.at(starts + timedelta(hours=1)):
            took_place(demo.actor(PAIRS[number % len(PAIRS)][0]), talk, replies[name].form)
            if kind:
                ask(demo.actor(PAIRS[number % len(PAIRS)][0]), talk, kind, recipient, agreed=True)
            nothing_more(demo.actor(PAIRS[number % len(PAIRS)][0]), talk)
    for followup in db.session.scalars(select(Followup).order_by(Followup.id)).all():
        _handle(demo, followup.public_id, followup.talk.reply.name)


def _handle(demo: Any, key: str, name: str) -> None:
    first = demo.actor("Toos Kestelaar")
    if name not in STILL_OPEN:
        done(first, key)
    elif name == STILL_OPEN[-1]:
        give(first, key, db.session.get_one(Person, demo.person(TAKES)).public_id)


def _talk(reply_id: int, starts: Any, one: int, other: int) -> str:
    """A talk as it stood once it was agreed on: weeks ago, before which nothing here can be planned."""
    key = new_public_id()
    with transaction() as session:
        session.add(
            Talk(
                public_id=key,
                reply_id=reply_id,
                week=monday(starts.date()),
                one_id=one,
                other_id=other,
                first=starts,
                second=starts + timedelta(days=1),
                starts=starts,
                confirmed_by="call",
            )
        )
    return key


def _replies(key: str) -> list[Reply]:
    return list(db.session.scalars(select(Reply).where(Reply.round_id == round_with(key).id)))
