"""A room gets lost by a closure: everybody sees it, the organisers choose, and it comes back when the closure goes."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.actors import Actor
from app.db import db
from app.notices.models import Notice
from app.places import closures
from app.places.models import Closure
from app.plugins.delivery import deliver
from plugins.activities import dates
from plugins.activities.lost.possible import possible
from plugins.activities.models import Occurrence
from plugins.activities.planning import Where
from tests.factories import Make, span
from tests.plugins.activities.conftest import Scene

DAY = "2027-03-10"


@pytest.fixture
def organiser(scene: Scene, as_person: Callable[[int], FlaskClient]) -> FlaskClient:
    """A browser in which the organiser is signed in."""
    return as_person(scene.organiser)


def close(scene: Scene, room: int | None, times: str = "16:00-21:00") -> str:
    with scene.app.app_context():
        key = closures.close(Actor.job(), scene.house, span(DAY, times), "Lek", room)
        deliver()
    return key


def reopen(scene: Scene, key: str) -> None:
    with scene.app.app_context():
        closures.reopen(Actor.job(), scene.house, key)
        deliver()


def told(scene: Scene) -> list[tuple[str, str]]:
    with scene.app.app_context():
        return [(one.kind, one.state) for one in db.session.scalars(sa.select(Notice).order_by(Notice.id))]


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.text


WORDS = "Misschien ergens anders: de ruimte kan dan niet"


@pytest.mark.sweep
def test_closed_room_shows_to_everybody_and_comes_back_when_the_closure_goes(scene: Scene) -> None:
    activity = scene.weekly("Eettafel", places=5)
    key = close(scene, scene.room)
    guest = scene.app.test_client()
    assert [one.room_lost for one in scene.dates(activity)] == [True, False, False, False]
    assert "kijken naar een andere" in text(guest, "/activities/eettafel")
    assert "misschien ergens anders" in text(guest, "/agenda")
    feed = guest.get("/calendar/activity/eettafel.ics").text.replace("\r\n ", "")
    assert (feed.count("STATUS:TENTATIVE"), WORDS in feed) == (1, True)
    reopen(scene, key)
    assert not any(one.room_lost for one in scene.dates(activity))
    for path in ("/activities/eettafel", "/agenda", "/calendar/activity/eettafel.ics"):
        assert WORDS.lower()[:23] not in guest.get(path).text.replace("\r\n ", "").lower()
    assert told(scene) == [("activity.room_lost", "withdrawn")]


def test_who_heard_of_a_lost_room_hears_that_it_is_back(scene: Scene) -> None:
    scene.weekly("Eettafel")
    key = close(scene, scene.room)
    with scene.app.app_context():
        db.session.execute(sa.update(Notice).values(state="sent"))
        db.session.commit()
    reopen(scene, key)
    assert [kind for kind, _state in told(scene)] == ["activity.room_lost", "activity.room_back"]


def test_room_stays_lost_as_long_as_another_closure_takes_it(scene: Scene) -> None:
    activity = scene.weekly("Eettafel")
    first, _second = close(scene, scene.room), close(scene, None, "18:00-23:00")
    reopen(scene, first)
    assert [one.room_lost for one in scene.dates(activity)] == [True, False, False, False]
    with scene.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Closure)) == 1


def test_organisers_are_told_what_is_free_and_take_it_with_one_press(
    scene: Scene, organiser: FlaskClient, make: Make
) -> None:
    activity = scene.weekly("Eettafel", where=Where(space_ids=(scene.room, scene.other_room)), weeks=2)
    hall = make.space(scene.house, "Grote zaal", slug="grote-zaal")
    close(scene, scene.other_room)
    first = scene.dates(activity)[0]
    with scene.app.app_context():
        (notice,) = db.session.scalars(sa.select(Notice))
        assert "Grote zaal" in str(notice.params)
    path = f"/activities/eettafel/dates/{first.public_id}"
    assert path in text(organiser, "/me")
    page = text(organiser, path)
    assert f'name="instead" value="{hall}"' in page
    assert organiser.post(f"{path}/room", data={"instead": "x\x00"}).status_code == 404
    assert organiser.post(f"{path}/room", data={"instead": str(hall)}).status_code == 303
    found = scene.dates(activity)
    assert [{space.id for space in one.spaces} for one in found] == [
        {scene.room, hall},
        {scene.room, scene.other_room},
    ]
    assert not any(one.room_lost for one in found)
    assert path not in text(organiser, "/me")


def test_room_that_was_taken_in_the_meantime_is_told(scene: Scene, organiser: FlaskClient) -> None:
    first = scene.dates(scene.weekly("Eettafel"))[0]
    close(scene, scene.room)
    scene.publish("Koor", times="18:00-20:00", where=Where(space_ids=(scene.other_room,)))
    path = f"/activities/eettafel/dates/{first.public_id}"
    answer = organiser.post(f"{path}/room", data={"instead": str(scene.other_room)}, follow_redirects=True)
    assert "De ruimte kan dan niet: bezet." in answer.text
    assert scene.dates(first.activity_id)[0].room_lost


def test_where_no_room_is_free_its_own_room_at_another_time_is_told(scene: Scene, organiser: FlaskClient) -> None:
    first = scene.dates(scene.weekly("Eettafel"))[0]
    scene.publish("Koor", times="18:00-20:00", where=Where(space_ids=(scene.other_room,)))
    close(scene, scene.room, "17:00-18:00")
    with scene.app.app_context():
        found = possible(db.session.get_one(Occurrence, first.id))
    assert (found.rooms, found.times) == ((), (span(DAY, "19:30-22:00"), span(DAY, "14:30-17:00")))
    page = text(organiser, f"/activities/eettafel/dates/{first.public_id}")
    assert "19:30–22:00" in page


def test_words_of_a_date_change_while_its_room_is_lost(scene: Scene, organiser: FlaskClient) -> None:
    first = scene.dates(scene.weekly("Eettafel"))[0]
    close(scene, scene.room)
    told = {"title": "Soep", "day": DAY, "start": "17:00", "end": "19:30", "spaces": [scene.room], "reach": "one"}
    assert organiser.post(f"/activities/eettafel/dates/{first.public_id}/change", data=told).status_code == 303
    found = scene.dates(first.activity_id)[0]
    assert (found.title, found.room_lost) == ("Soep", True)


def test_cancelled_date_is_no_worry(scene: Scene, organiser: FlaskClient) -> None:
    first = scene.dates(scene.weekly("Eettafel"))[0]
    close(scene, scene.room)
    scene.do(dates.cancel_date, first.id, "Lek")
    assert first.public_id not in text(organiser, "/me")
    assert WORDS not in text(organiser, "/activities/eettafel")
