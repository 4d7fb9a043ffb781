"""How things repeat: RFC 5545's words, in wall time, and in people's own words."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.calendar.repeats import Frequency, Repeat, TooLong, describe, nth_of, occurrences
from app.clock import NoSuchTime, wall
from app.web.languages import language_of
from tests.core.calendar.samples import ZONE
from tests.core.calendar.test_round_trip import repeats

TUESDAY, FRIDAY, SUNDAY = 1, 4, 6


def days(repeat: Repeat, first: date) -> list[date]:
    return [found.original_start.date() for found in occurrences(repeat, first, time(19), time(21), ZONE)]


def test_weekly_repeat_ends_with_its_last_day() -> None:
    repeat = Repeat.weekly(TUESDAY, until=date(2026, 9, 22))
    assert days(repeat, date(2026, 9, 1)) == [date(2026, 9, n) for n in (1, 8, 15, 22)]


def test_every_other_week_counts_from_the_first_date() -> None:
    repeat = Repeat.weekly(FRIDAY, interval=2, count=3)
    assert days(repeat, date(2026, 9, 4)) == [date(2026, 9, 4), date(2026, 9, 18), date(2026, 10, 2)]


def test_monthly_repeat_keeps_its_weekday_of_the_month() -> None:
    assert days(Repeat.monthly(0, 1, count=3), date(2026, 9, 1)) == [
        date(2026, 9, 7),
        date(2026, 10, 5),
        date(2026, 11, 2),
    ]
    assert days(Repeat.monthly(0, -1, count=2), date(2026, 9, 1)) == [date(2026, 9, 28), date(2026, 10, 26)]


def test_monthly_repeat_on_a_date_leaves_out_months_without_it() -> None:
    assert days(Repeat.on_date(31, count=3), date(2026, 9, 1)) == [
        date(2026, 10, 31),
        date(2026, 12, 31),
        date(2027, 1, 31),
    ]


def test_excluded_day_is_left_out_and_counts() -> None:
    repeat = Repeat(
        freq=Frequency.WEEKLY, weekdays=(TUESDAY,), count=3, excluded=frozenset({date(2026, 9, 8), date(2026, 9, 9)})
    )
    assert days(repeat, date(2026, 9, 1)) == [date(2026, 9, 1), date(2026, 9, 15)]


def test_wall_time_stays_over_both_clock_changes() -> None:
    found = occurrences(Repeat.weekly(TUESDAY, count=56), date(2026, 3, 3), time(19), time(21), ZONE)
    assert {wall(one.span.start, ZONE).time() for one in found} == {time(19)}
    assert {one.span.start.astimezone(UTC).time() for one in found} == {time(17), time(18)}


def test_night_ends_at_its_wall_time_also_when_the_clock_changes() -> None:
    found = occurrences(Repeat.weekly(5, count=8), date(2027, 3, 6), time(22), time(4), ZONE)
    assert {one.span.length for one in found} == {timedelta(hours=6), timedelta(hours=5)}
    assert {wall(one.span.end, ZONE).time() for one in found} == {time(4)}


def test_time_that_the_clock_skips_is_refused_and_can_be_excluded() -> None:
    """Checklist 4.6."""
    repeat = Repeat.weekly(SUNDAY, count=6)
    with pytest.raises(NoSuchTime):
        occurrences(repeat, date(2027, 3, 7), time(2, 30), time(4), ZONE)
    skipping = Repeat(freq=Frequency.WEEKLY, weekdays=(SUNDAY,), count=6, excluded=frozenset({date(2027, 3, 28)}))
    assert len(occurrences(skipping, date(2027, 3, 7), time(2, 30), time(4), ZONE)) == 5


@pytest.mark.parametrize(
    "repeat",
    [
        Repeat.weekly(TUESDAY, until=date(2027, 10, 2)),
        Repeat.weekly(TUESDAY, count=60),
        Repeat(freq=Frequency.WEEKLY, weekdays=(0, 1, 2, 3, 4, 5, 6), until=date(2027, 10, 1) + timedelta(days=400)),
    ],
)
def test_repeat_without_an_end_in_sight_is_refused(repeat: Repeat) -> None:
    with pytest.raises(TooLong):
        days(repeat, date(2026, 9, 1))


def test_thirteen_months_and_400_dates_are_the_most() -> None:
    """Checklist 5.12."""
    daily = Repeat(freq=Frequency.WEEKLY, weekdays=(0, 1, 2, 3, 4, 5, 6), until=date(2027, 10, 1))
    assert len(days(daily, date(2026, 9, 1))) == 396
    assert len(days(Repeat.weekly(TUESDAY, until=date(2027, 10, 1)), date(2026, 9, 1))) == 57


@given(repeats)
def test_rule_can_be_written_and_read(repeat: Repeat) -> None:
    assert Repeat.parse(str(repeat)) == repeat


@given(st.text())
def test_rule_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whatever is wrong with it
        Repeat.parse(text + ";X")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYDAY=MO;COUNT=3",
        "FREQ=WEEKLY;COUNT=3",
        "FREQ=WEEKLY;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=0",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=3;UNTIL=20270101",
        "FREQ=WEEKLY;BYDAY=2TU;COUNT=3",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=TU;COUNT=3",
        "FREQ=WEEKLY;INTERVAL=99999;BYDAY=TU;COUNT=3",
        "FREQ=MONTHLY;BYDAY=TU;COUNT=3",
        "FREQ=MONTHLY;BYDAY=5TU;COUNT=3",
        "FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3",
        "FREQ=WEEKLY;BYMONTHDAY=3;COUNT=3",
        "FREQ=MONTHLY;BYDAY=1TU;BYMONTHDAY=3;COUNT=3",
        "FREQ=MONTHLY;BYDAY=1TU,2WE;COUNT=3",
        "FREQ=WEEKLY;BYDAY=XX;COUNT=3",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20271345",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=3;RDATE=20270101",
        "",
    ],
)
def test_rule_outside_the_safe_words_is_refused(rule: str) -> None:
    """Checklist 5.2."""
    with pytest.raises(ValueError):  # noqa: PT011  # which words it refuses is what is tested, not how it says so
        Repeat.parse(rule)


def test_day_knows_which_one_of_its_month_it_is() -> None:
    assert [nth_of(date(2026, 9, n)) for n in (1, 7, 8, 28, 29)] == [1, 1, 2, 4, -1]


@pytest.mark.parametrize(
    ("repeat", "dutch", "english"),
    [
        (Repeat.weekly(TUESDAY, count=2), "elke dinsdag", "every Tuesday"),
        (Repeat.weekly(FRIDAY, interval=2, count=2), "om de week op vrijdag", "every other week on Friday"),
        (Repeat.weekly(FRIDAY, interval=3, count=2), "elke 3 weken op vrijdag", "every 3 weeks on Friday"),
        (Repeat.monthly(0, 1, count=2), "elke 1e maandag van de maand", "every 1st Monday of the month"),
        (Repeat.monthly(0, -1, count=2), "elke laatste maandag van de maand", "every last Monday of the month"),
        (
            Repeat(freq=Frequency.WEEKLY, weekdays=(1, 3), count=2),
            "elke dinsdag en donderdag",
            "every Tuesday and Thursday",
        ),
        (
            Repeat(freq=Frequency.MONTHLY, weekdays=(0,), nth=2, interval=2, count=2),
            "om de maand op de 2e maandag",
            "every other month on the 2nd Monday",
        ),
        (Repeat.on_date(15, count=2), "elke maand op de 15e", "every month on day 15"),
    ],
)
def test_repeat_says_itself_in_plain_words(app: Flask, repeat: Repeat, dutch: str, english: str) -> None:
    with app.app_context():
        with language_of("nl"):
            assert describe(repeat) == dutch
        with language_of("en"):
            assert describe(repeat) == english


def test_original_start_is_wall_time() -> None:
    (one,) = occurrences(Repeat.weekly(TUESDAY, count=1), date(2026, 9, 1), time(19), time(21), ZONE)
    assert one.original_start == datetime.combine(date(2026, 9, 1), time(19))
    assert one.span.start == datetime(2026, 9, 1, 17, tzinfo=UTC)
