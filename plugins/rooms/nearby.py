"""Near misses for one wish: what is read for them, and what a page shows of them. What is near, `near` decides.

The number of queries does not grow with the rooms or with what is held in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.actors import Actor
from app.clock import Span, now
from app.places.facts import missing
from app.places.models import House, Space
from app.places.requests import HoldRequest
from app.places.search import Candidate, spaces_for
from app.plugins import current_hooks
from app.refs import Ref
from plugins.rooms.agreed import Agreed, agreed_on
from plugins.rooms.finding import Proposal, houses_from, suits, timetables
from plugins.rooms.models import PUBLIC
from plugins.rooms.near import CLOSE, FAR, STEP, Allows, Company, Near, Room, near, near_series
from plugins.rooms.rights import Reader
from plugins.rooms.sharing.joining import MOST_TOGETHER, coming_to, joined_among, open_uses
from plugins.rooms.sharing.models import OpenUse

DAY = timedelta(days=1)
AROUND = timedelta(hours=2)
"""So far around the wished time neighbours are asked along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for, by whom, in which house first. `wished` is a room that was asked for by name."""

    actor: Actor
    house: House
    span: Span
    people: int
    facts: tuple[str, ...] = ()
    purpose: str = ""
    group_id: int | None = None
    wished: Space | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A near miss as a page shows it: its room, and for coming along what that is and how many places are left."""

    near: Near
    space: Space
    use: OpenUse | None = None
    left: int = 0
    dates: int = 1
    """Of how many dates it was wished."""


def nearby(asked: Asked) -> list[Choice]:
    """What comes near when no room of the house fits: of each kind one, the nearest first."""
    return _choices(asked, _large_enough(asked))


def beside(asked: Asked, found: Sequence[Proposal]) -> list[Choice]:
    """What else there is when rooms were `found`: the wished room if it is not one of them, and neighbours."""
    wished = asked.wished
    lost = wished is not None and suits(wished, asked.people, ()) and all(one.space.id != wished.id for one in found)
    return _choices(asked, [wished] if wished is not None and lost else [])


def nearby_series(asked: Asked, spans: Sequence[Span], most: int) -> list[Choice]:
    """What is free on more than `most` of the dates of a series, in the house."""
    spaces = [one for one in _large_enough(asked) if one.house_id == asked.house.id]
    around = _whole(spans).padded(before=CLOSE * STEP, after=CLOSE * STEP)
    found = near_series(_rooms(asked, spaces, around), spans, _allows(asked, spaces, around), most)
    by_id, choices = {space.id: space for space in spaces}, []
    for one in found:
        shift = one.span.start - spans[0].start
        moved = [Span(span.start + shift, span.end + shift) for span in spans]
        if _unopposed(asked, by_id[one.room_id], moved):
            choices.append(Choice(one, by_id[one.room_id], dates=len(spans)))
    return choices


def agreed_to(asked: Asked, spans: Sequence[Span], found: Sequence[Proposal]) -> list[Proposal]:
    """Of what is free, what the rules let them book on some date. A break is told in its own words when they book."""
    agreed = _agreed(asked, [one.space for one in found], _whole(spans))
    return [one for one in found if any(agreed[one.space.house_id].allows(one.space.id, span) for span in spans)]


def allowed(asked: Asked, found: Sequence[Candidate]) -> list[Candidate]:
    """Of rooms and times that are free, those that would not be refused: by a rule or a break, or as past."""
    allows = _allows(asked, [one.space for one in found], asked.span.padded(before=DAY, after=DAY))
    return [one for one in found if suits(one.space, asked.people, ()) and allows(one.space.id, one.span)]


def _whole(spans: Sequence[Span]) -> Span:
    return Span(min(one.start for one in spans), max(one.end for one in spans))


def _large_enough(asked: Asked) -> list[Space]:
    """The rooms where these people fit, the wished one first, then the house's own."""
    spaces = spaces_for(houses_from(asked.house.id), asked.people)
    if asked.wished is not None and suits(asked.wished, asked.people, ()):
        return [asked.wished, *(one for one in spaces if one.id != asked.wished.id)]
    return spaces


def _choices(asked: Asked, spaces: Sequence[Space]) -> list[Choice]:
    around = asked.span.padded(before=FAR * STEP, after=FAR * STEP)
    company, by_id = _company(asked), {space.id: space for space in spaces}
    found = near(
        _rooms(asked, spaces, around),
        asked.span,
        _allows(asked, spaces, around),
        [Company(key, use.booking.span) for key, (use, _left) in company.items()],
    )
    choices = []
    for one in found:
        if one.company:
            use, left = company[one.company]
            choices.append(Choice(one, use.booking.space, use, left))
        elif _unopposed(asked, by_id[one.room_id], [one.span]):
            choices.append(Choice(one, by_id[one.room_id]))
    return choices


def _rooms(asked: Asked, spaces: Sequence[Space], around: Span) -> list[Room]:
    tables = timetables(spaces, [around])
    return [
        Room(one.id, tables[one.id], missing(one.fact_keys, asked.facts), one.house_id == asked.house.id)
        for one in spaces
    ]


def _allows(asked: Asked, spaces: Sequence[Space], around: Span) -> Allows:
    agreed = _agreed(asked, spaces, around)
    by_room = {space.id: agreed[space.house_id] for space in spaces}

    def allows(room_id: int, span: Span) -> bool:
        house = by_room[room_id]
        return span.start >= now() and not house.is_paused and house.allows(room_id, span)

    return allows


def _agreed(asked: Asked, spaces: Sequence[Space], window: Span) -> dict[int, Agreed]:
    houses = {space.house_id: space.house for space in spaces}
    return {
        house_id: agreed_on(asked.actor, house, asked.purpose, asked.group_id, window)
        for house_id, house in houses.items()
    }


def _unopposed(asked: Asked, space: Space, spans: Sequence[Span]) -> bool:
    """Whether no plugin has a reason against it. Asked of the few that are shown."""
    request = HoldRequest(
        actor=asked.actor,
        ref=Ref("rooms", "booking", "new"),
        house_id=space.house_id,
        space_ids=(space.id,),
        spans=tuple(spans),
        purpose=asked.purpose,
        group_id=asked.group_id,
    )
    return not list(current_hooks().objections(request))


def _company(asked: Asked) -> dict[str, tuple[OpenUse, int]]:
    """What neighbours tell openly that all of these people can come along to, and is not theirs already; by key."""
    if not 1 <= asked.people <= MOST_TOGETHER:
        return {}
    found = open_uses(houses_from(asked.house.id), asked.span.padded(before=AROUND, after=AROUND))
    open_to_all = [one for one in found if one.booking.visibility == PUBLIC]
    coming = coming_to([one.booking_id for one in open_to_all])
    own = _own(asked.actor.subject, open_to_all)
    return {
        one.booking.public_id: (one, left)
        for one in open_to_all
        if (left := one.places - coming.get(one.booking_id, 0)) >= asked.people and one.booking_id not in own
    }


def _own(person_id: int | None, uses: Sequence[OpenUse]) -> set[int]:
    """Ids of the bookings that somebody comes to already: as who booked it, for their group, or along."""
    if person_id is None:
        return set()
    groups = Reader.of(person_id).group_ids
    booked = {one.booking_id for one in uses if one.booking.person_id == person_id or one.booking.group_id in groups}
    return booked | joined_among(person_id, [one.booking_id for one in uses])
