"""Online is a place too: its address goes exactly as far as the organiser chose, on every page and in every feed."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app.actors import Actor
from app.calendar import tokens
from app.db import db
from app.notices import params
from app.notices.models import Notice
from app.refusals import NotAllowed, Refusal
from plugins.activities.coming import Coming, sign_up
from plugins.activities.models import Activity, Occurrence
from plugins.activities.online.address import OnlineAt, checked
from plugins.activities.online.setting import set_online
from plugins.activities.planning import Where
from plugins.activities.reminding.telling import _still_true as still_true
from plugins.activities.telling import prepare
from tests.factories import Make
from tests.plugins.activities.conftest import Scene

MEETING = "https://meet.example.org/koor-7"
FORM: dict[str, Any] = {
    "title": "Koor",
    "day": "10-03-2027",
    "start": "19:00",
    "end": "20:30",
    "often": "once",
    "online": MEETING,
}


@pytest.fixture
def organiser(scene: Scene, as_person: Callable[[int], FlaskClient]) -> FlaskClient:
    """A browser in which the organiser is signed in."""
    return as_person(scene.organiser)


def unfolded(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.text.replace("\r\n ", "").replace("\\/", "/")


def told_outward(page: str) -> dict[str, Any]:
    (block,) = BeautifulSoup(page, "html.parser").select('script[type="application/ld+json"]')
    (event, *_more) = json.loads(block.text)
    return dict(event)


PUBLIC = ("/activities/koor", "/agenda", "/", "/calendar/activity/koor.ics", "/calendar/house/de-linde.ics")


@pytest.mark.sweep
def test_address_for_everybody_stands_on_the_page_and_in_the_feeds(scene: Scene, organiser: FlaskClient) -> None:
    """Checklist 9.6, 10.5."""
    told = {**FORM, "signing": "no", "online_for": "all"}
    assert organiser.post("/activities/new", data=told).status_code == 303
    guest = scene.app.test_client()
    page = unfolded(guest, "/activities/koor")
    assert f'href="{MEETING}"' in page
    event = told_outward(page)
    assert event["location"] == {"@type": "VirtualLocation", "url": MEETING}
    assert event["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    feed = unfolded(guest, "/calendar/activity/koor.ics")
    assert f"CONFERENCE;FEATURE=VIDEO;VALUE=URI:{MEETING}" in feed
    assert f"Online: {MEETING}" in feed
    assert "LOCATION:Online\r\n" in feed


def test_address_for_who_signed_up_goes_to_them_alone(
    scene: Scene, organiser: FlaskClient, make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    told = {**FORM, "signing": "yes", "places": "5", "spaces": [scene.room], "online_for": "coming"}
    assert organiser.post("/activities/new", data=told).status_code == 303
    guest, lieke, stranger = scene.app.test_client(), make.person("Lieke", email="l@example.org"), make.person("Wout")
    with scene.app.app_context():
        date = db.session.scalars(sa.select(Occurrence.id)).one()
    code = scene.comes(lieke, date)
    for path in PUBLIC:
        assert "meet.example.org" not in unfolded(guest, path)
        assert "meet.example.org" not in unfolded(as_person(stranger), path)
    page = unfolded(guest, "/activities/koor")
    assert "Wie zich aanmeldt, krijgt het adres." in page
    event = told_outward(page)
    assert [one["@type"] for one in event["location"]] == ["Place", "VirtualLocation"]
    assert event["location"][1]["url"].endswith("/activities/koor")
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    for visitor, path in (
        (as_person(lieke), "/activities/koor"),
        (organiser, "/activities/koor"),
        (guest, f"/activities/coming/{code}"),
    ):
        assert f'href="{MEETING}"' in unfolded(visitor, path)
    with scene.app.app_context():
        mine = f"/calendar/mine/{tokens.make(Actor.self(lieke), 'telefoon')}.ics"
        theirs = f"/calendar/mine/{tokens.make(Actor.self(stranger), 'telefoon')}.ics"
    assert f"CONFERENCE;FEATURE=VIDEO;VALUE=URI:{MEETING}" in unfolded(guest, mine)
    assert "meet.example.org" not in unfolded(guest, theirs)
    with scene.app.app_context():
        (notice,) = db.session.scalars(sa.select(Notice).where(Notice.kind == "signup.confirmed"))
        assert "meet.example.org" not in str(notice.params)
        assert MEETING.encode() in (notice.ics or b"").replace(b"\r\n ", b"")
        for made_ready in (prepare, still_true):
            assert (made_ready(params.unpack(notice.params)) or {})["online"] == MEETING


@pytest.mark.parametrize(
    "address",
    [
        "http://meet.example.org/x",
        "meet.example.org",
        "javascript:alert(1)",
        "https://",
        "https://localhost",
        "https://naam:geheim@meet.example.org/",
        "https://meet.example.org/a b",
        "https://meet.example.org/\x00",
        "https://meet.example.org:x/",
        "https://[::1",
        "https://meet.example.org/" + "x" * 300,
    ],
)
def test_what_is_no_address_of_a_meeting_is_refused(address: str) -> None:
    with pytest.raises(Refusal) as refusal:
        checked(address)
    assert refusal.value.field == "online"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"online": "http://meet.example.org/x"}, "online"),
        ({"online": "javascript:alert(1)"}, "online"),
        ({"online_for": "coming"}, "online_for"),
        ({"online_for": "somebody"}, "online_for"),
    ],
)
def test_bad_address_is_told_beside_its_field_and_publishes_nothing(
    scene: Scene, organiser: FlaskClient, told: dict[str, str], field: str
) -> None:
    answer = organiser.post("/activities/new", data={**FORM, "signing": "no", "online_for": "all", **told})
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)
    with scene.app.app_context():
        assert db.session.scalars(sa.select(Activity)).all() == []


@pytest.mark.sweep
def test_one_date_is_online_by_itself_and_not_any_more(scene: Scene) -> None:
    activity = scene.weekly("Koor", places=5)
    first, second = scene.dates(activity)[:2]
    scene.guest(second.id, reach="bep@example.org")
    scene.do(set_online, activity, OnlineAt(address=MEETING, everybody=True), second.public_id)
    feed = unfolded(scene.app.test_client(), "/calendar/activity/koor.ics")
    assert feed.count("CONFERENCE") == 1
    assert "RECURRENCE-ID" in feed
    with scene.app.app_context():
        told = db.session.scalars(sa.select(Notice.kind).where(Notice.kind == "activity.changed")).all()
    assert list(told) == ["activity.changed"]
    scene.do(set_online, activity, OnlineAt(address=""), second.public_id)
    assert "CONFERENCE" not in unfolded(scene.app.test_client(), "/calendar/activity/koor.ics")
    assert first.id


def test_what_is_nowhere_else_stays_online(scene: Scene, make: Make) -> None:
    activity = scene.publish("Koor", where=Where(place="Online", online=OnlineAt(address=MEETING, everybody=True)))
    with pytest.raises(Refusal) as refusal:
        scene.do(set_online, activity, OnlineAt(address=""))
    assert refusal.value.field == "online"
    stranger = make.person("Vreemde")
    with scene.app.app_context(), pytest.raises(NotAllowed):
        set_online(Actor.self(stranger), activity, OnlineAt(address=MEETING))


def test_organiser_changes_the_address_on_its_page(scene: Scene, organiser: FlaskClient) -> None:
    scene.weekly("Koor")
    key = scene.dates(1)[1].public_id
    for path in ("/activities/koor/online", f"/activities/koor/online?date={key}"):
        assert 'id="online"' in organiser.get(path).text
        wrong = organiser.post(path, data={"online": "ftp://x", "online_for": "all"})
        assert (wrong.status_code, 'value="ftp://x"' in wrong.text) == (422, True)
        assert organiser.post(path, data={"online": MEETING, "online_for": "all"}).status_code == 303
        assert f'value="{MEETING}"' in organiser.get(path).text
    assert organiser.get("/activities/koor/online?date=nothere").status_code == 404


def test_of_what_is_sensitive_the_address_stands_in_no_calendar_of_ones_own(scene: Scene, make: Make) -> None:
    lieke = make.person("Lieke", email="l@example.org")
    activity = scene.publish(
        "Koor", places=5, sensitive=True, where=Where(place="Online", online=OnlineAt(address=MEETING))
    )
    date = scene.dates(activity)[0]
    with scene.app.app_context():
        sign_up(Actor.self(lieke), date.id, Coming())
        (notice,) = db.session.scalars(sa.select(Notice))
        assert "meet.example.org" not in str(notice.ics)
        assert (prepare(params.unpack(notice.params)) or {})["online"] == ""
