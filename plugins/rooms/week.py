"""What a room's days look like for who reads them: open, taken, theirs, free. The queries do not grow with the days."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from app.actors import Actor
from app.calendar.entry import Entry, EntryQuery, Status, Visibility
from app.calendar.gathering import gather
from app.calendar.projection import Audience
from app.clock import Span, now, wall
from app.db import db
from app.people import roles
from app.places.availability import covers, merged, without
from app.places.holding import busy_in
from app.places.hours import closures_of, concerns, openings
from app.places.models import Closure, Space
from app.plugins import current_hooks
from plugins.rooms.grid import DAY, ROW, Piece, State

WEEK: Final = 7
_HALF_HOUR: Final = timedelta(minutes=ROW)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a room: its pieces, soonest first, without a gap."""

    day: date
    pieces: tuple[Piece, ...]

    @property
    def is_closed(self) -> bool:
        """Whether nothing but closed is in it."""
        return all(piece.state is State.CLOSED for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known of a room's stretch of time: when it is open and held, what stands in its agenda, its closures."""

    space: Space
    opened: Sequence[Span]
    held: Sequence[Span]
    entries: Sequence[Entry]
    closures: Sequence[Closure]

    def day(self, day: date) -> Day:
        """One day of it, cut into pieces."""
        zone = self.space.house.zone
        pieces = _pieces(day, zone, self.opened, self.held, self.entries, self.closures)
        return Day(day, tuple(replace(piece, room=self.space.slug) for piece in pieces))


def days(space: Space, first: date, count: int, actor: Actor) -> list[Day]:
    """`count` days of a room from `first` on, as `actor` may see them."""
    window = Span.day(first, space.house.zone, count)
    query = EntryQuery(window=window, space_id=space.id, with_cancelled=True)
    entries = _entries(query, space.house_id, [space], actor)
    seen = _sight([space], window, {space.id: entries})[0]
    return [seen.day(first + timedelta(days=number)) for number in range(count)]


def rooms_on(spaces: Sequence[Space], day: date, actor: Actor) -> list[Day]:
    """One day of several rooms of one house, in their order, as `actor` may see them. As many queries as for one room.

    Of a combined room and its parts each shows what the others are used for: they are in each other's way.
    """
    house = spaces[0].house
    window = Span.day(day, house.zone)
    query = EntryQuery(window=window, house_id=house.id, with_cancelled=True)
    entries = _entries(query, house.id, spaces, actor)
    leaves = {space.id: frozenset(space.leaf_ids) for space in db.session.scalars(_all_of(house.id))}

    def uses(entry: Entry, space: Space) -> bool:
        return any(not leaves.get(one, frozenset()).isdisjoint(space.leaf_ids) for one in entry.space_ids)

    by_room = {space.id: [entry for entry in entries if uses(entry, space)] for space in spaces}
    return [seen.day(day) for seen in _sight(spaces, window, by_room)]


def _all_of(house_id: int) -> sa.Select[Space]:
    return sa.select(Space).where(Space.house_id == house_id).options(selectinload(Space.parts))


def _sight(spaces: Sequence[Space], window: Span, entries: Mapping[int, Sequence[Entry]]) -> list[Sight]:
    opened, held = openings(spaces, window), busy_in(spaces, window)
    closures = closures_of(spaces[0].house_id, window)
    return [
        Sight(
            space=space,
            opened=opened[space.id],
            held=[part for span in held[space.id] if (part := span.clipped(window))],
            entries=entries[space.id],
            closures=[one for one in closures if concerns(one, space)],
        )
        for space in spaces
    ]


def _entries(query: EntryQuery, house_id: int, spaces: Sequence[Space], actor: Actor) -> list[Entry]:
    """What stands in the agenda of rooms: a host sees it whole, others as the public does, and everybody their own."""
    hidden = {space.id for space in spaces if space.is_hidden}
    if roles.may(actor, house_id, "host"):
        shown = [_for_host(entry) for entry in current_hooks().entries(query)]
    else:
        shown = [_as_public(entry) for entry in gather(query, Audience.SPACE)]
    if actor.subject is None:
        return shown
    own = current_hooks().entries(replace(query, person_id=actor.subject, with_cancelled=False))
    mine = {
        (entry.span, entry.space_ids): entry
        for entry in own
        if not entry.sensitive or not hidden.isdisjoint(entry.space_ids)
    }
    others = [entry for entry in shown if (entry.span, entry.space_ids) not in mine or _is_off(entry)]
    return sorted([*others, *(replace(entry, mine=True) for entry in mine.values())], key=lambda one: one.span)


def _as_public(entry: Entry) -> Entry:
    """Of what is nobody's news there is the word of its state, and no title beside it."""
    return replace(entry, title="") if entry.visibility is Visibility.BUSY else entry


def _for_host(entry: Entry) -> Entry:
    """A booking leads a host to its own page."""
    if (entry.ref.owner, entry.ref.kind) == ("rooms", "booking"):
        return replace(entry, url=f"/rooms/booking/{entry.ref.key}")
    return entry


def _pieces(
    day: date,
    zone: ZoneInfo,
    opened: Sequence[Span],
    held: Sequence[Span],
    entries: Sequence[Entry],
    closures: Sequence[Closure],
) -> list[Piece]:
    """A day cut into pieces; what is held without an entry that may be seen is just taken, or the time to tidy up."""
    whole = Span.day(day, zone)
    on = [entry for entry in entries if not _is_off(entry) and entry.span.overlaps(whole)]
    busy = _within([*held, *(entry.span for entry in on)], whole)
    free = without(_within(opened, whole), busy)
    off = [entry for entry in entries if _is_off(entry) and covers(free, entry.span)]
    made = [
        *(_piece(day, zone, part, _state(entry), entry) for entry in on if (part := entry.span.clipped(whole))),
        *_untold(day, zone, _within(held, whole), [entry.span for entry in on]),
        *(_piece(day, zone, entry.span, State.CANCELLED, entry) for entry in _apart(off)),
        *_open(day, zone, without(free, [entry.span for entry in off])),
        *_closed(day, zone, without([whole], [*_within(opened, whole), *busy]), closures),
    ]
    return sorted((piece for piece in made if piece.start < piece.end), key=lambda one: (one.start, one.end))


def _open(day: date, zone: ZoneInfo, free: Iterable[Span]) -> Iterator[Piece]:
    """Free time; what of it is past is past. The half hour that has begun can still be chosen."""
    moment = now()
    begun = moment - (moment - Span.day(day, zone).start) % _HALF_HOUR
    for span in free:
        if span.start < begun:
            yield _piece(day, zone, Span(span.start, min(span.end, begun)), State.PAST)
        if span.end > begun:
            yield _piece(day, zone, Span(max(span.start, begun), span.end), State.FREE)


def _untold(day: date, zone: ZoneInfo, held: Sequence[Span], told: Sequence[Span]) -> Iterator[Piece]:
    """What is held and not told: the buffer right behind something that is told, or something that is nobody's news."""
    ends = {span.end for span in told}
    for span in without(held, told):
        yield _piece(day, zone, span, State.TIDYING if span.start in ends else State.TAKEN)


def _closed(day: date, zone: ZoneInfo, shut: Iterable[Span], closures: Sequence[Closure]) -> Iterator[Piece]:
    """Closed time, each closure with its reason and apart from the ordinary closing hours."""
    left = merged(shut)
    for closure in closures:
        during = Span(closure.starts, closure.ends)
        for span in left:
            if part := span.clipped(during):
                yield replace(_piece(day, zone, part, State.CLOSED), why=closure.reason)
        left = without(left, [during])
    for span in left:
        yield _piece(day, zone, span, State.CLOSED)


def _piece(day: date, zone: ZoneInfo, span: Span, state: State, entry: Entry | None = None) -> Piece:
    start, end = wall(span.start, zone), wall(span.end, zone)
    minutes = DAY if end.date() > day else end.hour * 60 + end.minute
    title = entry.title if entry else ""
    url = entry.url if entry and state is not State.CANCELLED else None
    return Piece(day, start.hour * 60 + start.minute, minutes, state, title, url)


def _state(entry: Entry) -> State:
    if entry.mine:
        return State.MINE
    return State.TENTATIVE if entry.status is Status.TENTATIVE else State.TAKEN


def _is_off(entry: Entry) -> bool:
    return entry.status is Status.CANCELLED


def _apart(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Cancelled entries that do not overlap each other: the latest news first, one for a stretch is enough."""
    shown: list[Span] = []
    for entry in sorted(entries, key=lambda one: one.modified, reverse=True):
        if not any(entry.span.overlaps(span) for span in shown):
            shown.append(entry.span)
            yield entry


def _within(spans: Iterable[Span], window: Span) -> list[Span]:
    return [part for span in spans if (part := span.clipped(window))]


def word(piece: Piece) -> str:
    """The word of a piece's state, in the reader's language."""
    return {
        State.FREE: _("free"),
        State.TAKEN: _("taken"),
        State.MINE: _("yours"),
        State.TENTATIVE: _("maybe"),
        State.CLOSED: _("closed"),
        State.TIDYING: _("tidying up"),
        State.CANCELLED: _("cancelled, free again"),
        State.PAST: _("gone by"),
    }[piece.state]
