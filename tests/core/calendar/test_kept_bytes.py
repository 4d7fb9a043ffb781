"""Feeds whose components are kept: only what changed is written by icalendar, and the bytes are as if all of it was."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from app.actors import Actor
from app.calendar import files, keeping, pieces, tokens
from app.calendar.entry import Calendar, Entry, Status
from app.calendar.files import END, MOST_BYTES
from app.calendar.models import FeedBytes
from app.calendar.pieces import Known
from app.calendar.repeats import Repeat
from app.cli import checks
from app.clock import Span, at, now
from app.content import content_changed
from app.db import db, transaction
from app.places.models import Space
from app.privacy import retention
from app.privacy.forgetting import forget
from tests.core.calendar import samples
from tests.core.calendar.conftest import Tea
from tests.core.calendar.samples import HOUSE, LOOK, NOW, an_entry
from tests.factories import Make

LINDE = "/calendar/house/linde.ics"
OPEN = "/calendar/tea/earl-grey.ics"
LATER = NOW + timedelta(minutes=20)
Counting = Callable[[Flask], AbstractContextManager[list[str]]]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which events icalendar writes."""
    found: list[str] = []
    write: Any = icalendar.Event.to_ical

    def to_ical(event: icalendar.Event, *rest: Any, **more: Any) -> bytes:
        found.append(str(event["UID"]))
        return bytes(write(event, *rest, **more))

    monkeypatch.setattr(icalendar.Event, "to_ical", to_ical)
    return found


@pytest.fixture
def linde(make: Make) -> int:
    with at(samples.MADE):
        return make.house("De Linde", slug="linde", kind="Buurthuis")


def single_events(count: int, house_id: int) -> list[Entry]:
    """So many events, from a month ago on, six a day."""
    start = NOW - timedelta(days=30)
    spans = [Span(start + timedelta(hours=4 * n), start + timedelta(hours=4 * n + 1)) for n in range(count)]
    return [
        an_entry(uid=f"event-{n:04}", title=f"Inloop {n}", span=span, house_id=house_id) for n, span in enumerate(spans)
    ]


def weekly_evenings(count: int, house_id: int) -> list[Entry]:
    """So many series of fifty weeks each."""
    found = []
    for n in range(count):
        day = f"2026-09-{n % 28 + 1:02}"
        repeat = Repeat.weekly(datetime.fromisoformat(day).weekday(), count=50)
        _series, entries = samples.a_series(repeat, day, "18:00-19:30", uid=f"series-{n:03}", title=f"Koor {n}")
        found += [replace(entry, house_id=house_id) for entry in entries]
    return found


def fresh(app: Flask) -> bytes:
    """The house's feed without anything that was kept."""
    with app.app_context(), transaction() as session:
        session.query(FeedBytes).delete()
        content_changed()
    answer = app.test_client().get(LINDE)
    assert answer.status_code == 200
    return bytes(answer.data)


@pytest.mark.parametrize(
    ("entries_of", "count", "components"), [(single_events, 2000, 2000), (weekly_evenings, 100, 100)]
)
def test_one_change_of_a_large_feed_writes_one_component(
    app: Flask,
    client: FlaskClient,
    tea: Tea,
    linde: int,
    written: list[str],
    count_queries: Counting,
    entries_of: Callable[[int, int], list[Entry]],
    count: int,
    components: int,
) -> None:
    entries = entries_of(count, linde)
    assert len(entries) in (2000, 5000)
    tea.entries = entries
    first = client.get(LINDE)
    assert len(written) == first.data.count(b"BEGIN:VEVENT") == components

    written.clear()
    object.__setattr__(tea, "broken", True)  # whoever would read an entry now, would fail
    with count_queries(app) as found:
        assert client.get(LINDE, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert len([statement for statement in found if not statement.startswith("PRAGMA")]) <= 2
    with count_queries(app) as found:
        assert client.get(LINDE).data == first.data
    assert len([statement for statement in found if not statement.startswith("PRAGMA")]) <= 2
    assert written == []

    object.__setattr__(tea, "broken", False)
    middle = len(entries) // 2
    tea.entries = [*entries[:middle], replace(entries[middle], title="Anders", modified=now()), *entries[middle + 1 :]]
    second = client.get(LINDE)
    assert set(written) == {entries[middle].uid}
    assert len(written) == (1 if entries_of is single_events else 2)  # a master comes with its exception
    assert second.data != first.data


def test_renamed_room_writes_its_own_events_anew_and_no_other(
    app: Flask, client: FlaskClient, tea: Tea, make: Make, linde: int, written: list[str]
) -> None:
    with at(samples.MADE):
        here, there = make.space(linde, "Zaal A"), make.space(linde, "Zaal B")
    entries = single_events(20, linde)
    tea.entries = [replace(one, space_ids=((here, there)[n % 2],)) for n, one in enumerate(entries)]
    first = client.get(LINDE)
    written.clear()
    with app.app_context(), transaction() as session:
        session.get_one(Space, here).changed_at = now()
    second = client.get(LINDE)
    assert written == [one.uid for one in entries[::2]]
    assert second.data == fresh(app) != first.data


def test_event_that_goes_or_comes_leaves_the_others_as_they_are(
    app: Flask, client: FlaskClient, tea: Tea, linde: int, written: list[str]
) -> None:
    entries = single_events(6, linde)
    tea.entries = entries[:5]
    client.get(LINDE)
    written.clear()
    tea.entries = entries[1:]
    answer = client.get(LINDE)
    assert written == [entries[5].uid]
    assert answer.data == fresh(app)


def test_cancelled_date_that_was_told_long_enough_is_written_out_of_its_series(
    app: Flask, client: FlaskClient, tea: Tea, linde: int, written: list[str]
) -> None:
    entries = weekly_evenings(2, linde)
    off = replace(entries[1], status=Status.CANCELLED, modified=NOW)
    tea.entries = [entries[0], off, *entries[2:]]
    assert b"STATUS:CANCELLED" in client.get(LINDE).data
    written.clear()
    with at(off.span.end + timedelta(days=31)):
        answer = client.get(LINDE)
        assert written == [off.uid]
        assert b"EXDATE" in answer.data
        assert answer.data == fresh(app)


# -- what makes the bytes


def known_of(*entries: Entry, **more: Any) -> tuple[Known, files.Built]:
    built = files.feed(HOUSE, entries, NOW, replace(LOOK, **more))
    return pieces.unpack(pieces.pack(built.pieces), built.body, END), built


@pytest.mark.parametrize(
    "other",
    [
        {"base_url": "https://elders.example"},
        {"words": replace(LOOK.words, cancelled="Off: {title}")},
        {"words": replace(samples.WORDS, themes={"eten": "Samen eten"})},
    ],
)
def test_bytes_with_another_look_are_not_taken(other: dict[str, Any]) -> None:
    entries = single_events(3, 1)
    known, _built = known_of(*entries)
    built = files.feed(HOUSE, entries, NOW, replace(LOOK, **other), known)
    assert built.made == 3
    assert built.body == files.feed(HOUSE, entries, NOW, replace(LOOK, **other)).body


@pytest.mark.parametrize(
    "calendar", [replace(HOUSE, space_id=4), replace(HOUSE, person_id=7), replace(HOUSE, space_id=4, expanded=True)]
)
def test_bytes_of_another_kind_of_feed_are_not_taken_where_they_differ(calendar: Calendar) -> None:
    entries = weekly_evenings(1, 1)
    known, _built = known_of(*entries)
    assert files.feed(calendar, entries, NOW, LOOK, known).body == files.feed(calendar, entries, NOW, LOOK).body


changes = st.fixed_dictionaries(
    {},
    optional={
        "title": st.text(max_size=5),
        "place": st.text(max_size=5),
        "location": st.text(max_size=5),
        "description": st.text(max_size=5),
        "note": st.text(max_size=5),
        "status": st.sampled_from(Status),
        "sequence": st.integers(0, 3),
        "themes": st.sampled_from([(), ("eten",), ("anders",)]),
        "url": st.sampled_from([None, "/a", "/b"]),
        "modified": st.sampled_from([samples.MADE, NOW]),
        "uid": st.sampled_from(["a", "b"]),
    },
)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 9), changes), max_size=4), st.booleans())
def test_kept_bytes_are_those_that_would_be_made(edits: list[tuple[int, dict[str, Any]]], expanded: bool) -> None:
    calendar = replace(HOUSE, expanded=expanded)
    entries = [*single_events(4, 1), *weekly_evenings(1, 1)[:6]]
    known = Known()
    for place, change in [(0, {}), *edits]:
        entries[place] = replace(entries[place], **change)
        built = files.feed(calendar, entries, NOW, LOOK, known)
        assert built.body == files.feed(calendar, entries, NOW, LOOK).body
        known = pieces.unpack(pieces.pack(built.pieces), built.body, END)


def test_rebuild_of_a_feed_that_is_too_large_does_not_write_what_it_leaves_out_again() -> None:
    start = datetime(2025, 9, 15, tzinfo=UTC)
    entries = [
        an_entry(uid=f"e{n:04}", description="x" * 1500, span=Span(first, first + timedelta(hours=1)))
        for n, first in enumerate(start + timedelta(hours=9 * n) for n in range(1000))
    ]
    known, built = known_of(*entries)
    left_out = [piece for piece in built.pieces if not piece.inside]
    assert built.size <= MOST_BYTES
    assert left_out
    assert built.cut_at is not None
    again = files.feed(HOUSE, [*entries[:-1], replace(entries[-1], title="Anders")], LATER, LOOK, known)
    assert again.made == 1
    shorter = files.feed(HOUSE, entries[600:], LATER, LOOK, known)
    assert shorter.body == files.feed(HOUSE, entries[600:], LATER, LOOK).body


# -- how long they are kept


def kept_keys(app: Flask) -> list[str]:
    with app.app_context():
        return sorted(db.session.scalars(db.select(FeedBytes.key)))


@pytest.mark.both
def test_forgetting_somebody_empties_what_is_kept(
    app: Flask, client: FlaskClient, tea: Tea, make: Make, linde: int
) -> None:
    who = make.person("Lieke Morgenster")
    tea.entries = [an_entry(house_id=linde)]
    client.get(LINDE)
    assert kept_keys(app) == ["house/linde"]
    with app.app_context():
        forget(Actor.self(who), who)
    assert kept_keys(app) == []


@pytest.mark.sweep
def test_feed_that_was_made_before_a_change_is_sent_and_not_kept(
    app: Flask, client: FlaskClient, tea: Tea, linde: int
) -> None:
    with app.app_context():
        made_of = keeping.stamp()
        built = files.feed(HOUSE, [an_entry()], NOW, LOOK)
        with transaction():
            content_changed()
        keeping.keep_whole("house/linde", built, made_of)
        assert keeping.whole("house/linde") is None
        assert keeping.still_true("house/linde") is None
    assert kept_keys(app) == []


def test_bytes_that_one_person_may_read_are_not_kept(
    app: Flask, client: FlaskClient, tea: Tea, make: Make, linde: int
) -> None:
    lieke = make.person("Lieke Morgenster")
    with app.app_context():
        link = f"/calendar/mine/{tokens.make(Actor.self(lieke), 'telefoon')}.ics"
    tea.own = {lieke: [an_entry(house_id=linde)]}
    assert b"Theekransje" in client.get(link).data
    assert kept_keys(app) == []


def test_unchanged_feed_of_ones_own_is_a_304_without_reading_an_entry(
    app: Flask, client: FlaskClient, tea: Tea, make: Make, linde: int, count_queries: Counting
) -> None:
    lieke = make.person("Lieke Morgenster")
    with app.app_context():
        link = f"/calendar/mine/{tokens.make(Actor.self(lieke), 'telefoon')}.ics"
    tea.own = {lieke: [an_entry(house_id=linde)]}
    first = client.get(link)
    object.__setattr__(tea, "broken", True)
    with count_queries(app) as found:
        assert client.get(link, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert len([statement for statement in found if statement.startswith("SELECT")]) == 2
    object.__setattr__(tea, "broken", False)
    tea.own = {}
    assert client.get(link, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_bytes_that_nobody_asks_for_go_after_two_days(app: Flask, client: FlaskClient, tea: Tea, linde: int) -> None:
    first = client.get(LINDE)
    with app.app_context(), at(NOW + timedelta(days=1)):
        retention.run()
        assert kept_keys(app) == ["house/linde"]
    with app.app_context(), at(NOW + timedelta(days=3)):
        retention.run()
        assert kept_keys(app) == []
        assert client.get(LINDE).headers["Last-Modified"] == first.headers["Last-Modified"]


def test_bytes_of_many_feeds_are_not_kept_without_end(app: Flask, monkeypatch: pytest.MonkeyPatch, linde: int) -> None:
    monkeypatch.setattr(keeping, "MOST", 3)
    with app.app_context():
        built = files.feed(HOUSE, [], NOW, LOOK)
        for n in range(5):
            with at(NOW + timedelta(minutes=n)):
                keeping.keep_whole(f"tea/{n}", built, keeping.stamp())
    assert kept_keys(app) == ["tea/2", "tea/3", "tea/4"]


def test_feed_that_is_shortened_or_too_large_is_known(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tea: Tea, linde: int
) -> None:
    """Checklist 6.7."""

    def told() -> checks.Check:
        client.get(LINDE)
        with app.app_context():
            return checks.calendars()

    tea.entries = single_events(200, linde)
    assert told() == checks.Check("calendars", True, "No calendar is too large for its readers.")
    monkeypatch.setattr(files, "MOST_BYTES", 40_000)
    tea.entries = single_events(180, linde)
    shortened = told()
    assert shortened.well
    assert re.fullmatch(r"house/linde takes \d\d kB, without anything of before September 2026\.", shortened.words)
    monkeypatch.setattr(files, "MOST_BYTES", 10_000)
    tea.entries = single_events(181, linde)
    assert not told().well
    assert "let people follow a room or a theme" in told().words
