"""What a door says now, out of the pieces of the room's day: decisions about values, without a database or words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from app.clock import Span
from plugins.rooms.grid import DAY, Piece, State

LENGTHS: Final = (15, 30, 60)
"""Minutes that one can take at the door."""
STEP: Final = 5
"""What is taken at the door begins and ends at whole five minutes."""


class Mode(StrEnum):
    """What a door is now. The values are the stylesheet's, but that a closed room looks like a taken one."""

    FREE = "free"
    TAKEN = "taken"
    CLOSED = "closed"


_FREE: Final = frozenset({State.FREE, State.CANCELLED, State.PAST})
_TAKEN: Final = frozenset({State.TAKEN, State.MINE, State.TENTATIVE, State.TIDYING})
_CLOSED: Final = frozenset({State.CLOSED})


@dataclass(frozen=True, slots=True)
class Doorway:
    """The state of a room at `minute` of its day: until when, what is on, and what comes after.

    `until` and `then_until` are minutes from midnight; `then` is the mode after `until`, None at the end of the day.
    """

    mode: Mode
    minute: int
    until: int
    on: tuple[Piece, ...]
    then: Mode | None
    then_until: int

    @property
    def lengths(self) -> tuple[int, ...]:
        """The minutes that one can still take now."""
        if self.mode is not Mode.FREE:
            return ()
        return tuple(length for length in LENGTHS if -(-(self.minute + length) // STEP) * STEP <= self.until)


def doorway(pieces: Sequence[Piece], minute: int, tidying: int = 0) -> Doorway:
    """What a door says at `minute`. `tidying` minutes before the next use do not count as free."""
    ordered = sorted(pieces, key=lambda one: (one.start, one.end))
    mode = _mode(ordered, minute)
    until = _end(ordered, mode, minute)
    then = _mode(ordered, until) if until < DAY else None
    free = until - tidying if mode is Mode.FREE and then is Mode.TAKEN else until
    on = tuple(one for one in ordered if one.state in _TAKEN and one.start <= minute < one.end)
    return Doorway(mode, minute, max(free, minute), on, then, _end(ordered, then, until) if then else DAY)


def listed(pieces: Iterable[Piece], now: Doorway) -> list[Piece]:
    """What stands in the list of today: every use, and where the room is taken now also when it is free after that."""
    uses = {State.TAKEN, State.MINE, State.TENTATIVE}

    def stands(piece: Piece) -> bool:
        if piece.state in uses:
            return True
        return now.mode is Mode.TAKEN and piece.state is State.FREE and piece.start >= now.until

    return sorted((piece for piece in pieces if stands(piece)), key=lambda one: (one.start, one.end))


def taking(moment: datetime, minutes: int) -> Span:
    """The time that somebody takes who takes `minutes` minutes at `moment` (UTC): from and to whole five minutes."""
    step = timedelta(minutes=STEP)
    moment = moment.replace(second=0, microsecond=0)
    midnight = moment.replace(hour=0, minute=0)
    end = moment + timedelta(minutes=minutes)
    return Span(moment - (moment - midnight) % step, end + (midnight - end) % step)


def _mode(pieces: Sequence[Piece], minute: int) -> Mode:
    """Taken goes before free (a combined room is taken when a part of it is); where nothing is known, it is closed."""
    here = {piece.state for piece in pieces if piece.start <= minute < piece.end}
    if here & _TAKEN:
        return Mode.TAKEN
    return Mode.FREE if here & _FREE else Mode.CLOSED


def _end(pieces: Sequence[Piece], mode: Mode, minute: int) -> int:
    """Where the stretch of `mode` that holds `minute` ends."""
    edges = sorted({piece.start for piece in pieces} | {piece.end for piece in pieces})
    return next((edge for edge in edges if edge > minute and _mode(pieces, edge) is not mode), DAY)
