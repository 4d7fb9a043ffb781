"""Calendars of others, read: what is in them, and what is refused before it costs anything."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calendar.entry import Status
from app.calendar.importing import reading
from app.calendar.importing.expanding import Unreadable, expand
from app.calendar.importing.reading import Limits
from app.calendar.importing.refusing import WORDS
from tests.factories import AMSTERDAM, span

WINDOW = reading.window(datetime(2027, 3, 8, 9, tzinfo=UTC), AMSTERDAM)
BINGO = (
    "UID:bingo\r\nSUMMARY:Bingo\r\nLOCATION:De Kiosk\r\nURL:https://bingo.example/kaart?utm_source=x&dag=2\r\n"
    "DTSTART;TZID=Europe/Amsterdam:20270310T190000\r\nDTEND;TZID=Europe/Amsterdam:20270310T200000\r\n"
)
MOVED = (
    "UID:bingo\r\nSUMMARY:Bingo, een dag later\r\nRECURRENCE-ID;TZID=Europe/Amsterdam:20270317T190000\r\n"
    "DTSTART;TZID=Europe/Amsterdam:20270318T190000\r\nDTEND;TZID=Europe/Amsterdam:20270318T200000\r\n"
)
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=4\r\n"


def calendar(*events: str, head: str = "X-WR-CALNAME:Buurtsport\r\n") -> bytes:
    """A file with these events."""
    bodies = "".join(f"BEGIN:VEVENT\r\n{event}END:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{bodies}END:VCALENDAR\r\n".encode()


def titles(body: bytes) -> list[tuple[str, str]]:
    """Each date of a file: its start on the wall, and its title."""
    found = reading.read(body, WINDOW, AMSTERDAM).dates
    return [(f"{one.span.start.astimezone(AMSTERDAM):%m-%d %H:%M}", one.title) for one in found]


def why(body: bytes) -> str:
    """Why a file is refused; "" when it is not. In this process, so that it is fast."""
    try:
        expand(body, WINDOW.start, WINDOW.end, AMSTERDAM)
    except Unreadable as problem:
        return str(problem)
    return ""


def test_series_with_a_moved_date_is_read_over_the_change_of_the_clock() -> None:
    assert titles(calendar(BINGO + WEEKLY, MOVED)) == [
        ("03-10 19:00", "Bingo"),
        ("03-18 19:00", "Bingo, een dag later"),
        ("03-24 19:00", "Bingo"),
        ("03-31 19:00", "Bingo"),
    ]


def test_date_keeps_its_key_when_it_moves_and_each_has_its_own() -> None:
    before = reading.read(calendar(BINGO + WEEKLY), WINDOW, AMSTERDAM).dates
    after = reading.read(calendar(BINGO + WEEKLY, MOVED), WINDOW, AMSTERDAM).dates
    assert [one.key for one in before] == [one.key for one in after]
    assert len({one.key for one in after}) == 4
    (single,) = reading.read(calendar(BINGO), WINDOW, AMSTERDAM).dates
    (moved,) = reading.read(calendar(BINGO.replace("20270310", "20270312")), WINDOW, AMSTERDAM).dates
    assert (single.key, single.span) != (moved.key, moved.span)
    assert single.key == moved.key


def test_words_are_cleaned_and_nobody_is_named() -> None:
    names = "ORGANIZER;CN=Sietske Wortelboer:mailto:s@x.example\r\nATTENDEE;CN=Okke Tak:mailto:o@x.example\r\n"
    about = (
        "DESCRIPTION:<p>Kom <b>gezellig</b> mee &amp\\; lach</p><img src='https://spy.example/p.gif?wie=okke'>"
        "<script>steal()</script> Zie https://x.example/?utm_campaign=y&id=3.\r\n"
    )
    (found,) = reading.read(calendar(BINGO + names + about), WINDOW, AMSTERDAM).dates
    assert found.words == "Kom gezellig mee & lach\n Zie https://x.example/?id=3."
    assert (found.place, found.link) == ("De Kiosk", "https://bingo.example/kaart?dag=2")
    assert "Wortelboer" not in repr(found)
    assert "Okke" not in repr(found)


def test_private_is_left_out_and_cancelled_and_maybe_are_told() -> None:
    others = (BINGO.replace("bingo", kind.lower(), 1) + f"{name}:{kind}\r\n" for name, kind in (
        ("CLASS", "PRIVATE"), ("CLASS", "CONFIDENTIAL"), ("STATUS", "CANCELLED"), ("STATUS", "TENTATIVE"),
    ))  # fmt: skip
    found = reading.read(calendar(*others), WINDOW, AMSTERDAM).dates
    assert [one.status for one in found] == [Status.CANCELLED, Status.TENTATIVE]


def test_times_without_zone_and_whole_days_are_on_the_wall_of_the_house() -> None:
    floating = BINGO.replace(";TZID=Europe/Amsterdam", "")
    windows = BINGO.replace("Europe/Amsterdam", "W. Europe Standard Time")
    day = "UID:dag\r\nSUMMARY:Burendag\r\nDTSTART;VALUE=DATE:20270311\r\n"
    spans = [one.span for one in reading.read(calendar(floating, day), WINDOW, AMSTERDAM).dates]
    assert spans[0] == span("2027-03-10", "19:00-20:00")
    assert [f"{moment.astimezone(AMSTERDAM):%d %H:%M}" for moment in (spans[1].start, spans[1].end)] == [
        "11 00:00",
        "12 00:00",
    ]
    assert titles(calendar(windows)) == [("03-10 19:00", "Bingo")]


def test_same_uid_twice_loses_nothing_and_a_stray_exception_stands_alone() -> None:
    assert titles(calendar(BINGO, BINGO.replace("Bingo", "Zang"))) == [
        ("03-10 19:00", "Bingo"),
        ("03-10 19:00", "Zang"),
    ]
    assert titles(calendar(MOVED)) == [("03-18 19:00", "Bingo, een dag later")]


def test_control_characters_do_not_get_through() -> None:
    (found,) = reading.read(calendar(BINGO.replace("Bingo", "Bi\x07n\x00go\x1b")), WINDOW, AMSTERDAM).dates
    assert found.title == "Bingo"


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        ("page", b"<!DOCTYPE html><html><body>BEGIN:VCALENDAR"),
        ("kind", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("kind", b'{"events": []}'),
        ("kind", b""),
        ("broken", calendar(BINGO)[:-20]),
        ("broken", calendar(BINGO + "BEGIN:VEVENT\r\n" + BINGO + "END:VEVENT\r\n")),
        ("broken", b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 999 + b"END:VEVENT\n" * 999 + b"END:VCALENDAR"),
        ("broken", calendar("UID:a\r\nSUMMARY:Zonder tijd\r\n")),
        ("broken", calendar(BINGO.replace("20270310T190000", "20279999T996600"))),
        ("broken", calendar(BINGO + "RRULE:FREQ=SOMETIMES\r\n")),
        ("broken", calendar("UID:a\r\nDTSTART:17000310T190000Z\r\nDURATION:P999999W\r\n")),
        ("broken", calendar(BINGO, head="CALSCALE:MARTIAN\r\n")),
        ("zone", calendar(BINGO.replace("Europe/Amsterdam", "Mars/Phobos"))),
        ("zone", calendar(BINGO, head="X-WR-TIMEZONE:Mars/Phobos\r\n")),
        ("often", calendar(BINGO + "RRULE:FREQ=SECONDLY\r\n")),
        ("often", calendar(BINGO + "RRULE:FREQ=MINUTELY;COUNT=1000000000\r\n")),
        ("often", calendar(BINGO + "RRULE:FREQ=DAILY;INTERVAL=0\r\n")),
        ("often", calendar(BINGO + "RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,1;BYSECOND=0,1\r\n")),
        ("often", calendar(BINGO + "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n")),
        ("often", calendar(BINGO + "RRULE:FREQ=YEARLY;BYEASTER=0\r\n")),
        ("often", calendar(BINGO + "RRULE:FREQ=DAILY\r\nRRULE:FREQ=WEEKLY\r\n")),
        ("often", calendar(BINGO + WEEKLY + "EXDATE:" + ",".join(["20270310T190000Z"] * 10_000) + "\r\n")),
        ("often", calendar(*[BINGO.replace("2027", "1700") + "RRULE:FREQ=DAILY\r\n"] * 2)),
        ("many", b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 80_000 + b"END:VCALENDAR"),
        ("many", calendar(*[BINGO.replace("bingo", f"b{one}", 1) + "RRULE:FREQ=DAILY\r\n" for one in range(8)])),
    ],
)  # fmt: skip
def test_hostile_calendar_is_refused_with_its_word(expected: str, body: bytes) -> None:
    assert why(body) == expected
    assert str(WORDS[expected])


def test_history_of_many_years_costs_next_to_nothing() -> None:
    old = [BINGO.replace("2027", "2017").replace("bingo", f"b{one}", 1) for one in range(7_000)]
    assert why(calendar(*old, BINGO)) == ""


@pytest.mark.parametrize(
    ("limits", "body"),
    [
        (Limits(seconds=1), b"BEGIN:VCALENDAR\r\nX;" + b"A=b;" * 450_000 + b"A=b:x\r\nEND:VCALENDAR"),
        (Limits(memory=120_000_000), b"BEGIN:VCALENDAR\r\nX:" + b"a" * 100_000_000 + b"\r\nEND:VCALENDAR"),
    ],
    ids=["time", "memory"],
)
def test_program_apart_ends_when_its_time_or_memory_is_used_up(limits: Limits, body: bytes) -> None:
    begun = time.monotonic()
    order = [sys.executable, "-c", READER, str(limits.seconds), str(limits.memory)]
    told = subprocess.run(order, input=body, capture_output=True, check=True).stdout.split()
    assert told[0] == b"costly"
    assert int(told[1]) * 1024 < Limits().memory
    assert time.monotonic() - begun < 15  # the house itself, started anew, is the most of it


READER = """
import resource, sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo
from app.calendar.importing import reading
from app.calendar.importing.refusing import Unusable
zone, limits = ZoneInfo("Europe/Amsterdam"), reading.Limits(*map(int, sys.argv[1:]))
try:
    reading.read(sys.stdin.buffer.read(), reading.window(datetime(2027, 3, 8, 9, tzinfo=UTC), zone), zone, limits)
except Unusable as refused:
    print(refused.why, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A process of its own: the most memory of any child is counted, and a test worker has had many."""


LINES = st.sampled_from(
    [
        "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "UID:a",
        "BEGIN:VALARM", "END:VALARM", "DTSTART:20270310T190000Z", "DTSTART;VALUE=DATE:20270310",
        "DTEND:20270310T200000",
        "DTEND;VALUE=DATE:20270309", "DURATION:-PT1H", "DURATION:P1D", "DTSTART;TZID=Nowhere:20270310T190000",
        "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=WEEKLY;UNTIL=20270401;UNTIL=20270501", "RRULE:",
        "RRULE:FREQ=DAILY;COUNT=-1",
        "EXDATE;VALUE=DATE:20270311", "EXDATE:", "RDATE;VALUE=PERIOD:20270312T190000Z/PT1H", "RDATE:20270312",
        "RECURRENCE-ID:20270311T190000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20270311", "SEQUENCE:x", "SEQUENCE:2",
        "STATUS:ODD", "SUMMARY:Hé\\, jij", " gevouwen", "SUMMARY", ":", "TZID:Nowhere", "X-WR-TIMEZONE:Nowhere",
        "\x00\x07",
        "CLASS:PUBLIC", "URL:javascript:alert(1)", "DESCRIPTION;X=\"a:b\"\":c", "CALSCALE:MARTIAN",
    ]
)  # fmt: skip


@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=200).map(lambda some: b"BEGIN:VCALENDAR\r\n" + some + b"\r\nEND:VCALENDAR"),
        st.lists(LINES, max_size=14).map(
            lambda lines: "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]).encode()
        ),
        st.lists(LINES, max_size=10).map(lambda lines: calendar("\r\n".join(["UID:b", *lines, ""]))),
    )
)
def test_any_bytes_are_dates_or_a_refusal_and_nothing_else(body: bytes) -> None:
    try:
        told = expand(body, WINDOW.start, WINDOW.end, ZoneInfo("Europe/Amsterdam"))
    except Unreadable as problem:
        told = {"dates": [], "word": WORDS[str(problem)]}
    for number, one in enumerate(told["dates"]):
        found = reading._found(one, f"{number}")
        assert found.span.start < found.span.end
        assert found.link == "" or found.link.startswith("http")
