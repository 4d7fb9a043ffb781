"""What pages tell search engines and previews of links."""

import json
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from app.calendar.entry import Status, Visibility
from app.calendar.outward import telling
from app.calendar.outward.structured import Host, event
from app.db import db
from app.places.models import House
from app.refs import Ref
from tests.core.calendar.conftest import Tea
from tests.core.calendar.samples import an_entry
from tests.factories import Make

LINDE = Host("Buurthuis De Linde", "Lindelaan 1", "https://wij.example/house/linde")
BREAK_OUT = "</script><script>alert(1)</script>"


@pytest.fixture
def linde(make: Make) -> int:
    return make.house("De Linde", slug="linde", kind="Buurthuis", address="Lindelaan 1")


def told(app: Flask, house_id: int) -> telling.Told:
    """What is told of the tea party."""
    with app.app_context():
        house = db.session.get_one(House, house_id)
        return telling.about_thing(Ref("tea", "party", "k3f9"), house, "/tea/k3f9", "Theekransje", "Kom je ook?\nJa.")


def test_event_says_what_when_and_where() -> None:
    entry = an_entry(place="Zaal A", location="Zaal A, De Linde, Lindelaan 1", url="/tea/k3f9", description="Kom.")
    assert event(entry, LINDE, "https://wij.example") == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Theekransje",
        "description": "Kom.",
        "url": "https://wij.example/tea/k3f9",
        "startDate": "2026-09-15T19:00:00+02:00",
        "endDate": "2026-09-15T21:00:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {"@type": "Place", "name": "Zaal A", "address": "Zaal A, De Linde, Lindelaan 1"},
        "organizer": {"@type": "Organization", "name": "Buurthuis De Linde", "url": "https://wij.example/house/linde"},
    }


def test_event_that_is_off_says_so_and_one_without_a_place_is_in_the_house() -> None:
    told = event(an_entry(status=Status.CANCELLED), LINDE, "https://wij.example")
    assert told["eventStatus"] == "https://schema.org/EventCancelled"
    assert told["location"] == {"@type": "Place", "name": "Buurthuis De Linde", "address": "Lindelaan 1"}
    assert "url" not in told


def test_page_tells_the_dates_to_come_that_the_public_may_know(app: Flask, tea: Tea, make: Make, linde: int) -> None:
    private = make.space(linde, private=True)
    on = an_entry(house_id=linde)
    tea.entries = [
        on,
        replace(on, span=on.span.moved(-30, ZoneInfo("Europe/Amsterdam")), title="Voorbij"),
        replace(on, visibility=Visibility.BUSY, title="Bezet houden"),
        replace(on, visibility=Visibility.HIDDEN, title="Nog geheim"),
        replace(on, space_ids=(private,), title="In de kluis"),
    ]
    page = told(app, linde)
    assert [one["name"] for one in page.events] == ["Theekransje"]
    assert datetime.fromisoformat(page.events[0]["startDate"]) == on.span.start
    assert (page.title, page.description, page.site) == ("Theekransje", "Kom je ook? Ja.", "Buurthuis De Linde")
    assert page.url == "https://wij.example/tea/k3f9"


def test_words_of_people_cannot_end_the_block_of_data(app: Flask, tea: Tea, linde: int) -> None:
    tea.entries = [an_entry(house_id=linde, title=BREAK_OUT)]
    page = told(app, linde)
    source = '{% from "calendar/told.html" import told_outward %}{{ told_outward(told) }}'
    with app.test_request_context():
        html = render_template_string(source, told=page)
    assert html.count("<script") == html.count("</script>") == 1
    data = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(data)[0]["name"] == BREAK_OUT


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/", "https://wij.example/"),
        ("/house/linde", "https://wij.example/house/linde"),
        ("/agenda/week/2026-09-10?theme=eten", "https://wij.example/agenda?theme=eten"),
    ],
)
def test_pages_of_the_agenda_say_which_address_is_theirs(
    client: FlaskClient, linde: int, path: str, canonical: str
) -> None:
    head = BeautifulSoup(client.get(path).text, "html.parser").head
    assert head is not None
    [link] = head.select("link[rel=canonical]")
    assert link["href"] == canonical
    [words] = head.select('meta[property="og:description"]')
    assert words["content"] == "Wat er te doen is bij Buurthuis De Linde."
