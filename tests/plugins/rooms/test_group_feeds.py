"""What a group books, in calendars: for everybody what it made public, for who is in it all of it."""

import icalendar
from flask.testing import FlaskClient

from app.actors import Actor
from app.calendar import tokens
from app.db import db
from app.people.models import Group
from plugins.rooms.models import BUSY, PUBLIC
from tests.factories import span
from tests.plugins.rooms.conftest import THURSDAY, Scene


def titles(client: FlaskClient, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    return sorted(str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(answer.data).walk("VEVENT"))


def test_public_feed_of_a_group_holds_what_is_public_and_its_own_all(scene: Scene, client: FlaskClient) -> None:
    group = scene.make.group("Buurtkoor", contacts=[scene.lieke], members=[scene.noor])
    scene.book(span(THURSDAY, "10:00-11:00"), title="Open repetitie", visibility=PUBLIC, group_id=group)
    scene.book(span(THURSDAY, "12:00-13:00"), title="Ledenoverleg", visibility=BUSY, group_id=group)
    scene.book(span("2027-03-19", "10:00-11:00"), title="Van niemand anders", visibility=PUBLIC)
    with scene.app.app_context():
        slug = db.session.get_one(Group, group).slug
        own = tokens.make(Actor.self(scene.noor), "telefoon", f"together/{slug}")
    assert titles(client, f"/calendar/group/{slug}.ics") == ["Open repetitie"]
    assert titles(client, f"/calendar/mine/{own}.ics") == ["Ledenoverleg", "Open repetitie"]
