"""Mails about a date carry it as a calendar file: research/ical.md, section 11."""

from collections.abc import Callable
from datetime import date, time, timedelta
from email.message import EmailMessage
from typing import Any

import icalendar
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import notices
from app.actors import Actor
from app.calendar import tokens
from app.clock import at as clock_at
from app.clock import now
from plugins.activities import dates
from plugins.activities.planning import OneDate, Where
from tests.factories import Make
from tests.plugins.activities.conftest import Scene
from tests.postman import Postman


@pytest.fixture
def app(make_app: Callable[..., Flask], postman: Postman) -> Flask:
    """The house with activities, whose mails go to the postman."""
    return make_app(WIJ_PLUGINS="activities", WIJ_MAIL_URL=postman.url, WIJ_BASE_URL="https://linde.example")


def sent(scene: Scene, postman: Postman, act: Callable[[], object]) -> EmailMessage:
    """The one mail that goes out after `act`."""
    act()
    known = len(postman.mails)
    with scene.app.app_context(), clock_at(now() + timedelta(minutes=3)):
        notices.sweep()
    (mail,) = postman.mails[known:]
    return mail


def told(mail: EmailMessage) -> tuple[str, Any]:
    """The method of its calendar parts, and the one event in them."""
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    files = [icalendar.Calendar.from_ical(bytes(part.get_payload(decode=True) or b"")) for part in parts]
    methods = {str(part.get_param("method")) for part in parts} | {str(file["METHOD"]) for file in files}
    assert len(methods) == 1
    assert {part.get_content_charset() for part in parts} == {"utf-8"}
    (event,) = files[0].walk("VEVENT")
    assert files[0].walk("VTIMEZONE")
    return methods.pop(), event


def test_mails_of_one_date_speak_of_the_event_that_stands_in_the_own_feed(
    scene: Scene, client: FlaskClient, make: Make, postman: Postman
) -> None:
    lieke = make.person("Lieke Morgenster", email="lieke@example.org")
    (first, *_rest) = scene.dates(scene.weekly(places=10))
    with scene.app.app_context():
        feed = f"/calendar/mine/{tokens.make(Actor.self(lieke), 'telefoon')}.ics"

    def in_feed() -> Any:
        (event,) = icalendar.Calendar.from_ical(client.get(feed).data).walk("VEVENT")
        return event

    plan = OneDate(day=date(2027, 3, 11), start=time(18), end=time(20), where=Where(space_ids=(scene.room,)))
    acts: list[Callable[[], object]] = [
        lambda: scene.comes(lieke, first.id),
        lambda: scene.do(dates.change_date, first.id, plan),
        lambda: scene.do(dates.cancel_date, first.id, "ziek"),
    ]
    seen = []
    for act in acts:
        mail = sent(scene, postman, act)
        method, event = told(mail)
        assert (event["UID"], event["SEQUENCE"]) == (in_feed()["UID"], in_feed()["SEQUENCE"])
        assert event["DTSTART"].dt == in_feed()["DTSTART"].dt
        assert event["ORGANIZER"].startswith(("mailto:", "https://linde.example"))
        assert str(event.get("ATTENDEE", "")) == ("mailto:lieke@example.org" if method == "CANCEL" else "")
        assert "coming/" not in str(event.get("DESCRIPTION", "")), "whoever it is forwarded to could sign off"
        seen.append((method, int(event["SEQUENCE"]), str(event["STATUS"]), mail.get_content_type()))
    assert [(method, status) for method, _number, status, _kind in seen] == [
        ("PUBLISH", "CONFIRMED"),
        ("PUBLISH", "CONFIRMED"),
        ("CANCEL", "CANCELLED"),
    ]
    numbers = [number for _method, number, _status, _kind in seen]
    assert numbers == sorted(set(numbers))
