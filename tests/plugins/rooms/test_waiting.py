"""The waiting list: freed time is kept for the first in line, for a limited while, and nobody slips in between."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.actors import Actor
from app.clock import at as clock_at
from app.clock import now
from app.db import transaction
from app.places import Taken
from app.privacy.forgetting import forget
from plugins.rooms.keeping import expire_data, export_person
from plugins.rooms.requests.answering import refuse
from plugins.rooms.waiting.offering import sweep
from plugins.rooms.waiting.wishing import take, wish_for, withdraw
from tests.factories import at, span
from tests.plugins.rooms.asking import decide, do, mail, refused
from tests.plugins.rooms.conftest import THURSDAY, Scene

SLOT = span(THURSDAY, "14:00-16:00")
As = Callable[[int], FlaskClient]


def wish(scene: Scene, who: int, *, any_room: bool = False, **use: object) -> str:
    """Somebody wishes for the slot."""
    with scene.app.app_context():
        return wish_for(Actor.self(who), scene.hall, [SLOT], scene.use(**use), any_room=any_room)[0]


def states(scene: Scene) -> list[str]:
    """The state of each wish, who wished first in front."""
    return [state for (state,) in scene.all("SELECT state FROM rooms_slot_wish ORDER BY id")]


def swept(scene: Scene) -> None:
    """The job comes by."""
    with scene.app.app_context():
        sweep()


@pytest.mark.both
def test_freed_time_is_kept_for_the_first_in_line_then_for_the_next(scene: Scene) -> None:
    key = scene.book(SLOT)
    first, second = wish(scene, scene.noor), wish(scene, scene.toos)
    assert states(scene) == ["waiting", "waiting"]
    scene.cancel(key)
    assert states(scene) == ["offered", "waiting"]
    assert scene.all("SELECT ref, state FROM occupancy") == [(f"rooms/wish/{first}", "held")]
    for who in (scene.lieke, scene.toos):
        with pytest.raises(Taken):
            scene.book(SLOT, who=who)
    with clock_at(now() + timedelta(hours=24)):
        assert refused(scene, take, Actor.self(scene.noor), first) == "Refusal"
        with pytest.raises(Taken):  # the job did not come by yet, and still nobody slips past the line
            scene.book(SLOT)
        swept(scene)
        assert states(scene) == ["ended", "offered"]
        taken = do(scene, take, scene.toos, second)
        assert states(scene) == ["ended", "ended"]
        assert scene.all("SELECT ref, state, expires_at FROM occupancy") == [
            (f"rooms/booking/{taken}", "confirmed", None)
        ]
    assert scene.all("SELECT person_id FROM notice WHERE kind = 'waiting.offered' ORDER BY id") == [
        (scene.noor,),
        (scene.toos,),
    ]


def test_offer_let_go_of_goes_to_the_next(scene: Scene, as_person: As) -> None:
    key = scene.book(SLOT)
    first, _second = wish(scene, scene.noor), wish(scene, scene.toos)
    scene.cancel(key)
    client = as_person(scene.noor)
    assert "Nee, dank je" in client.get(f"/rooms/waiting/{first}").text
    assert client.post(f"/rooms/waiting/{first}/withdraw").status_code == 303
    assert states(scene) == ["ended", "offered"]
    assert as_person(scene.toos).get(f"/rooms/waiting/{first}").status_code == 404


def test_who_cancelled_and_regrets_it_before_anybody_heard_comes_first(scene: Scene) -> None:
    key = scene.book(SLOT)
    wish(scene, scene.noor)
    scene.cancel(key)
    scene.undo(key)
    assert states(scene) == ["waiting"]
    assert scene.all("SELECT ref FROM occupancy") == [(f"rooms/booking/{key}",)]
    assert scene.all("SELECT state FROM notice WHERE kind = 'waiting.offered'") == [("withdrawn",)]


def test_moving_and_refusing_free_time_for_who_waits(scene: Scene) -> None:
    key = scene.book(SLOT)
    wish(scene, scene.noor)
    scene.move(key, span(THURSDAY, "18:00-20:00"))
    assert states(scene) == ["offered"]
    decide(scene, "rooms.approval", "yes")
    other = scene.book(span("2027-03-19", "14:00-16:00"))
    with scene.app.app_context():
        wish_for(Actor.self(scene.noor), scene.hall, [span("2027-03-19", "14:00-16:00")], scene.use(), any_room=False)
    do(scene, refuse, scene.toos, other, [other], "Vol.")
    assert states(scene) == ["offered", "offered"]


def test_closure_taken_back_frees_time_for_who_waits(scene: Scene) -> None:
    scene.make.closure(scene.house, SLOT)
    wish(scene, scene.noor)
    assert states(scene) == ["waiting"]
    with scene.app.app_context(), transaction() as session:
        session.execute(sa.text("DELETE FROM closure"))
    with pytest.raises(Taken):
        scene.book(SLOT)
    swept(scene)
    assert states(scene) == ["offered"]


def test_any_room_that_fits_is_enough_for_who_says_so(scene: Scene) -> None:
    scene.book(SLOT)
    other = scene.book(SLOT, space=scene.den)
    wish(scene, scene.noor, any_room=True)
    wish(scene, scene.toos, any_room=True, people=18)
    scene.cancel(other)
    assert states(scene) == ["offered", "waiting"]
    assert scene.all("SELECT offered_space_id FROM rooms_slot_wish WHERE state = 'offered'") == [(scene.den,)]


def test_own_offer_is_no_obstacle_to_booking_it_the_other_way(scene: Scene) -> None:
    key = scene.book(SLOT)
    wish(scene, scene.noor)
    scene.cancel(key)
    scene.book(SLOT, who=scene.noor)
    assert states(scene) == ["ended"]


def test_who_waits_sees_a_number_and_withdraws_on_their_own_page(scene: Scene, as_person: As) -> None:
    scene.book(SLOT)
    wish(scene, scene.noor, title="Geheim plan")
    second = wish(scene, scene.toos)
    client = as_person(scene.toos)
    page = client.get(f"/rooms/waiting/{second}").text
    assert "Er is 1 iemand voor je" in page
    assert [word in page for word in ("Noor", "Geheim plan")] == [False, False]
    assert second in client.get("/me").text
    assert client.post(f"/rooms/waiting/{second}/withdraw").status_code == 303
    assert second not in client.get("/me").text


def test_refusal_page_offers_the_waiting_list_for_once_and_for_dates(scene: Scene, as_person: As) -> None:
    scene.book(SLOT)
    client = as_person(scene.noor)
    told = "purpose=meeting&people=4&day=2027-03-18&start=14:00&end=16:00&room=zaal-a"
    data = {"title": "Kaarten", "visibility": "public"}
    page = client.post(f"/rooms/book/agenda?{told}", data=data)
    assert page.status_code == 409
    assert "wachtlijst" in page.text
    made = client.post(f"/rooms/book/wait?{told}", data=data | {"where": "room"})
    assert "/rooms/waiting/" in made.headers["Location"]
    weekly = client.post(f"/rooms/book/agenda?{told}&often=weekly&times=3", data=data)
    assert weekly.status_code == 409
    answer = client.post(
        f"/rooms/book/wait?{told}&often=weekly&times=3", data=data | {"where": "any", "date": ["2027-03-18"]}
    )
    assert answer.status_code == 303
    assert scene.all("SELECT space_id, title FROM rooms_slot_wish ORDER BY id") == [
        (scene.hall, "Kaarten"),
        (None, "Kaarten"),
    ]


def test_wish_is_exported_and_forgotten_and_ends_when_its_time_has_passed(scene: Scene) -> None:
    scene.book(SLOT)
    wish(scene, scene.noor, title="Geheim plan")
    wish(scene, scene.toos)
    with scene.app.app_context():
        assert [one["title"] for one in export_person(scene.noor)["room_wishes"]] == ["Geheim plan"]
        forget(Actor.self(scene.noor), scene.noor)
    assert scene.all("SELECT person_id FROM rooms_slot_wish") == [(scene.toos,)]
    with clock_at(at("2027-03-19", "02:00")), scene.app.app_context():
        sweep()
        expire_data()
    assert states(scene) == []


def test_offer_that_is_over_is_not_told(scene: Scene) -> None:
    key = scene.book(SLOT)
    first = wish(scene, scene.noor)
    scene.cancel(key)
    assert f"/rooms/waiting/{first}" in mail(scene, "waiting.offered")
    do(scene, withdraw, scene.noor, first)
    with pytest.raises(AssertionError):
        mail(scene, "waiting.offered")
