"""Days that stand out in the year of the demo house, and single evenings of the weeks to come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Special:
    """Something of one day."""

    title: str
    times: str
    by: str
    about: str
    day: date
    space: str = ""
    place: str = ""
    themes: tuple[str, ...] = ("ontmoeten",)
    places: int | None = None


IFTARS: Final = {2025: date(2025, 3, 15), 2026: date(2026, 3, 7), 2027: date(2027, 2, 27), 2028: date(2028, 2, 12)}
"""A Saturday in Ramadan."""


def specials(today: date) -> list[Special]:
    """The days that stand out in the year after `today`, and the single evenings of the weeks to come."""
    found = [
        Special(
            title="Veilig in huis: een avond met tips", times="19:30-21:00", by="Ibrahim Duinhart", space="zaal-b",
            day=_weekday_after(today + timedelta(days=9), 2), themes=("wonen",), places=30,
            about="Losse kleedjes, licht op de gang, een leuning erbij. Je gaat naar huis met een lijst voor jezelf.",
        ),
        Special(
            title="Peulvruchten proeven", times="14:00-16:00", by="Chantal Veerdonk", space="keuken",
            day=_weekday_after(today + timedelta(days=16), 4), themes=("eten",), places=8,
            about="Linzen, bonen en kikkererwten. We koken drie gerechten en eten ze samen op.",
        ),
        Special(
            title="Weer op de fiets", times="10:00-11:30", by="Rachida Maanlicht", place="Voorbeeldplein",
            day=_weekday_after(today + timedelta(days=20), 3), themes=("bewegen",), places=12,
            about="Lang niet gefietst? We oefenen rustig op het plein, en dan een klein rondje.",
        ),
        Special(
            title="Burendag", times="11:00-15:00", by="Sjef Bruggeman-Vos", place="Voorbeeldplein",
            day=_coming(today, lambda y: _nth_weekday(y, 9, 5, 4)),
            about="Een lange tafel op het plein. Iedereen brengt iets lekkers mee.",
        ),
        Special(
            title="Sinterklaas in het huis", times="13:00-15:00", by="Leny Schapenwei", space="grote-zaal",
            day=_coming(today, lambda y: _weekday_before(date(y, 12, 5), 5)),
            about="Pepernoten, liedjes en een zak vol verrassingen. Ook voor wie al groot is.",
        ),
        Special(
            title="Nieuwjaarskoffie", times="14:00-16:00", by="Yusuf Zonnebrink", place="Huiskamer",
            day=_coming(today, lambda y: _weekday_after(date(y, 1, 2), 3)),
            about="We drinken op het nieuwe jaar. En we vertellen wat we willen gaan doen.",
        ),
        Special(
            title="Koningsdag op het plein", times="09:00-13:00", by="Ruben Kastanjer", place="Voorbeeldplein",
            day=_coming(today, _kings_day), about="Kleedjesmarkt en limonade. Het huis zelf is dicht.",
        ),
        Special(
            title="Dodenherdenking", times="19:45-20:15", by="Gerrit Pruimenboom", place="Boom op het Voorbeeldplein",
            day=_coming(today, lambda y: date(y, 5, 4)), about="Om acht uur zijn we twee minuten stil.",
        ),
    ]  # fmt: skip
    iftar = next((day for _year, day in sorted(IFTARS.items()) if day > today), None)
    if iftar is not None:
        found.append(
            Special(
                title="Buurtiftar", times="16:30-19:30", by="Malika Sterrenburg", place="Hal van de school, Proefpad 3",
                day=iftar, themes=("eten", "ontmoeten"), places=60,
                about="Samen eten na zonsondergang. Iedereen is welkom, vastend of niet.",
            )
        )  # fmt: skip
    return found


def _coming(today: date, day_of: Callable[[int], date]) -> date:
    """The first such day after `today`."""
    day = day_of(today.year)
    return day if day > today else day_of(today.year + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    return _weekday_after(date(year, month, 1), weekday) + timedelta(weeks=nth - 1)


def _weekday_after(day: date, weekday: int) -> date:
    """The first `weekday` on or after `day`."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _weekday_before(day: date, weekday: int) -> date:
    """The last `weekday` on or before `day`."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _kings_day(year: int) -> date:
    day = date(year, 4, 27)
    return day if day.weekday() != 6 else date(year, 4, 26)
