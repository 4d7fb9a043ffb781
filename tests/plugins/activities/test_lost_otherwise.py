"""A room gets lost without a closure: the house opens shorter, or gives the room no longer out."""

from datetime import time

import pytest
import sqlalchemy as sa

from app.actors import Actor
from app.db import db
from app.notices.models import Notice
from app.notices.wording import mail_words, reader_of
from app.places import spaces
from app.places.availability import Hours
from app.places.models import Space
from app.places.spaces import SpaceDetails
from app.places.weekly import set_house_hours, set_space_hours
from app.plugins.delivery import deliver
from plugins.activities.dates import change_date
from plugins.activities.planning import OneDate, Where
from plugins.activities.spreading.shifting import Reach
from tests.factories import Make, span
from tests.plugins.activities.conftest import Scene

DAY = span("2027-03-10", "17:00-19:30")
WORDS = "Misschien ergens anders: de ruimte kan dan niet"


def open_until(scene: Scene, closes: str, room: int | None = None) -> None:
    """From now on the house, or a room of it, closes at another time, each day."""
    week = [Hours(day, time(8), time.fromisoformat(closes)) for day in range(7)]
    with scene.app.app_context():
        if room is None:
            set_house_hours(Actor.job(), scene.house, week)
        else:
            set_space_hours(Actor.job(), room, week)
        deliver()


def give_out(scene: Scene, room: int, *, private: bool = False, bookable: bool = True) -> None:
    """For whom a room is, from now on."""
    with scene.app.app_context():
        known = db.session.get_one(Space, room)
        details = SpaceDetails(name=known.name, seated=known.seated, private=private, bookable=bookable)
        spaces.change_space(Actor.job(), room, details, known.slug)
        deliver()


def told(scene: Scene) -> list[tuple[str, int | None]]:
    with scene.app.app_context():
        wanted = sa.select(Notice).where(Notice.state != "withdrawn").order_by(Notice.id)
        return [(one.kind, one.person_id) for one in db.session.scalars(wanted)]


def words(scene: Scene) -> str:
    """What the one notice says, in the reader's language."""
    with scene.app.app_context():
        row = db.session.scalars(sa.select(Notice).where(Notice.state != "withdrawn")).one()
        said = mail_words(row, reader_of(row))
        assert said is not None
        return said.text


def marks(scene: Scene, activity_id: int) -> list[bool]:
    return [one.room_lost for one in scene.dates(activity_id)]


@pytest.mark.both
def test_date_outside_shorter_hours_shows_at_once_and_comes_back_with_longer_ones(scene: Scene) -> None:
    soup, choir = scene.weekly("Eettafel", weeks=2), scene.publish("Koor", times="10:00-12:00")
    elsewhere = scene.publish("Wandelen", times="17:00-19:00", where=Where(place="Het plein"))
    open_until(scene, "19:00")
    assert [marks(scene, one) for one in (soup, choir, elsewhere)] == [[True, True], [False], [False]]
    assert told(scene) == [("activity.room_lost", scene.organiser)]
    guest = scene.app.test_client()
    assert "De ruimte kan dan niet" in guest.get("/activities/eettafel").text
    assert "misschien ergens anders" in guest.get("/agenda").text
    feed = guest.get("/calendar/activity/eettafel.ics").text.replace("\r\n ", "")
    assert (feed.count("STATUS:TENTATIVE"), WORDS in feed) == (2, True)
    assert "En over nog 1 datum." in words(scene)
    open_until(scene, "18:00")
    assert told(scene) == [("activity.room_lost", scene.organiser)]
    open_until(scene, "23:00")
    assert marks(scene, soup) == [False, False]
    assert told(scene) == []
    assert WORDS not in guest.get("/calendar/activity/eettafel.ics").text.replace("\r\n ", "")


def test_hours_of_one_room_take_what_is_in_that_room(scene: Scene) -> None:
    here = scene.weekly("Eettafel", weeks=1)
    there = scene.publish("Koor", where=Where(space_ids=(scene.other_room,)))
    open_until(scene, "19:00", scene.room)
    assert (marks(scene, here), marks(scene, there)) == ([True], [False])


@pytest.mark.sweep
@pytest.mark.parametrize("change", [{"private": True}, {"bookable": False}])
def test_room_that_the_house_keeps_for_itself_is_lost_to_neighbours(
    scene: Scene, make: Make, change: dict[str, bool]
) -> None:
    host = make.person("Toos Wilgenroos")
    make.role(host, scene.house)
    lost, other = scene.weekly("Eettafel", weeks=1), scene.publish("Koor", where=Where(space_ids=(scene.other_room,)))
    theirs = scene.publish(
        "Spreekuur",
        times="10:00-11:00",
        where=Where(space_ids=(scene.room,), place="Vraag het aan de balie"),
        actor=Actor.self(host),
    )
    give_out(scene, scene.room, **change)
    assert [marks(scene, one) for one in (lost, other, theirs)] == [[True], [False], [False]]
    assert told(scene) == [("activity.room_lost", scene.organiser)]
    give_out(scene, scene.room)
    assert (marks(scene, lost), told(scene)) == ([False], [])


def test_room_that_became_private_is_named_nowhere(scene: Scene, make: Make) -> None:
    room = make.space(scene.house, "Spreekkamer", slug="spreekkamer")
    activity = scene.publish("Eettafel", where=Where(space_ids=(room,)))
    give_out(scene, room, private=True)
    open_until(scene, "18:00")
    with scene.app.app_context():
        kept = [str(one.params) for one in db.session.scalars(sa.select(Notice))]
    guest, organiser = scene.app.test_client(), scene.app.test_client()
    with organiser.session_transaction() as session:
        session["_user_id"] = str(scene.organiser)
    path = f"/activities/eettafel/dates/{scene.dates(activity)[0].public_id}"
    pages = [guest.get(one).text for one in ("/activities/eettafel", "/agenda", "/calendar/activity/eettafel.ics")]
    assert "Spreekkamer" not in "".join([*pages, *kept, organiser.get(path).text])
    assert marks(scene, activity) == [True]


def test_other_room_and_a_plain_place_are_ways_out_and_the_same_room_is_none(scene: Scene) -> None:
    first, second = scene.dates(scene.weekly("Eettafel", weeks=2))
    give_out(scene, scene.room, bookable=False)

    def change(occurrence_id: int, where: Where, start: str = "17:00") -> bool:
        day = next(one for one in (first, second) if one.id == occurrence_id).original_start.date()
        scene.do(
            change_date, occurrence_id, OneDate(day=day, start=time.fromisoformat(start), end=time(20), where=where)
        )
        return next(one.room_lost for one in scene.dates(first.activity_id) if one.id == occurrence_id)

    assert change(first.id, Where(space_ids=(scene.room,)), "18:00")
    assert not change(first.id, Where(space_ids=(scene.other_room,)))
    assert not change(second.id, Where(place="Het plein"))


def test_another_room_for_all_dates_takes_each_mark_off(scene: Scene) -> None:
    activity = scene.weekly("Eettafel", weeks=3)
    give_out(scene, scene.room, bookable=False)
    first = scene.dates(activity)[0]
    scene.change_from(first.id, "17:00-19:30", Where(space_ids=(scene.room,)), Reach.ALL, title="Soep")
    assert marks(scene, activity) == [True] * 3
    scene.change_from(first.id, "17:00-19:30", Where(space_ids=(scene.other_room,)), Reach.ALL)
    assert marks(scene, activity) == [False] * 3
