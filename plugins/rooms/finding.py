"""Find a room: which fit a wish, on how many of its dates, and what comes near when none does.

The number of queries does not grow with the rooms, their bookings or the dates that are asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

import sqlalchemy as sa

from app.calendar.repeats import Occurrence
from app.clock import Span, now
from app.db import db
from app.places.facts import FACTS, missing, told_by
from app.places.holding import busy_in
from app.places.hours import openings
from app.places.models import House, Space
from app.places.search import Candidate, capacity, free_spaces, near_misses, spaces_for, usable_stretches
from plugins.rooms.fitting import Outlook, Timetable, outlook

_LONGEST_BUFFER: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A room for the wished dates: on `free` of all `dates` it is open and free."""

    space: Space
    free: int
    dates: int

    @property
    def is_whole(self) -> bool:
        """Whether it is free on every date."""
        return self.free == self.dates


@dataclass(frozen=True, slots=True)
class DateChoice:
    """One date of a series in a room: whether it can be had, and otherwise the other rooms of the house that can."""

    day: date
    span: Span
    fits: bool
    others: tuple[Space, ...]
    off: str = ""
    """Why it is left out to begin with: the name of a holiday."""


def houses_from(first_id: int | None) -> list[int]:
    """Ids of all houses, the one where the visitor is first, partners last."""
    ids = list(db.session.scalars(sa.select(House.id).order_by(House.is_partner, House.id)))
    return sorted(ids, key=lambda house_id: house_id != first_id)


def facts_in(house_ids: Iterable[int]) -> list[tuple[str, str]]:
    """What rooms of these houses can have, as (key, word), as far as one of them has it. Private ones tell nothing."""
    known = set().union(*(told_by(space.fact_keys) for space in spaces_for(house_ids)))
    return [(key, str(fact.label)) for key, fact in FACTS.items() if key in known]


def lacking_one(house_ids: Iterable[int], people: int, facts: Sequence[str]) -> list[tuple[Space, str]]:
    """The rooms where so many people fit that have all of `facts` but one, each with that one."""
    lacks = [(space, missing(space.fact_keys, facts)) for space in spaces_for(house_ids, people)]
    return [(space, one[0]) for space, one in lacks if len(one) == 1]


def proposals(
    house_ids: Sequence[int], spans: Sequence[Span], people: int, wished: Space | None, facts: Sequence[str] = ()
) -> list[Proposal]:
    """The rooms with all of `facts` where `people` fit that are free on at least one of `spans`, best first.

    Best: free on most dates, then the room that was `wished`, then the houses in the given order, then the smallest
    that fits. A private room is among them only when it was wished by somebody who may.
    """
    spaces = spaces_for(house_ids, people, facts)
    if wished is not None and wished not in spaces and suits(wished, people, facts):
        spaces.insert(0, wished)
    tables = timetables(spaces, spans)
    found = [Proposal(space, sum(map(tables[space.id].fits, spans)), len(spans)) for space in spaces]
    order = {house_id: number for number, house_id in enumerate(house_ids)}
    return sorted(
        (proposal for proposal in found if proposal.free),
        key=lambda one: (-one.free, one.space is not wished, order.get(one.space.house_id, len(order))),
    )


def suits(space: Space, people: int, facts: Sequence[str]) -> bool:
    """Whether so many people may book this room (some may stand), and it has all of `facts`."""
    most = max(capacity(space), space.standing)
    return space.bookable and (not most or people <= most) and not missing(space.fact_keys, facts)


def date_choices(
    space: Space,
    dates: Sequence[Occurrence],
    people: int,
    off: Mapping[date, str] = MappingProxyType({}),
    facts: Sequence[str] = (),
) -> list[DateChoice]:
    """Each date of a series in `space`, and which other rooms of its house could take a date that it cannot.

    `off` are days that are left out to begin with, each with its reason.
    """
    others = [one for one in spaces_for([space.house_id], people, facts) if one.id != space.id]
    tables = timetables([space, *others], [one.span for one in dates])

    def choice(one: Occurrence) -> DateChoice:
        fits = tables[space.id].fits(one.span)
        free = () if fits else tuple(other for other in others if tables[other.id].fits(one.span))
        day = one.original_start.date()
        return DateChoice(day, one.span, fits, free, off.get(day, ""))

    return [choice(one) for one in dates]


def timetables(spaces: Sequence[Space], spans: Sequence[Span]) -> dict[int, Timetable]:
    """When each space is open and held around all of `spans`."""
    if not spaces or not spans:
        return {}
    window = Span(min(span.start for span in spans), max(span.end for span in spans))
    opened = openings(spaces, window)
    held = busy_in(spaces, window.padded(after=_LONGEST_BUFFER))  # the own buffer looks beyond the last date
    return {
        space.id: Timetable.of(opened[space.id], held[space.id], timedelta(minutes=space.buffer_minutes))
        for space in spaces
    }


def outlooks(
    house: House, first: date, days: int, people: int, facts: Sequence[str] = ()
) -> list[tuple[date, Outlook]]:
    """How much room each of `days` days from `first` on has for so many people, with `facts`. The past is not room."""
    spaces, zone = spaces_for([house.id], people, facts), house.zone
    window = Span.day(first, zone, days)
    opened, free = openings(spaces, window), usable_stretches(spaces, window)

    def of(day: date) -> Outlook:
        whole = Span.day(day, zone)
        rest = Span(max(whole.start, now()), whole.end) if now() < whole.end else None
        return outlook(_clipped(opened.values(), whole), _clipped(free.values(), rest) if rest else [])

    return [(day, of(day)) for day in (first + timedelta(days=number) for number in range(days))]


def instead(space: Space, span: Span, people: int, facts: Sequence[str] = ()) -> list[Candidate]:
    """Two things that are possible instead, as unlike as can be: another time here, another room then."""
    near = near_misses(space.id, span, people, facts, count=2)
    here, then = list(near.same_space), list(near.same_time)
    if not then and span.start >= now():
        elsewhere = [house_id for house_id in houses_from(space.house_id) if house_id != space.house_id]
        then = free_spaces(elsewhere, span, people, facts)
    return [*here[:1], *then[:1], *here[1:], *then[1:]][:2]


def _clipped(stretches: Iterable[Iterable[Span]], window: Span) -> list[Span]:
    return [part for spans in stretches for span in spans if (part := span.clipped(window))]
