"""What fits on a sheet of paper that hangs on a wall: how large, and what has to be left out. Values only.

Sizes are those of the print rules in theme.css. A line counts as two rows where its words may need them, and the style
sheet never gives it a third one: so what fits by this arithmetic fits on the sheet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ROOM: Final = 216.0
"""Millimetres of an A4 between the head of a poster and its foot."""
DAY: Final = 3.6
"""What a day takes besides its lines: the rule below it and some air."""
SHORTEST_DAY: Final = 15.0
"""A weekday with its date below it."""
MORE: Final = 6.6
"""The line "and 3 more"."""


@dataclass(frozen=True, slots=True)
class Size:
    """A size of letters: millimetres of a line in one row and in two, and how many letters surely fit one row.

    There is a code beside each line, or where there is no room for so many, one of `code` millimetres a day.
    """

    name: str
    row: float
    rows: float
    letters: int
    code: float = 0.0


SIZES: Final = (
    Size("large", 20.2, 20.2, 30),
    Size("medium", 16.2, 17.0, 35),
    Size("small", 12.2, 15.2, 40),
    Size("full", 6.9, 13.5, 43, code=17.0),
)
"""From large to small. The smallest letters are 16 points, which are read from two metres."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How large, and how many lines of each day there is room for."""

    size: Size
    kept: Mapping[date, int]


def fit(week: Mapping[date, Sequence[str]]) -> Fit:
    """The largest size in which all lines fit. Else the smallest, without the last lines of the fullest days.

    `week` has the words of each line, day after day.
    """
    kept = {day: len(lines) for day, lines in week.items()}
    for size in SIZES:
        if _height(week, kept, size) <= ROOM:
            return Fit(size, kept)
    size = SIZES[-1]
    while _height(week, kept, size) > ROOM and max(kept.values()) > 1:
        fullest = max(kept, key=lambda day: (kept[day], day))
        kept[fullest] -= 1
    return Fit(size, kept)


def _height(week: Mapping[date, Sequence[str]], kept: Mapping[date, int], size: Size) -> float:
    return sum(_of_day(lines, kept[day], size) for day, lines in week.items())


def _of_day(lines: Sequence[str], kept: int, size: Size) -> float:
    height = sum(size.row if len(words) <= size.letters else size.rows for words in lines[:kept])
    return DAY + max(SHORTEST_DAY, size.code, height + (MORE if kept < len(lines) else 0))


IN_MONTH: Final = {4: 41.0, 5: 33.0, 6: 27.0}
"""Millimetres of a week on a month's sheet, by how many weeks the month touches."""
_NUMBER: Final = 5.9
_ROW: Final = 3.82
_LETTERS: Final = 24


def fit_in_month(lines: Sequence[str], weeks: int) -> int:
    """How many of a day's lines fit its box on the sheet of a month of so many weeks."""
    rows = int((IN_MONTH[weeks] - _NUMBER) / _ROW)
    needed = [1 if len(words) <= _LETTERS else 2 for words in lines]
    if sum(needed) <= rows:
        return len(lines)
    kept = len(lines)
    while kept and sum(needed[:kept]) > rows - 1:  # one row is for "and 3 more"
        kept -= 1
    return kept


def weeks_of_month(first: date) -> list[list[date]]:
    """The weeks of the month that begins on `first`, whole ones from Monday on."""
    monday = first - timedelta(days=first.weekday())
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    days = (following - monday).days
    return [[monday + timedelta(days=7 * week + n) for n in range(7)] for week in range(-(-days // 7))]
