"""Moving in and out: looked at row by row first, then all or nothing; and everything of a house goes along again."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from threading import Thread

import icalendar
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app.actors import Actor
from app.clock import Span
from app.clock import at as clock_at
from app.db import db
from app.places.models import House
from app.refusals import NotFound
from plugins.rooms.moving import exporting, moving
from plugins.rooms.moving.rows import Unreadable, read, safe_cell
from tests.factories import AMSTERDAM, Make, at, span
from tests.plugins.rooms.asking import do, refused
from tests.plugins.rooms.conftest import MONDAY, THURSDAY, Scene

As = Callable[[int], FlaskClient]
YEAR = Span(at("2027-03-15", "00:00"), at("2028-04-01", "00:00"))
LIST = """ruimte;dag;van;tot;wat;mensen
Zaal A;18-03-2027;14:00;16:00;Overleg;12
zaal-b;2027-03-19;9.30;11:00;=KOFFIE();4
Kelder;19-03-2027;10:00;11:00;Waar is dat;4
Zaal A;31-02-2027;10:00;11:00;Geen dag;4
Zaal A;19-03-2027;10 uur;11:00;Geen tijd;4
Zaal B;20-03-2027;10:00;12:00;Te veel;99
Zaal A;18-03-2027;15:00;17:00;Door elkaar;4
Zaal A;01-03-2027;15:00;17:00;Voorbij;4
"""
WEEKLY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
BEGIN:VEVENT
UID:yoga@example.org
DTSTART;TZID=Europe/Amsterdam:20270322T190000
DTEND;TZID=Europe/Amsterdam:20270322T203000
RRULE:FREQ=WEEKLY;COUNT=3
EXDATE;TZID=Europe/Amsterdam:20270405T190000
SUMMARY:Yoga
LOCATION:Zaal A\\, De Linde
END:VEVENT
BEGIN:VEVENT
UID:off@example.org
DTSTART:20270323T100000Z
DTEND:20270323T110000Z
STATUS:CANCELLED
SUMMARY:Gaat niet door
END:VEVENT
BEGIN:VEVENT
UID:day@example.org
DTSTART;VALUE=DATE:20270324
SUMMARY:Hele dag
END:VEVENT
END:VCALENDAR
"""


def bring(scene: Scene, text: str, space: int | None = None) -> str:
    """Toos brings a file."""
    with scene.app.app_context():
        return moving.bring(Actor.self(scene.toos), scene.house, text.encode(), space)


def states(scene: Scene, key: str) -> list[tuple[int, str]]:
    """What would become of each row."""
    with scene.app.app_context():
        return [
            (one.row.number, one.state) for one in moving.looked_at(moving.brought_with(Actor.self(scene.toos), key))
        ]


@pytest.mark.both
def test_list_is_looked_at_row_by_row_and_taken_at_once(scene: Scene) -> None:
    taken = scene.book(span("2027-03-19", "10:00-10:30"), space=scene.den, people=2)
    key = bring(scene, LIST)
    assert states(scene, key) == [
        (2, "fine"), (3, "taken"), (4, "room"), (5, "day"), (6, "time"), (7, "small"), (8, "twice"), (9, "past"),
    ]  # fmt: skip
    assert refused(scene, moving.take, Actor.self(scene.toos), key, set()) == "Refusal"
    assert [row.public_id for row in scene.rows()] == [taken]
    assert refused(scene, moving.take, Actor.self(scene.lieke), key, set()) == "NotAllowed"
    scene.cancel(taken)
    assert do(scene, moving.take, scene.toos, key, {4, 5, 6, 7, 8}) == 2
    made = [row for row in scene.rows() if not row.is_cancelled]
    assert [(row.title, row.span) for row in made] == [
        ("Overleg", span(THURSDAY, "14:00-16:00")),
        ("=KOFFIE()", span("2027-03-19", "09:30-11:00")),
    ]
    assert len(scene.held()) == 2
    again = bring(scene, LIST)
    assert [state for _number, state in states(scene, again)][:2] == ["known", "known"]
    assert do(scene, moving.take, scene.toos, again, {4, 5, 6, 7, 8}) == 0


@pytest.mark.both
def test_calendar_is_taken_with_its_dates_in_wall_time(scene: Scene) -> None:
    key = bring(scene, WEEKLY)
    assert states(scene, key) == [(1, "fine"), (3, "time"), (4, "fine")]  # the second is off
    assert do(scene, moving.take, scene.toos, key, {3}) == 2
    assert [row.span for row in scene.rows()] == [
        span("2027-03-22", "19:00-20:30"),
        span("2027-03-29", "19:00-20:30"),  # the clock changed in between
    ]


def test_house_rules_are_not_asked_of_what_was_agreed_before_and_others_uses_are(scene: Scene) -> None:
    text = "room,day,start,end\nZaal A,2027-03-18,09:00,21:00\n"
    key = bring(scene, text)
    scene.book(span(THURSDAY, "20:00-21:00"), who=scene.noor)
    assert states(scene, key) == [(2, "taken")]
    assert refused(scene, moving.take, Actor.self(scene.toos), key, set()) == "Refusal"
    other = bring(scene, text.replace("Zaal A", "Zaal B"))
    assert do(scene, moving.take, scene.toos, other, set()) == 1


def test_file_that_cannot_be_read_is_refused_and_what_nobody_took_is_gone_after_a_day(scene: Scene) -> None:
    for text in (
        "",
        "   ",
        "naam;adres\nx;y\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:x\n",
        "day;start;end\n" + "2027-03-18;9:00;10:00\n" * 2001,
    ):
        assert refused(scene, moving.bring, Actor.self(scene.toos), scene.house, text.encode(), None) == "Refusal"
    key = bring(scene, LIST)
    with clock_at(at("2027-03-16", "09:00")), scene.app.app_context():
        moving.expire()
        with pytest.raises(NotFound):
            moving.brought_with(Actor.self(scene.toos), key)


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    for begin in ("", "day;start;end\n", "BEGIN:VCALENDAR\nVERSION:2.0\n"):
        try:
            rows = read(begin + text, AMSTERDAM, YEAR)
        except Unreadable:
            continue
        assert all(row.span is not None or row.problem for row in rows)


@pytest.mark.sweep
def test_everything_that_goes_out_comes_in_again(scene: Scene, make: Make) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=3, title="Repetitie")
    scene.cancel(scene.book(span("2027-03-30", "10:00-11:00")))
    hidden = make.space(scene.house, "Stiltekamer", slug="stil", private=True)
    scene.book(span("2027-03-22", "10:00-11:00"), who=scene.toos, space=hidden, people=2, title="+1")
    with scene.app.test_request_context():
        home = db.session.get_one(House, scene.house)
        files = [exporting.as_csv(home).decode(), exporting.as_calendar(home).decode()]
        data = json.loads(exporting.as_json(home))
    assert [one["room"] for one in data["bookings"]] == ["Zaal A", "Stiltekamer", "Zaal A", "Zaal A", "Zaal A"]
    assert [one["status"] for one in data["bookings"]].count("cancelled") == 1
    assert "'+1" in files[0]
    assert "Morgenster" not in "".join(files)
    parsed = icalendar.Calendar.from_ical(files[1])
    assert len(parsed.walk("VEVENT")) == 5
    was = [(row.span, row.title) for row in scene.rows() if not row.is_cancelled]
    other = make.house("Ergens anders", slug="elders", hours="09:00-22:00")
    for name, slug, private in (("Zaal A", "a2", False), ("Stiltekamer", "s2", True)):
        make.space(other, name, slug=slug, seated=30, private=private)
    make.role(scene.toos, other, "host")
    for text in files:
        with scene.app.app_context():
            key = moving.bring(Actor.self(scene.toos), other, text.encode(), None)
            rows = moving.looked_at(moving.brought_with(Actor.self(scene.toos), key))
        assert [(one.row.span, one.row.title, one.state) for one in rows] == [(*one, "fine") for one in was]
    assert do(scene, moving.take, scene.toos, key, set()) == 4


def test_cell_is_no_formula() -> None:
    assert [safe_cell(text) for text in ("=1+1", "+31", "@x", "-", "koor")] == ["'=1+1", "'+31", "'@x", "'-", "koor"]


def test_pages_are_for_hosts_and_show_what_would_be_booked(scene: Scene, as_person: As) -> None:
    host, url = as_person(scene.toos), "/rooms/moving/de-linde"
    assert as_person(scene.lieke).get(url).status_code == 403
    assert as_person(scene.lieke).get(f"{url}/bookings.csv").status_code == 403
    both = {"file": (BytesIO(b"x"), "x.csv"), "url": "https://x", "space": ""}
    for sent in ({"url": "", "space": ""}, {"url": "ftp://x", "space": ""}, both):
        assert host.post(url, data=sent).status_code == 422
    answer = host.post(url, data={"file": (BytesIO(LIST.encode()), "lijst.csv"), "url": "", "space": ""})
    assert answer.status_code == 303
    page = host.get(answer.headers["Location"])
    assert "Overleg" in page.text
    assert "de ruimte is dan bezet" not in page.text
    assert host.post(answer.headers["Location"], data={"leave": []}).status_code == 303
    assert scene.rows() == []
    assert host.post(answer.headers["Location"], data={"leave": ["4", "5", "6", "7", "8"]}).status_code == 303
    assert len(scene.rows()) == 2
    for form in ("csv", "json", "ics"):
        assert host.get(f"{url}/bookings.{form}").status_code == 200
    assert host.get(f"{url}/bookings.exe").status_code == 404
    assert "Overleg" in host.get(f"{url}/example.csv").text


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=0"])
def test_calendar_that_would_never_be_counted_out_is_refused_at_once(rule: str) -> None:
    with pytest.raises(Unreadable, match="calendar"):
        read(WEEKLY.replace("FREQ=WEEKLY;COUNT=3", rule), AMSTERDAM, YEAR)


class Served(BaseHTTPRequestHandler):
    """A calendar at every address."""

    def do_GET(self) -> None:  # the name that the server calls
        self.send_response(200)
        self.end_headers()
        self.wfile.write(WEEKLY.encode())

    def log_message(self, *_args: object) -> None:
        """Be silent."""


@pytest.fixture
def served() -> Iterator[str]:
    """A real server on this machine."""
    server = HTTPServer(("127.0.0.1", 0), Served)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/ok.ics"
    server.shutdown()
    server.server_close()


def test_address_inside_is_not_spoken_to_unless_who_runs_the_machine_says_so(
    scene: Scene, as_person: As, served: str
) -> None:
    host = as_person(scene.toos)
    answer = host.post("/rooms/moving/de-linde", data={"url": served, "space": ""})
    page = BeautifulSoup(answer.data, "html.parser")
    assert (answer.status_code, [one.get_text(strip=True) for one in page.select("#url-error")]) == (
        422,
        ["We lezen alleen agenda’s op het open internet."],
    )
    scene.app.config["WIJ_FETCH_INSIDE"] = "yes"
    answer = host.post("/rooms/moving/de-linde", data={"url": served, "space": ""}, follow_redirects=True)
    assert (answer.status_code, "Yoga" in answer.text) == (200, True)


def test_moments_are_utc_and_follow_the_wall() -> None:
    rows = read(WEEKLY, AMSTERDAM, YEAR)
    first = rows[0].span
    assert first is not None
    assert first.start.tzinfo is UTC
    assert first == span("2027-03-22", "19:00-20:30")
    assert MONDAY < THURSDAY
