"""When which district gets its letters, so that the visitors have as even a year as the wishes allow.

Letters of a district are work that may be done from its earliest month to its latest. The most even plan is found by
taking, again and again, the stretch of months into which the most letters must go for each month, giving its months
exactly that, and going on with the rest (Yao, Demers and Shenker, "A scheduling model for reduced CPU energy", 1995).

Promised of every plan:
- each letter goes out in a letter month that its district allows;
- no plan has a lower fullest month than this one;
- without wishes of the districts, no two letter months differ by more than one letter.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import Final

YEARS: Final = 5
"""A wheel goes round in so many years (founding paper)."""
ONE_IN_THREE: Final = Fraction(1, 3)
"""Of those who get a letter, about so many would like a talk (founding paper)."""


@dataclass(frozen=True, slots=True)
class District:
    """A district as the planner knows it: letters to send, and the months (0 is the first) that it allows, both in."""

    key: str
    letters: int
    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Team:
    """Who holds the talks: so many visitors, each so many talks a month, so many together at one talk."""

    visitors: int
    talks: int
    together: int = 2

    def talks_in(self, months: int) -> int:
        """Talks that they can hold in so many months."""
        return self.visitors * self.talks * months // self.together


@dataclass(frozen=True, slots=True)
class Calendar:
    """When letters may go out: `months` months from the first (0), `every` so many months, and never in `quiet` ones.

    A letter month that falls in a quiet month is the first one after it that is not.
    """

    months: int
    every: int = 1
    quiet: frozenset[int] = frozenset()

    def letter_months(self) -> list[int]:
        """Months in which letters go out, in order."""
        found, next_one = list[int](), 0
        for month in range(self.months):
            if month >= next_one and month not in self.quiet:
                found.append(month)
                next_one = month + self.every
        return found


@dataclass(frozen=True, slots=True)
class Batch:
    """Letters for one district in one month."""

    month: int
    key: str
    letters: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """The talks do not fit: how many the fullest letter month asks for, how many can be held until the next one.

    Each of the rest would be enough by itself: so many visitors, so many talks a month for each (None when nobody
    visits), or a wheel of so many letter months (None too; without wishes of districts).
    """

    asked: int
    possible: int
    visitors: int
    talks: int | None
    letter_months: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Batches by month, and what does not fit: districts that allow no month with letters, and talks too many."""

    batches: tuple[Batch, ...]
    without_month: tuple[str, ...]
    shortage: Shortage | None

    @property
    def by_month(self) -> Mapping[int, int]:
        """Letters of each month that has any."""
        found: dict[int, int] = {}
        for batch in self.batches:
            found[batch.month] = found.get(batch.month, 0) + batch.letters
        return found


def plan(districts: Sequence[District], calendar: Calendar, team: Team, share: Fraction = ONE_IN_THREE) -> Plan:
    """The most even plan. `share` of the letters is expected to lead to a talk, before the next letters go out.

    Where districts could as well go before as after one another, the first of `districts` goes first.
    """
    slots = calendar.letter_months()
    jobs = [_Job(one.key, one.letters, *_window(one, slots)) for one in districts if one.letters > 0]
    homeless = tuple(job.key for job in jobs if job.first > job.last)
    filled = _even([job for job in jobs if job.first <= job.last], len(slots))
    found = Plan(tuple(Batch(slots[slot], key, letters) for slot, key, letters in filled), homeless, None)
    letters = sum(one.letters for one in districts)
    return replace(found, shortage=_shortage(max(found.by_month.values(), default=0), letters, calendar, team, share))


@dataclass(slots=True)
class _Job:
    """Letters of a district, to go into the slots `first` to `last`: letter months, counted on."""

    key: str
    left: int
    first: int
    last: int


def _window(district: District, slots: Sequence[int]) -> tuple[int, int]:
    inside = [slot for slot, month in enumerate(slots) if district.earliest <= month <= district.latest]
    return (inside[0], inside[-1]) if inside else (1, 0)


def _even(jobs: list[_Job], slots: int) -> list[tuple[int, str, int]]:
    """(slot, key, letters), in order. The fullest stretch first; then time goes on as if it were not there."""
    open_slots, found = list(range(slots)), list[tuple[int, str, int]]()
    while jobs:
        first, last, letters = _fullest(jobs)
        inside = [job for job in jobs if first <= job.first and job.last <= last]
        taken = open_slots[first : last + 1]
        found += _one_by_one(inside, first, taken, letters)
        jobs = [_without(job, first, last) for job in jobs if job not in inside]
        del open_slots[first : last + 1]
    return sorted(found, key=lambda batch: batch[0])


def _fullest(jobs: Sequence[_Job]) -> tuple[int, int, int]:
    """The first, the last slot and the letters of the stretch that needs the most letters for each slot."""
    best, most = (0, 0, 0), Fraction(-1)
    for first in sorted({job.first for job in jobs}):
        letters = 0
        for job in sorted((job for job in jobs if job.first >= first), key=lambda job: job.last):
            letters += job.left
            if (dense := Fraction(letters, job.last - first + 1)) >= most:
                best, most = (first, job.last, letters), dense
    return best


def _one_by_one(jobs: Sequence[_Job], first: int, slots: Sequence[int], letters: int) -> list[tuple[int, str, int]]:
    """Fill `slots` evenly, whoever must be ready first going first: with an even room, nobody comes too late.

    Room is rounded on the running total, so the slots of every stretch hold more than their share less one letter.
    """
    waiting, found = deque(sorted(jobs, key=lambda job: job.last)), list[tuple[int, str, int]]()
    for number, slot in enumerate(slots):
        room = letters * (number + 1) // len(slots) - letters * number // len(slots)
        while room:
            job = next(job for job in waiting if job.left and job.first <= first + number)
            sent = min(room, job.left)
            found.append((slot, job.key, sent))
            job.left, room = job.left - sent, room - sent
    return found


def _without(job: _Job, first: int, last: int) -> _Job:
    """The same job in a time that leaves out the slots `first` to `last`."""
    gone = last - first + 1
    starts = job.first if job.first < first else max(first, job.first - gone)
    ends = job.last if job.last < first else max(first - 1, job.last - gone)
    return _Job(job.key, job.left, starts, ends)


def _shortage(fullest: int, letters: int, calendar: Calendar, team: Team, share: Fraction) -> Shortage | None:
    asked, possible = ceil(fullest * share), team.talks_in(calendar.every)
    if asked <= possible:
        return None
    talks = asked * team.together
    return Shortage(
        asked=asked,
        possible=possible,
        visitors=ceil(Fraction(talks, max(team.talks, 1) * calendar.every)),
        talks=ceil(Fraction(talks, team.visitors * calendar.every)) if team.visitors else None,
        letter_months=ceil(letters * share / possible) if possible else None,
    )
