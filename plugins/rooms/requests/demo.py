"""Requests in the demo: the school's gym says yes first. One series waits, and one request waits longer than agreed."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, Final

from app.calendar.repeats import Repeat
from app.clock import Span, at, from_wall
from app.db import db
from app.places import rules
from app.places.models import Space
from app.places.search import free_spaces
from plugins.rooms.booking import book
from plugins.rooms.demo_quiet import say_nothing_now
from plugins.rooms.finding import date_choices
from plugins.rooms.models import PUBLIC
from plugins.rooms.requests.answering import write
from plugins.rooms.rules import APPROVAL
from plugins.rooms.series import Repeating, book_weekly
from plugins.rooms.use import Use

GYM: Final = "gymzaal-regenboogvis"
WHY: Final = "De gymzaal is ook van de school. We overleggen eerst met de conciërge."
TIMES: Final = (time(18), time(19, 30))
FAR: Final = timedelta(days=40)


def load(demo: Any) -> None:
    """The decision, and two requests. `demo` is `app.demo.Demo`."""
    space = db.session.get_one(Space, demo.space("gymzaal"))
    wout, long_ago = demo.actor("Wout Tegelveld"), demo.today - timedelta(days=20)
    with at(from_wall(long_ago, time(10), space.house.zone)):
        rules.decide(wout, space.house_id, APPROVAL, True, long_ago, WHY)
    party = Use(purpose="together", people=20, title="Feest van de straat", visibility=PUBLIC)
    with at(from_wall(demo.today - timedelta(days=4), time(11), space.house.zone)):
        key = book(demo.actor("Lieke Morgenster"), space.id, _free(space, demo.today + FAR), party)
        write(wout, key, "Komt er ook muziek? Dan overleg ik met de buren.")
    say_nothing_now(key)
    dance = Use(purpose="together", people=12, title="Dansen voor beginners", visibility=PUBLIC)
    with at(from_wall(demo.today - timedelta(days=1), time(15), space.house.zone)):
        key = book_weekly(demo.actor("Noor Amberdal"), space.id, _fridays(space, demo.today + FAR), dance)
    say_nothing_now(key)


def _fridays(space: Space, day: date) -> Repeating:
    """Four Fridays in a row; where the gym is not free, that one is left out."""
    first = day + timedelta(days=(4 - day.weekday()) % 7)
    weekly = Repeating(repeat=Repeat.weekly(4, count=4), first=first, start=TIMES[0], end=TIMES[1])
    choices = date_choices(space, weekly.dates(space.house.zone), 1)
    taken = frozenset(one.day for one in choices if not one.fits)
    return replace(weekly, repeat=replace(weekly.repeat, excluded=taken))


def _free(space: Space, day: date) -> Span:
    """The first evening from `day` on at which the gym is free."""
    while True:
        span = Span.of(day, *TIMES, space.house.zone)
        if any(one.space.id == space.id for one in free_spaces([space.house_id], span, 1)):
            return span
        day += timedelta(days=1)
