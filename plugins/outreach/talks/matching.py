"""Which two visitors go well with a talk: facts in, pairs out. Nobody is compared with anybody: who has room, goes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

MOST_PROPOSALS = 2
"""Two to choose from; whoever wants another pair, names them."""


class Misfit(StrEnum):
    """Why two visitors are not proposed for a talk, in the order in which it is asked."""

    PAPERS = "papers"
    """One of them still needs training, a pass or a certificate of conduct seen."""
    FULL = "full"
    """One of them has as many talks in that month as they like."""
    AREA = "area"
    """One of them rather goes elsewhere."""
    LANGUAGE = "language"
    """Neither speaks the language."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a talk needs: the district (public id) it is in, and a language (key of a label)."""

    area: str
    language: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who visits.

    `areas` are public ids of districts, none is everywhere; `talks` they like in that month, `has` of them are theirs.
    """

    key: str
    ready: bool
    areas: frozenset[str]
    languages: frozenset[str]
    talks: int
    has: int


@dataclass(frozen=True, slots=True)
class Match:
    """Two visitors for a talk. `usual` says whether they are a pair already."""

    one: Visitor
    other: Visitor
    usual: bool

    @property
    def load(self) -> tuple[float, int]:
        """How full the month is for the fuller of the two with this talk, as a part of what they like; then both."""
        return max(
            (each.has + 1) / max(each.talks, 1) for each in (self.one, self.other)
        ), self.one.has + self.other.has


def misfit(need: Need, one: Visitor, other: Visitor) -> Misfit | None:
    """The first reason why these two are not proposed, or None."""
    both = (one, other)
    if not all(each.ready for each in both):
        return Misfit.PAPERS
    if any(each.has >= each.talks for each in both):
        return Misfit.FULL
    if any(each.areas and need.area not in each.areas for each in both):
        return Misfit.AREA
    if not any(need.language in each.languages for each in both):
        return Misfit.LANGUAGE
    return None


def matches(need: Need, visitors: Sequence[Visitor], pairs: Collection[frozenset[str]]) -> list[Match]:
    """Every two that fit: pairs before others, those with the most room first, then by name (as `visitors` stand)."""
    found = [
        Match(one, other, frozenset((one.key, other.key)) in pairs)
        for one, other in combinations(visitors, 2)
        if misfit(need, one, other) is None
    ]
    return sorted(found, key=lambda match: (not match.usual, match.load))


def proposals(need: Need, visitors: Sequence[Visitor], pairs: Collection[frozenset[str]]) -> list[Match]:
    """At most two to choose from."""
    return matches(need, visitors, pairs)[:MOST_PROPOSALS]


def misfits(need: Need, visitors: Sequence[Visitor], pairs: Iterable[frozenset[str]]) -> list[tuple[str, str, Misfit]]:
    """Why each pair that there is does not go: (one, other, reason), in the order of `visitors`."""
    wanted = set(pairs)
    return [
        (one.key, other.key, reason)
        for one, other in combinations(visitors, 2)
        if frozenset((one.key, other.key)) in wanted and (reason := misfit(need, one, other)) is not None
    ]


def monday(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def month_of(week: date) -> date:
    """The first day of the month that a week belongs to: the one in which its Thursday lies (as in ISO 8601)."""
    return (week + timedelta(days=3)).replace(day=1)
