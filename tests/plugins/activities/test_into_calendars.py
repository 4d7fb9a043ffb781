"""From the page of an activity into one's own calendar: one date, every date, or all that somebody does."""

from flask.testing import FlaskClient

from app.actors import Actor
from tests.factories import Make
from tests.plugins.activities.conftest import Scene


def test_date_and_ones_own_sign_up_offer_each_way_into_a_calendar(scene: Scene, client: FlaskClient) -> None:
    activity = scene.weekly("Eettafel", places=20)
    slug, (first, *_rest) = scene.activity(activity).slug, scene.dates(activity)
    code = scene.guest(first.id, "Bep")
    file = f"/calendar/entry/activities/date/{first.public_id}.ics"
    one = (
        "https://calendar.google.com/calendar/render?action=TEMPLATE&amp;text=Eettafel&amp;dates=20270310T160000Z%2F",
        "https://outlook.live.com/calendar/0/action/compose?rru=addevent&amp;subject=Eettafel&amp;startdt=2027-03-10T16",
        f'href="{file}"',
        "Eettafel, woensdag 10 maart 17:00\u201319:30, Huiskamer",
    )
    page = client.get(f"/activities/{slug}").text
    for way in ("webcal://", f"/calendar/activity/{slug}.ics", "Alleen 10 maart", *one):
        assert way in page, way
    page = client.get(f"/activities/coming/{code}").text
    for way in one:
        assert way in page, way


def test_who_is_named_with_an_activity_can_be_followed(scene: Scene, client: FlaskClient, make: Make) -> None:
    silent = make.person("Zwijgzame Organisator")
    named, sensitive = scene.publish("Eettafel"), scene.publish("Rouwgroep", first="2027-03-11", sensitive=True)
    scene.publish("Stil", first="2027-03-12", actor=Actor.self(silent))
    chantal = f"/calendars/organiser/{scene.key_of(scene.organiser)}"
    assert f'href="{chantal}"' in client.get(f"/activities/{scene.activity(named).slug}").text
    for slug in (scene.activity(sensitive).slug, "stil"):
        assert "/calendars/organiser/" not in client.get(f"/activities/{slug}").text
    page = client.get(chantal).text
    assert "Chantal" in page
    assert f"/calendar/organiser/{scene.key_of(scene.organiser)}.ics" in page
    assert client.get(f"/calendars/organiser/{scene.key_of(silent)}").status_code == 404
