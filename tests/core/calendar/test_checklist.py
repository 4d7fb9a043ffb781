"""The checklist of docs/calendar-checklist.md: every line has its tests, and those that stood nowhere else stand here.

A test that keeps a line names it in its docstring: "Checklist 4.3." What holds for every event of every feed is looked
at in `samples.checked`, each time that a test makes a feed.
"""

import ast
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.calendar.entry import Calendar, Status, Visibility
from app.calendar.projection import Audience, Sight, project
from app.calendar.repeats import Repeat
from app.clock import Span, at
from app.config import ROOT
from app.refs import new_uid
from app.web.limits import GUESSES
from tests.core.calendar import samples
from tests.core.calendar.conftest import Tea
from tests.core.calendar.samples import HOUSE, MADE, ZONE, an_entry
from tests.factories import Make

LINDE = "/calendar/house/linde.ics"
OPEN = "/calendar/tea/earl-grey.ics"
LINE = re.compile(r"^\| (\d+\.\d+) \| (.*) \| (.*) \|$", re.MULTILINE)
NAMED = re.compile(r"Checklist ([\d., ]+)\.(?:\s|$)")


@pytest.fixture
def linde(make: Make) -> int:
    with at(MADE):
        return make.house("De Linde", slug="linde", kind="Buurthuis")


def only(body: bytes) -> Any:
    (event,) = samples.events(body)
    return event


# -- the list itself


def listed() -> dict[str, str]:
    """The lines of the list, and who keeps each: tests, or somebody else."""
    text = (ROOT / "docs" / "calendar-checklist.md").read_text()
    return {number: keeper for number, _what, keeper in LINE.findall(text)}


@cache
def named() -> dict[str, set[str]]:
    """Which lines each test says it keeps, by `file::name`."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        if "Checklist " in (text := path.read_text()):
            found |= {f"{path.relative_to(ROOT / 'tests')}::{name}": lines for name, lines in _of(text)}
    return found


def _of(text: str) -> Iterator[tuple[str, set[str]]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            numbers = NAMED.findall(ast.get_docstring(node) or "")
            if numbers:
                yield node.name, {number for part in numbers for number in part.split(", ")}


def test_every_line_is_kept_by_the_tests_that_the_list_names() -> None:
    kept = {
        number: set(re.findall(r"`([\w/]+\.py::\w+)`", keeper))
        for number, keeper in listed().items()
        if not keeper.startswith("not ours:")
    }
    assert [number for number, tests in kept.items() if not tests] == []
    saying = {number: {test for test, lines in named().items() if number in lines} for number in kept}
    assert kept == saying
    assert set().union(*named().values()) == set(kept)


# -- lines that no other test keeps


def test_file_begins_with_what_every_reader_wants() -> None:
    """Checklist 1.1."""
    body = samples.feed(an_entry())
    assert body.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Wij//Wij//EN\r\nCALSCALE:GREGORIAN\r\n")
    assert body.count(b"BEGIN:VCALENDAR") == 1


def test_events_stand_in_one_order() -> None:
    """Checklist 1.3."""
    entries = [an_entry("2026-09-16", uid="a"), an_entry(uid="d"), an_entry(uid="c")]
    entries.append(an_entry(uid="b", times="18:00-19:00"))
    assert [str(event["UID"]) for event in samples.events(samples.feed(*entries))] == ["b", "c", "d", "a"]
    assert [str(event["UID"]) for event in samples.events(samples.feed(an_entry(uid="2"), an_entry(uid="1")))] == [
        "1",
        "2",
    ]


def test_calendar_has_a_colour_by_name_and_one_for_apple() -> None:
    """Checklist 1.8."""
    body = samples.feed()
    assert b"\r\nCOLOR:darkgreen\r\n" in body
    assert b"\r\nX-APPLE-CALENDAR-COLOR:#12513F\r\n" in body


def test_new_uid_is_random_and_says_nothing_of_the_house() -> None:
    """Checklist 2.1."""
    assert UUID(new_uid()).version == 4
    assert new_uid() != new_uid()


def test_taken_parts_of_a_room_at_one_time_are_told_apart() -> None:
    """Checklist 2.6."""
    small, large, both = 1, 2, 3
    sight = Sight(samples.WORDS, frozenset(), b"secret", {small: "Zaal A", large: "Zaal B", both: "Zaal A en B"}, both)
    entries = [
        an_entry(uid=f"{space}", space_ids=(space,), visibility=Visibility.BUSY, place="Bij Annelies")
        for space in (small, large, both)
    ]
    shown = project(entries, Audience.SPACE, sight)
    assert [(one.title, one.place) for one in shown] == [("Bezet", "Zaal A"), ("Bezet", "Zaal B"), ("Bezet", "")]


def test_moment_with_a_fixed_offset_is_written_in_the_zone_of_the_house() -> None:
    """Checklist 4.5, 9.8."""
    summer = timezone(timedelta(hours=2))  # as PostgreSQL hands out
    start = datetime(2026, 9, 15, 19, tzinfo=summer)
    event = only(samples.feed(an_entry(span=Span(start, start + timedelta(hours=2)), modified=MADE.astimezone(summer))))
    assert event["DTSTART"].params == {"TZID": "Europe/Amsterdam"}
    assert event["DTSTART"].to_ical() == b"20260915T190000"
    assert event["DTSTAMP"].to_ical() == b"20260105T090000Z"


def test_date_of_a_series_that_takes_a_whole_day_stays_a_time() -> None:
    """Checklist 5.11."""
    _series, entries = samples.a_series(Repeat.weekly(1, count=4), "2026-09-15")
    entries[1] = replace(entries[1], span=Span.day(date(2026, 9, 22), ZONE))
    body = samples.feed(*entries)
    (exception,) = [event for event in samples.events(body) if "RECURRENCE-ID" in event]
    assert exception["DTSTART"].to_ical() == b"20260922T000000"
    assert samples.read_with_vobject(body) == samples.read_with_recurring_ical_events(body) == samples.seen(entries)


def test_repeat_on_a_date_writes_the_date_out() -> None:
    """Checklist 5.3."""
    _series, entries = samples.a_series(Repeat.on_date(31, count=3), "2026-10-31")
    body = samples.feed(*entries)
    assert only(body)["RRULE"].to_ical() == b"FREQ=MONTHLY;UNTIL=20270131T180000Z;BYMONTHDAY=31"
    assert samples.read_with_vobject(body) == samples.read_with_recurring_ical_events(body) == samples.seen(entries)


@pytest.mark.parametrize("calendar", [HOUSE, replace(HOUSE, space_id=4), replace(HOUSE, person_id=7)])
def test_cancelled_blocks_nothing_in_any_feed(calendar: Calendar) -> None:
    """Checklist 6.2, 6.4."""
    event = only(samples.feed(an_entry(status=Status.CANCELLED), calendar=calendar))
    assert (event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")


def test_etag_is_the_hash_of_the_bytes(client: FlaskClient, tea: Tea, linde: int) -> None:
    """Checklist 7.5."""
    tea.entries = [an_entry(house_id=linde)]
    answer = client.get(LINDE)
    assert answer.headers["ETag"] == f'"{hashlib.sha256(answer.data).hexdigest()}"'


def test_tags_come_before_dates_and_in_lists_and_weak_forms(client: FlaskClient, tea: Tea, linde: int) -> None:
    """Checklist 7.3."""
    first = client.get(LINDE)
    tag, since = first.headers["ETag"], first.headers["Last-Modified"]
    asked = [
        ({"If-None-Match": f'"other", W/{tag}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"other"', "If-Modified-Since": since}, 200),
        ({"If-None-Match": '"other"'}, 200),
        ({"If-Modified-Since": "Thu, 01 Jan 2026 00:00:00 GMT"}, 200),
        ({"If-Modified-Since": "not a date"}, 200),
    ]
    assert [client.get(LINDE, headers=headers).status_code for headers, _wanted in asked] == [
        w for _headers, w in asked
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": ""},
        {"Accept": "text/calendar, application/calendar+json, application/calendar+xml"},
        {"Accept": "text/calendar, */*;q=0.9"},
        {"Accept": "application/json", "User-Agent": "a program that nobody knows"},
        {"Cookie": "session=broken", "User-Agent": ""},
    ],
    ids=["Google", "Nextcloud", "ICSx5", "unknown", "cookie"],
)
def test_every_program_gets_the_calendar_whatever_it_says(
    client: FlaskClient, linde: int, headers: dict[str, str]
) -> None:
    """Checklist 7.7, 7.9."""
    answer = client.get(LINDE, headers=headers)
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_address_is_a_path_that_fits_in_every_box(app: Flask) -> None:
    """Checklist 7.11."""
    rules = [str(rule) for rule in app.url_map.iter_rules() if str(rule).endswith(".ics")]
    assert {rule for rule in rules if "<" in rule} >= {"/calendar/<kind>/<slug>.ics", "/calendar/mine/<token>.ics"}
    longest = "https://buurthuisdelinde.example/calendar/activity/" + "x" * 50 + ".ics"
    assert len(longest) <= 110


def test_who_tries_one_secret_address_after_the_other_is_told_to_wait(app: Flask, make_app: Any) -> None:
    """Checklist 8.5."""
    client = make_app(RATELIMIT_ENABLED=True, WIJ_PLUGINS="none").test_client()
    answers = [client.get(f"/calendar/mine/{n}.ics") for n in range(GUESSES.amount + 1)]
    assert {answer.status_code for answer in answers[:-1]} == {404}
    assert (answers[-1].status_code, {answer.data for answer in answers}) == (429, {b""})


def test_nothing_is_forbidden_to_robots_so_that_google_reads_feeds(client: FlaskClient, linde: int) -> None:
    """Checklist 0.8, 8.8."""
    assert "Disallow" not in client.get("/robots.txt").text
    assert client.get(LINDE).headers["X-Robots-Tag"] == "noindex"


def test_words_around_an_event_are_written_as_icalendar_wants_them() -> None:
    """Checklist 9.10, 9.11."""
    body = samples.feed(an_entry(themes=("eten", "a, b"), url="/tea/a b\r\nc"))
    event = only(body)
    assert event["CATEGORIES"].to_ical() == b"Eten,a\\, b"
    assert event["URL"] == "https://wij.example/tea/a%20b%0D%0Ac"


def test_event_without_a_title_is_an_appointment() -> None:
    """Checklist 10.1."""
    assert only(samples.feed(an_entry(title=" \r\n")))["SUMMARY"] == "Afspraak"


def test_long_words_are_cut_below_four_thousand_signs() -> None:
    """Checklist 10.2."""
    words = str(only(samples.feed(an_entry(description="lang " * 2000, url="/tea")))["DESCRIPTION"])
    assert len(words) < 4000
    assert words.endswith("…\n\nhttps://wij.example/tea")
