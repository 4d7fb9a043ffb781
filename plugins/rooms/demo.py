"""The demo house's bookings of thirteen weeks: 70 dates of series, 20 loose ones, some moved, three cancelled.

They go around what is in the agenda already: activities hold their rooms first.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.calendar.repeats import Repeat, occurrences
from app.clock import Span, at, from_wall, now
from app.db import db
from app.places.models import Space
from app.places.search import free_spaces
from app.refusals import Refusal
from plugins.rooms import finding
from plugins.rooms.after import demo as after
from plugins.rooms.booking import book, move
from plugins.rooms.cancelling import Scope, cancel
from plugins.rooms.demo_quiet import say_nothing_now
from plugins.rooms.door import demo as doors
from plugins.rooms.models import BUSY, PUBLIC
from plugins.rooms.requests import demo as requests
from plugins.rooms.series import Repeating, book_weekly
from plugins.rooms.sharing import demo as sharing
from plugins.rooms.use import Use
from plugins.rooms.waiting import demo as waiting

WEEKS_BACK: Final = 4
WEEKS: Final = 13
MOST_WEEKS: Final = 30
"""So far ahead a series looks for its dates when holidays are in the way."""


@dataclass(frozen=True, slots=True)
class Often:
    """A weekly booking: `dates` of them, from `weeks` weeks ago on. Weekday 0 is Monday."""

    who: str
    space: str
    weekday: int
    times: str
    title: str
    people: int
    dates: int
    visibility: str = PUBLIC
    group: str = ""
    purpose: str = "together"


SERIES: Final = (
    Often("Lieke Morgenster", "zaal-a", 0, "15:30-17:00", "Huiswerk samen", 12, 13),
    Often("Ibrahim Duinhart", "zaal-a", 0, "19:30-21:30", "Huiscirkel", 16, 12, purpose="meeting"),
    Often(
        "Sjef Bruggeman-Vos",
        "zaal-b",
        1,
        "10:00-11:30",
        "Buurtapp Klaverveld",
        8,
        13,
        BUSY,
        "Buurtapp Klaverveld",
        "meeting",
    ),
    Often("Fenna Duifhout", "zaal-b", 2, "10:00-12:00", "Naaiclub", 10, 13),
    Often("Piotr Lindeboomski", "zaal-a", 5, "13:00-15:00", "Schaken voor iedereen", 14, 10),
    Often("Tomasz Zandweg", "wilgenhof-oefenruimte", 3, "19:30-21:00", "Blaaskwintet", 5, 9, BUSY, purpose="private"),
)

LOOSE: Final = (
    ("Lieke Morgenster", "Overleg Verzonnenlaan", 12, "meeting", BUSY),
    ("Ria Klokman", "Verjaardag van Ria", 25, "party", BUSY),
    ("Chantal Veerdonk", "Menu voor de eettafel", 6, "meeting", BUSY),
    ("Hamza Korenveld", "Stemproef van het koor", 15, "together", PUBLIC),
    ("Noor Amberdal", "Filmmiddag", 20, "together", PUBLIC),
    ("Senna Brouwhoek", "Dansclip oefenen", 8, "together", BUSY),
    ("Petra Windekind", "Wolspinnen", 9, "together", PUBLIC),
    ("Anouar Vlasveld", "Taalmaatjes", 10, "meeting", PUBLIC),
    ("Malika Sterrenburg", "Hennafeest", 30, "party", BUSY),
    ("Kofi Regenwold", "Trommelen", 12, "together", PUBLIC),
    ("Gerrit Pruimenboom", "Bijenpraatje", 15, "together", PUBLIC),
    ("Loes Appelgaard", "Zadenruil", 20, "together", PUBLIC),
    ("Rachida Maanlicht", "Fietsvrouwen overleggen", 7, "meeting", BUSY),
    ("Daan Waterlelie", "Bewonersoverleg Proefpad", 18, "meeting", PUBLIC),
    ("Bep Tuinhek", "Kaarten maken", 6, "together", BUSY),
    ("Joris Pannenkoek", "Pannenkoeken bakken", 20, "together", PUBLIC),
    ("Esmée Rozenpad", "Leeskring", 8, "together", PUBLIC),
    ("Omar Hazelnoot", "Voetbal kijken", 25, "together", PUBLIC),
    ("Marit Vlinderdal", "Babycafé", 12, "together", PUBLIC),
    ("Wim Schaafsel", "Modelbouw", 6, "other", BUSY),
)
CANCELLED: Final = (5, 12, 16)
"""Which of the loose ones were called off."""
MOVED: Final = (3, 13)
TRIED_TWICE: Final = (0, 14)
"""Somebody else wanted the same room and hour, and was told what else is possible."""
TO_TELL: Final = (1, 10, 19)
"""Booked lately by who has no e-mail: the desk still has to call them."""
TALKS: Final = (("Toos Kestelaar", 1, "14:00-15:00"), ("Yusuf Zonnebrink", 3, "11:00-12:00"))
"""In the private room: nobody sees them."""


def load(demo: Any) -> None:
    """Fill the demo's bookings, each made some days before it begins. `demo` is `app.demo.Demo`."""
    zone = db.session.get_one(Space, demo.space("zaal-a")).house.zone
    monday = demo.today - timedelta(days=demo.today.weekday() + 7 * WEEKS_BACK)
    for one in SERIES:
        _load_series(demo, one, monday, zone)
    for number, (who, title, people, purpose, visibility) in enumerate(LOOSE):
        use = Use(purpose=purpose, people=people, title=title, visibility=visibility)
        _load_loose(demo, number, who, use, monday, zone)
    for who, weekday, times in TALKS:
        use = Use(purpose="meeting", people=2, title="Gesprek", visibility=BUSY)
        span = _span(demo.today + timedelta(days=(weekday - demo.today.weekday()) % 7 + 7), times, zone)
        say_nothing_now(book(demo.actor(who), demo.space("spreekkamer"), span, use))
    requests.load(demo)
    waiting.load(demo)
    doors.load(demo)
    after.load(demo)
    sharing.load(demo)


def _load_series(demo: Any, one: Often, monday: date, zone: ZoneInfo) -> None:
    """As many dates as it takes, around holidays and what others hold."""
    first = monday + timedelta(days=one.weekday)
    start, end = (time.fromisoformat(text) for text in one.times.split("-"))
    space = db.session.get_one(Space, demo.space(one.space))
    wished = occurrences(Repeat.weekly(one.weekday, count=MOST_WEEKS), first, start, end, zone)
    choices = finding.date_choices(space, wished, one.people)
    kept = [choice.day for choice in choices if choice.fits][: one.dates]
    skipped = frozenset(choice.day for choice in choices if choice.day < kept[-1] and choice.day not in kept)
    repeat = replace(Repeat.weekly(one.weekday, until=kept[-1]), excluded=skipped)
    use = Use(
        purpose=one.purpose,
        people=one.people,
        title=one.title,
        visibility=one.visibility,
        group_id=demo.group(one.group) if one.group else None,
    )
    with at(from_wall(first - timedelta(days=20), time(11), zone)):
        key = book_weekly(
            demo.actor(one.who), space.id, Repeating(repeat=repeat, first=first, start=start, end=end), use
        )
    say_nothing_now(key)


def _load_loose(demo: Any, number: int, who: str, use: Use, monday: date, zone: ZoneInfo) -> None:
    """One booking on a day that chance picks, where there is room; some were moved or called off."""
    is_news = number in TO_TELL
    space, span = _somewhere(demo, demo.today + timedelta(days=1) if is_news else monday, use.people, zone)
    early, hours = timedelta(days=demo.random.randrange(2, 12)), timedelta(hours=demo.random.randrange(1, 9))
    made = min(span.start - early, now() - timedelta(days=1) + hours if is_news else now() - hours)
    with at(made):
        key = book(demo.actor(who), space.id, span, use)
    if number in TRIED_TWICE:
        _try_the_same(demo, space, span, use)
    if number in MOVED and span.start > now():
        _move_a_little(demo, who, key, space, span)
    if number in CANCELLED:
        with at(min(made + timedelta(days=1), span.start - timedelta(hours=5))):
            cancel(demo.actor(who), key, Scope.ONE)
    if not is_news:
        say_nothing_now(key)


def _somewhere(demo: Any, first: date, people: int, zone: ZoneInfo) -> tuple[Space, Span]:
    """A room and a time that are free, picked by chance."""
    house_id = demo.house("de-kleine-dommelaar")
    while True:
        day = first + timedelta(days=demo.random.randrange(WEEKS * 7))
        start = datetime.combine(day, time(demo.random.choice((10, 11, 13, 14, 15, 19))))
        span = _span(day, f"{start:%H:%M}-{start + timedelta(hours=2):%H:%M}", zone)
        found = [one.space for one in free_spaces([house_id], span, people) if not one.space.condition]
        if found:
            return found[0], span


def _try_the_same(demo: Any, space: Space, span: Span, use: Use) -> None:
    try:
        with at(span.start - timedelta(days=1)):
            book(demo.actor("Chantal Veerdonk"), space.id, span, use)
    except Refusal:
        return
    raise AssertionError("two bookings of one room at one time")


def _move_a_little(demo: Any, who: str, key: str, space: Space, span: Span) -> None:
    """To the nearest other time, if there is one."""
    for one in finding.instead(space, span, 1)[:1]:
        move(demo.actor(who), key, one.space.id, one.span)


def _span(day: date, times: str, zone: ZoneInfo) -> Span:
    start, end = (time.fromisoformat(text) for text in times.split("-"))
    return Span.of(day, start, end, zone)
