"""What stands in the feeds is what stands in the database, over both clock changes and with every exception."""

from datetime import date, datetime, time

import icalendar
import pytest
import recurring_ical_events
from flask.testing import FlaskClient

from app.calendar.repeats import Repeat
from app.clock import wall
from plugins.activities import changing, dates, seasons
from plugins.activities.planning import OneDate, Where, Words
from tests.factories import AMSTERDAM, Make
from tests.plugins.activities.conftest import Scene

pytestmark = pytest.mark.sweep

YEAR = (datetime(2027, 1, 1), datetime(2028, 12, 31))  # noqa: DTZ001  # the window that we look through


def read(client: FlaskClient, path: str) -> icalendar.Calendar:
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    return icalendar.Calendar.from_ical(answer.data)


def seen(calendar: icalendar.Calendar) -> list[tuple[str, str, str, str]]:
    """What a calendar program shows: start and end on the wall, title, status."""
    found = recurring_ical_events.of(calendar).between(*YEAR)
    return sorted(
        (
            f"{event['DTSTART'].dt.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}",
            f"{event['DTEND'].dt.astimezone(AMSTERDAM):%H:%M}",
            str(event["SUMMARY"]),
            str(event["STATUS"]),
        )
        for event in found
    )


def stored(scene: Scene, activity: int) -> list[tuple[str, str, str, str]]:
    """The same, out of the database."""
    title = scene.activity(activity).title
    return sorted(
        (
            f"{wall(one.starts, AMSTERDAM):%Y-%m-%d %H:%M}",
            f"{wall(one.ends, AMSTERDAM):%H:%M}",
            ("Vervallen: " if one.is_cancelled else "") + (f"{title}: {one.title}" if one.title else title),
            "CANCELLED" if one.is_cancelled else "CONFIRMED",
        )
        for one in scene.dates(activity)
    )


def address(scene: Scene, activity: int) -> str:
    return f"/calendar/activity/{scene.activity(activity).slug}.ics"


def test_weekly_activity_stays_at_its_wall_time_over_both_clock_changes(scene: Scene, client: FlaskClient) -> None:
    activity = scene.publish("Koor", times="19:00-20:30", repeat=Repeat.weekly(2, until=date(2027, 12, 1)))
    calendar = read(client, address(scene, activity))
    assert seen(calendar) == stored(scene, activity)
    assert {(start[-5:], end) for start, end, _title, _status in seen(calendar)} == {("19:00", "20:30")}
    assert len(calendar.events) == 1


def test_exceptions_come_back_out_of_the_feed_as_they_are_in_the_database(scene: Scene, client: FlaskClient) -> None:
    activity = scene.weekly("Eettafel", weeks=8, skip=[date(2027, 4, 7)])
    found = scene.dates(activity)
    where = Where(space_ids=(scene.other_room,))
    moved = OneDate(day=date(2027, 3, 18), start=time(16, 30), end=time(19), where=where, title="Paasbuffet")
    extra = OneDate(day=date(2027, 3, 20), start=time(11), end=time(12), where=where)
    scene.do(dates.change_date, found[1].id, moved)
    scene.do(dates.cancel_date, found[2].id, "De keuken wordt geschilderd.")
    scene.do(dates.add_date, activity, extra)
    scene.change_from(found[4].id, "18:00-20:00", where)
    calendar = read(client, address(scene, activity))
    assert seen(calendar) == stored(scene, activity)
    for feed in ("/calendar/house/de-linde.ics", f"/calendar/organiser/{scene.key_of(scene.organiser)}.ics"):
        assert seen(read(client, feed)) == stored(scene, activity)


def test_uids_stay_through_every_change_and_the_sequence_grows(scene: Scene, client: FlaskClient) -> None:
    """Checklist 2.4, 3.4."""
    activity = scene.weekly("Eettafel")
    before = master(read(client, address(scene, activity)))
    second = scene.dates(activity)[1]
    scene.do(dates.cancel_date, second.id, "ziek")
    scene.do(dates.restore_date, second.id)
    scene.do(seasons.continue_until, activity, date(2027, 4, 21))
    after = master(read(client, address(scene, activity)))
    assert str(before["UID"]) == str(after["UID"])
    assert int(str(after["SEQUENCE"])) > int(str(before["SEQUENCE"]))


def master(calendar: icalendar.Calendar) -> icalendar.Event:
    return next(event for event in calendar.events if "RRULE" in event)


def test_unchanged_feed_is_the_same_bytes_and_a_304(scene: Scene, client: FlaskClient) -> None:
    path = address(scene, scene.weekly())
    first = client.get(path)
    second = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, client.get(path).data) == (304, first.data)


def test_theme_feed_holds_what_has_that_theme(scene: Scene, client: FlaskClient) -> None:
    wanted = scene.weekly("Eettafel", themes=("eten", "ontmoeten"))
    scene.publish("Stoelgym", first="2027-03-11", themes=("bewegen",))
    assert seen(read(client, "/calendar/theme/eten.ics")) == stored(scene, wanted)
    assert client.get("/calendar/theme/gokken.ics").status_code == 404


def test_renamed_activity_answers_301_on_its_page_and_its_feed(scene: Scene, client: FlaskClient) -> None:
    activity = scene.weekly("Eettafel")
    scene.do(changing.change_words, activity, Words(title="Buurtmaal"))
    for path, today in (("/activities/eettafel", "/activities/buurtmaal"),):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (301, today)
    answer = client.get("/calendar/activity/eettafel.ics")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/calendar/activity/buurtmaal.ics")


def test_organiser_has_a_feed_only_with_their_yes(scene: Scene, client: FlaskClient, make: Make) -> None:
    scene.weekly()
    shy = make.person("Verlegen")
    scene.publish("Koor", first="2027-03-11", organiser_ids=[shy])
    assert client.get(f"/calendar/organiser/{scene.key_of(shy)}.ics").status_code == 404
    assert client.get(f"/calendar/organiser/{scene.key_of(scene.organiser)}.ics").status_code == 200


def test_activity_in_a_private_room_is_public_without_the_room(scene: Scene, client: FlaskClient, make: Make) -> None:
    private = make.space(scene.house, "Geheimkamer", slug="geheim", private=True)
    make.role(scene.organiser, scene.house, "host")
    activity = scene.publish("Spreekuur", where=Where(space_ids=(private,), place="Meld je bij de balie"))
    for path in ("/activities/spreekuur", "/activities/", "/", "/agenda", address(scene, activity)):
        text = client.get(path).get_data(as_text=True)
        assert "Spreekuur" in text
        assert "Geheimkamer" not in text
