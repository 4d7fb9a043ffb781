"""Its part of the demo house: the calendar of a school that does not exist; one of its dates is off."""

from datetime import date, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.calendar.entry import Status
from app.calendar.importing.fetching import Marks
from app.calendar.importing.reading import Found, Reading
from app.clock import Span, now
from app.db import db, transaction
from app.places.models import House
from plugins.activities.demo_programme import HOME
from plugins.activities.following.keeping import SourceValues, follow
from plugins.activities.following.looking import Seen
from plugins.activities.following.models import Source

URL: Final = "https://agenda.bs-dewiekslag.example/openbaar.ics"
DATES: Final = (
    (9, "15:00-16:30", "Samen buitenspelen", "Schoolplein De Wiekslag", "Touwen, ballen en stoepkrijt liggen klaar."),
    (11, "08:45-09:45", "Koffie voor ouders", "Aula", "Neem gerust een kleintje mee."),
    (16, "15:00-16:30", "Samen buitenspelen", "Schoolplein De Wiekslag", "Touwen, ballen en stoepkrijt liggen klaar."),
    (22, "18:30-20:00", "Voorleesavond", "Aula", "Kussen mee, knuffel mag ook."),
    (23, "15:00-16:30", "Samen buitenspelen", "Schoolplein De Wiekslag", "Touwen, ballen en stoepkrijt liggen klaar."),
    (25, "09:00-11:00", "Open ochtend", "", "Kom kijken in alle klassen."),
)
"""So many days from this week's Monday, from when to when, what, where, words."""
OFF: Final = "Koffie voor ouders"
"""What the school called off."""


ASKED_AGAIN: Final = timedelta(days=365)
"""There is no such server: nothing in the demo asks it for news."""


def load(demo: Any) -> None:
    """Follow it, as Chantal, who helps at the school as well."""
    values = SourceValues(
        name="Basisschool De Wiekslag",
        place="Basisschool De Wiekslag",
        page="https://www.bs-dewiekslag.example/agenda",
        themes=("ontmoeten",),
    )
    house_id = demo.house(HOME)
    zone = db.session.get_one(House, house_id).zone
    dates = tuple(_found(demo.today, number, zone) for number in range(len(DATES)))
    key = follow(demo.actor("Chantal Veerdonk"), house_id, URL, values, Seen(Reading("De Wiekslag", dates), Marks()))
    with transaction():
        later = sa.update(Source).where(Source.public_id == key)
        db.session.execute(later.values(due_at=now() + ASKED_AGAIN))


def _found(today: date, number: int, zone: ZoneInfo) -> Found:
    days, times, title, place, words = DATES[number]
    start, end = (time.fromisoformat(clock) for clock in times.split("-"))
    day = today - timedelta(days=today.weekday()) + timedelta(days=days)
    return Found(
        key=f"demo-{number}",
        span=Span.of(day, start, end, zone),
        title=title,
        words=words,
        place=place,
        status=Status.CANCELLED if title == OFF else Status.CONFIRMED,
    )
