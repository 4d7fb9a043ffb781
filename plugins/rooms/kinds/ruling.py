"""Which rule holds where, and what it says of spans: decisions about values, without a database.

The most exact rule holds: of a kind in a room, before that of a room, before that of a kind, before that of the house.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from app.clock import Span, from_wall, wall


class What(StrEnum):
    """What a rule is about. Its value is a number: of hours, days or times, or 1 for yes."""

    LONGEST = "longest"
    """Hours at a time, at most."""
    NOTICE = "notice"
    """Days ahead, at least."""
    HORIZON = "horizon"
    """Days ahead, at most."""
    APPROVAL = "approval"
    """1: a host says yes first; 0: not needed."""
    HOURS = "hours"
    """Hours in a period for one person or group, at most."""
    TIMES = "times"
    """Times in a period for one person or group, at most."""
    NEIGHBOURS = "neighbours"
    """People of the neighbourhood first: others from so many days ahead on."""


class Per(StrEnum):
    """A period that is counted in."""

    WEEK = "week"
    MONTH = "month"
    SEASON = "season"


COUNTED: Final = (What.HOURS, What.TIMES)
SEPTEMBER: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule that holds. `space_id` None is every room, `kind` "" every kind of use."""

    key: str
    what: What
    value: int
    per: Per = Per.MONTH
    space_id: int | None = None
    kind: str = ""
    since: date = date.min

    def covers(self, space_id: int, kind: str) -> bool:
        """Whether it is about this use of this space."""
        return self.space_id in (None, space_id) and self.kind in ("", kind)

    @property
    def exactness(self) -> int:
        """How exactly it says what it is about."""
        return 2 * (self.space_id is not None) + (self.kind != "")


def holding(rules: Iterable[Rule], space_id: int, kind: str) -> dict[What, Rule]:
    """For each thing that a rule can be about: the one that holds for this use of this space.

    Of two that are as exact, the younger one holds.
    """
    found: dict[What, Rule] = {}
    for rule in rules:
        other = found.get(rule.what)
        mine = (rule.exactness, rule.since, rule.key)
        if rule.covers(space_id, kind) and (other is None or mine > (other.exactness, other.since, other.key)):
            found[rule.what] = rule
    return found


def too_long(rule: Rule, spans: Iterable[Span]) -> bool:
    """Whether one of `spans` lasts longer than the rule's hours."""
    return any(span.length > timedelta(hours=rule.value) for span in spans)


def days_ahead(moment: datetime, span: Span, zone: ZoneInfo) -> int:
    """How many days `span` begins after `moment`, on the wall."""
    return (wall(span.start, zone).date() - wall(moment, zone).date()).days


def period_of(span: Span, per: Per, zone: ZoneInfo) -> Span:
    """The week (from Monday), month or season (from September) in which `span` begins."""
    day = wall(span.start, zone).date()
    if per is Per.WEEK:
        first = day - timedelta(days=day.weekday())
        after = first + timedelta(days=7)
    elif per is Per.MONTH:
        first = day.replace(day=1)
        after = (first + timedelta(days=32)).replace(day=1)
    else:
        first = date(day.year if day.month >= SEPTEMBER else day.year - 1, SEPTEMBER, 1)
        after = date(first.year + 1, SEPTEMBER, 1)
    midnight = datetime.min.time()
    return Span(from_wall(first, midnight, zone), from_wall(after, midnight, zone))


def used(rule: Rule, period: Span, spans: Iterable[Span]) -> float:
    """How much of a counted rule these uses take in a period: hours, or times."""
    inside = [span for span in spans if span.start in period]
    if rule.what is What.TIMES:
        return len(inside)
    return sum((span.length for span in inside), timedelta(0)) / timedelta(hours=1)


def over(rule: Rule, had: Sequence[Span], wanted: Sequence[Span], zone: ZoneInfo) -> Span | None:
    """The first period in which `wanted`, with what they `had`, would be more than a counted rule says; or None."""
    for span in sorted(wanted):
        period = period_of(span, rule.per, zone)
        if used(rule, period, [*had, *wanted]) > rule.value:
            return period
    return None
