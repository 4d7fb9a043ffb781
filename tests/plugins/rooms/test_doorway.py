"""What a door says: decisions about the pieces of a day."""

from datetime import date

import pytest

from plugins.rooms.door.doorway import Mode, doorway, listed, taking
from plugins.rooms.grid import Piece, State
from tests.factories import at

DAY = date(2027, 3, 18)


def piece(times: str, state: State, title: str = "") -> Piece:
    start, end = ((24 if text == "24" else int(text[:2])) * 60 + int(text[3:] or 0) for text in times.split("-"))
    return Piece(DAY, start, end, state, title)


PIECES = [
    piece("00:00-09:00", State.CLOSED),
    piece("09:00-10:00", State.PAST),
    piece("10:00-11:00", State.TAKEN, "Stoelgym"),
    piece("11:00-12:00", State.CANCELLED, "Breien"),
    piece("12:00-16:00", State.FREE),
    piece("16:00-17:30", State.TAKEN, "Dansles"),
    piece("17:30-18:00", State.TIDYING),
    piece("18:00-20:00", State.TAKEN),
    piece("20:00-22:00", State.FREE),
    piece("22:00-24", State.CLOSED),
]


@pytest.mark.parametrize(
    ("minute", "mode", "until", "lengths", "then", "then_until"),
    [
        (8 * 60, Mode.CLOSED, 9 * 60, (), Mode.FREE, 10 * 60),
        (10 * 60, Mode.TAKEN, 11 * 60, (), Mode.FREE, 16 * 60),
        (13 * 60 + 40, Mode.FREE, 16 * 60, (15, 30, 60), Mode.TAKEN, 20 * 60),
        (15 * 60 + 28, Mode.FREE, 16 * 60, (15, 30), Mode.TAKEN, 20 * 60),
        (15 * 60 + 50, Mode.FREE, 16 * 60, (), Mode.TAKEN, 20 * 60),
        (16 * 60, Mode.TAKEN, 20 * 60, (), Mode.FREE, 22 * 60),
        (21 * 60, Mode.FREE, 22 * 60, (15, 30, 60), Mode.CLOSED, 24 * 60),
        (23 * 60, Mode.CLOSED, 24 * 60, (), None, 24 * 60),
    ],
)
def test_door_says_until_when_it_is_what_it_is(
    minute: int, mode: Mode, until: int, lengths: tuple[int, ...], then: Mode | None, then_until: int
) -> None:
    now = doorway(PIECES, minute)
    assert (now.mode, now.until, now.lengths, now.then, now.then_until) == (mode, until, lengths, then, then_until)


def test_door_leaves_time_to_tidy_up_before_the_next_use_and_none_before_closing() -> None:
    assert doorway(PIECES, 15 * 60, tidying=30).until == 15 * 60 + 30
    assert doorway(PIECES, 15 * 60, tidying=30).lengths == (15, 30)
    assert doorway(PIECES, 21 * 60, tidying=30).until == 22 * 60


def test_part_of_a_combined_room_that_is_taken_makes_it_taken() -> None:
    both = [*PIECES, piece("13:00-14:00", State.TAKEN, "Koor")]
    now = doorway(both, 13 * 60 + 30)
    assert (now.mode, now.until, [one.title for one in now.on]) == (Mode.TAKEN, 14 * 60, ["Koor"])


def test_list_of_today_holds_every_use_and_where_it_is_taken_when_it_is_free_again() -> None:
    def told(minute: int) -> list[tuple[int, str]]:
        return [(one.start // 60, one.state) for one in listed(PIECES, doorway(PIECES, minute))]

    uses = [(10, "taken"), (16, "taken"), (18, "taken")]
    assert told(13 * 60) == uses
    assert told(16 * 60) == [*uses, (20, "free")]
    assert listed([piece("00:00-24", State.FREE)], doorway(PIECES, 13 * 60)) == []


def test_what_is_taken_at_the_door_is_from_and_to_whole_five_minutes() -> None:
    taken = taking(at(DAY, "13:43"), 15)
    assert (taken.start, taken.end) == (at(DAY, "13:40"), at(DAY, "14:00"))
    taken = taking(at(DAY, "14:00"), 30)
    assert (taken.start, taken.end) == (at(DAY, "14:00"), at(DAY, "14:30"))
