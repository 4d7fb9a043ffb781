"""A house that says yes first: who asks holds the room, a host answers each date, and nobody waits unseen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.actors import Actor, Channel
from app.clock import at as clock_at
from app.clock import now
from app.db import db
from app.places import Taken
from app.privacy.forgetting import forget
from plugins.rooms.booking import book
from plugins.rooms.keeping import export_person
from plugins.rooms.models import PUBLIC
from plugins.rooms.requests.answering import approve, refuse, remind, write
from plugins.rooms.requests.lapsing import lapse
from plugins.rooms.requests.models import Request
from tests.factories import at, span
from tests.plugins.rooms.asking import booking, decide, do, mail, refused, statuses
from tests.plugins.rooms.conftest import THURSDAY, Counting, Scene, Scope

SLOT = span(THURSDAY, "14:00-16:00")
As = Callable[[int], FlaskClient]


@pytest.fixture(autouse=True)
def asked_first(scene: Scene) -> None:
    """The house decided that a host says yes first."""
    decide(scene, "rooms.approval", "yes")


@pytest.mark.sweep
def test_request_holds_its_room_until_a_no_frees_it(scene: Scene) -> None:
    key = scene.book(SLOT)
    assert scene.all("SELECT ref, state FROM occupancy") == [(f"rooms/booking/{key}", "requested")]
    with pytest.raises(Taken):
        scene.book(SLOT, who=scene.noor)
    do(scene, refuse, scene.toos, key, [key], "Dan is er stemming.")
    asked_again = scene.book(SLOT, who=scene.noor)
    assert statuses(scene) == ["refused", "requested"]
    assert do(scene, approve, scene.toos, asked_again, [asked_again]) == 1
    assert scene.all("SELECT ref, state FROM occupancy") == [(f"rooms/booking/{asked_again}", "confirmed")]
    assert scene.all("SELECT kind, ref FROM event ORDER BY id") == [
        ("BookingCancelled", f"rooms/booking/{key}"),
        ("BookingConfirmed", f"rooms/booking/{asked_again}"),
    ]


def test_answers_are_for_each_date_and_keep_the_uid_while_the_sequence_grows(scene: Scene) -> None:
    """Checklist 3.4."""
    key = scene.weekly(THURSDAY, "14:00-16:00", count=4)
    keys = [row.public_id for row in scene.rows()]
    uids = {row.uid for row in scene.rows()}
    do(scene, approve, scene.toos, key, keys[:2])
    do(scene, refuse, scene.toos, key, keys[2:3], "Verbouwing.")
    assert statuses(scene) == ["confirmed", "confirmed", "refused", "requested"]
    assert [row.sequence for row in scene.rows()] == [1, 1, 1, 0]
    assert {row.uid for row in scene.rows()} == uids
    assert refused(scene, approve, Actor.self(scene.toos), key, keys[:3]) == "NotFound"  # answered once is answered
    assert scene.cancel(key, Scope.ALL) == 3  # the one that was refused stays so
    assert statuses(scene) == ["cancelled", "cancelled", "refused", "cancelled"]


def test_cancelled_request_comes_back_as_a_request_and_an_approved_one_as_approved(scene: Scene) -> None:
    key = scene.book(SLOT)
    scene.cancel(key)
    scene.undo(key)
    assert statuses(scene) == ["requested"]
    do(scene, approve, scene.toos, key, [key])
    scene.cancel(key)
    scene.undo(key)
    assert statuses(scene) == ["confirmed"]


def test_refusal_needs_a_reason_and_is_read_by_who_asked(scene: Scene, as_person: As) -> None:
    key = scene.book(SLOT)
    host, asker = as_person(scene.toos), as_person(scene.lieke)
    assert "Lieke Morgenster" in host.get(f"/rooms/booking/{key}").text
    assert host.post(f"/rooms/booking/{key}/answer", data={"dates": [key], "answer": "no"}).status_code == 409
    assert host.post(f"/rooms/booking/{key}/answer", data={"answer": "yes"}).status_code == 422
    assert statuses(scene) == ["requested"]
    no = {"dates": [key], "answer": "no", "reason": "Dan is er stemming."}
    assert host.post(f"/rooms/booking/{key}/answer", data=no).status_code == 303
    page = asker.get(f"/rooms/booking/{key}").text
    assert "Dan is er stemming." in page
    assert "Toos" not in page.split("<main")[1].split("</main")[0]
    assert "/restore" not in page
    assert "Dan is er stemming." in mail(scene, "booking.refused")
    assert refused(scene, write, Actor.self(scene.lieke), key, "Waarom?") == "Refusal"
    feed = asker.get(f"/rooms/booking/{key}.ics").text
    assert "STATUS:CANCELLED" in feed


def test_question_and_answer_stand_on_the_bookings_page(scene: Scene, as_person: As) -> None:
    key = scene.weekly(THURSDAY, "14:00-16:00", count=2)
    host, asker = as_person(scene.toos), as_person(scene.lieke)
    assert host.post(f"/rooms/booking/{key}/words", data={"text": "Komt er muziek?"}).status_code == 303
    assert "Komt er muziek?" in mail(scene, "request.asked_back")
    other_date = scene.rows()[1].public_id
    assert "Komt er muziek?" in asker.get(f"/rooms/booking/{other_date}").text
    assert asker.post(f"/rooms/booking/{key}/words", data={"text": "Alleen een gitaar."}).status_code == 303
    assert key in mail(scene, "request.written")
    assert "Alleen een gitaar." in host.get(f"/rooms/booking/{key}").text
    assert as_person(scene.noor).post(f"/rooms/booking/{key}/words", data={"text": "Hoi"}).status_code == 404
    with scene.app.app_context():
        assert [one["text"] for one in export_person(scene.lieke)["request_words"]] == ["Alleen een gitaar."]
        forget(Actor.self(scene.lieke), scene.lieke)
    assert "Alleen een gitaar." not in host.get(f"/rooms/booking/{key}").text


def test_reminder_goes_to_other_hosts_once_a_day(scene: Scene, as_person: As) -> None:
    decide(scene, "rooms.answer_days", "2")
    key = scene.book(SLOT)
    assert refused(scene, remind, Actor.self(scene.lieke), key) == "Refusal"  # asked just now
    with clock_at(now() + timedelta(days=1)):
        assert refused(scene, remind, Actor.self(scene.toos), key) == "NotAllowed"
        assert as_person(scene.lieke).post(f"/rooms/booking/{key}/remind").status_code == 303
        assert refused(scene, remind, Actor.self(scene.lieke), key) == "Refusal"
    reminded = scene.all("SELECT person_id FROM notice WHERE kind = 'request.reminded'")
    assert reminded == [(scene.toos,)]


def test_late_requests_are_counted_on_the_houses_page_without_names(scene: Scene, as_person: As) -> None:
    scene.book(SLOT, title="Geheim plan", visibility="busy")
    scene.weekly(THURSDAY, "10:00-11:00", count=3)
    guest, host = scene.app.test_client(), as_person(scene.toos)
    assert "langer dan afgesproken" not in guest.get("/house/de-linde").text
    with clock_at(at("2027-03-17", "08:01")):
        page = guest.get("/house/de-linde").text
        assert "2 aanvragen wachten langer dan afgesproken" in page
        assert "Lieke" not in page
        assert "Geheim plan" not in page
        for path in ("/desk", "/rooms/requests"):
            assert "Geheim plan" in host.get(path).text
            assert "langer dan afgesproken" in host.get(path).text
    assert as_person(scene.noor).get("/rooms/requests").status_code == 403


def test_request_without_an_answer_lapses_when_its_time_comes(scene: Scene) -> None:
    answered = scene.book(span(THURSDAY, "10:00-11:00"))
    do(scene, approve, scene.toos, answered, [answered])
    scene.book(SLOT)
    later = scene.book(span(THURSDAY, "17:00-18:00"))
    with clock_at(SLOT.start - timedelta(seconds=1)), scene.app.app_context():
        lapse()
    assert statuses(scene) == ["confirmed", "requested", "requested"]
    for _twice in range(2):
        with clock_at(SLOT.start), scene.app.app_context():
            lapse()
    assert statuses(scene) == ["confirmed", "cancelled", "requested"]
    held = scene.all("SELECT ref FROM occupancy ORDER BY starts")
    assert held == [(f"rooms/booking/{answered}",), (f"rooms/booking/{later}",)]
    told = scene.all("SELECT person_id FROM notice WHERE kind = 'request.lapsed'")
    assert told == [(scene.lieke,)]
    assert "Nobody of the house answered this request in time." in mail(scene, "request.lapsed")


def test_request_stands_tentatively_in_the_agenda_and_in_feeds(scene: Scene, as_person: As) -> None:
    """Checklist 6.1."""
    key = scene.book(SLOT)
    feed = scene.app.test_client().get("/calendar/room/zaal-a.ics").text
    assert "STATUS:TENTATIVE" in feed
    assert "aangevraagd" in as_person(scene.lieke).get("/me").text
    do(scene, approve, scene.toos, key, [key])
    with clock_at(now() + timedelta(minutes=1)):
        assert "STATUS:TENTATIVE" not in scene.app.test_client().get("/calendar/room/zaal-a.ics").text


def test_request_that_was_refused_stands_in_no_feed(scene: Scene) -> None:
    """Checklist 6.1."""
    key = scene.book(SLOT, title="Repetitie", visibility=PUBLIC)
    client = scene.app.test_client()
    assert "SUMMARY:Repetitie" in client.get("/calendar/room/zaal-a.ics").text
    do(scene, refuse, scene.toos, key, [key], "Dan is er stemming.")
    for feed in ("/calendar/room/zaal-a.ics", "/calendar/house/de-linde.ics"):
        assert "VEVENT" not in client.get(feed).text


def test_request_says_until_when_the_answer_comes(scene: Scene, as_person: As) -> None:
    key = scene.book(SLOT)
    assert "uiterlijk woensdag 17 maart antwoord" in as_person(scene.lieke).get(f"/rooms/booking/{key}").text
    assert booking(scene, key).is_requested
    with scene.app.app_context():
        assert db.session.scalars(sa.select(Request.answer_by)).one() == now() + timedelta(days=2)


def test_lists_of_requests_take_the_same_queries_with_one_and_with_three(
    scene: Scene, as_person: As, counting: Counting
) -> None:
    host = as_person(scene.toos)
    scene.book(SLOT)
    host.get("/rooms/requests")
    with counting() as one:
        host.get("/rooms/requests")
    scene.weekly(THURSDAY, "10:00-11:00", count=9, who=scene.noor)
    scene.book(span(THURSDAY, "17:00-18:00"), who=scene.noor)
    with counting() as three:
        host.get("/rooms/requests")
    assert len(three) == len(one)


def test_host_who_typed_somebodys_request_does_not_answer_it(scene: Scene) -> None:
    with scene.app.app_context():
        key = book(Actor(scene.toos, scene.lieke, Channel.DESK), scene.hall, SLOT, scene.use())
    assert refused(scene, approve, Actor.self(scene.toos), key, [key]) == "NotAllowed"
