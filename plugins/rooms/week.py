"""What a room's days look like for who reads them: open, taken, theirs, free. The queries do not grow with the days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from app.actors import Actor
from app.calendar.entry import Entry, EntryQuery, Status, Visibility
from app.calendar.gathering import gather
from app.calendar.projection import Audience
from app.clock import Span, now, wall
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


def days(space: Space, first: date, count: int, actor: Actor) -> list[Day]:
    """`count` days of a room from `first` on, as `actor` may see them."""
    zone = space.house.zone
    window = Span.day(first, zone, count)
    opened = openings([space], window)[space.id]
    held = [one for span in busy_in([space], window)[space.id] if (one := span.clipped(window))]
    entries = _entries(space, window, actor)
    closures = [one for one in closures_of(space.house_id, window) if concerns(one, space)]
    all_days = (first + timedelta(days=number) for number in range(count))
    return [Day(day, tuple(_pieces(day, zone, opened, held, entries, closures))) for day in all_days]


def _entries(space: Space, window: Span, actor: Actor) -> list[Entry]:
    """What stands in the room's agenda: a host sees it whole, others as the public does, and everybody their own."""
    query = EntryQuery(window=window, space_id=space.id, with_cancelled=True)
    if roles.may(actor, space.house_id, "host"):
        shown = [_for_host(entry) for entry in current_hooks().entries(query)]
    else:
        shown = [_as_public(entry) for entry in gather(query, Audience.SPACE)]
    if actor.subject is None:
        return shown
    own = current_hooks().entries(replace(query, person_id=actor.subject, with_cancelled=False))
    mine = {(entry.span, entry.space_ids): entry for entry in own if not entry.sensitive or space.is_hidden}
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
