"""One event for one's own calendar: as a file, and as the addresses with which calendars on the web take it over."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from flask.testing import FlaskClient

from app.actors import Actor
from app.calendar import saving, tokens
from app.calendar.repeats import Repeat
from app.web.entries import event_links
from tests.core.calendar import samples
from tests.core.calendar.conftest import Tea
from tests.core.calendar.samples import an_entry
from tests.factories import Make

SECRET: dict[str, Any] = {
    "title": "Rouwgroep",
    "description": "Voor wie iemand mist",
    "url": "/rouw",
    "sensitive": True,
}


def asked(link: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


def test_links_hold_the_event_as_each_calendar_wants_it(app: Flask) -> None:
    entry = an_entry(
        title="Soep & brood", place="Zaal A", location="Zaal A, De Linde, Straat 1", url="/activities/soep"
    )
    with app.test_request_context():
        links = event_links(saving.to_save(entry))
    assert urlsplit(links.google)[:3] == ("https", "calendar.google.com", "/calendar/render")
    assert asked(links.google) == {
        "action": "TEMPLATE",
        "text": "Soep & brood",
        "dates": "20260915T170000Z/20260915T190000Z",
        "location": "Zaal A, De Linde, Straat 1",
        "details": "https://wij.example/activities/soep",
    }
    assert urlsplit(links.outlook)[:3] == ("https", "outlook.live.com", "/calendar/0/action/compose")
    assert asked(links.outlook) == {
        "rru": "addevent",
        "subject": "Soep & brood",
        "startdt": "2026-09-15T17:00:00Z",
        "enddt": "2026-09-15T19:00:00Z",
        "location": "Zaal A, De Linde, Straat 1",
        "body": "https://wij.example/activities/soep",
    }


def test_long_words_do_not_make_an_address_that_no_browser_takes(app: Flask) -> None:
    with app.test_request_context():
        links = event_links(saving.to_save(an_entry(description="é" * 4000)))
    assert max(len(links.google), len(links.outlook)) < 2500


def test_what_is_sensitive_stays_unnamed_in_every_way(app: Flask, client: FlaskClient, tea: Tea, make: Make) -> None:
    house = make.house("De Linde", slug="linde")
    entry = an_entry(house_id=house, **SECRET)
    tea.entries = [entry]
    with app.test_request_context():
        links = event_links(saving.to_save(entry))
        ways = [links.google, links.outlook, saving.file_of(entry).decode()]
    ways.append(client.get("/calendar/entry/tea/party/k3f9.ics").data.decode())
    assert [way for way in ways if "rouw" in way.lower() or "mist" in way.lower()] == []


def test_saved_date_of_a_series_has_the_uid_of_the_own_feed(app: Flask, tea: Tea, make: Make) -> None:
    make.house("De Linde", slug="linde")
    lieke = make.person("Lieke")
    _series, entries = samples.a_series(Repeat.weekly(1, count=3), "2026-09-15")
    tea.own = {lieke: entries[:1]}
    with app.test_request_context():
        (event,) = samples.events(saving.file_of(entries[0]))
    from_feed = samples.events(_own_feed(app, lieke))
    assert [event["UID"]] == [one["UID"] for one in from_feed]
    assert "RRULE" not in event


def _own_feed(app: Flask, person_id: int) -> bytes:
    with app.app_context():
        secret = tokens.make(Actor.self(person_id), "telefoon")
    return bytes(app.test_client().get(f"/calendar/mine/{secret}.ics").data)
