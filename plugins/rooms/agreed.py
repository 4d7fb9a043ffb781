"""What a house agreed on about a kind of use, read once, to be asked about many rooms and times.

It says no where booking would refuse by a house rule or a rule of a kind or a room; the words for that come from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.actors import Actor
from app.clock import Span, now, wall
from app.db import db
from app.people.models import Person
from app.places.models import House
from plugins.rooms import rules
from plugins.rooms.kinds.reading import kind_of, rules_of
from plugins.rooms.kinds.ruling import COUNTED, Rule, What, days_ahead, holding, over, period_of, too_long
from plugins.rooms.models import ON, Booking
from plugins.rooms.pausing.pausing import is_paused


@dataclass(frozen=True, slots=True)
class Had:
    """What somebody booked already: when, which room, what for."""

    span: Span
    space_id: int
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """For one kind of use and one asker: the house's own rules, those that are more exact, and what was had."""

    moment: datetime
    zone: ZoneInfo
    kind: str
    longest: timedelta
    last_day: date
    rules: Sequence[Rule]
    had: Sequence[Had] = ()
    is_neighbour: bool = False
    is_paused: bool = False

    def allows(self, space_id: int, span: Span) -> bool:
        """Whether the rules let this space be used then. A break is not a rule: see `is_paused`."""
        own = holding(self.rules, space_id, self.kind)
        if What.LONGEST not in own and span.length > self.longest:
            return False
        if What.HORIZON not in own and wall(span.start, self.zone).date() > self.last_day:
            return False
        return all(self._keeps(rule, span) for rule in own.values())

    def _keeps(self, rule: Rule, span: Span) -> bool:
        ahead = days_ahead(self.moment, span, self.zone)
        if rule.what is What.LONGEST:
            return not too_long(rule, [span])
        if rule.what is What.NOTICE:
            return ahead >= rule.value
        if rule.what is What.HORIZON:
            return ahead <= rule.value
        if rule.what is What.NEIGHBOURS:
            return self.is_neighbour or ahead <= rule.value
        if rule.what in COUNTED:
            had = [one.span for one in self.had if rule.covers(one.space_id, one.purpose)]
            return over(rule, had, [span], self.zone) is None
        return True  # approval is no reason against it: it makes a request of a booking


def agreed_on(actor: Actor, house: House, purpose: str, group_id: int | None, window: Span) -> Agreed:
    """What holds in a house for the subject of `actor`, or their group, for uses that begin within `window`.

    The queries grow with nothing but the houses that are asked about.
    """
    found = rules_of(house.id)
    person = db.session.get(Person, actor.subject) if actor.subject is not None else None
    return Agreed(
        moment=now(),
        zone=house.zone,
        kind=kind_of(purpose),
        longest=rules.longest(house.id),
        last_day=rules.last_day(house),
        rules=found,
        had=_had(found, house, window, actor.subject, group_id),
        is_neighbour=person is not None and person.neighbourhood_id == house.neighbourhood_id,
        is_paused=is_paused(actor, house.id, group_id),
    )


def _had(found: Sequence[Rule], house: House, window: Span, person_id: int | None, group_id: int | None) -> list[Had]:
    """What a person (for themselves) or a group booked in the periods that are counted. One query, or none."""
    ends = [Span(one, one + timedelta(seconds=1)) for one in (window.start, window.end)]
    periods = [period_of(end, rule.per, house.zone) for rule in found if rule.what in COUNTED for end in ends]
    if person_id is None or not periods:
        return []
    query = sa.select(Booking.starts, Booking.ends, Booking.space_id, Booking.purpose).where(
        Booking.house_id == house.id,
        Booking.status.in_(ON),
        Booking.group_id == group_id if group_id is not None else Booking.person_id == person_id,
        Booking.starts >= min(one.start for one in periods),
        Booking.starts < max(one.end for one in periods),
    )
    if group_id is None:
        query = query.where(Booking.group_id.is_(None))
    return [Had(Span(row.starts, row.ends), row.space_id, row.purpose) for row in db.session.execute(query)]
