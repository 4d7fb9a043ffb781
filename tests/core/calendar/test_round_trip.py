"""Whatever happens to a series, two programs that read its feed see what the house has."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.calendar.entry import Entry, Status
from app.calendar.repeats import Frequency, Repeat, TooLong
from app.calendar.window import is_told
from app.clock import NoSuchTime, Span, from_wall, wall
from tests.core.calendar import samples
from tests.core.calendar.samples import ZONE

EXTRA = timedelta(days=1, hours=1)

repeats = st.one_of(
    st.builds(
        Repeat,
        freq=st.just(Frequency.WEEKLY),
        weekdays=st.sets(st.integers(0, 6), min_size=1, max_size=3).map(lambda days: tuple(sorted(days))),
        interval=st.integers(1, 3),
        count=st.integers(1, 12),
    ),
    st.builds(Repeat.monthly, st.integers(0, 6), st.sampled_from([1, 2, 3, 4, -1]), count=st.integers(1, 8)),
    st.builds(Repeat.on_date, st.integers(1, 31), count=st.integers(1, 6)),
)
first_days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
clocks = st.times().map(lambda t: t.replace(minute=t.minute // 15 * 15, second=0, microsecond=0, tzinfo=None))
lengths = st.integers(1, 9)
fates = st.sampled_from(["as it is", "moved", "renamed", "other room", "cancelled", "gone", "longer"])


def meet(entry: Entry, fate: str) -> Entry | None:
    """An occurrence after something happened to it."""
    if fate == "gone":
        return None
    if fate == "cancelled":
        return replace(entry, status=Status.CANCELLED)
    if fate == "renamed":
        return replace(entry, title="Open repetitie")
    if fate == "other room":
        return replace(entry, place="Zaal B")
    if fate == "longer":
        return replace(entry, span=entry.span.padded(after=timedelta(minutes=30)))
    if fate == "moved":
        return replace(entry, span=Span(entry.span.start + EXTRA, entry.span.end + EXTRA))
    return entry


def occurrences_of(repeat: Repeat, first: date, start: time, hours: int) -> list[Entry]:
    end = (datetime.combine(first, start) + timedelta(hours=hours)).time()
    try:
        _series, entries = samples.a_series(repeat, first.isoformat(), f"{start:%H:%M}-{end:%H:%M}")
    except (NoSuchTime, TooLong):  # refused at input
        assume(False)
    return entries


@settings(max_examples=60)
@given(repeats, first_days, clocks, lengths, st.data())
def test_series_after_moves_and_cancellations_is_read_as_it_is(
    repeat: Repeat, first: date, start: time, hours: int, data: st.DataObject
) -> None:
    """Checklist 0.10, 4.1, 4.2, 4.9, 5.2, 5.4, 5.5, 5.8, 5.9, 5.10."""
    entries = occurrences_of(repeat, first, start, hours)
    now = from_wall(first + timedelta(days=data.draw(st.integers(0, 300))), time(12), ZONE)
    met = [meet(entry, data.draw(fates)) for entry in entries]
    left = [entry for entry in met if entry is not None]
    body = samples.feed(*left, now=now)
    told = samples.seen(entry for entry in left if is_told(entry, now))
    assert samples.read_with_recurring_ical_events(body) == told
    assert samples.read_with_vobject(body) == told


@settings(max_examples=30)
@given(repeats, first_days, clocks, lengths)
def test_expanded_series_is_read_as_it_is(repeat: Repeat, first: date, start: time, hours: int) -> None:
    """Checklist 2.2, 5.1."""
    entries = occurrences_of(repeat, first, start, hours)
    body = samples.feed(*entries, calendar=replace(samples.HOUSE, expanded=True), now=from_wall(first, time(12), ZONE))
    assert samples.read_with_recurring_ical_events(body) == samples.seen(entries)
    assert samples.read_with_vobject(body) == samples.seen(entries)
    uids = [str(event["UID"]) for event in samples.events(body)]
    assert len(set(uids)) == len(entries)


@settings(max_examples=30)
@given(repeats, first_days, clocks, lengths)
def test_extra_date_of_a_series_is_an_event_of_its_own(repeat: Repeat, first: date, start: time, hours: int) -> None:
    """Checklist 5.7."""
    entries = occurrences_of(repeat, first, start, hours)
    original = entries[0].recurrence_id
    assert original is not None
    extra_start = original + timedelta(minutes=5)
    extra = replace(entries[-1], recurrence_id=extra_start, span=entries[-1].span.moved(1, ZONE))
    body = samples.feed(*entries, extra, now=from_wall(first, time(12), ZONE))
    assert samples.read_with_recurring_ical_events(body) == samples.seen([*entries, extra])
    assert b"RDATE" not in body


def local_starts(entries: list[Entry]) -> set[time]:
    return {wall(entry.span.start, ZONE).time() for entry in entries}


def test_weekly_evening_stays_at_its_wall_time_over_both_clock_changes() -> None:
    _series, entries = samples.a_series(Repeat.weekly(1, count=45), "2026-03-03", "19:00-21:00")
    body = samples.feed(*entries)
    read: Any = samples.read_with_vobject(body)
    assert read == samples.seen(entries)
    assert local_starts(entries) == {time(19)}
    assert {start.utcoffset() for start in (e.span.start.astimezone(ZONE) for e in entries)} == {
        timedelta(hours=1),
        timedelta(hours=2),
    }
