"""Calendars of the core besides a house's: a group, a screen, cleaning, one's tasks, and who reads along."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.actors import Actor
from app.calendar import tokens
from app.calendar.entry import Calendar, Entry, EntryQuery, Status, Visibility
from app.calendar.offered import offered_to
from app.clock import at
from app.db import db
from app.journal import LogLine
from app.people.models import Group, Membership, Person
from app.refusals import Refusal
from tests.core.calendar import samples
from tests.core.calendar.conftest import Tea
from tests.core.calendar.samples import an_entry
from tests.core.calendar.test_my_calendars import LINK
from tests.factories import Make

SECRET = "Annelies Zwanenburg"
WORDS: dict[str, Any] = {"title": SECRET, "place": SECRET, "description": SECRET, "note": SECRET, "url": "/annelies"}
ME = "/me/calendars"


@pytest.fixture
def linde(make: Make) -> int:
    with at(samples.MADE):
        return make.house("De Linde", slug="linde", kind="Buurthuis")


@pytest.fixture
def lieke(make: Make) -> int:
    return make.person("Lieke Morgenster", language="nl")


def read(app: Flask, person_id: int, calendar: str) -> bytes:
    """A calendar that is offered to somebody, through a new link of theirs."""
    with app.app_context():
        secret = tokens.make(Actor.self(person_id), "telefoon", calendar)
    return bytes(app.test_client().get(f"/calendar/mine/{secret}.ics").data)


def told(body: bytes) -> list[tuple[str, str]]:
    return sorted((str(event["SUMMARY"]), str(event.get("LOCATION", ""))) for event in samples.events(body))


def keys_of(app: Flask, person_id: int) -> list[str]:
    with app.app_context(), app.test_request_context():
        return sorted(one.key for one in offered_to(person_id))


def test_screen_tells_which_room_is_taken_and_not_by_whom(
    client: FlaskClient, tea: Tea, make: Make, linde: int
) -> None:
    room, other = make.space(linde, "Zaal A"), make.space(linde, "Zaal B")
    hidden = make.space(linde, "Achterom", private=True)
    taken: dict[str, Any] = {**WORDS, "house_id": linde, "visibility": Visibility.BUSY}
    tea.entries = [
        an_entry(uid="1", space_ids=(room,), people=7, **taken),
        an_entry(uid="2", space_ids=(other,), **taken),
        an_entry(uid="3", space_ids=(hidden,), **taken),
        an_entry(uid="4", space_ids=(room, hidden), **taken),
        an_entry(uid="5", space_ids=(room,), **{**taken, "status": Status.CANCELLED}),
        an_entry("2026-09-16", uid="6", house_id=linde, title="Eettafel", place="Zaal A"),
    ]
    body = client.get("/calendar/screen/linde.ics").data
    assert told(body) == [("Bezet", "Zaal A"), ("Bezet", "Zaal B"), ("Eettafel", "Zaal A")]
    assert b"nnelies" not in body


def test_cleaner_sees_which_room_is_used_by_how_many_and_nothing_else(
    app: Flask, tea: Tea, make: Make, linde: int
) -> None:
    bram = make.person("Bram Notendop")
    make.role(bram, linde, "cleaner")
    room, hidden = make.space(linde, "Zaal A"), make.space(linde, "Achterom", private=True)
    given: dict[str, Any] = {**WORDS, "house_id": linde}
    tea.entries = [
        an_entry("2026-09-15", uid="1", space_ids=(room,), people=12, **given),
        an_entry("2026-09-16", uid="2", space_ids=(room,), people=12, sensitive=True, **given),
        an_entry("2026-09-17", uid="3", space_ids=(hidden,), visibility=Visibility.HIDDEN, **given),
        an_entry("2026-09-18", uid="4", space_ids=(), **given),
        an_entry("2026-09-19", uid="5", space_ids=(room,), **{**given, "status": Status.CANCELLED}),
    ]
    body = read(app, bram, "cleaning/linde")
    assert told(body) == [
        ("Bezet", ""),
        ("Zaal A in gebruik", "Zaal A"),
        ("Zaal A in gebruik, 12 mensen", "Zaal A"),
    ]
    assert b"nnelies" not in body
    assert b"Achterom" not in body


def test_calendars_are_offered_to_who_may_read_them(app: Flask, make: Make, linde: int, lieke: int) -> None:
    host, cleaner, stranger = make.person("Toos"), make.person("Bram"), make.person("Vreemde")
    make.role(host, linde, "host")
    make.role(cleaner, linde, "cleaner")
    group = make.group("Buurtkoor", members=[lieke])
    with app.app_context():
        slug = db.session.get_one(Group, group).slug
        tasks = {one.id: f"my-tasks/{one.public_id}" for one in db.session.query(Person)}
    assert keys_of(app, host) == ["cleaning/linde", tasks[host]]
    assert keys_of(app, cleaner) == ["cleaning/linde", tasks[cleaner]]
    assert keys_of(app, lieke) == [tasks[lieke], f"together/{slug}"]
    assert keys_of(app, stranger) == [tasks[stranger]]
    for key in ("cleaning/linde", f"together/{slug}", tasks[lieke]):
        with app.app_context(), pytest.raises(Refusal):
            tokens.make(Actor.self(stranger), "x", key)


def test_who_leaves_a_group_reads_its_calendar_no_longer(
    app: Flask, client: FlaskClient, make: Make, linde: int, lieke: int
) -> None:
    """Checklist 8.4."""
    group = make.group("Buurtkoor", members=[lieke])
    with app.app_context():
        slug = db.session.get_one(Group, group).slug
        secret = tokens.make(Actor.self(lieke), "telefoon", f"together/{slug}")
    assert client.get(f"/calendar/mine/{secret}.ics").status_code == 200
    with app.app_context():
        db.session.delete(db.session.get_one(Membership, (group, lieke)))
        db.session.commit()
    assert client.get(f"/calendar/mine/{secret}.ics").status_code == 404


def test_group_feed_asks_for_that_group(app: Flask, client: FlaskClient, make: Make, tea: Tea, linde: int) -> None:
    group = make.group("Buurtkoor")
    asked: list[EntryQuery] = []

    def listing(query: EntryQuery) -> list[Entry]:
        asked.append(query)
        return []

    object.__setattr__(tea, "_asked", lambda entry, query: bool(listing(query)))
    tea.entries = [an_entry()]
    with app.app_context():
        slug = db.session.get_one(Group, group).slug
    body = client.get(f"/calendar/group/{slug}.ics").data
    assert b"X-WR-CALNAME:Buurtkoor" in body
    assert [query.group_id for query in asked] == [group]


# -- somebody reads along


def share(app: Flask, person_id: int, lets_see: str) -> str:
    with app.app_context():
        return f"/calendar/mine/{tokens.share(Actor.self(person_id), 'mijn dochter', lets_see)}.ics"


def test_who_reads_times_gets_when_and_nothing_else(
    app: Flask, client: FlaskClient, tea: Tea, make: Make, calendar: Calendar, linde: int, lieke: int
) -> None:
    room = make.space(linde, "Zaal A")
    given: dict[str, Any] = {**WORDS, "house_id": linde, "space_ids": (room,)}
    busy = an_entry(uid="1", visibility=Visibility.BUSY, **given)
    tea.own = {lieke: [busy, an_entry("2026-09-17", uid="2", sensitive=True, visibility=Visibility.HIDDEN, **given)]}
    body = client.get(share(app, lieke, tokens.TIMES)).data
    assert told(body) == [("Bezet", ""), ("Bezet", "")]
    assert b"nnelies" not in body
    assert b"Zaal" not in body
    assert "Agenda van Lieke" in body.decode()
    tea.entries, tea.calendar = [busy], replace(calendar, space_id=room)
    public = {str(event["UID"]) for event in samples.events(client.get("/calendar/tea/earl-grey.ics").data)}
    assert public.isdisjoint(str(event["UID"]) for event in samples.events(body)), "the room could be found with it"


def test_who_reads_all_sees_what_the_person_sees(
    app: Flask, client: FlaskClient, tea: Tea, linde: int, lieke: int
) -> None:
    tea.own = {
        lieke: [
            an_entry(uid="1", house_id=linde, title="Eettafel", place="Zaal A"),
            an_entry("2026-09-17", uid="2", house_id=linde, title="Rouwgroep", place="Zaal B", sensitive=True),
        ]
    }
    assert told(client.get(share(app, lieke, tokens.ALL)).data) == [("Afspraak", "Zaal B"), ("Eettafel", "Zaal A")]


def test_somebody_is_let_in_seen_and_ended(
    app: Flask, client: FlaskClient, as_person: Callable[[int], FlaskClient], linde: int, lieke: int
) -> None:
    browser = as_person(lieke)
    assert browser.get(f"{ME}/somebody").status_code == 200
    answer = browser.post(f"{ME}/somebody", data={"label": "mijn dochter", "lets_see": "times"})
    assert (answer.status_code, answer.headers["Location"]) == (303, ME)
    found = LINK.search(browser.get(ME).text)
    assert found
    link = found[1].removeprefix("https://wij.example")
    listed = browser.get(ME).text
    assert "mijn dochter" in listed
    assert "leest mee, alleen tijden" in listed
    assert "nog niet opgehaald" in listed
    assert client.get(link).status_code == 200
    assert "nog niet opgehaald" not in browser.get(ME).text
    with app.app_context():
        (token,) = tokens.tokens_of(lieke)
        key = token.public_id
    assert "ziet alleen wanneer je iets hebt" in browser.get(f"{ME}/{key}").text
    renewed = browser.post(f"{ME}/{key}/renew")
    assert renewed.status_code == 303
    assert client.get(link).status_code == 410
    with app.app_context():
        (token,) = tokens.tokens_of(lieke)
        assert token.lets_see == "times"
        lines = db.session.query(LogLine).filter(LogLine.verb.like("calendar.%")).order_by(LogLine.id)
        assert [line.verb.rsplit(".", 1)[1] for line in lines] == ["shared", "revoked", "shared"]


@pytest.mark.parametrize(
    "data", [{"label": "dochter"}, {"lets_see": "all"}, {"label": "dochter", "lets_see": "everything"}]
)
def test_half_a_yes_makes_no_link_and_keeps_what_was_typed(
    app: Flask, as_person: Callable[[int], FlaskClient], linde: int, lieke: int, data: dict[str, str]
) -> None:
    answer = as_person(lieke).post(f"{ME}/somebody", data=data)
    assert answer.status_code == 422
    assert "wij-error" in answer.text
    assert ('value="dochter"' in answer.text) == ("label" in data)
    with app.app_context():
        assert tokens.tokens_of(lieke) == []


# -- pages


def test_every_calendar_has_a_page_with_the_ways_to_follow_it(client: FlaskClient, linde: int) -> None:
    assert "/calendars/house/linde" in client.get("/calendars").text
    page = client.get("/calendars/house/linde").text
    for link in (
        "webcal://wij.example/calendar/house/linde.ics",
        "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fwij.example%2Fcalendar%2Fhouse%2Flinde.ics",
        "https://outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fwij.example%2Fcalendar%2Fhouse%2Flinde.ics",
        'value="https://wij.example/calendar/house/linde.ics"',
        "download",
    ):
        assert link in page


def test_page_of_a_calendar_that_is_not_there_is_a_404(client: FlaskClient, linde: int) -> None:
    for path in ("house/none", "view/t-eten", "cleaning/linde", "mine/x", "together/x"):
        assert client.get(f"/calendars/{path}").status_code == 404
