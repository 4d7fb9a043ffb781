"""What an address asks for: a choice, the house it names, and what is on there; for pages and every way outward."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from flask import abort

from app.calendar.choosing import Choice, Given, Unknown, read_choice
from app.calendar.entry import Entry, EntryQuery
from app.calendar.gathering import gather
from app.calendar.places import main_house
from app.calendar.projection import Audience
from app.calendar.stretches import Stretch
from app.clock import now, wall
from app.db import db
from app.places.models import House
from app.plugins import current_hooks


@dataclass(frozen=True, slots=True)
class Question:
    """A choice, the house that it names (None for all), and the house in whose name and language is answered."""

    choice: Choice
    house: House | None
    speaker: House

    @property
    def key(self) -> tuple[str, str]:
        """What tells its answers from others."""
        return (self.choice.query, self.speaker.slug)

    @property
    def today(self) -> date:
        """Today on the wall of the speaker."""
        return wall(now(), self.speaker.zone).date()


def choice_of(given: Given) -> Choice:
    """What an address chooses. 404 for a theme, label or weekday that there is not."""
    try:
        return read_choice(given, current_hooks().tags())
    except Unknown:
        abort(404)


def question_of(given: Given) -> Question:
    """What an address asks. 404 also for a house that is not there, and before there is any house."""
    choice = choice_of(given)
    named = choice.house.replace("-", "").isalnum()
    house = db.session.scalar(sa.select(House).where(House.slug == choice.house)) if named else None
    speaker = house or main_house()
    if speaker is None or (choice.house and house is None):
        abort(404)
    return Question(choice, house, speaker)


def what_is_on(question: Question, stretch: Stretch) -> list[Entry]:
    """What everybody may know of what is on in these days, what is off too."""
    query = EntryQuery(
        window=stretch.span(question.speaker.zone),
        house_id=question.house.id if question.house else None,
        theme=question.choice.theme or None,
        with_cancelled=True,
    )
    return question.choice.only(gather(query, Audience.AGENDA))
