"""Talks of the demo in each stage: to be planned, planned, offered, agreed on, told once more, and one who left."""

from datetime import date, time, timedelta
from typing import Any, Final

from sqlalchemy import select

from app import clock
from app.clock import Span, from_wall, now
from app.db import db
from app.people.models import Person
from app.places.search import free_spaces
from plugins.outreach.place import the_house
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.talks.models import LENGTH
from plugins.outreach.talks.moments import choose_for, confirm, offer
from plugins.outreach.talks.planning import plan, step_back
from plugins.outreach.talks.reading import weeks_ahead
from plugins.outreach.talks.room import choose_room

AGREED: Final = (("Jo Hazelhof", 1, 10, "call"), ("Riet Kwikstaart", 2, 14, "letter"), ("Cor Zilverberk", 3, 10, ""))
"""Name, day of the week (0 is Monday), hour, and how they were told once more."""
PAIRS: Final = (
    ("Wout Tegelveld", "Anneke Zilverberk"),
    ("Rachida Maanlicht", "Sjef Bruggeman-Vos"),
    ("Petra Windekind", "Omar Hazelnoot"),
)
OFFERING: Final = ("Anneke Zilverberk", "Malika Sterrenburg")


def load(demo: Any, key: str) -> None:
    """Three are agreed on for next week, one of them told of, and two more are on their way."""
    caller, week = demo.actor("Mirjam Winterloo"), weeks_ahead()[0]
    replies = {reply.name: reply.public_id for reply in _replies(key)}
    with clock.at(now() - timedelta(days=2)):
        for pair, (name, day, hour, how) in zip(PAIRS, AGREED, strict=True):
            talk = plan(caller, key, replies[name], week, _keys(demo, pair))
            first, second = _moment(week, day, hour), _moment(week, day + 1, hour)
            offer(demo.actor(pair[0]), talk, first, second)
            choose_for(caller, talk, first)
            if how:
                confirm(caller, talk, how)
    later = week + timedelta(weeks=5)
    talk = plan(caller, key, replies["Annie Vuurdoorn"], later, _keys(demo, OFFERING))
    offer(demo.actor(OFFERING[0]), talk, _moment(later, 1, 10), _moment(later, 3, 14))
    plan(caller, key, replies["Bep Windroos"], later, _keys(demo, ("Wout Tegelveld", "Rachida Maanlicht")))
    talk = plan(caller, key, replies["Harrie Kweepeer"], later, _keys(demo, PAIRS[2]))
    step_back(demo.actor(PAIRS[2][1]), talk)
    _in_the_house(demo, key, replies["Gerda Tuinfluiter"], week)


def _in_the_house(demo: Any, key: str, reply: str, week: date) -> None:
    """Two moments in a room that is free at both, where there is one."""
    caller, first, second = demo.actor("Mirjam Winterloo"), _moment(week, 0, 11), _moment(week, 4, 11)
    talk = plan(caller, key, reply, week, _keys(demo, PAIRS[1]))
    spans = (Span(first, first + LENGTH), Span(second, second + LENGTH))
    free = [{one.space.slug for one in free_spaces([the_house().id], span, people=3)} for span in spans]
    for slug in sorted(free[0] & free[1])[:1]:
        choose_room(caller, talk, slug)
    offer(demo.actor(PAIRS[1][0]), talk, first, second)


def _replies(key: str) -> list[Reply]:
    return list(db.session.scalars(select(Reply).where(Reply.round_id == round_with(key).id)))


def _moment(week: date, day: int, hour: int) -> Any:
    return from_wall(week + timedelta(days=day), time(hour), the_house().zone)


def _keys(demo: Any, pair: tuple[str, str]) -> tuple[str, str]:
    one, other = (db.session.get_one(Person, demo.person(name)).public_id for name in pair)
    return one, other
