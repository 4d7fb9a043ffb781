"""How a day's pieces lie in the week grid: rows of half an hour, without a gap and without an overlap."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.rooms.grid import DAY, ROW, Cell, Piece, State, bounds, column, rows

TODAY = date(2027, 3, 15)
FIRST, LAST = 9 * 60, 22 * 60


def piece(start: str, end: str, state: State = State.TAKEN, title: str = "") -> Piece:
    def minutes(text: str) -> int:
        hours, _colon, rest = text.partition(":")
        return int(hours) * 60 + int(rest)

    return Piece(TODAY, minutes(start), minutes(end), state, title)


def laid(*pieces: Piece) -> list[tuple[int, int, str]]:
    """Row, height and state of each cell."""
    return [(cell.row, cell.rows, str(cell.state)) for cell in column(pieces, FIRST, LAST)]


def test_free_time_is_cut_at_whole_hours() -> None:
    assert laid(piece("9:00", "10:30", State.FREE)) == [(0, 2, "free"), (2, 1, "free")]
    assert laid(piece("9:30", "11:00", State.FREE)) == [(1, 1, "free"), (2, 2, "free")]


def test_booking_spans_the_rows_that_it_touches() -> None:
    assert laid(piece("10:00", "12:00")) == [(2, 4, "taken")]
    assert laid(piece("10:15", "11:30")) == [(2, 3, "taken")]


def test_half_hour_that_is_partly_taken_is_not_offered() -> None:
    found = laid(piece("9:00", "10:15", State.FREE), piece("10:15", "11:15"), piece("11:15", "12:00", State.FREE))
    assert found == [(0, 2, "free"), (2, 3, "taken"), (5, 1, "free")]


def test_bookings_that_share_a_half_hour_lie_below_each_other() -> None:
    assert laid(piece("9:00", "10:15"), piece("10:15", "11:30")) == [(0, 3, "taken"), (3, 2, "taken")]


def test_booking_without_a_row_of_its_own_joins_the_one_before() -> None:
    cells = column([piece("9:00", "10:10", title="Een"), piece("10:10", "10:25", title="Twee")], FIRST, LAST)
    assert [[one.title for one in cell.pieces] for cell in cells] == [["Een", "Twee"]]


def test_bookings_at_the_same_time_share_a_cell_that_is_yours_if_one_is() -> None:
    together = column([piece("9:00", "11:00"), piece("10:00", "12:00", State.MINE)], FIRST, LAST)
    assert [(cell.row, cell.rows, cell.state, len(cell.pieces)) for cell in together] == [(0, 6, State.MINE, 2)]


def test_bounds_are_whole_hours_around_what_is_not_closed() -> None:
    shut = Piece(TODAY, 0, 9 * 60 + 30, State.CLOSED)
    assert bounds([shut, piece("9:30", "21:15")]) == (9 * 60, 22 * 60)
    assert bounds([shut]) == (9 * 60, 17 * 60)


@pytest.mark.parametrize(
    ("one", "choice"),
    [
        (piece("9:00", "13:00", State.FREE), (540, 600)),
        (piece("9:10", "13:00", State.FREE), (570, 630)),
        (piece("9:00", "9:30", State.FREE), (540, 570)),
        (piece("9:10", "9:50", State.FREE), None),
    ],
)
def test_choice_is_the_first_hour_on_half_hours(one: Piece, choice: tuple[int, int] | None) -> None:
    assert one.choice == choice
    assert one.can_be_chosen is (choice is not None)


def test_what_is_taken_cannot_be_chosen() -> None:
    assert not piece("9:00", "13:00", State.TAKEN).can_be_chosen
    assert piece("9:00", "13:00", State.CANCELLED).can_be_chosen


@st.composite
def days(draw: st.DrawFn) -> list[Piece]:
    """A day cut at random minutes into random pieces; where nothing is free, sometimes with one over all of them."""
    cuts = sorted(draw(st.sets(st.integers(0, DAY // 5), min_size=2, max_size=12)))
    states = draw(st.lists(st.sampled_from(list(State)), min_size=len(cuts), max_size=len(cuts)))
    pieces = [
        Piece(TODAY, start * 5, end * 5, state) for start, end, state in zip(cuts[:-1], cuts[1:], states, strict=False)
    ]
    if draw(st.booleans()) and not {State.FREE, State.CANCELLED} & {one.state for one in pieces}:
        pieces.append(Piece(TODAY, pieces[0].start, pieces[-1].end, State.TAKEN))
    return pieces


@given(days())
def test_cells_never_overlap_and_every_busy_minute_is_covered(pieces: list[Piece]) -> None:
    cells: list[Cell] = column(pieces, 0, DAY)
    rows_of = [row for cell in cells for row in range(cell.row, cell.row + cell.rows)]
    assert len(rows_of) == len(set(rows_of))
    assert all(0 <= row < DAY // ROW for row in rows_of)
    shown = {one for cell in cells for one in cell.pieces}
    for one in pieces:
        if one.state not in (State.FREE, State.CANCELLED):
            assert one in shown
            touched = set(range(one.start // ROW, -(-one.end // ROW)))
            assert touched <= set(rows_of)
    table = rows([cells], DAY // ROW)
    assert sum(cell.rows if cell else 1 for row in table for cell in row) == DAY // ROW
