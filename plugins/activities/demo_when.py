"""In the demo: something on days that were chosen one by one, and something that is only online."""

from datetime import date, time, timedelta
from typing import Any, Final

from app.calendar.repeats import Repeat
from plugins.activities.demo_programme import HOME
from plugins.activities.online.address import PLACE, OnlineAt
from plugins.activities.planning import When, Where, Words
from plugins.activities.publishing import publish

WEEKS: Final = (3, 7, 12)


def load(demo: Any) -> None:
    """Publish both, from today on."""
    saturday = demo.today + timedelta(days=(5 - demo.today.weekday()) % 7)
    days = tuple(saturday + timedelta(weeks=weeks) for weeks in WEEKS)
    swap = Words(
        title="Ruilen op zaterdag",
        about="Breng drie dingen mee die nog goed zijn, en neem er drie mee naar huis.",
        themes=("wonen", "ontmoeten"),
    )
    when = When(first=days[0], start=time(10), end=time(12), days=days)
    publish(demo.actor("Petra Windekind"), demo.house(HOME), swap, when, Where(place="Voorbeeldplein"))
    reading = Words(
        title="Samen lezen, ieder op de bank",
        about="We lezen een kort verhaal voor en praten erover. Je hoeft de deur niet uit.",
        themes=("ontmoeten",),
        places=12,
    )
    tuesday = demo.today + timedelta(days=(1 - demo.today.weekday()) % 7)
    evenings = When(first=tuesday, start=time(20), end=time(21), repeat=Repeat.monthly(1, -1, until=_later(tuesday)))
    where = Where(place=PLACE, online=OnlineAt(address="https://meet.example/samen-lezen"))
    publish(demo.actor("Mirjam Winterloo"), demo.house(HOME), reading, evenings, where)


def _later(day: date) -> date:
    return day + timedelta(weeks=26)
