"""A room closes: the host sees first whom it concerns, tells everybody in one step, and one tap moves a booking."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.actors import Actor
from app.clock import Span
from app.places import closures
from app.refusals import NotAllowed
from plugins.rooms.closing import closing
from plugins.rooms.closing.hits import closure_with, hit_by
from plugins.rooms.closing.instead import instead_of
from tests.factories import at, span
from tests.plugins.rooms.asking import mail
from tests.plugins.rooms.conftest import THURSDAY, Counting, Scene

As = Callable[[int], FlaskClient]
DAY = span(THURSDAY, "08:00-23:00")


def close(scene: Scene, when: Span = DAY, space: int | None = None) -> str:
    """Toos closes the house, or a room of it."""
    with scene.app.app_context():
        return closures.close(Actor.self(scene.toos), scene.house, when, "schilderen", space)


def hits(scene: Scene, key: str) -> list[str]:
    """The bookings in a closure."""
    with scene.app.app_context():
        return [one.public_id for one in hit_by(closure_with(key))]


@pytest.mark.sweep
def test_everybody_is_told_once_with_all_their_dates(scene: Scene) -> None:
    lieke = scene.book(span(THURSDAY, "10:00-11:00"))
    again = scene.book(span(THURSDAY, "15:00-16:00"))
    noor = scene.book(span(THURSDAY, "14:00-16:00"), who=scene.noor, space=scene.den)
    scene.book(span("2027-03-19", "10:00-11:00"))
    scene.cancel(scene.book(span(THURSDAY, "20:00-21:00")))
    key = close(scene)
    assert hits(scene, key) == [lieke, noor, again]
    with scene.app.app_context():
        with pytest.raises(NotAllowed):
            closing.tell_all(Actor.self(scene.lieke), key)
        assert closing.tell_all(Actor.self(scene.toos), key) == 2
        assert closing.tell_all(Actor.self(scene.toos), key) == 0
    told = scene.all("SELECT person_id FROM notice WHERE kind = 'booking.closed' ORDER BY person_id")
    assert told == [(scene.lieke,), (scene.noor,)]
    text = mail(scene, "booking.closed")
    assert "schilderen" in text
    with scene.app.app_context():  # open again: nothing is left of it
        closures.reopen(Actor.self(scene.toos), scene.house, key)
    assert scene.all("SELECT * FROM rooms_closure_told") == []


def test_closure_of_one_room_concerns_what_uses_it(scene: Scene) -> None:
    both = scene.make.space(scene.house, "Grote zaal", slug="grote-zaal", parts=[scene.hall, scene.den], seated=40)
    other = scene.make.space(scene.house, "Atelier", slug="atelier", seated=12)
    whole = scene.book(span(THURSDAY, "10:00-11:00"), space=both)
    part = scene.book(span(THURSDAY, "14:00-15:00"), space=scene.den)
    scene.book(span(THURSDAY, "14:00-15:00"), space=scene.hall)
    scene.book(span(THURSDAY, "14:00-15:00"), space=other)
    assert hits(scene, close(scene, space=scene.den)) == [whole, part]
    assert len(hits(scene, close(scene, space=both))) == 3


def test_alternatives_are_free_and_one_tap_takes_one(scene: Scene, as_person: As) -> None:
    key = scene.book(span(THURSDAY, "14:00-16:00"), people=10)
    scene.book(span(THURSDAY, "17:00-19:00"), who=scene.noor)
    close(scene, span(THURSDAY, "13:00-16:30"), scene.hall)
    lieke = as_person(scene.lieke)
    page = lieke.get(f"/rooms/booking/{key}").text
    assert "De ruimte is dan dicht" in page
    assert "Zaal B, do 18 maart, 14:00–16:00" in page
    assert "Zaal A, do 18 maart, 11:00–13:00" in page
    assert as_person(scene.noor).post(f"/rooms/booking/{key}/instead/1").status_code == 404
    assert lieke.post(f"/rooms/booking/{key}/instead/9").status_code == 404
    assert lieke.post(f"/rooms/booking/{key}/instead/1").status_code == 303
    assert (scene.den, f"rooms/booking/{key}") in scene.held()
    assert "De ruimte is dan dicht" not in lieke.get(f"/rooms/booking/{key}").text
    assert lieke.post(f"/rooms/booking/{key}/instead/1").status_code == 404  # nothing is closed for it any more


def test_booking_in_a_closed_room_does_not_look_certain_in_a_calendar(scene: Scene, as_person: As) -> None:
    key = scene.book(span(THURSDAY, "14:00-16:00"))
    before = scene.rows()[0].sequence
    made = close(scene)
    with scene.app.app_context():
        closing.touch(made)
    assert scene.rows()[0].sequence == before + 1
    guest = scene.app.test_client()
    assert "STATUS:TENTATIVE" in guest.get("/calendar/room/zaal-a.ics").text
    with scene.app.app_context():
        closures.reopen(Actor.self(scene.toos), scene.house, made)
    assert "STATUS:TENTATIVE" not in guest.get("/calendar/room/zaal-a.ics").text
    assert as_person(scene.lieke).get(f"/rooms/booking/{key}").status_code == 200


def test_host_sees_whom_it_concerns_before_closing_and_tells_them_after(scene: Scene, as_person: As) -> None:
    scene.book(span(THURSDAY, "14:00-16:00"), title="Koffie met de buren")
    host, url = as_person(scene.toos), "/house/de-linde/settings/closures"
    asked = {"space": "", "first_day": "18-03-2027", "last_day": "", "start": "", "end": "", "reason": "schilderen"}
    page = host.post(url, data=asked)
    assert page.status_code == 200
    assert "Er staat 1 ding gepland in die tijd" in page.text
    assert scene.all("SELECT * FROM closure") == []
    assert host.post(url, data={**asked, "sure": "yes"}).status_code == 303
    page = host.get(url)
    assert "1 reservering van een ruimte: vertel het hun" in page.text
    (key,) = scene.all("SELECT public_id FROM closure")[0]
    assert "Koffie met de buren" in host.get(f"/rooms/closures/{key}").text
    assert host.post(f"/rooms/closures/{key}/tell").status_code == 303
    assert "weet het, koos nog niet" in host.get(f"/rooms/closures/{key}").text
    assert as_person(scene.lieke).get(f"/rooms/closures/{key}").status_code == 403
    assert host.get("/rooms/closures/nowhere").status_code == 404


def test_many_bookings_cost_as_many_queries_as_few(scene: Scene, counting: Counting) -> None:
    def cost() -> int:
        with counting() as asked, scene.app.app_context():
            found = hit_by(closure_with(key))
            chosen = instead_of(found)
            assert all(choice.span.length == timedelta(hours=1) for one in chosen.values() for choice in one)
        return len(asked)

    scene.book(span(THURSDAY, "09:00-10:00"))
    key = close(scene, Span(at(THURSDAY, "08:00"), at("2027-04-20", "08:00")), scene.hall)
    few = cost()
    with scene.app.app_context():
        closures.reopen(Actor.self(scene.toos), scene.house, key)
    for day in range(19, 30):
        scene.book(span(f"2027-03-{day}", "09:00-10:00"))
    key = close(scene, Span(at(THURSDAY, "08:00"), at("2027-04-20", "08:00")), scene.hall)
    assert cost() == few
