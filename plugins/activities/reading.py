"""What the pages of activities show, read in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import gettext as _

from app.calendar.choosing import has_words
from app.calendar.repeats import Repeat, describe
from app.clock import Span, now
from app.db import db
from app.people.models import Person
from app.web import dates
from plugins.activities.counting import places_taken
from plugins.activities.entries import left_words
from plugins.activities.models import Activity, Occurrence, Organiser, SignUp, with_spaces

AHEAD: Final = timedelta(days=100)
"""How far ahead "what there is to do" looks for the next date."""


@dataclass(frozen=True, slots=True)
class Line:
    """One date as it stands on a page, with the places left (None: one just walks in)."""

    occurrence: Occurrence
    left: int | None
    mine: bool = False

    @property
    def chip(self) -> tuple[str, str] | None:
        """The one fact that matters, as words and a class of the stylesheet."""
        one = self.occurrence
        if one.is_cancelled:
            return _("cancelled"), "off"
        if one.starts <= now() < one.ends:
            return _("on now"), "now"
        if self.mine:
            return _("yours"), "mine"
        if one.room_lost:
            return _("maybe"), "off"
        if self.left is None or (one.activity.sensitive and self.left):
            return None  # of what is sensitive there is no head count
        return left_words(self.left), "" if self.left else "full"

    @property
    def is_full(self) -> bool:
        """Whether every place is taken."""
        return self.left == 0


def dates_of(activity: Activity, person_id: int | None) -> list[Line]:
    """Every date of an activity that is not over, soonest first."""
    found = db.session.scalars(
        sa.select(Occurrence)
        .where(Occurrence.activity_id == activity.id, Occurrence.ends > now())
        .options(*with_spaces())
        .order_by(Occurrence.starts, Occurrence.id)
    ).all()
    return lines(found, person_id)


def lines(occurrences: Sequence[Occurrence], person_id: int | None) -> list[Line]:
    """Dates with the places left, and which are the reader's own. Of a sensitive one no count is told."""
    people = places_taken(one.id for one in occurrences)
    mine = signed_up(person_id, [one.id for one in occurrences])
    return [
        Line(
            one,
            None if one.activity.places is None else max(0, one.activity.places - people.get(one.id, 0)),
            one.id in mine,
        )
        for one in occurrences
    ]


def signed_up(person_id: int | None, occurrence_ids: Sequence[int]) -> set[int]:
    """To which of these dates somebody comes."""
    if person_id is None:
        return set()
    return set(
        db.session.scalars(
            sa.select(SignUp.occurrence_id).where(
                SignUp.occurrence_id.in_(occurrence_ids), SignUp.person_id == person_id, SignUp.cancelled_at.is_(None)
            )
        )
    )


def upcoming(theme: str | None, words: str, house_id: int | None = None) -> list[Occurrence]:
    """The next date of every activity that has one, soonest first; of a theme, or with `words` in title, text or place.

    One that is called off stands only where nothing comes after it.
    """
    rank = sa.func.row_number().over(
        partition_by=Occurrence.activity_id,
        order_by=(Occurrence.cancelled_at.is_not(None), Occurrence.starts, Occurrence.id),
    )
    ahead = (
        sa.select(Occurrence.id, rank.label("rank"))
        .where(Occurrence.ends > now(), Occurrence.starts < now() + AHEAD)
        .subquery()
    )
    wanted = (
        sa.select(Occurrence)
        .join(ahead, sa.and_(ahead.c.id == Occurrence.id, ahead.c.rank == 1))
        .join(Activity, Activity.id == Occurrence.activity_id)
        .options(*with_spaces())
        .order_by(Occurrence.starts, Occurrence.id)
    )
    if theme:
        wanted = wanted.where(("," + Activity.themes + ",").contains(f",{theme},", autoescape=True))
    wanted = wanted.where(~Activity.hidden)
    if house_id is not None:
        wanted = wanted.where(Activity.house_id == house_id)
    return [
        one
        for one in db.session.scalars(wanted).unique()
        if has_words(words, (one.activity.title, one.title, one.place_words, one.activity.about, one.activity.costs))
    ]


def names_shown(activity: Activity) -> list[str]:
    """First names of those who organise it and said yes to that; of a sensitive activity none."""
    if activity.sensitive:
        return []
    return [somebody.first_name for somebody in organisers_of(activity.id) if somebody.show_name]


def organisers_of(activity_id: int) -> list[Person]:
    """Who organises it, by name."""
    return list(
        db.session.scalars(
            sa.select(Person)
            .join(Organiser, Organiser.person_id == Person.id)
            .where(Organiser.activity_id == activity_id, Person.forgotten_at.is_(None))
            .order_by(Person.name, Person.id)
        )
    )


def when_words(occurrence: Occurrence) -> str:
    """When it is: "elke woensdag, 17:00–19:30", or the day of a date that stands alone."""
    zone, series = occurrence.activity.zone, occurrence.series
    if series is None:
        return f"{dates.day(occurrence.starts, zone)}, {dates.times(occurrence.span, zone)}"
    often = describe(Repeat.parse(f"{series.rule};COUNT=1"))
    return f"{often}, {dates.clock(series.first.time())}–{dates.clock(series.end_clock)}"


def guests_and_neighbours(occurrence_id: int) -> list[tuple[SignUp, str]]:
    """Who comes, with their name, first come first. Only for organisers, and never of a sensitive activity."""
    rows = db.session.execute(
        sa.select(SignUp, Person.name)
        .outerjoin(Person, Person.id == SignUp.person_id)
        .where(SignUp.occurrence_id == occurrence_id, SignUp.cancelled_at.is_(None))
        .order_by(SignUp.at, SignUp.id)
    )
    return [(signup, name or signup.name) for signup, name in rows]


def within(house_id: int, window: Span) -> list[Occurrence]:
    """The dates in a house that touch `window`, soonest first; called off ones too."""
    return list(
        db.session.scalars(
            sa.select(Occurrence)
            .join(Activity, Activity.id == Occurrence.activity_id)
            .where(Activity.house_id == house_id, Occurrence.starts < window.end, Occurrence.ends > window.start)
            .options(*with_spaces())
            .order_by(Occurrence.starts, Occurrence.id)
        )
    )
