"""Days and times, as people say them and as they type them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from app import clock
from app.clock import Span
from app.web import dates, language_of
from tests.factories import AMSTERDAM, at, span

THURSDAY = at("2027-03-18", "14:00")


@pytest.fixture(autouse=True)
def dutch(app: Flask) -> Iterator[None]:
    """Outside a request, in Dutch, on a Tuesday in March."""
    with app.app_context(), clock.at(at("2027-03-16", "10:00")):
        yield


def test_day_is_said_as_people_say_it() -> None:
    assert dates.day(THURSDAY, AMSTERDAM) == "donderdag 18 maart"
    assert dates.short_day(THURSDAY, AMSTERDAM) == "do 18 maart"
    assert dates.long_day(THURSDAY, AMSTERDAM) == "donderdag 18 maart 2027"
    assert dates.month(THURSDAY, AMSTERDAM) == "maart 2027"
    with language_of("en"):
        assert dates.day(THURSDAY, AMSTERDAM) == "Thursday 18 March"
        assert dates.short_day(THURSDAY, AMSTERDAM) == "Thu 18 March"


def test_day_is_that_of_the_house_and_not_of_greenwich() -> None:
    late = datetime(2027, 3, 18, 23, 30, tzinfo=UTC)
    assert dates.day(late, AMSTERDAM) == "vrijdag 19 maart"


def test_day_without_a_zone_is_a_day_of_the_calendar() -> None:
    assert dates.day(date(2027, 3, 18)) == "donderdag 18 maart"
    with pytest.raises(ValueError, match="zone"):
        dates.day(THURSDAY)


def test_month_day_names_the_year_when_it_is_another() -> None:
    assert dates.month_day(date(2027, 1, 12)) == "12 januari"
    assert dates.month_day(date(2026, 1, 12)) == "12 januari 2026"


def test_times_are_short_in_lists_and_spelled_out_in_sentences() -> None:
    meeting = span("2027-03-18", "09:00-16:30")
    assert dates.times(meeting, AMSTERDAM) == "9:00–16:30"
    assert dates.from_to(meeting, AMSTERDAM) == "van 9:00 tot 16:30 uur"
    with language_of("en"):
        assert dates.from_to(meeting, AMSTERDAM) == "from 9:00 to 16:30"


def test_times_over_midnight_and_of_whole_days() -> None:
    assert dates.times(span("2027-03-18", "22:00-01:00"), AMSTERDAM) == "22:00–1:00"
    assert dates.times(Span.day(date(2027, 3, 18), AMSTERDAM), AMSTERDAM) == "de hele dag"
    assert dates.times(Span.day(date(2027, 3, 29), AMSTERDAM, days=3), AMSTERDAM) == "29 tot en met 31 maart"
    camp = Span(at("2027-03-19", "16:00"), at("2027-03-21", "12:00"))
    assert dates.times(camp, AMSTERDAM) == "vr 19 maart 16:00 – zo 21 maart 12:00"


def test_day_of_the_change_to_summer_time_is_whole_with_its_23_hours() -> None:
    whole = Span.day(date(2027, 3, 28), AMSTERDAM)
    assert whole.length == timedelta(hours=23)
    assert dates.times(whole, AMSTERDAM) == "de hele dag"
    assert dates.times(span("2027-03-28", "01:00-04:00"), AMSTERDAM) == "1:00–4:00"


def test_day_of_the_change_to_winter_time_is_whole_with_its_25_hours() -> None:
    whole = Span.day(date(2027, 10, 31), AMSTERDAM)
    assert whole.length == timedelta(hours=25)
    assert dates.times(whole, AMSTERDAM) == "de hele dag"


def test_hour_that_comes_twice_says_which_of_the_two_it_is() -> None:
    first = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    both = Span(first, first + timedelta(hours=1))
    assert dates.times(both, AMSTERDAM) == "2:30 (zomertijd)–2:30 (wintertijd)"
    with language_of("en"):
        assert dates.clock(both.end, AMSTERDAM) == "2:30 (winter time)"


def test_same_wall_time_before_and_after_each_change() -> None:
    days = ["2027-03-27", "2027-03-29", "2027-10-30", "2027-11-01"]
    assert {dates.times(span(day, "19:00-21:00"), AMSTERDAM) for day in days} == {"19:00–21:00"}
    assert dates.clock(at("2027-03-29", "19:00"), ZoneInfo("Europe/Lisbon")) == "18:00"


def test_moment_in_a_log_is_near_or_far() -> None:
    assert dates.when(at("2027-03-16", "09:05"), AMSTERDAM) == "vandaag 9:05"
    assert dates.when(at("2027-03-15", "23:59"), AMSTERDAM) == "gisteren 23:59"
    assert dates.when(at("2027-03-02", "11:05"), AMSTERDAM) == "2 maart 11:05"
    assert dates.when(at("2026-03-02", "11:05"), AMSTERDAM) == "2 maart 2026 11:05"


def test_range_of_days_names_the_month_as_often_as_needed() -> None:
    assert dates.day_range(date(2027, 3, 15), date(2027, 3, 21)) == "15 tot en met 21 maart"
    assert dates.day_range(date(2027, 3, 29), date(2027, 4, 4)) == "29 maart tot en met 4 april"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(20, "20 minuten"), (60, "1 uur"), (120, "2 uur"), (90, "1 uur en 30 minuten"), (1, "1 minuut")],
)
def test_duration_is_said_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert dates.duration(minutes) == said


def test_weekly_hours_take_one_line() -> None:
    week = [(day, time(9), time(22)) for day in range(5)] + [(5, time(10), time(17))]
    assert dates.opening_words(week) == "ma–vr 9–22 uur, za 10–17 uur"
    with language_of("en"):
        assert dates.opening_words(week) == "Mon–Fri 9–22 h, Sat 10–17 h"


def test_weekly_hours_with_a_break_a_half_hour_and_midnight() -> None:
    week = [(0, time(9), time(12)), (0, time(13, 30), time(0)), (2, time(9), time(12))]
    assert dates.opening_words(week) == "ma 9–12 en 13:30–24 uur, wo 9–12 uur"
    assert dates.opening_words([]) == ""


@pytest.mark.parametrize(
    "typed", ["18-03-2027", "18-3-2027", "18/03/2027", "18.3.2027", " 18 maart 2027 ", "18 March 2027", "2027-03-18"]
)
def test_typed_day_is_understood(typed: str) -> None:
    assert dates.parse_day(typed) == date(2027, 3, 18)


@pytest.mark.parametrize("typed", ["", "31-02-2027", "2027", "03-18-2027", "18-03-27", "morgen", "18-03-99999", "💐"])
def test_day_that_is_not_understood_says_how_to_type_it(typed: str) -> None:
    with pytest.raises(ValueError, match="Typ hem zo: 18-03-2027"):
        dates.parse_day(typed)


@pytest.mark.parametrize("typed", ["18-03-1999", "2101-03-18", "0001-01-01", "9999-12-31"])
def test_day_in_a_year_that_cannot_be_meant_says_so(typed: str) -> None:
    with pytest.raises(ValueError, match="Dit jaar kan niet kloppen"):
        dates.parse_day(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:00", time(14)),
        ("14.30", time(14, 30)),
        ("1430", time(14, 30)),
        ("9", time(9)),
        ("9u", time(9)),
        ("14u30", time(14, 30)),
        ("14:00 uur", time(14)),
    ],
)
def test_typed_time_is_understood(typed: str, meant: time) -> None:
    assert dates.parse_clock(typed) == meant


@pytest.mark.parametrize("typed", ["", "24:00", "14:60", "half drie", "14:0", "99999"])
def test_time_that_is_not_understood_says_how_to_type_it(typed: str) -> None:
    with pytest.raises(ValueError, match="Typ hem zo: 14:00"):
        dates.parse_clock(typed)
