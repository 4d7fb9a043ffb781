"""Components as bytes, each made once: what is the same as in the feed of before is taken from it.

icalendar takes some half a millisecond an event, by far the most of what a feed takes. So beside a feed's bytes the key
of each component is kept: a hash of everything that it was made of, the words around it and the code that made it. The
bytes of another key are never taken for it, whatever changed: a title, the name of a room, a setting, a version.
"""

import hashlib
import inspect
import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import icalendar

from app.calendar import components, series, text, zones
from app.calendar.components import Look
from app.calendar.entry import Entry
from app.calendar.series import Master

_KEY_BYTES: Final = 16
_RECORD: Final = struct.Struct(f">{_KEY_BYTES}sI?")
_CODE: Final = icalendar.__version__ + "".join(map(inspect.getsource, (components, series, text, zones)))
"""What makes the bytes. Other lines of ours, or another icalendar, may make others."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A component of a feed: its key, how many bytes it takes, and whether it is in (or left out for want of room)."""

    key: bytes
    length: int
    inside: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of before: the bytes of the components that were in, the lengths of those that were left out."""

    bodies: Mapping[bytes, bytes] = field(default_factory=dict)
    lengths: Mapping[bytes, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit:
    """An event, or a master with its exceptions. `last` is the moment when the last of it ends; `make` writes it."""

    start: datetime
    uid: str
    last: datetime
    key: bytes
    make: Callable[[], bytes]


class Stock:
    """The bytes of units, known or made. `made` counts those that icalendar had to write."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._new: dict[bytes, bytes] = {}

    @property
    def made(self) -> int:
        """How many had to be made."""
        return len(self._new)

    def body(self, unit: Unit) -> bytes:
        """The bytes of `unit`."""
        found = self._known.bodies.get(unit.key) or self._new.get(unit.key)
        if found is None:
            found = self._new[unit.key] = unit.make()
        return found

    def length(self, unit: Unit) -> int:
        """How many bytes `unit` takes."""
        return self._known.lengths.get(unit.key) or len(self.body(unit))


def keys(look: Look) -> Callable[[Entry | Master, ZoneInfo], bytes]:
    """A function that gives the key of a component with this look and in this zone."""
    around = f"{_CODE}{look}"
    marks: dict[str, bytes] = {}

    def key(value: Entry | Master, zone: ZoneInfo) -> bytes:
        if zone.key not in marks:
            marks[zone.key] = hashlib.blake2b(f"{around}{zones.vtimezone(zone)}".encode()).digest()
        return hashlib.blake2b(repr(value).encode(), digest_size=_KEY_BYTES, key=marks[zone.key]).digest()

    return key


def pack(pieces: Iterable[Piece]) -> bytes:
    """The pieces in few bytes, to be kept."""
    return b"".join(_RECORD.pack(piece.key, piece.length, piece.inside) for piece in pieces)


def unpack(packed: bytes, body: bytes, end: bytes) -> Known:
    """What is known from a feed's `body`, of which `pieces` were packed. They stand in order just before its `end`."""
    pieces = [Piece(*record) for record in _RECORD.iter_unpack(packed)]
    place = len(body) - len(end) - sum(piece.length for piece in pieces if piece.inside)
    bodies: dict[bytes, bytes] = {}
    for piece in pieces:
        if piece.inside:
            bodies[piece.key] = body[place : place + piece.length]
            place += piece.length
    return Known(bodies, {piece.key: piece.length for piece in pieces if not piece.inside})
