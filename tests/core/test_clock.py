"""Time: UTC inside, wall time outside, over both clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.clock import NoSuchTime, Span, UtcDateTime, from_wall, now, wall
from app.db import db
from app.places.models import Closure
from tests.factories import AMSTERDAM, Make, at, span

SPRING = date(2027, 3, 28)
"""The clock goes from 02:00 to 03:00."""
AUTUMN = date(2027, 10, 31)
"""The clock goes from 03:00 back to 02:00."""
NOON = datetime(2027, 3, 18, 12, tzinfo=UTC)

moments = st.integers(0, 100 * 365 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes))
zones = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/Amsterdam", "America/Kralendijk", "Australia/Lord_Howe", "UTC")]
)


def test_now_is_aware_and_whole_seconds() -> None:
    assert now().tzinfo is UTC
    assert now().microsecond == 0


def test_clock_stands_still_for_as_long_as_it_is_held() -> None:
    with clock.at(NOON):
        assert now() == NOON
        with clock.at(NOON + timedelta(hours=1)):
            assert now() == NOON + timedelta(hours=1)
        assert now() == NOON
    assert now() != NOON


def test_clock_cannot_be_held_at_a_moment_without_zone() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2027, 3, 18, 12)):  # noqa: DTZ001  # on purpose
        raise AssertionError("never here")


@pytest.mark.parametrize(
    ("day", "shown", "utc"),
    [
        (date(2027, 1, 15), "14:00", "2027-01-15T13:00"),
        (date(2027, 7, 15), "14:00", "2027-07-15T12:00"),
        (SPRING, "01:59", "2027-03-28T00:59"),
        (SPRING, "03:00", "2027-03-28T01:00"),
        (AUTUMN, "01:59", "2027-10-30T23:59"),
        (AUTUMN, "02:30", "2027-10-31T00:30"),
        (AUTUMN, "03:00", "2027-10-31T02:00"),
    ],
)
def test_wall_time_is_the_moment_that_the_wall_shows(day: date, shown: str, utc: str) -> None:
    moment = from_wall(day, time.fromisoformat(shown), AMSTERDAM)
    assert moment == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert wall(moment, AMSTERDAM) == datetime.combine(day, time.fromisoformat(shown))


@pytest.mark.parametrize("shown", ["02:00", "02:30", "02:59"])
def test_wall_time_that_the_spring_skips_is_refused(shown: str) -> None:
    with pytest.raises(NoSuchTime):
        from_wall(SPRING, time.fromisoformat(shown), AMSTERDAM)


@given(moments, zones)
def test_wall_time_of_any_moment_leads_back_to_it_or_to_its_twin(moment: datetime, zone: ZoneInfo) -> None:
    shown = wall(moment, zone)
    back = from_wall(shown.date(), shown.time(), zone)
    assert wall(back, zone) == shown
    assert moment - back in (timedelta(0), timedelta(hours=1), timedelta(minutes=30))


def test_day_of_a_clock_change_lasts_23_or_25_hours() -> None:
    assert Span.day(SPRING, AMSTERDAM).length == timedelta(hours=23)
    assert Span.day(AUTUMN, AMSTERDAM).length == timedelta(hours=25)
    assert Span.day(SPRING - timedelta(days=1), AMSTERDAM, days=2).length == timedelta(hours=47)


@pytest.mark.parametrize("change", [SPRING, AUTUMN])
def test_span_moved_over_a_clock_change_keeps_its_wall_time(change: date) -> None:
    before = span(change - timedelta(days=3), "19:00-21:00")
    after = before.moved(7, AMSTERDAM)
    assert after == span(change + timedelta(days=4), "19:00-21:00")
    assert after.length == before.length
    assert after.start - before.start != timedelta(days=7)
    assert after.moved(-7, AMSTERDAM) == before


def test_span_over_midnight_ends_the_next_day() -> None:
    night = Span.of(date(2027, 3, 18), time(22), time(1), AMSTERDAM)
    assert night == Span(at("2027-03-18", "22:00"), at("2027-03-19", "01:00"))
    assert Span.of(date(2027, 3, 18), time(8), time(0), AMSTERDAM).end == at("2027-03-19", "00:00")


@pytest.mark.parametrize("length", [timedelta(0), timedelta(minutes=-1)])
def test_span_that_does_not_end_after_it_starts_is_refused(length: timedelta) -> None:
    with pytest.raises(ValueError, match="ends after"):
        Span(NOON, NOON + length)


def test_span_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Span(datetime(2027, 3, 18, 12), datetime(2027, 3, 18, 13))  # noqa: DTZ001  # on purpose


def test_span_holds_its_start_and_not_its_end() -> None:
    hour = Span(NOON, NOON + timedelta(hours=1))
    assert hour.start in hour
    assert hour.end not in hour


@pytest.mark.parametrize(
    ("times", "overlaps"),
    [
        ("12:00-14:00", False),
        ("16:00-17:00", False),
        ("13:00-14:01", True),
        ("14:30-15:00", True),
        ("13:00-17:00", True),
    ],
)
def test_spans_overlap_when_they_share_a_moment(times: str, overlaps: bool) -> None:
    one, other = span("2027-03-18", "14:00-16:00"), span("2027-03-18", times)
    assert one.overlaps(other) is overlaps
    assert other.overlaps(one) is overlaps
    assert (one.clipped(other) is not None) is overlaps


def test_span_clipped_is_the_part_inside() -> None:
    one = span("2027-03-18", "14:00-16:00")
    assert one.clipped(span("2027-03-18", "15:00-18:00")) == span("2027-03-18", "15:00-16:00")
    assert one.padded(before=timedelta(minutes=30), after=timedelta(hours=1)) == span("2027-03-18", "13:30-17:00")


@pytest.mark.both
def test_moment_comes_back_from_the_database_in_utc_whatever_zone_it_went_in(app: Flask, make: Make) -> None:
    start, end = (moment.astimezone(AMSTERDAM) for moment in (at("2027-07-15", "14:00"), at("2027-07-15", "16:00")))
    closure_id = make.closure(make.house(), Span(start, end))
    with app.app_context():
        closure = db.session.get_one(Closure, closure_id)
        assert (closure.starts, closure.ends) == (start, end)
        assert closure.starts.tzinfo is UTC


@pytest.mark.both
def test_moment_without_a_zone_never_reaches_the_database(app: Flask) -> None:
    naive = datetime(2027, 3, 18, 12)  # noqa: DTZ001  # on purpose
    with app.app_context(), pytest.raises(sa.exc.StatementError, match="time zone"):
        db.session.scalar(sa.select(sa.bindparam("m", naive, UtcDateTime)))
