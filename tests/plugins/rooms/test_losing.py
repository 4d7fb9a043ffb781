"""A room is lost without a closure: who booked hears it once and chooses, hosts see whom it hits, and it comes back."""

from collections.abc import Callable
from datetime import time

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.actors import Actor
from app.db import db
from app.notices.models import Notice
from app.notices.wording import mail_words, reader_of
from app.places import closures, spaces
from app.places.availability import Hours
from app.places.models import Space
from app.places.spaces import SpaceDetails
from app.places.weekly import set_house_hours
from app.plugins.delivery import deliver
from plugins.rooms.losing.losing import look_again
from tests.factories import span
from tests.plugins.rooms.asking import mail
from tests.plugins.rooms.conftest import THURSDAY, Scene

As = Callable[[int], FlaskClient]


def open_until(scene: Scene, closes: str) -> None:
    """From now on the house closes at another time, each day."""
    with scene.app.app_context():
        set_house_hours(Actor.job(), scene.house, [Hours(day, time(8), time.fromisoformat(closes)) for day in range(7)])
        deliver()


def give_out(scene: Scene, *, private: bool = False, bookable: bool = True) -> None:
    """For whom Zaal A is, from now on."""
    with scene.app.app_context():
        known = db.session.get_one(Space, scene.hall)
        details = SpaceDetails(name=known.name, seated=known.seated, private=private, bookable=bookable)
        spaces.change_space(Actor.job(), scene.hall, details, known.slug)
        deliver()


def told(scene: Scene) -> list[tuple[str, int]]:
    query = "SELECT kind, person_id FROM notice WHERE kind LIKE 'booking.lost%' AND state = 'waiting' ORDER BY id"
    return scene.all(query)


def goes_out(scene: Scene) -> bool:
    """Whether the notice to who booked still has anything to say."""
    with scene.app.app_context():
        row = db.session.scalars(sa.select(Notice).where(Notice.kind == "booking.lost")).one()
        return mail_words(row, reader_of(row)) is not None


@pytest.mark.sweep
def test_who_booked_a_time_that_is_no_longer_open_hears_it_once_and_hears_when_it_comes_back(scene: Scene) -> None:
    scene.book(span(THURSDAY, "20:00-22:00"))
    scene.book(span(THURSDAY, "10:00-12:00"), who=scene.noor)
    scene.weekly(THURSDAY, "20:00-21:00", 3, space=scene.den)
    before = {row.public_id: row.sequence for row in scene.rows()}
    open_until(scene, "20:30")
    assert told(scene) == [("booking.lost", scene.lieke)] * 2 + [("booking.lost_hosts", scene.toos)]
    with scene.app.app_context():
        look_again(scene.house)
    assert sorted(row.sequence - before[row.public_id] for row in scene.rows()) == [0, 1, 1, 1, 1]
    guest = scene.app.test_client()
    assert guest.get("/calendar/room/zaal-a.ics").text.count("\r\nSTATUS:TENTATIVE") == 1
    open_until(scene, "21:30")
    assert told(scene) == [("booking.lost", scene.lieke), ("booking.lost_hosts", scene.toos)]
    open_until(scene, "23:00")
    assert told(scene) == []
    assert "STATUS:TENTATIVE" not in guest.get("/calendar/room/zaal-a.ics").text


def test_who_heard_it_hears_that_the_room_is_theirs_after_all(scene: Scene) -> None:
    key = scene.book(span(THURSDAY, "20:00-22:00"))
    open_until(scene, "20:30")
    text = mail(scene, "booking.lost")
    assert ("Zaal A" in text, f"/rooms/booking/{key}" in text) == (True, True)
    with scene.app.app_context():
        db.session.execute(sa.text("UPDATE notice SET state = 'sent'"))
        db.session.commit()
    open_until(scene, "23:00")
    assert told(scene) == [("booking.lost_back", scene.lieke)]


def test_one_tap_takes_what_is_possible_instead_and_the_host_sees_who_has_yet_to_choose(
    scene: Scene, as_person: As
) -> None:
    key = scene.book(span(THURSDAY, "20:00-22:00"), people=10, title="Koffie met de buren")
    open_until(scene, "20:30")
    assert goes_out(scene)
    lieke, host = as_person(scene.lieke), as_person(scene.toos)
    assert "1 reservering kan niet zo doorgaan" in host.get("/desk").text
    assert "Koffie met de buren" in host.get("/rooms/lost/de-linde").text
    assert lieke.get("/rooms/lost/de-linde").status_code == 403
    assert [host.get(f"/rooms/lost/{slug}").status_code for slug in ("nergens", "a%00b")] == [404, 400]
    page = lieke.get(f"/rooms/booking/{key}").text
    assert "De ruimte kan dan niet" in page
    assert "Zaal A, do 18 maart, 18:00–20:00" in page
    assert as_person(scene.noor).post(f"/rooms/booking/{key}/instead/1").status_code == 404
    assert lieke.post(f"/rooms/booking/{key}/instead/1").status_code == 303
    assert "De ruimte kan dan niet" not in lieke.get(f"/rooms/booking/{key}").text
    assert lieke.post(f"/rooms/booking/{key}/instead/1").status_code == 404
    assert "Reserveringen zonder hun ruimte" not in host.get("/desk").text
    assert not goes_out(scene)


@pytest.mark.sweep
@pytest.mark.parametrize("change", [{"private": True}, {"bookable": False}])
def test_room_that_the_house_keeps_for_itself_is_lost_to_neighbours_alone(
    scene: Scene, as_person: As, change: dict[str, bool]
) -> None:
    key = scene.book(span(THURSDAY, "10:00-12:00"), people=4)
    hosts = scene.book(span(THURSDAY, "14:00-15:00"), who=scene.toos)
    scene.book(span(THURSDAY, "10:00-12:00"), who=scene.noor, space=scene.den)
    give_out(scene, **change)
    assert told(scene) == [("booking.lost", scene.lieke), ("booking.lost_hosts", scene.toos)]
    page = as_person(scene.lieke).get(f"/rooms/booking/{key}").text
    assert ("Het huis houdt deze ruimte voortaan zelf" in page, "Zaal A, do" in page) == (True, False)
    assert "De ruimte kan dan niet" not in as_person(scene.toos).get(f"/rooms/booking/{hosts}").text
    assert ("Zaal A" in mail(scene, "booking.lost")) == ("bookable" in change)
    give_out(scene)
    assert "Het huis houdt" not in as_person(scene.lieke).get(f"/rooms/booking/{key}").text


def test_closure_says_so_itself_and_leaves_what_the_hours_take_when_it_goes(scene: Scene, as_person: As) -> None:
    key = scene.book(span(THURSDAY, "20:00-22:00"))
    with scene.app.app_context():
        closure = closures.close(Actor.self(scene.toos), scene.house, span(THURSDAY, "08:00-23:00"), "schilderen")
        deliver()
    open_until(scene, "20:30")
    assert told(scene) == []
    with scene.app.app_context():
        closures.reopen(Actor.self(scene.toos), scene.house, closure)
        deliver()
    assert ("booking.lost", scene.lieke) in told(scene)
    assert "De ruimte kan dan niet" in as_person(scene.lieke).get(f"/rooms/booking/{key}").text
