"""Calendar files, line by line: research/ical.md sections 0 to 6, 9, 10."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from app.calendar.entry import Entry, Status
from app.calendar.repeats import Repeat
from app.calendar.zones import vtimezone
from app.clock import Span, from_wall
from tests.core.calendar import samples
from tests.core.calendar.samples import HOUSE, MADE, NOW, ZONE, an_entry

CHANGED = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)
AMSTERDAM = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
"""


def lines(body: bytes) -> list[str]:
    return body.decode().replace("\r\n ", "").split("\r\n")


def only(body: bytes) -> Any:
    (event,) = samples.events(body)
    return event


def weekly(count: int = 10, times: str = "19:00-21:00", first: str = "2026-09-01") -> list[Entry]:
    day = date.fromisoformat(first)
    _series, entries = samples.a_series(Repeat.weekly(day.weekday(), count=count), first, times)
    return entries


def changed(entries: list[Entry], position: int, **more: Any) -> list[Entry]:
    """The occurrences, with one of them changed."""
    return [replace(entry, **more) if n == position else entry for n, entry in enumerate(entries)]


# -- the file


def as_written(zone: ZoneInfo) -> tzinfo:
    """The zone that a program makes of our VTIMEZONE."""
    block: Any = icalendar.Timezone.from_ical(vtimezone(zone) or "")
    found: tzinfo = block.to_tz(lookup_tzid=False)
    return found


def test_zone_is_the_one_block_that_all_programs_read() -> None:
    """Checklist 0.1, 4.3, 4.4, 9.2."""
    assert vtimezone(ZONE) == AMSTERDAM.replace("\n", "\r\n")


def test_zone_agrees_with_the_tz_database_hour_by_hour() -> None:
    """Checklist 4.3."""
    zone = as_written(ZONE)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment.year < 2028:
        assert moment.astimezone(zone).utcoffset() == moment.astimezone(ZONE).utcoffset(), moment
        moment += timedelta(hours=1)


def test_zone_that_no_rule_describes_is_written_in_utc() -> None:
    casablanca = ZoneInfo("Africa/Casablanca")
    assert vtimezone(casablanca) is None
    entry = an_entry(zone=casablanca)
    event = only(samples.feed(entry, calendar=replace(HOUSE, zone=casablanca)))
    assert event["DTSTART"].to_ical() == b"20260915T170000Z"
    assert "TZID" not in event["DTSTART"].params


@pytest.mark.parametrize("key", ["Europe/Brussels", "Europe/Lisbon", "America/New_York", "America/Paramaribo"])
def test_other_zones_agree_with_the_tz_database(key: str) -> None:
    zone = ZoneInfo(key)
    written = as_written(zone)
    for hours in range(0, 366 * 24, 7):
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        assert moment.astimezone(written).utcoffset() == moment.astimezone(zone).utcoffset(), moment


def test_empty_feed_still_holds_its_zone() -> None:
    """Checklist 1.1."""
    body = samples.feed()
    assert body.count(b"BEGIN:VTIMEZONE") == 1
    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert body.endswith(b"END:VCALENDAR\r\n")


def test_feed_has_no_method_and_tells_its_name_zone_and_refresh() -> None:
    """Checklist 1.4, 1.5, 1.6, 1.7, 9.3, 9.5."""
    found = lines(samples.feed(calendar=replace(HOUSE, name="Huis; tuin, en\r\nkeuken \\ \x07")))
    assert "X-WR-CALNAME:Huis\\; tuin\\, en keuken \\\\" in found
    assert "NAME:Huis\\; tuin\\, en keuken \\\\" in found
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in found
    assert "X-PUBLISHED-TTL:PT1H" in found
    assert "X-WR-TIMEZONE:Europe/Amsterdam" in found
    assert not [line for line in found if line.startswith("METHOD")]


def test_feed_holds_nothing_but_zones_and_events() -> None:
    """Checklist 1.9."""
    body = samples.feed(an_entry(), *weekly())
    calendar: Any = icalendar.Calendar.from_ical(body)
    assert {part.name for part in calendar.subcomponents} == {"VTIMEZONE", "VEVENT"}


def test_same_entries_give_the_same_bytes_whatever_their_order_and_the_hour() -> None:
    """Checklist 1.3, 3.5, 9.7."""
    entries = [*weekly(), an_entry(uid="b"), an_entry(uid="a")]
    assert samples.feed(*entries) == samples.feed(*reversed(entries), now=NOW + timedelta(hours=5))


def test_lines_have_75_octets_at_most_and_no_sign_is_cut() -> None:
    """Checklist 1.2."""
    body = samples.feed(an_entry(title="é" * 30 + "🎉" * 30, description="ÿ🎈" * 200))
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert str(only(body)["SUMMARY"]) == "é" * 30 + "🎉" * 30
    [line.decode() for line in body.split(b"\r\n")]  # each by itself


NASTY = "a,b;c\\d\r\ne\rf\x07g\x00h\u2028i\ud800j\ufeffk 🎉" + "x" * 80


@pytest.mark.parametrize("field", ["title", "place", "location", "description", "note"])
def test_odd_signs_in_any_field_leave_a_file_that_can_be_read(field: str) -> None:
    """Checklist 9.4, 9.12, 9.15."""
    body = samples.feed(an_entry(status=Status.CANCELLED, **{field: NASTY}), calendar=replace(HOUSE, description=NASTY))
    assert not [sign for sign in body if sign < 32 and sign not in b"\r\n"]
    assert body.count(b"\r") == body.count(b"\n") == body.count(b"\r\n")
    assert len(samples.read_with_vobject(body)) == 1
    assert len(samples.read_with_recurring_ical_events(body)) == 1


# -- one event


def test_event_says_when_it_was_made_and_changed_from_its_data() -> None:
    """Checklist 0.3, 3.1, 3.2, 9.9."""
    event = only(samples.feed(an_entry(modified=CHANGED, sequence=3)))
    assert event["DTSTAMP"].to_ical() == event["LAST-MODIFIED"].to_ical() == b"20260901T083000Z"
    assert event["CREATED"].to_ical() == b"20260105T090000Z"
    assert event["SEQUENCE"] == 3
    assert event["UID"] == "4f6b2a7e-uid"


def test_event_has_its_place_themes_and_page_also_as_last_line() -> None:
    """Checklist 10.2, 10.3, 10.4."""
    event = only(
        samples.feed(
            an_entry(
                place="Zaal A",
                location="Zaal A, De Linde, Voorbeeldplein 1",
                description="Neem een kop mee.",
                url="/activities/thee kransje",
                themes=("eten",),
            )
        )
    )
    assert event["LOCATION"] == "Zaal A, De Linde, Voorbeeldplein 1"
    assert event["DESCRIPTION"] == "Neem een kop mee.\n\nhttps://wij.example/activities/thee%20kransje"
    assert event["URL"] == "https://wij.example/activities/thee%20kransje"
    assert event["CATEGORIES"].to_ical() == b"Eten"


def test_event_never_names_people_or_alarms() -> None:
    """Checklist 8.10, 8.12, 10.7."""
    body = samples.feed(an_entry(), *weekly())
    for name in (b"ATTENDEE", b"ORGANIZER", b"VALARM", b"CLASS"):
        assert name not in body


@pytest.mark.parametrize(
    ("calendar", "transparency", "busy"),
    [
        (HOUSE, "TRANSPARENT", "FREE"),
        (replace(HOUSE, space_id=4), "OPAQUE", "BUSY"),
        (replace(HOUSE, house_id=None, person_id=7), "OPAQUE", "BUSY"),
    ],
)
def test_time_is_taken_in_spaces_and_by_own_things_only(calendar: Any, transparency: str, busy: str) -> None:
    """Checklist 10.6."""
    event = only(samples.feed(an_entry(), calendar=calendar))
    assert (event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) == (transparency, busy)


def test_requested_is_tentative() -> None:
    """Checklist 6.1."""
    event = only(samples.feed(an_entry(status=Status.TENTATIVE), calendar=replace(HOUSE, space_id=4)))
    assert (event["STATUS"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TENTATIVE", "TENTATIVE")


def test_whole_days_are_dates_with_an_exclusive_end() -> None:
    """Checklist 4.8."""
    start = from_wall(date(2026, 10, 24), time(0), ZONE)
    one = Span(start, from_wall(date(2026, 10, 25), time(0), ZONE))
    three = Span(start, from_wall(date(2026, 10, 27), time(0), ZONE))
    found = samples.events(samples.feed(an_entry(uid="1", span=one), an_entry(uid="3", span=three)))
    assert [(event["DTSTART"].to_ical(), event["DTEND"].to_ical()) for event in found] == [
        (b"20261024", b"20261025"),
        (b"20261024", b"20261027"),
    ]
    assert all(event["DTSTART"].params["VALUE"] == "DATE" for event in found)


@pytest.mark.parametrize("hour", [0, 1])
def test_doubled_hour_in_october_is_written_in_utc(hour: int) -> None:
    """Checklist 1.7, 4.6."""
    start = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    entry = an_entry(span=Span(start, start + timedelta(hours=2)))
    body = samples.feed(entry)
    assert only(body)["DTSTART"].to_ical() == f"20261025T0{hour}3000Z".encode()
    assert samples.read_with_vobject(body) == samples.read_with_recurring_ical_events(body) == samples.seen([entry])


# -- cancelled


def test_cancelled_has_three_marks_and_the_reason() -> None:
    """Checklist 0.7, 6.2."""
    event = only(samples.feed(an_entry(status=Status.CANCELLED, note="De zaal is nat.")))
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"] == "Vervallen: Theekransje"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["DESCRIPTION"] == "De zaal is nat."


@pytest.mark.parametrize(
    ("cancelled_on", "asked_on", "told"),
    [
        (date(2026, 9, 1), date(2026, 10, 15), True),  # 30 days after the end
        (date(2026, 9, 1), date(2026, 10, 16), False),
        (date(2026, 10, 10), date(2026, 10, 23), True),  # 14 days after the cancelling
        (date(2026, 10, 10), date(2026, 10, 25), False),
    ],
)
def test_cancelled_is_told_for_a_while(cancelled_on: date, asked_on: date, told: bool) -> None:
    """Checklist 6.3."""
    entry = an_entry("2026-09-15", status=Status.CANCELLED, modified=from_wall(cancelled_on, time(12), ZONE))
    assert bool(samples.events(samples.feed(entry, now=from_wall(asked_on, time(12), ZONE)))) is told


def test_cancelled_date_of_a_series_is_an_exception_first_and_excluded_later() -> None:
    """Checklist 3.3, 6.3."""
    entries = changed(weekly(), 2, status=Status.CANCELLED, modified=CHANGED, sequence=1)
    master, exception = samples.events(samples.feed(*entries))
    assert (exception["STATUS"], exception["SUMMARY"]) == ("CANCELLED", "Vervallen: Koor")
    assert "EXDATE" not in master
    later = datetime(2026, 10, 25, tzinfo=UTC)
    alone = only(samples.feed(*entries, now=later))
    assert alone["EXDATE"].to_ical() == b"20260915T190000"
    assert master["LAST-MODIFIED"].dt < alone["LAST-MODIFIED"].dt <= later


# -- series


def test_series_is_one_master_with_until_in_utc_at_the_last_start() -> None:
    """Checklist 0.2, 5.1, 5.4, 9.1."""
    event = only(samples.feed(*weekly(10)))
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261103T180000Z;BYDAY=TU"
    assert event["DTSTART"].to_ical() == b"20260901T190000"
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event["UID"] == "series-uid"


def test_series_of_one_date_is_no_series() -> None:
    """Checklist 5.6."""
    event = only(samples.feed(*weekly(1)))
    assert "RRULE" not in event
    assert event["UID"] == "series-uid"


def test_missing_date_is_excluded_and_a_moved_one_is_not() -> None:
    """Checklist 2.3, 5.9, 5.10, 9.14."""
    entries = weekly(10)
    entries = changed(entries, 4, span=entries[4].span.moved(1, ZONE), modified=CHANGED)
    del entries[2]
    master, moved = samples.events(samples.feed(*entries))
    assert master["EXDATE"].to_ical() == b"20260915T190000"
    assert master["EXDATE"].params["TZID"] == "Europe/Amsterdam"
    assert moved["RECURRENCE-ID"].to_ical() == b"20260929T190000"
    assert moved["RECURRENCE-ID"].params["TZID"] == "Europe/Amsterdam"
    assert moved["UID"] == master["UID"]
    assert moved["LAST-MODIFIED"].dt == master["LAST-MODIFIED"].dt == CHANGED


def test_series_with_nothing_left_is_not_there() -> None:
    gone = [replace(entry, status=Status.CANCELLED) for entry in weekly(3)]
    assert samples.events(samples.feed(*gone, now=datetime(2027, 6, 1, tzinfo=UTC))) == []


def test_changed_series_raises_its_exceptions_too() -> None:
    """Checklist 0.4, 3.3."""
    entries = changed(weekly(), 1, title="Optreden")
    series = replace(entries[0].series, modified=CHANGED) if entries[0].series else None
    assert series
    found = samples.events(samples.feed(*samples.in_series(series, entries)))
    assert [event["LAST-MODIFIED"].dt for event in found] == [CHANGED, CHANGED]


def test_address_and_themes_of_a_series_are_its_own_and_make_no_exceptions() -> None:
    entries = [replace(entry, url=f"/activities/koor/{n}") for n, entry in enumerate(weekly())]
    series = replace(entries[0].series, url="/activities/koor", themes=("eten",)) if entries[0].series else None
    assert series
    event = only(samples.feed(*samples.in_series(series, entries)))
    assert event["URL"] == "https://wij.example/activities/koor"
    assert event["CATEGORIES"].to_ical() == b"Eten"


@pytest.mark.parametrize(("first", "change"), [("2027-03-06", date(2027, 3, 27)), ("2026-10-03", date(2026, 10, 24))])
def test_night_in_which_the_clock_changes_has_an_end_of_its_own(first: str, change: date) -> None:
    """Checklist 4.7."""
    entries = weekly(8, "22:00-04:00", first)
    body = samples.feed(*entries)
    exceptions = [event for event in samples.events(body) if "RECURRENCE-ID" in event]
    assert [event["RECURRENCE-ID"].dt.date() for event in exceptions] == [change]
    assert samples.read_with_vobject(body) == samples.read_with_recurring_ical_events(body) == samples.seen(entries)


@pytest.mark.parametrize("first", ["2027-03-27", "2026-10-24"])
def test_series_that_begins_in_such_a_night_has_the_usual_length(first: str) -> None:
    """Checklist 4.7, 4.9."""
    entries = weekly(5, "22:00-04:00", first)
    body = samples.feed(*entries)
    assert samples.read_with_vobject(body) == samples.read_with_recurring_ical_events(body) == samples.seen(entries)


def test_expanded_dates_have_uids_of_their_own_that_never_change() -> None:
    """Checklist 2.4."""
    calendar = replace(HOUSE, space_id=4, expanded=True)
    entries = weekly(3)
    before = [event["UID"] for event in samples.events(samples.feed(*entries, calendar=calendar))]
    moved = changed(entries, 0, span=entries[0].span.moved(1, ZONE))
    after = [event["UID"] for event in samples.events(samples.feed(*moved, calendar=calendar))]
    assert len(set(before)) == 3
    assert before == after


def test_expanded_dates_keep_stored_uids() -> None:
    entries = [replace(entry, uid=f"own-{n}") for n, entry in enumerate(weekly(3))]
    found = samples.events(samples.feed(*entries, calendar=replace(HOUSE, space_id=4, expanded=True)))
    assert [event["UID"] for event in found] == ["own-0", "own-1", "own-2"]


# -- window and size


def many(count: int, step: timedelta, start: datetime) -> list[Entry]:
    """Entries with so many words that a few hundred are too much for a feed."""
    return [
        an_entry(
            uid=f"event-{n:05}",
            title=f"Inloop {n}",
            place="Huiskamer",
            description="Kom erbij. " * 250,
            url=f"/activities/inloop-{n}",
            span=Span(start + n * step, start + n * step + timedelta(hours=1)),
        )
        for n in range(count)
    ]


def test_past_stands_in_the_feed_for_a_year_of_whole_months() -> None:
    """Checklist 6.6, 6.7."""
    now = datetime(2026, 9, 10, tzinfo=UTC)
    assert only(samples.feed(an_entry("2025-09-01"), now=now))
    assert samples.events(samples.feed(an_entry("2025-08-31"), now=now)) == []
    assert samples.feed(an_entry("2025-09-01"), now=now) == samples.feed(
        an_entry("2025-09-01"), now=datetime(2026, 9, 29, tzinfo=UTC)
    )


def test_large_feed_shortens_the_past_and_never_what_is_to_come() -> None:
    """Checklist 6.7."""
    entries = many(300, timedelta(hours=40), datetime(2025, 9, 15, tzinfo=UTC))
    body = samples.feed(*entries)
    kept = {str(event["UID"]) for event in samples.events(body)}
    to_come = {entry.uid for entry in entries if entry.span.start >= datetime(2026, 9, 1, tzinfo=UTC)}
    assert len(body) <= 900_000
    assert to_come < kept < {entry.uid for entry in entries}


def test_feed_that_is_too_large_without_any_past_is_still_whole(caplog: pytest.LogCaptureFixture) -> None:
    """Checklist 6.7."""
    entries = many(400, timedelta(hours=1), NOW)
    assert len(samples.events(samples.feed(*entries))) == 400
    assert "more than 900000 bytes" in caplog.text


def test_made_at_is_never_now() -> None:
    """Checklist 0.3, 3.5."""
    early = samples.feed(*weekly(), an_entry(), now=NOW)
    assert f"{NOW:%Y%m%d}".encode() not in early
    assert MADE < NOW
