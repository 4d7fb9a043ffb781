"""How the pieces of a day lie in the week grid: a row is half an hour, a cell spans rows. No database, no words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

ROW: Final = 30
"""Minutes."""
HOUR: Final = 60
DAY: Final = 24 * HOUR


class State(StrEnum):
    """What a piece of a day is. The values are the stylesheet's (`is-free`), `past` is shown as closed."""

    FREE = "free"
    TAKEN = "taken"
    MINE = "mine"
    TENTATIVE = "tentative"
    CLOSED = "closed"
    TIDYING = "tidying"
    CANCELLED = "cancelled"
    PAST = "past"


_FREE_AGAIN: Final = (State.FREE, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one day on the wall, in minutes from midnight. `why` is the reason of its state, `room` a slug."""

    day: date
    start: int
    end: int
    state: State
    title: str = ""
    url: str | None = None
    why: str = ""
    room: str = ""

    @property
    def can_be_chosen(self) -> bool:
        """Whether one can book (part of) it."""
        return self.state in _FREE_AGAIN and self.choice is not None

    @property
    def choice(self) -> tuple[int, int] | None:
        """From when to when one would book: the first hour that begins on a half hour, or what there is of it."""
        start, end = _up(self.start), min(_up(self.start) + HOUR, _down(self.end))
        return (start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table: from row `row` on, `rows` high. Pieces that share a half hour share a cell."""

    row: int
    rows: int
    pieces: tuple[Piece, ...]

    @property
    def state(self) -> State:
        """The state that the cell looks like: yours before others'."""
        states = [piece.state for piece in self.pieces]
        return State.MINE if State.MINE in states else states[0]


@dataclass(slots=True)
class _Column:
    """A day's cells while they are laid from top to bottom."""

    cells: list[Cell] = field(default_factory=list)

    @property
    def bottom(self) -> int:
        return self.cells[-1].row + self.cells[-1].rows if self.cells else 0

    def lay(self, piece: Piece, top: int, bottom: int) -> None:
        """Put a piece below the last cell, or into it where no row is left for it."""
        top = max(top, self.bottom)
        if top < bottom:
            self.cells.append(Cell(top, bottom - top, (piece,)))
        elif self.cells and piece.state not in _FREE_AGAIN:
            last = self.cells[-1]
            self.cells[-1] = replace(last, pieces=(*last.pieces, piece))

    def join(self, piece: Piece, bottom: int) -> None:
        """Put a piece into the last cell, and make the cell as long as it takes."""
        last = self.cells[-1]
        rows = max(bottom, last.row + last.rows) - last.row
        self.cells[-1] = replace(last, rows=rows, pieces=(*last.pieces, piece))


def column(pieces: Iterable[Piece], first: int, last: int) -> list[Cell]:
    """The cells of one day between the minutes `first` and `last` (both on a half hour), without a gap.

    Free time is cut at whole hours, and only whole half hours of it are shown; everything else fills the rows that it
    touches. Pieces at the same time share a cell.
    """
    made = _Column()
    latest = first
    for piece in sorted(_cut(pieces), key=lambda one: (one.start, one.end)):
        start, end = max(piece.start, first), min(piece.end, last)
        if start >= end:
            continue
        if piece.state in _FREE_AGAIN:
            made.lay(piece, (_up(start) - first) // ROW, (_down(end) - first) // ROW)
        elif start < latest and made.cells:
            made.join(piece, (_up(end) - first) // ROW)
        else:
            made.lay(piece, (_down(start) - first) // ROW, (_up(end) - first) // ROW)
        latest = max(latest, end)
    return made.cells


def rows(columns: Sequence[Sequence[Cell]], count: int) -> list[list[Cell | None]]:
    """For each of `count` rows the cells that begin in it, day by day; a day without one there is left out.

    A None is a hole: nothing is known of that half hour.
    """
    table: list[list[Cell | None]] = [[] for _row in range(count)]
    for cells in columns:
        starts = {cell.row: cell for cell in cells}
        covered = {row for cell in cells for row in range(cell.row, cell.row + cell.rows)}
        for row in range(count):
            if row in starts:
                table[row].append(starts[row])
            elif row not in covered:
                table[row].append(None)
    return table


def bounds(pieces: Iterable[Piece]) -> tuple[int, int]:
    """The first and last minute of a week's grid, on whole hours: as wide as anything in it that is not closed."""
    shown = [piece for piece in pieces if piece.state is not State.CLOSED]
    if not shown:
        return 9 * HOUR, 17 * HOUR
    first, last = min(piece.start for piece in shown), max(piece.end for piece in shown)
    return first // HOUR * HOUR, -(-last // HOUR) * HOUR


def within(pieces: Iterable[Piece], first: int, last: int) -> list[Piece]:
    """The parts of pieces that lie between two minutes: nobody needs to hear that it is closed at night."""
    cut = (replace(one, start=max(one.start, first), end=min(one.end, last)) for one in pieces)
    return [one for one in cut if one.start < one.end]


def _cut(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Free pieces cut at whole hours, the others as they are."""
    for piece in pieces:
        if piece.state is not State.FREE:
            yield piece
            continue
        start = piece.start
        while start < piece.end:
            end = min(start // HOUR * HOUR + HOUR, piece.end)
            yield replace(piece, start=start, end=end)
            start = end


def _up(minutes: int) -> int:
    return -(-minutes // ROW) * ROW


def _down(minutes: int) -> int:
    return minutes // ROW * ROW
