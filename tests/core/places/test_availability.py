"""When it is open and when it is free, as decisions about spans."""

from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.clock import Span
from app.places.availability import (
    Hours,
    common,
    covers,
    days_of,
    merged,
    nearest,
    open_spans,
    starts_within,
    usable,
    without,
)
from tests.factories import AMSTERDAM, at, span

DAY = date(2027, 3, 18)
MINUTE = timedelta(minutes=1)
ZERO = at(DAY, "00:00")


def minutes(start: int, length: int) -> Span:
    return Span(ZERO + start * MINUTE, ZERO + (start + length) * MINUTE)


spans = st.lists(st.builds(minutes, st.integers(0, 120), st.integers(1, 60)), max_size=8)
one_span = st.builds(minutes, st.integers(0, 120), st.integers(1, 60))


def moments(of: list[Span]) -> set[int]:
    """Every minute that lies in one of the spans."""
    return {number for number in range(-60, 300) if any(ZERO + number * MINUTE in one for one in of)}


@given(spans)
def test_merged_spans_are_the_same_moments_in_order_and_apart(given_spans: list[Span]) -> None:
    result = merged(given_spans)
    assert moments(result) == moments(given_spans)
    assert all(one.end < later.start for one, later in pairwise(result))


@given(spans, spans)
def test_without_leaves_what_is_in_the_one_and_not_in_the_other(left: list[Span], gone: list[Span]) -> None:
    assert moments(without(left, gone)) == moments(left) - moments(gone)


@given(spans, spans)
def test_common_is_what_is_in_both(left: list[Span], right: list[Span]) -> None:
    assert moments(common(left, right)) == moments(left) & moments(right)


@given(spans, one_span)
def test_covers_holds_when_every_moment_is_in(given_spans: list[Span], wanted: Span) -> None:
    assert covers(given_spans, wanted) is (moments([wanted]) <= moments(given_spans))


@given(spans, spans, st.integers(0, 20), one_span)
def test_a_use_fits_the_usable_stretches_when_it_is_open_and_clashes_with_nothing(
    opened: list[Span], busy: list[Span], buffer: int, wanted: Span
) -> None:
    own = timedelta(minutes=buffer)
    fits = covers(opened, wanted) and not any(wanted.padded(after=own).overlaps(one) for one in busy)
    assert covers(usable(opened, busy, own), wanted) is fits


@given(spans, st.integers(1, 45), st.integers(5, 30))
def test_starts_within_fit_and_are_a_step_apart(free: list[Span], length: int, step: int) -> None:
    found = starts_within(free, length * MINUTE, step * MINUTE)
    assert all(covers(free, one) and one.length == length * MINUTE for one in found)
    assert bool(found) is any(one.length >= length * MINUTE for one in merged(free))


@given(spans, one_span)
def test_nearest_comes_first_and_nothing_is_lost(candidates: list[Span], wanted: Span) -> None:
    result = nearest(candidates, wanted)
    away = [abs(one.start - wanted.start) for one in result]
    assert away == sorted(away)
    assert sorted(result) == sorted(candidates)


def test_later_one_comes_first_when_two_are_equally_far() -> None:
    wanted, before, after = span(DAY, "14:00-15:00"), span(DAY, "13:00-14:00"), span(DAY, "15:00-16:00")
    assert nearest([before, after], wanted) == [after, before]


def test_hours_keep_their_wall_time_over_both_clock_changes() -> None:
    hours = [Hours(weekday, time(9), time(22)) for weekday in range(7)]
    for change in (date(2027, 3, 28), date(2027, 10, 31)):
        window = Span.day(change - timedelta(days=1), AMSTERDAM, days=3)
        days = [change + timedelta(days=n) for n in (-1, 0, 1)]
        assert days_of(window, AMSTERDAM) == days
        assert open_spans(hours, [], window, AMSTERDAM) == [span(day, "09:00-22:00") for day in days]


def test_hours_past_midnight_belong_to_the_evening_before() -> None:
    friday = [Hours(4, time(20), time(2))]
    saturday = Span.day(date(2027, 3, 20), AMSTERDAM)
    assert open_spans(friday, [], saturday, AMSTERDAM) == [Span(at("2027-03-20", "00:00"), at("2027-03-20", "02:00"))]


def test_hours_that_touch_at_midnight_are_one_stretch() -> None:
    always = [Hours(weekday, time(0), time(0)) for weekday in range(7)]
    window = Span.day(DAY, AMSTERDAM, days=3)
    assert open_spans(always, [], window, AMSTERDAM) == [window]


def test_opening_time_that_the_clock_skips_comes_an_hour_later() -> None:
    night = [Hours(6, time(2, 30), time(5))]
    window = Span.day(date(2027, 3, 28), AMSTERDAM)
    assert open_spans(night, [], window, AMSTERDAM) == [span("2027-03-28", "03:30-05:00")]


def test_closure_takes_its_time_out_of_the_hours() -> None:
    hours = [Hours(3, time(9), time(17))]
    closed = [span(DAY, "12:00-13:00"), span(DAY, "16:00-20:00")]
    window = Span.day(DAY, AMSTERDAM)
    assert open_spans(hours, closed, window, AMSTERDAM) == [span(DAY, "09:00-12:00"), span(DAY, "13:00-16:00")]
