"""A room becomes private, or a booking moves into one: what neighbours shared before tells nothing of it any more."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.actors import Actor
from app.db import transaction
from app.events import BookingMoved
from app.people import grouping
from app.places.models import Space
from plugins.rooms.models import ref_of
from plugins.rooms.sharing import handing, hearing, joining, swapping
from plugins.rooms.sharing.handing import Taken
from plugins.rooms.waiting.offering import sweep
from plugins.rooms.waiting.wishing import wish_for
from tests.factories import span
from tests.plugins.rooms.asking import do, refused
from tests.plugins.rooms.conftest import BUSY, THURSDAY, Scene

As = Callable[[int], FlaskClient]
SLOT, LATER = span(THURSDAY, "14:00-16:00"), span(THURSDAY, "17:00-19:00")


def hide(scene: Scene) -> None:
    """Zaal A is private from now on."""
    with scene.app.app_context(), transaction() as session:
        session.execute(sa.update(Space).where(Space.id == scene.hall).values(private=True))


def cell(scene: Scene) -> int:
    """A room that is private."""
    return scene.make.space(scene.house, "Spreekkamer", slug="spreekkamer", private=True, seated=20)


def kinds_told(scene: Scene, person: int) -> list[str]:
    """What somebody is told, oldest first."""
    rows = scene.all(f"SELECT kind FROM notice WHERE person_id = {person} AND state <> 'withdrawn' ORDER BY id")
    return [kind for (kind,) in rows]


def test_who_comes_along_is_told_no_private_room(scene: Scene, as_person: As) -> None:
    key = scene.book(SLOT, who=scene.toos)
    do(scene, joining.open_up, scene.toos, key, 5, "")
    do(scene, joining.join, scene.noor, key, 2)
    assert "Zaal A" in as_person(scene.noor).get("/me").text
    scene.move(key, SLOT, who=scene.toos, space=cell(scene))
    page = as_person(scene.noor).get("/me").text
    assert "Spreekkamer" not in page
    with scene.app.app_context():
        hearing.hear(BookingMoved(ref=ref_of(key), house_id=scene.house))
    assert kinds_told(scene, scene.noor) == ["joining.off"]
    assert scene.all("SELECT * FROM rooms_joining") == scene.all("SELECT * FROM rooms_open_use") == []


def test_question_to_change_is_gone_with_a_room_that_became_private(scene: Scene, as_person: As) -> None:
    mine = scene.book(SLOT, people=8)
    theirs = scene.book(LATER, who=scene.noor, space=scene.den, people=8)
    ask = do(scene, swapping.propose, scene.lieke, mine, theirs)
    assert "/rooms/swap/" in as_person(scene.noor).get("/me").text
    hide(scene)
    assert "/rooms/swap/" not in as_person(scene.noor).get("/me").text
    assert as_person(scene.noor).get(f"/rooms/swap/{ask}").status_code == 404
    assert refused(scene, swapping.accept, Actor.self(scene.noor), ask) == "NotFound"


def test_booking_of_a_private_room_is_not_for_changing(scene: Scene, as_person: As) -> None:
    secret = scene.book(SLOT, who=scene.toos, space=cell(scene), people=8)
    theirs = scene.book(LATER, who=scene.noor, people=8)
    assert refused(scene, swapping.propose, Actor.self(scene.toos), secret, theirs) == "Refusal"
    assert refused(scene, swapping.propose, Actor.self(scene.noor), theirs, secret) == "NotFound"
    assert theirs not in as_person(scene.toos).get(f"/rooms/booking/{secret}/swap?day={THURSDAY}").text


@pytest.mark.sweep
def test_private_room_is_handed_over_to_who_may_know_of_it_alone(scene: Scene, as_person: As) -> None:
    secret = scene.book(SLOT, who=scene.toos, space=cell(scene), people=8)
    assert refused(scene, handing.offer, Actor.self(scene.toos), secret, start(scene)) == "Refusal"
    key = do(scene, handing.offer, scene.toos, secret)
    answer = as_person(scene.noor).get(f"/rooms/handover/{key}")
    assert (answer.status_code, "Spreekkamer" in answer.text) == (404, False)
    said = Taken(title="", visibility=BUSY)
    assert refused(scene, handing.accept, Actor.self(scene.noor), key, said) == "NotFound"
    helper = scene.make.person("Yusuf Zonnebrink", email="yusuf@example.org")
    scene.make.role(helper, scene.house, "host")
    do(scene, handing.accept, helper, key, said)
    assert [row.person_id for row in scene.rows() if row.is_on] == [helper]


def test_offer_to_a_group_is_gone_with_a_room_that_became_private(scene: Scene, as_person: As) -> None:
    group = start(scene)
    key = do(scene, handing.offer, scene.lieke, scene.book(SLOT), group)
    noor = as_person(scene.noor)
    assert noor.get(f"/rooms/handover/{key}").status_code == 200
    hide(scene)
    assert (noor.get(f"/rooms/handover/{key}").status_code, key in noor.get("/me").text) == (404, False)


def start(scene: Scene) -> str:
    """A group of Noor's; its slug."""
    with scene.app.app_context():
        return grouping.start_group(Actor.self(scene.noor), name="Koor", about="Zingen.", house_id=scene.house)


def test_freed_time_of_a_room_that_became_private_is_kept_for_who_may_know_of_it(scene: Scene) -> None:
    key = scene.book(SLOT, who=scene.toos)
    for who in (scene.noor, scene.lieke):
        with scene.app.app_context():
            wish_for(Actor.self(who), scene.hall, [SLOT], scene.use(), any_room=False)
    scene.make.role(scene.lieke, scene.house, "host")
    hide(scene)
    scene.cancel(key, who=scene.toos)
    with scene.app.app_context():
        sweep()
    assert scene.all("SELECT person_id, state FROM rooms_slot_wish ORDER BY id") == [
        (scene.noor, "waiting"), (scene.lieke, "offered")
    ]  # fmt: skip
