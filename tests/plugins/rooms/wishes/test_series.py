"""Wishes about series: checked as a whole, changed date by date, at the same hour all year."""

from collections.abc import Callable
from typing import Any

import icalendar
import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app.actors import Actor, Channel
from app.clock import at as clock_at
from app.clock import wall
from app.db import db
from app.notices.models import Notice
from app.notices.wording import mail_words, reader_of
from app.places import Taken
from plugins.rooms.booking import book
from plugins.rooms.cancelling import Scope
from plugins.rooms.models import Booking
from plugins.rooms.shifting import move_dates
from tests.factories import AMSTERDAM, at, span
from tests.plugins.rooms.conftest import THURSDAY, Scene, refused

Browser = Callable[[int], FlaskClient]
BLOCKED = ("2027-06-10", "2027-07-08", "2027-08-05", "2027-08-19")


def mail(scene: Scene) -> str:
    """The newest mail, in Dutch."""
    with scene.app.app_context():
        row = db.session.scalars(sa.select(Notice).order_by(Notice.id.desc())).first()
        assert row is not None
        words = mail_words(row, reader_of(row))
    assert words is not None
    return words.text


@pytest.mark.sweep
def test_every_one_of_24_weeks_is_checked_and_20_can_be_had(scene: Scene) -> None:
    """calcom#15997: a 24-week series double-booked, since only its first two slots were checked."""
    for day in BLOCKED:
        scene.book(span(day, "19:30-20:00"), who=scene.noor)
    taken = refused(lambda: scene.weekly(THURSDAY, "19:00-21:00", count=24))
    assert isinstance(taken, Taken)
    assert [f"{wall(one.start, AMSTERDAM):%Y-%m-%d}" for one in taken.spans] == list(BLOCKED)
    assert len(scene.rows()) == len(BLOCKED)
    scene.weekly(THURSDAY, "19:00-21:00", count=24, skipped=BLOCKED)
    assert len(scene.rows()) == 24


def test_free_for_20_of_24_is_said_and_accepted_in_one_step(scene: Scene, as_person: Browser) -> None:
    """calcom#15997, the same thread: "free for 20 of 24, accept?"."""
    for day in BLOCKED:
        scene.book(span(day, "19:30-20:00"), who=scene.noor)
    asked = f"purpose=meeting&people=18&day={THURSDAY}&start=19:00&end=21:00&often=weekly&times=24"
    lieke = as_person(scene.lieke)
    page = BeautifulSoup(lieke.get(f"/rooms/book/room?{asked}").data, "html.parser")
    (choice,) = page.select("a.wij-choice")
    assert "Vrij op 20 van de 24 dagen" in choice.text
    dates = str(choice["href"])
    page = BeautifulSoup(lieke.get(dates).data, "html.parser")
    kept = [one["value"] for one in page.select("input[name=keep][checked]")]
    answer = lieke.post(dates, data={"keep": kept})
    lieke.post(answer.headers["Location"], data={"title": "Overleg", "visibility": "busy"})
    assert len([row for row in scene.rows() if row.person_id == scene.lieke]) == len(kept) == 20


def test_one_date_of_a_series_is_dropped_and_the_others_stay(scene: Scene, as_person: Browser) -> None:
    """LibreBooking#1416 (and #81), indico#4196: "delete this one only" crashed, or owners could not find it."""
    scene.weekly(THURSDAY, "19:00-21:00", count=3)
    second = scene.rows()[1].public_id
    page = BeautifulSoup(as_person(scene.lieke).get(f"/rooms/booking/{second}").data, "html.parser")
    form = page.select_one("form[action$='/cancel']")
    assert form is not None
    assert [label.text for label in form.select("label")] == [
        "Alleen deze",
        "Deze en alle volgende",
        "Alle keren die nog komen",
    ]
    assert form.select_one("input[value=one][checked]")
    assert as_person(scene.lieke).post(f"/rooms/booking/{second}/cancel", data={"scope": "one"}).status_code == 303
    assert [row.status for row in scene.rows()] == ["confirmed", "cancelled", "confirmed"]


def test_changing_an_old_series_touches_nothing_of_the_past_and_nobody_else(scene: Scene) -> None:
    """indico#6550: editing your old series rejected someone else's past booking and mailed them."""
    scene.weekly(THURSDAY, "19:00-21:00", count=4)
    others = scene.book(span(THURSDAY, "21:00-22:00"), who=scene.noor)
    with clock_at(at("2027-03-26", "09:00")):
        with scene.app.app_context():
            db.session.execute(sa.delete(Notice))
            db.session.commit()
        third = scene.rows()[3].public_id
        with scene.app.app_context():
            move_dates(Actor.self(scene.lieke), third, scene.hall, span("2027-04-01", "20:00-22:00"), Scope.ALL)
        with scene.app.app_context():
            assert db.session.scalars(sa.select(Notice.person_id)).all() == [scene.lieke]
            untouched = db.session.execute(
                sa.select(Booking.status, Booking.sequence).where(Booking.public_id == others)
            ).one()
    assert tuple(untouched) == ("confirmed", 0)
    assert [f"{wall(row.starts, AMSTERDAM):%d-%m %H}" for row in scene.rows()] == [
        "18-03 19",
        "18-03 21",
        "25-03 19",
        "01-04 20",
        "08-04 20",
    ]


def test_series_stays_at_its_hour_on_the_very_sunday_that_the_clock_changes(scene: Scene) -> None:
    """calcom#4400, #19589: a series moved an hour after the clock change, and was wrong on the Sunday itself."""
    scene.weekly("2027-03-21", "10:00-11:00", count=3)
    assert [f"{wall(row.starts, AMSTERDAM):%d-%m %H:%M}" for row in scene.rows()] == [
        "21-03 10:00",
        "28-03 10:00",
        "04-04 10:00",
    ]
    assert "10:00" in mail(scene)


def test_mail_about_what_the_desk_booked_tells_the_time_on_the_wall(scene: Scene) -> None:
    """easyappointments#1504, #985: when staff book for someone the mail was in UTC, and people came two hours early."""
    with scene.app.app_context():
        desk = Actor(scene.toos, scene.lieke, Channel.DESK)
        book(desk, scene.hall, span("2027-07-01", "14:00-16:00"), scene.use())
    assert "van 14:00 tot 16:00" in mail(scene)
    assert "12:00" not in mail(scene)


def test_file_of_a_series_carries_its_time_zone(scene: Scene) -> None:
    """mrbs-code#429: a repeated .ics was wrong in Outlook until VTIMEZONE was used."""
    scene.weekly(THURSDAY, "19:00-21:00", count=4)
    with scene.app.app_context():
        content = db.session.scalars(sa.select(Notice.ics).order_by(Notice.id.desc())).first()
    assert content is not None
    calendar: Any = icalendar.Calendar.from_ical(content)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    starts = [event["DTSTART"] for event in calendar.walk("VEVENT")]
    assert {start.params["TZID"] for start in starts} == {"Europe/Amsterdam"}
    assert {start.dt.hour for start in starts} == {19}
