"""Feeds over HTTP: research/ical.md, sections 6 to 8."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.actors import Actor
from app.calendar import tokens
from app.calendar.entry import Calendar, Status, Visibility
from app.calendar.models import FeedToken
from app.calendar.repeats import Repeat
from app.clock import at, now
from app.db import db, transaction
from app.places.models import House, OldSlug, Space
from tests.core.calendar import samples
from tests.core.calendar.conftest import Tea
from tests.core.calendar.samples import an_entry
from tests.factories import Make

LINDE = "/calendar/house/linde.ics"
OPEN = "/calendar/tea/earl-grey.ics"


@pytest.fixture
def linde(make: Make) -> int:
    with at(samples.MADE):
        return make.house("De Linde", slug="linde", kind="Buurthuis")


@pytest.fixture
def lieke(make: Make) -> int:
    return make.person("Lieke Morgenster", language="nl")


@pytest.fixture
def link(app: Flask, linde: int, lieke: int) -> str:
    """The address of Lieke's own calendar."""
    with app.app_context():
        return f"/calendar/mine/{tokens.make(Actor.self(lieke), 'telefoon')}.ics"


def again(client: FlaskClient, first: TestResponse, path: str = LINDE) -> tuple[int, int]:
    """The statuses of asking again by tag and by date."""
    by_tag = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    by_date = client.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    return by_tag.status_code, by_date.status_code


@pytest.mark.sweep
def test_house_feed_holds_what_is_public(client: FlaskClient, tea: Tea, linde: int) -> None:
    tea.entries = [an_entry(house_id=linde), an_entry(house_id=linde + 1, uid="elsewhere")]
    answer = client.get(LINDE)
    assert answer.status_code == 200
    assert [str(event["SUMMARY"]) for event in samples.events(answer.data)] == ["Theekransje"]
    assert b"X-WR-CALNAME:Buurthuis De Linde" in answer.data


def test_public_feed_has_its_headers(client: FlaskClient, tea: Tea, linde: int) -> None:
    """Checklist 7.1, 7.6, 7.7."""
    headers = client.get(LINDE, headers={"Accept": "text/calendar", "Accept-Encoding": "gzip, br"}).headers
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Content-Disposition"] == 'inline; filename="linde.ics"'
    assert set(headers["Cache-Control"].split(", ")) == {"public", "max-age=300"}
    assert headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in headers
    assert "Cookie" not in headers.get("Vary", "")
    assert "Content-Encoding" not in headers


def test_head_has_the_same_headers_and_no_body(client: FlaskClient, linde: int) -> None:
    """Checklist 7.2."""
    got, head = client.get(LINDE), client.head(LINDE)
    assert head.data == b""
    assert dict(head.headers) == dict(got.headers)


def test_unchanged_feed_is_the_same_bytes_and_a_304(client: FlaskClient, tea: Tea, linde: int) -> None:
    """Checklist 2.2."""
    tea.entries = [an_entry(house_id=linde)]
    first = client.get(LINDE)
    with at(now() + timedelta(hours=7)):
        second = client.get(LINDE)
        assert second.data == first.data
        assert second.headers["Last-Modified"] == first.headers["Last-Modified"]
        assert again(client, first) == (304, 304)


@pytest.mark.sweep
def test_poll_of_an_unchanged_feed_asks_once_and_reads_no_entry(
    app: Flask,
    client: FlaskClient,
    tea: Tea,
    linde: int,
    count_queries: Callable[[Flask], AbstractContextManager[list[str]]],
) -> None:
    tea.entries = [an_entry(house_id=linde)]
    first = client.get(LINDE)
    object.__setattr__(tea, "broken", True)  # whoever would read an entry now, would fail
    with count_queries(app) as found:
        assert again(client, first) == (304, 304)
    assert len([statement for statement in found if statement.startswith("SELECT")]) == 2


@pytest.mark.parametrize("other", [{"WIJ_BASE_URL": "https://elders.example"}, {"WIJ_PLUGINS": "rooms"}])
def test_feed_made_with_other_settings_is_made_anew(
    make_app: Callable[..., Flask], client: FlaskClient, tea: Tea, linde: int, other: dict[str, str]
) -> None:
    tea.entries = [an_entry(house_id=linde)]
    first = client.get(LINDE)
    settings = {"WIJ_PLUGINS": "none", "WIJ_BASE_URL": "https://wij.example"} | other
    elsewhere = make_app(extra_plugins={"tea": Tea()}, **settings).test_client()
    assert again(elsewhere, first)[0] == 200


@pytest.mark.sweep
@pytest.mark.parametrize("what", ["edit", "delete", "add"])
def test_changed_feed_is_new_by_tag_and_by_date(client: FlaskClient, tea: Tea, linde: int, what: str) -> None:
    """Checklist 0.5, 7.3."""
    entry, other = an_entry(house_id=linde), an_entry(house_id=linde, uid="other")
    tea.entries = [entry, other]
    first = client.get(LINDE)
    tea.entries = {"edit": [replace(entry, title="Koffie"), other], "delete": [entry], "add": [entry]}[what]
    if what == "add":
        client.get(LINDE)
        tea.entries = [entry, other]  # as before, but what the client has is older
    assert again(client, first) == (200 if what != "add" else 304, 200)


def test_two_changes_in_one_second_are_both_seen_by_date(client: FlaskClient, tea: Tea, linde: int) -> None:
    """Checklist 7.4."""
    first = client.get(LINDE)
    tea.entries = [an_entry(house_id=linde)]
    second = client.get(LINDE)
    tea.entries = []
    assert again(client, first)[1] == 200
    assert again(client, second)[1] == 200


def test_row_that_leaves_the_window_changes_the_feed(client: FlaskClient, tea: Tea, linde: int) -> None:
    """Checklist 7.4."""
    tea.entries = [an_entry("2025-09-20", house_id=linde), an_entry(house_id=linde, uid="stays")]
    first = client.get(LINDE)
    assert len(samples.events(first.data)) == 2
    with at(datetime(2026, 10, 2, tzinfo=UTC)):
        assert again(client, first) == (200, 200)
        assert len(samples.events(client.get(LINDE).data)) == 1


def test_renamed_room_and_house_are_news(app: Flask, client: FlaskClient, tea: Tea, make: Make, linde: int) -> None:
    """Checklist 0.4, 3.3."""
    with at(samples.MADE):
        room = make.space(linde)
    series, entries = samples.a_series(Repeat.weekly(1, count=3), "2026-09-15")
    tea.entries = [an_entry(house_id=linde, space_ids=(room,)), *(replace(e, house_id=linde) for e in entries)]
    changing: list[tuple[type[Any], int]] = [(Space, room), (House, linde)]
    for model, key in changing:
        with app.app_context(), transaction() as session:
            session.get_one(model, key).changed_at = now()
        stamps = {str(event["UID"]): event["LAST-MODIFIED"].dt for event in samples.events(client.get(LINDE).data)}
        assert stamps["4f6b2a7e-uid"] == now()
        assert stamps[series.uid] == (now() if model is House else series.modified)


def test_failing_plugin_is_a_503_and_never_a_shorter_feed(
    app: Flask, client: FlaskClient, tea: Tea, linde: int
) -> None:
    """Checklist 0.6, 6.5."""
    app.config["WIJ_CONTAIN_FAILURES"] = True
    tea.entries = [an_entry(house_id=linde)]
    first = client.get(LINDE)
    tea.broken = True
    answer = client.get(LINDE)
    assert (answer.status_code, answer.headers["Retry-After"], answer.data) == (503, "600", b"")
    tea.broken = False
    assert again(client, first) == (304, 304)


@pytest.mark.parametrize("path", ["house/none", "tea/green", "secret-tea/earl-grey", "none/linde"])
def test_feed_that_is_not_there_is_a_404(
    client: FlaskClient, tea: Tea, calendar: Calendar, linde: int, path: str
) -> None:
    tea.calendar = calendar
    answer = client.get(f"/calendar/{path}.ics")
    assert (answer.status_code, answer.data) == (404, b"")
    assert "Set-Cookie" not in answer.headers


def test_renamed_address_answers_301(app: Flask, client: FlaskClient, tea: Tea, calendar: Calendar, linde: int) -> None:
    """Checklist 7.12."""
    tea.calendar = calendar
    with app.app_context(), transaction() as session:
        session.add(OldSlug(kind="house", slug="eik", target_id=linde))
    for old, new in (("/calendar/house/eik.ics", LINDE), ("/calendar/tea/grey.ics", OPEN)):
        answer = client.get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, new)


def test_private_space_has_no_public_feed(
    client: FlaskClient, tea: Tea, calendar: Calendar, make: Make, linde: int
) -> None:
    part = make.space(linde, "Spreekkamer", private=True)
    whole = make.space(linde, "Spreekkamer en gang", parts=[part, make.space(linde, "Gang")])
    for room in (part, whole):
        tea.calendar = replace(calendar, space_id=room)
        assert client.get(OPEN).status_code == 404


def test_feed_of_one_person_is_never_public(client: FlaskClient, tea: Tea, calendar: Calendar, lieke: int) -> None:
    tea.calendar = replace(calendar, person_id=lieke)
    assert client.get(OPEN).status_code == 404


SECRET_WORDS = "Annelies Zwanenburg"


def test_planted_name_is_nowhere_in_public_bytes(
    client: FlaskClient, tea: Tea, calendar: Calendar, make: Make, linde: int
) -> None:
    """Checklist 8.10."""
    room, hidden = make.space(linde, "Zaal A"), make.space(linde, "Achterom", private=True)
    words: dict[str, Any] = {
        "title": SECRET_WORDS,
        "place": SECRET_WORDS,
        "location": SECRET_WORDS,
        "description": SECRET_WORDS,
    }
    words |= {"note": SECRET_WORDS, "url": "/annelies", "house_id": linde}
    tea.entries = [
        an_entry("2026-09-14", uid="busy", space_ids=(room,), visibility=Visibility.BUSY, **words),
        an_entry("2026-09-15", uid="hidden", space_ids=(room,), visibility=Visibility.HIDDEN, **words),
        an_entry("2026-09-16", uid="private", space_ids=(hidden,), **words),
        an_entry("2026-09-17", uid="both", space_ids=(room, hidden), **words),
        an_entry(
            "2026-09-18",
            uid="off",
            space_ids=(room,),
            visibility=Visibility.BUSY,
            **{**words, "status": Status.CANCELLED},
        ),
        an_entry("2026-09-19", uid="open", space_ids=(room,), house_id=linde, sensitive=True, note=SECRET_WORDS),
    ]
    tea.calendar = replace(calendar, space_id=room, expanded=True)
    for path, titles in ((OPEN, ["Bezet", "Theekransje"]), (LINDE, ["Theekransje"])):
        body = client.get(path).data
        assert b"Annelies" not in body
        assert b"annelies" not in body
        assert sorted(str(event["SUMMARY"]) for event in samples.events(body)) == titles
        assert b"UID:busy" not in body
    for path in ("/", "/agenda", "/agenda/week/2026-09-15"):
        assert "Annelies" not in client.get(path).text


def test_taken_time_tells_when_and_nothing_else(
    client: FlaskClient, tea: Tea, calendar: Calendar, make: Make, linde: int
) -> None:
    """Checklist 2.5, 8.11."""
    room = make.space(linde)
    series, entries = samples.a_series(Repeat.weekly(1, count=3), "2026-09-15")
    tea.entries = [replace(e, visibility=Visibility.BUSY, space_ids=(room,), themes=("eten",)) for e in entries]
    tea.calendar = replace(calendar, space_id=room)
    body = client.get(OPEN).data
    found = samples.events(body)
    assert len({str(event["UID"]) for event in found}) == 3
    for event in found:
        assert str(event["SUMMARY"]) == "Bezet"
        assert not {"RRULE", "LOCATION", "DESCRIPTION", "URL", "CATEGORIES", "RECURRENCE-ID"} & set(event)
    assert series.uid.encode() not in body
    assert client.get(OPEN).data == body


@pytest.mark.parametrize(("language", "word"), [("nl", "Vervallen: Theekransje"), ("en", "Cancelled: Theekransje")])
def test_public_feed_speaks_the_house_language(
    client: FlaskClient, tea: Tea, make: Make, language: str, word: str
) -> None:
    house = make.house(slug="linde", language=language)
    tea.entries = [an_entry(house_id=house, status=Status.CANCELLED)]
    body = client.get(LINDE, headers={"Accept-Language": "fr", "Cookie": "wij_lang=en"}).data
    assert [str(event["SUMMARY"]) for event in samples.events(body)] == [word]


# -- one's own


@pytest.mark.sweep
def test_own_feed_holds_what_is_mine_as_dates_of_their_own(
    client: FlaskClient, tea: Tea, lieke: int, link: str
) -> None:
    """Checklist 7.6, 8.1, 8.7, 8.9."""
    _series, entries = samples.a_series(Repeat.weekly(1, count=8), "2026-09-15")
    tea.own = {lieke: [entries[1], entries[4]], lieke + 1: [entries[2]]}
    answer = client.get(link)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    found = samples.events(answer.data)
    assert [event["DTSTART"].dt for event in found] == [entries[1].span.start, entries[4].span.start]
    assert not [event for event in found if "RRULE" in event or "RECURRENCE-ID" in event]
    assert link.removeprefix("/calendar/mine/").encode() not in answer.data
    assert again(client, answer, link) == (304, 304)


def test_own_feed_hides_what_a_sensitive_thing_is(client: FlaskClient, tea: Tea, lieke: int, link: str) -> None:
    words: dict[str, Any] = {
        "title": "Rouwgroep",
        "description": "Over rouw",
        "url": "/rouw",
        "note": "rouw",
        "themes": ("rouw",),
    }
    tea.own = {
        lieke: [
            an_entry(uid="1", sensitive=True, neutral_title="Bijeenkomst", place="Zaal B", **words),
            an_entry("2026-09-16", uid="2", sensitive=True, place="Zaal B", **words),
        ]
    }
    body = client.get(link).data
    assert b"rouw" not in body.lower()
    assert [(str(e["SUMMARY"]), str(e["LOCATION"])) for e in samples.events(body)] == [
        ("Bijeenkomst", "Zaal B"),
        ("Afspraak", "Zaal B"),
    ]


def test_own_feed_speaks_its_readers_language(
    app: Flask, client: FlaskClient, tea: Tea, make: Make, linde: int
) -> None:
    reader = make.person("Amir", language="en")
    with app.app_context():
        token = tokens.make(Actor.self(reader), "phone")
    assert b"X-WR-CALNAME:My agenda at De Linde" in client.get(f"/calendar/mine/{token}.ics").data


def test_unknown_token_is_404_and_an_ended_one_410(app: Flask, client: FlaskClient, lieke: int, link: str) -> None:
    """Checklist 8.5."""
    assert client.get("/calendar/mine/no-such-token.ics").status_code == 404
    assert client.get("/calendar/mine/.ics").status_code == 404
    with app.app_context():
        (token,) = tokens.tokens_of(lieke)
        tokens.revoke(Actor.self(lieke), token.public_id)
    ended = client.get(link)
    assert (ended.status_code, ended.data) == (410, b"")
    assert "WWW-Authenticate" not in ended.headers


def test_token_is_kept_as_a_hash_only(app: Flask, lieke: int, link: str) -> None:
    """Checklist 0.9, 8.2, 8.3."""
    secret = link.removeprefix("/calendar/mine/").removesuffix(".ics")
    assert len(secret) >= 22
    with app.app_context():
        (token,) = tokens.tokens_of(lieke)
        assert secret not in repr(vars(token))


def test_fetch_is_written_down_once_an_hour_at_most(app: Flask, client: FlaskClient, link: str) -> None:
    """Checklist 8.3."""

    def last() -> Any:
        with app.app_context():
            return db.session.query(FeedToken).one().last_fetched_at

    client.head(link)
    assert last() is None
    client.get(link)
    noon = now().replace(minute=0)
    assert last() == noon
    with at(now() + timedelta(minutes=40)):
        client.get(link)
        assert last() == noon
    with at(now() + timedelta(minutes=50)):
        client.get(link)
        assert last() == noon + timedelta(hours=1)


def test_token_is_not_in_the_log(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    """Checklist 0.9, 8.6."""
    with caplog.at_level(logging.INFO):
        for name in ("werkzeug", "gunicorn.access", "gunicorn.error", "app"):
            logging.getLogger(name).info('"GET %s HTTP/1.1" 200', "/calendar/mine/s3cret-t0ken.ics")
            logging.getLogger(name).info("%(path)s", {"path": "/calendar/mine/s3cret-t0ken.ics?x=1"})
    assert "s3cret" not in caplog.text
    assert caplog.text.count("/calendar/mine/***") == 8


# -- one thing


def test_one_entry_can_be_saved(client: FlaskClient, tea: Tea, linde: int) -> None:
    """Checklist 7.1."""
    tea.entries = [an_entry(house_id=linde)]
    answer = client.get("/calendar/entry/tea/party/k3f9.ics")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="k3f9.ics"'
    assert [str(event["UID"]) for event in samples.events(answer.data)] == ["4f6b2a7e-uid"]
    assert client.get("/calendar/entry/tea/party/none.ics").status_code == 404


@pytest.mark.parametrize("visibility", [Visibility.BUSY, Visibility.HIDDEN])
def test_entry_that_is_not_public_cannot_be_saved(
    client: FlaskClient, tea: Tea, linde: int, visibility: Visibility
) -> None:
    tea.entries = [an_entry(house_id=linde, visibility=visibility)]
    assert client.get("/calendar/entry/tea/party/k3f9.ics").status_code == 404


def test_feed_asks_no_more_of_the_database_for_more_entries(
    app: Flask, client: FlaskClient, tea: Tea, linde: int, count_queries: Callable[[Flask], Any]
) -> None:
    tea.entries = [an_entry(house_id=linde)]
    client.get(LINDE)
    with count_queries(app) as one:
        client.get(LINDE)
    tea.entries = [an_entry(house_id=linde, uid=f"u{n}") for n in range(30)]
    client.get(LINDE)
    with count_queries(app) as thirty:
        client.get(LINDE)
    assert len(one) == len(thirty) <= 8
