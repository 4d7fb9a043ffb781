"""Calendar files for mails: research/ical.md, section 11."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import icalendar
import pytest
from flask import Flask

from app.calendar import invitations
from app.calendar.entry import Status
from app.calendar.invitations import Letter
from app.calendar.repeats import Repeat
from app.clock import now
from app.notices import CalendarFile
from tests.core.calendar import samples
from tests.core.calendar.samples import HOUSE, an_entry

LETTER = Letter(house="De Linde; buurthuis", language="nl", recipient="lieke@example.org")


@pytest.fixture(autouse=True)
def _context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def method(body: bytes) -> str:
    calendar: Any = icalendar.Calendar.from_ical(body)
    return str(calendar["METHOD"])


def test_published_file_is_plain_and_asks_for_no_answer() -> None:
    """Checklist 9.13, 11.1, 11.3."""
    body = invitations.published([an_entry(sequence=2)], LETTER)
    CalendarFile(body, "PUBLISH")
    (event,) = samples.events(body)
    assert method(body) == "PUBLISH"
    assert (event["UID"], event["SEQUENCE"]) == ("4f6b2a7e-uid", 2)
    assert event["DTSTAMP"].dt == now()
    assert event["ORGANIZER"] == "https://wij.example"
    assert event["ORGANIZER"].params["CN"] == "De Linde; buurthuis"
    assert "ATTENDEE" not in event
    assert b"BEGIN:VTIMEZONE" in body


def test_cancellation_has_the_same_uid_and_a_higher_sequence() -> None:
    """Checklist 11.3, 11.4."""
    was = an_entry(sequence=2)
    body = invitations.cancelled(replace(was, sequence=3), LETTER)
    CalendarFile(body, "CANCEL")
    (event,) = samples.events(body)
    (before,) = samples.events(invitations.published([was], LETTER))
    assert method(body) == "CANCEL"
    assert event["UID"] == before["UID"]
    assert event["SEQUENCE"] > before["SEQUENCE"]
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Vervallen: Theekransje")
    assert event["ATTENDEE"] == "mailto:lieke@example.org"


def test_mail_and_own_feed_speak_of_the_same_uids() -> None:
    """Checklist 2.5, 11.5."""
    _series, entries = samples.a_series(Repeat.weekly(1, count=3), "2026-09-15")
    own = replace(HOUSE, house_id=None, person_id=7, expanded=True)
    in_feed = [event["UID"] for event in samples.events(samples.feed(*entries, calendar=own))]
    in_mail = [event["UID"] for event in samples.events(invitations.published(entries, LETTER))]
    assert in_mail == in_feed
    assert len(set(in_mail)) == 3


def test_sensitive_thing_is_not_named_in_a_mail() -> None:
    """Checklist 11.6."""
    entry = an_entry(title="Rouwgroep", sensitive=True, url="/rouw", description="rouw", status=Status.CONFIRMED)
    for body in (invitations.published([entry], LETTER), invitations.cancelled(entry, LETTER)):
        assert b"rouw" not in body.lower()


def test_mail_address_of_the_house_stands_as_organiser() -> None:
    body = invitations.published([an_entry()], replace(LETTER, sender="huis@example.org"))
    assert samples.events(body)[0]["ORGANIZER"] == "mailto:huis@example.org"


def test_mail_speaks_its_readers_language() -> None:
    body = invitations.cancelled(an_entry(), replace(LETTER, language="en"))
    assert samples.events(body)[0]["SUMMARY"] == "Cancelled: Theekransje"
