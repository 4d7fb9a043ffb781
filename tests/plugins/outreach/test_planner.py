"""The wheel: letters in the months that districts allow, as evenly as that can be, and honest when it does not fit."""

from fractions import Fraction
from itertools import pairwise
from math import ceil

import hypothesis.strategies as st
import pytest
from hypothesis import given

from plugins.outreach.wheel.planner import Batch, Calendar, District, Plan, Shortage, Team, plan

MANY = Team(visitors=10_000, talks=100)
FIVE_YEARS = Calendar(months=60)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    quiet = draw(st.sets(st.integers(1, 12), max_size=4))
    months = draw(st.integers(12, 60))
    return Calendar(
        months, draw(st.sampled_from([1, 2, 3, 6])), frozenset(m for m in range(months) if m % 12 + 1 in quiet)
    )


@st.composite
def cities(draw: st.DrawFn, calendar: Calendar, *, wishes: bool, fewest: int = 5) -> list[District]:
    count = draw(st.integers(fewest, 60))
    found = []
    for number in range(count):
        earliest, latest = 0, calendar.months - 1
        if wishes and draw(st.booleans()):
            earliest = draw(st.integers(0, calendar.months - 1))
            latest = draw(st.integers(earliest, calendar.months - 1))
        found.append(District(f"d{number}", draw(st.integers(0, 900)), earliest, latest))
    return found


def lowest_fullest(districts: list[District], calendar: Calendar) -> int:
    """No plan has less in its fullest month: of every stretch, what must go out within it, spread evenly."""
    slots, homes = calendar.letter_months(), []
    for one in districts:
        inside = [slot for slot, month in enumerate(slots) if one.earliest <= month <= one.latest]
        if inside and one.letters:
            homes.append((inside[0], inside[-1], one.letters))
    return max(
        (
            ceil(Fraction(sum(n for a, b, n in homes if first <= a and b <= last), last - first + 1))
            for first, _b, _n in homes
            for _a, last, _m in homes
            if first <= last
        ),
        default=0,
    )


@given(st.data())
def test_plan_sends_every_letter_in_a_month_that_its_district_allows(data: st.DataObject) -> None:
    calendar = data.draw(calendars())
    districts = data.draw(cities(calendar, wishes=True))
    found = plan(districts, calendar, MANY)
    may = set(calendar.letter_months())
    for one in districts:
        batches = [batch for batch in found.batches if batch.key == one.key]
        assert sum(batch.letters for batch in batches) == (0 if one.key in found.without_month else one.letters)
        assert all(one.earliest <= batch.month <= one.latest and batch.month in may for batch in batches)
        assert (one.key in found.without_month) == (
            one.letters > 0 and not any(one.earliest <= month <= one.latest for month in may)
        )


@given(st.data())
def test_plan_has_the_lowest_fullest_month_that_is_possible(data: st.DataObject) -> None:
    calendar = data.draw(calendars())
    districts = data.draw(cities(calendar, wishes=True, fewest=1))
    found = plan(districts, calendar, MANY)
    assert max(found.by_month.values(), default=0) == lowest_fullest(districts, calendar)


@given(st.data())
def test_plan_without_wishes_is_even_to_one_letter_and_keeps_districts_together(data: st.DataObject) -> None:
    calendar = data.draw(calendars())
    districts = data.draw(cities(calendar, wishes=False))
    found = plan(districts, calendar, MANY)
    loads = [found.by_month.get(month, 0) for month in calendar.letter_months()]
    assert max(loads) - min(loads) <= 1
    keys = [batch.key for batch in found.batches]
    assert [key for key, after in pairwise([*keys, ""]) if key != after] == [d.key for d in districts if d.letters]


@given(st.data())
def test_wishes_leave_the_rest_as_even_as_they_allow(data: st.DataObject) -> None:
    """Against every other plan of a small city: the sum of squares tells the more even of two plans."""
    calendar = Calendar(months=4)
    districts = []
    for number in range(data.draw(st.integers(1, 3))):
        earliest = data.draw(st.integers(0, 3))
        districts.append(
            District(f"d{number}", data.draw(st.integers(1, 3)), earliest, data.draw(st.integers(earliest, 3)))
        )
    loads: set[tuple[int, ...]] = {(0,) * 4}
    for one in districts:
        for _letter in range(one.letters):
            loads = {
                (*load[:m], load[m] + 1, *load[m + 1 :]) for load in loads for m in range(one.earliest, one.latest + 1)
            }
    found = plan(districts, calendar, MANY)
    assert sum(n * n for n in found.by_month.values()) == min(sum(n * n for n in load) for load in loads)


def test_plan_leaves_quiet_months_and_puts_letters_a_quarter_apart() -> None:
    calendar = Calendar(months=12, every=3, quiet=frozenset({6, 7}))
    assert calendar.letter_months() == [0, 3, 8, 11]
    found = plan([District("molenrand", 10, 0, 11)], calendar, MANY)
    assert found.batches == tuple(
        Batch(month, "molenrand", letters) for month, letters in ((0, 2), (3, 3), (8, 2), (11, 3))
    )


def test_new_and_moved_district_leaves_the_others_as_even_as_it_can() -> None:
    moved = plan([District("a", 60, 0, 5), District("b", 6, 4, 5)], Calendar(months=6), MANY)
    assert moved.by_month == dict.fromkeys(range(6), 11)
    assert [batch for batch in moved.batches if batch.key == "b"] == [Batch(5, "b", 6)]
    crowded = plan([District("a", 10, 0, 5), District("b", 40, 5, 5)], Calendar(months=6), MANY)
    assert crowded.by_month == {0: 2, 1: 2, 2: 2, 3: 2, 4: 2, 5: 40}


def test_plan_that_needs_more_talks_than_there_are_says_what_would_be_enough() -> None:
    """600 letters, 10 a month, so 4 talks a month of two visitors each; four visitors hold 2 talks."""
    found = plan([District("a", 600, 0, 59)], FIVE_YEARS, Team(visitors=4, talks=1))
    assert found.shortage == Shortage(asked=4, possible=2, visitors=8, talks=2, letter_months=100)
    for team in (Team(visitors=8, talks=1), Team(visitors=4, talks=2)):
        assert plan([District("a", 600, 0, 59)], FIVE_YEARS, team).shortage is None
    assert plan([District("a", 600, 0, 99)], Calendar(months=100), Team(visitors=4, talks=1)).shortage is None


def test_plan_with_nobody_who_visits_says_how_many_it_takes() -> None:
    found = plan([District("a", 600, 0, 59)], FIVE_YEARS, Team(visitors=0, talks=4))
    assert found.shortage == Shortage(asked=4, possible=0, visitors=2, talks=None, letter_months=None)


@pytest.mark.parametrize("every", [1, 2, 3])
def test_letters_further_apart_leave_more_months_for_their_talks(every: int) -> None:
    team = Team(visitors=4, talks=2)
    assert plan([District("a", 600, 0, 59)], Calendar(months=60, every=every), team).shortage is None


def test_nothing_to_send_is_an_empty_plan() -> None:
    assert plan([], FIVE_YEARS, Team(0, 0)) == Plan((), (), None)
