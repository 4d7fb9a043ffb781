"""Public holidays as days on which a house may be closed. Facts from the `holidays` package, and Carnival."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.easter import easter
from holidays import OPTIONAL, PUBLIC, country_holidays

CARNIVAL: Final = {"nl": "Carnaval", "en": "Carnival"}
CARNIVAL_COUNTRIES: Final = ("NL",)
"""Where no package knows Carnival, and the south closes for it all the same."""
_LANGUAGES: Final = {"nl": "nl", "en": "en_US"}
_BEFORE_EASTER: Final = (49, 48, 47)
"""Carnival is the Sunday, Monday and Tuesday before Ash Wednesday, which is 46 days before Easter."""


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A day that may be a closure, and what it is called."""

    day: date
    name: str


def holidays_of(country: str, years: Iterable[int], language: str) -> list[Holiday]:
    """Public holidays of a country (ISO code) in these years, in order, with Carnival where the south has it."""
    wanted = list(years)
    known = country_holidays(country)
    calendar = country_holidays(
        country,
        years=wanted,
        language=_LANGUAGES[language] if _LANGUAGES[language] in known.supported_languages else known.default_language,
        categories=tuple(one for one in (PUBLIC, OPTIONAL) if one in known.supported_categories),
    )
    found = {day: Holiday(day, str(name)) for day, name in calendar.items()}
    for one in carnival(wanted, language) if country in CARNIVAL_COUNTRIES else ():
        found.setdefault(one.day, one)
    return sorted(found.values())


def carnival(years: Iterable[int], language: str) -> list[Holiday]:
    """The three days of Carnival in each of these years, in order."""
    return [
        Holiday(easter(year) - timedelta(days=days), CARNIVAL[language])
        for year in sorted(years)
        for days in _BEFORE_EASTER
    ]
