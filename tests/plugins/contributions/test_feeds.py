"""Feeds of tasks, read back as a calendar program does: open tasks for all, what comes back for who is in it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import recurring_ical_events
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar as File

from app.actors import Actor
from app.calendar.repeats import Repeat
from app.clock import at, now
from app.db import db
from app.people.models import Person
from app.privacy.forgetting import forget
from plugins.contributions import promising, tasks
from plugins.contributions.asked import mark_of
from plugins.contributions.rota import answering, planning
from plugins.contributions.rota.planning import RotaValues
from plugins.contributions.tasks import TaskValues
from tests.plugins.contributions.conftest import CHAIRS, People, Shed

OPEN = "/calendar/tasks/de-linde.ics"
LINK = re.compile(r'value="https?://[^/"]+(/calendar/mine/[\w-]{22,}\.ics)"')


def events(client: FlaskClient, address: str) -> list[Any]:
    answer = client.get(address)
    assert answer.status_code == 200
    file = File.from_ical(answer.data)
    return list(
        recurring_ical_events.of(file).between(datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
    )


def titles(client: FlaskClient, address: str = OPEN) -> list[str]:
    return sorted(str(one["SUMMARY"]) for one in events(client, address))


def coffee(people: People) -> str:
    """Coffee, three weeks from tomorrow on, for two neighbours."""
    first = now().date() + timedelta(days=1)
    values = RotaValues(
        task=TaskValues(title="Koffie schenken", minutes=60, places=2),
        repeat=Repeat.weekly(first.weekday(), until=first + timedelta(weeks=2)),
        first=first,
        start=time(10),
    )
    with people.app.app_context():
        return planning.begin(Actor.self(people.toos), people.house, values)


def link(browser: FlaskClient, calendar: str) -> str:
    answer = browser.post("/me/calendars", data={"label": "telefoon", "calendar": calendar})
    assert answer.status_code == 303
    found = LINK.search(browser.get("/me/calendars").get_data(as_text=True))
    assert found
    return found[1]


@pytest.mark.sweep
def test_open_tasks_are_in_the_public_feed_until_they_are_full_and_hold_no_names(
    app: Flask, client: FlaskClient, people: People, shed: Shed
) -> None:
    shed.need(after=timedelta(days=1))
    fence = people.task(starts=now() + timedelta(days=2), places=2)
    people.task("Voor wanneer je wilt")
    people.task("Tussen twee dagen", starts=now() + timedelta(days=2), ends=now() + timedelta(days=4))
    assert titles(client) == ["Tuinhek verven", "Tussen twee dagen"]
    with app.app_context():
        promising.promise_task(Actor.self(people.lieke), fence)
    body = client.get(OPEN).get_data(as_text=True)
    assert [word for word in ("Lieke", "Toos", CHAIRS) if word in body] == []
    assert "Er is nog 1 plek vrij." in body
    with app.app_context():
        promising.promise_task(Actor.self(people.ria), fence)
    assert titles(client) == ["Tussen twee dagen"]


@pytest.mark.sweep
def test_task_keeps_its_uid_and_its_sequence_grows_when_it_moves_is_closed_and_is_opened(
    app: Flask, client: FlaskClient, people: People
) -> None:
    """Checklist 3.4."""
    key = people.task(starts=now() + timedelta(days=2))
    seen = []
    moved = TaskValues(title="Tuinhek verven", minutes=20, starts=now() + timedelta(days=3))
    toos = Actor.self(people.toos)
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: tasks.change_task(toos, key, moved),
        lambda: tasks.close_task(toos, key),
        lambda: tasks.reopen_task(toos, key),
    ]
    for number, step in enumerate(steps):
        with at(now() + timedelta(minutes=number)):
            with app.app_context():
                step()
            (one,) = events(client, OPEN)
            seen.append((one["UID"], int(one["SEQUENCE"]), one["LAST-MODIFIED"].dt, str(one["STATUS"])))
    assert len({uid for uid, *_rest in seen}) == 1
    assert [sequence for _uid, sequence, *_rest in seen] == sorted({sequence for _uid, sequence, *_rest in seen})
    assert [moment for *_rest, moment, _status in seen] == sorted({moment for *_rest, moment, _status in seen})
    assert [status for *_rest, status in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"]


def test_task_in_no_feed_is_one_that_a_private_thing_needs_also_when_it_is_taken_up(
    app: Flask, client: FlaskClient, people: People, shed: Shed
) -> None:
    need = shed.need(after=timedelta(days=1), places=2)
    with app.app_context():
        promising.promise_need(Actor.self(people.lieke), people.house, need.ref, mark_of(need))
    assert titles(client) == []


@pytest.mark.sweep
def test_who_is_in_it_follows_what_comes_back_through_a_link_of_their_own(
    app: Flask, client: FlaskClient, people: People
) -> None:
    rota = coffee(people)
    lieke = people.browser(people.lieke)
    assert f"rota/{rota}" not in lieke.get("/me/calendars").get_data(as_text=True)
    with app.app_context():
        answering.stand_in(Actor.self(people.lieke), rota)
    address = link(lieke, f"rota/{rota}")
    assert titles(client, address) == ["Koffie schenken"] * 3
    assert "Lieke" not in client.get(address).get_data(as_text=True)
    with app.app_context():
        answering.stop_standing_in(Actor.self(people.lieke), rota)
    assert client.get(address).status_code == 404


def test_calendar_that_is_not_offered_is_refused(app: Flask, people: People) -> None:
    rota, other = coffee(people), coffee(people)
    with app.app_context():
        answering.stand_in(Actor.self(people.lieke), rota)
    lieke = people.browser(people.lieke)
    for calendar in (f"rota/{other}", "tasks/de-linde", "rota", "mine/x"):
        assert lieke.post("/me/calendars", data={"label": "x", "calendar": calendar}).status_code == 422


def test_renewed_link_stops_the_old_one_and_opens_the_same_calendar(
    app: Flask, client: FlaskClient, people: People
) -> None:
    rota = coffee(people)
    toos = people.browser(people.toos)
    old = link(toos, f"rota/{rota}")
    token = re.search(r"/me/calendars/(\w+)\"", toos.get("/me/calendars").get_data(as_text=True))
    assert token
    toos.post(f"/me/calendars/{token[1]}/renew")
    new = LINK.search(toos.get("/me/calendars").get_data(as_text=True))
    assert new
    assert client.get(old).status_code == 410
    assert titles(client, new[1]) == ["Koffie schenken"] * 3


def test_own_promises_are_in_the_own_feed_and_cancelled_once_taken_back(
    app: Flask, client: FlaskClient, people: People
) -> None:
    key = people.task(starts=now() + timedelta(days=2))
    with app.app_context():
        promise = promising.promise_task(Actor.self(people.lieke), key)
    address = link(people.browser(people.lieke), "")
    assert titles(client, address) == ["Tuinhek verven"]
    with app.app_context():
        promising.withdraw(Actor.self(people.lieke), promise)
    (one,) = events(client, address)
    assert (str(one["STATUS"]), int(one["SEQUENCE"])) == ("CANCELLED", 1)


def test_own_tasks_stand_apart_from_what_one_comes_to_under_the_same_uid(
    app: Flask, client: FlaskClient, people: People
) -> None:
    key = people.task(starts=now() + timedelta(days=2))
    somebody_elses = people.task("Ramen lappen", starts=now() + timedelta(days=3))
    with app.app_context():
        promising.promise_task(Actor.self(people.lieke), key)
        promising.promise_task(Actor.self(people.ria), somebody_elses)
        own_key = db.session.get_one(Person, people.lieke).public_id
    lieke = people.browser(people.lieke)
    own, tasks_only = link(lieke, ""), link(lieke, f"my-tasks/{own_key}")
    assert titles(client, tasks_only) == ["Tuinhek verven"]
    assert [one["UID"] for one in events(client, tasks_only)] == [one["UID"] for one in events(client, own)]


def test_links_of_somebody_who_is_forgotten_open_nothing(app: Flask, client: FlaskClient, people: People) -> None:
    rota = coffee(people)
    with app.app_context():
        answering.stand_in(Actor.self(people.lieke), rota)
    address = link(people.browser(people.lieke), f"rota/{rota}")
    with app.app_context():
        forget(Actor.self(people.lieke), people.lieke)
    assert client.get(address).status_code == 404
