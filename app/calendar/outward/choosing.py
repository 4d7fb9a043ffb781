"""Which house and theme an address names, and what is on there: the same question for every way outward."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from flask import abort

from app.calendar import feeds
from app.calendar.entry import Entry, EntryQuery
from app.calendar.gathering import gather
from app.calendar.projection import Audience
from app.calendar.stretches import Stretch
from app.calendar.themes import BY_KEY
from app.clock import now, wall
from app.db import db
from app.places.models import House

NAMED: Final = ("house", "theme")
"""What an address may choose."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A house (None for all), a theme ("" for all), and the house in whose name and language is answered."""

    house: House | None
    theme: str
    speaker: House

    @property
    def named(self) -> dict[str, Any]:
        """It as an address names it."""
        given = {"house": self.house.slug if self.house else "", "theme": self.theme}
        return {name: value for name, value in given.items() if value}

    @property
    def key(self) -> tuple[str, str, str]:
        """It as a key."""
        return (self.house.slug if self.house else "", self.theme, self.speaker.slug)

    @property
    def today(self) -> date:
        """Today on the wall of the speaker."""
        return wall(now(), self.speaker.zone).date()


def choice_of(given: Mapping[str, str]) -> Choice:
    """What an address chooses. 404 for a house or theme that is not there, and before there is any house."""
    slug, theme = given.get("house", ""), given.get("theme", "")
    house = db.session.scalar(sa.select(House).where(House.slug == slug)) if slug else None
    speaker = house or feeds.main_house()
    if speaker is None or (slug and house is None) or (theme and theme not in BY_KEY):
        abort(404)
    return Choice(house, theme, speaker)


def what_is_on(choice: Choice, stretch: Stretch) -> list[Entry]:
    """What everybody may know of what is on in these days, what is off too."""
    query = EntryQuery(
        window=stretch.span(choice.speaker.zone),
        house_id=choice.house.id if choice.house else None,
        theme=choice.theme or None,
        with_cancelled=True,
    )
    return gather(query, Audience.AGENDA)
