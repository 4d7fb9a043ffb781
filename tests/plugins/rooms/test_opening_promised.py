"""Opening and closing among the tasks of the house: a promise is the turn, and the turn is the promise."""

from collections.abc import Callable
from datetime import time

import pytest
import sqlalchemy as sa
from flask import Flask

from app.actors import Actor
from app.clock import Span
from app.clock import at as clock_at
from app.db import db
from app.notices.models import Notice
from app.places.availability import Hours
from app.places.models import House
from app.plugins.delivery import deliver
from app.refs import Ref
from app.refusals import NotAllowed
from plugins.contributions import asking, promising
from plugins.contributions.models import Promise
from plugins.rooms.models import ref_of
from plugins.rooms.opening import plan, turns
from plugins.rooms.opening.models import OPEN, Turn
from tests.factories import at, span
from tests.plugins.rooms.conftest import THURSDAY, Scene

pytestmark = pytest.mark.sweep
EVENING = span(THURSDAY, "19:00-21:00")
WEEK = Span(at("2027-03-17", "12:00"), at("2027-03-24", "12:00"))


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """Rooms, and contributions to promise with."""
    return make_app(WIJ_PLUGINS="contributions,rooms")


@pytest.fixture
def evening(scene: Scene) -> str:
    """The key of Lieke's booking of tomorrow evening, when no host is there. Noor may open and close."""
    for kind in ("opener", "closer"):
        scene.make.role(scene.noor, scene.house, kind)
    with scene.app.app_context():
        turns.set_staffed_hours(
            Actor.self(scene.toos), scene.house, [Hours(day, time(9), time(17)) for day in range(7)]
        )
    return scene.book(EVENING, people=4)


@pytest.fixture(autouse=True)
def a_day_before(monday_morning: None) -> object:
    """It is Wednesday noon: near enough for the list of tasks."""
    with clock_at(at("2027-03-17", "12:00")):
        yield


def promise(scene: Scene, who: int, key: str) -> str:
    """Promise to open the house; the promise's public id."""
    with scene.app.app_context():
        asked = asking.open_tasks(scene.house, scene.noor)
        mark = next(one.mark for one in asked if one.ref == Ref("rooms", OPEN, key))
        return promising.promise_need(Actor.self(who), scene.house, Ref("rooms", OPEN, key), mark)


def hear(scene: Scene) -> list[tuple[str, int | None]]:
    """Let all hear what happened; the notices about it, as (kind, to whom), but those that were withdrawn."""
    with scene.app.app_context():
        deliver()
        turns.watch()
        deliver()
        kinds = sa.or_(Notice.kind.startswith("opening"), Notice.kind.startswith("promise"))
        rows = db.session.scalars(sa.select(Notice).where(kinds, Notice.state == "waiting").order_by(Notice.id))
        return [(row.kind, row.person_id) for row in rows if row.kind != "opening.missing"]


def opener(scene: Scene) -> list[tuple[int, bool]]:
    """Who opens, and whether the house is sure of it."""
    with scene.app.app_context():
        coming = plan.coming(db.session.get_one(House, scene.house))
        return [(one.turn.person_id, one.is_settled) for one in coming if one.turn and one.moment.part == OPEN]


def places(scene: Scene) -> list[int]:
    """How many places of opening are taken, as Noor reads it."""
    with scene.app.app_context():
        return [
            one.taken for one in asking.every_task(scene.house, scene.noor, WEEK) if one.ref and one.ref.kind == OPEN
        ]


def is_off(scene: Scene) -> list[bool]:
    with scene.app.app_context():
        return [one.withdrawn_at is not None for one in db.session.scalars(sa.select(Promise).order_by(Promise.id))]


def test_only_who_may_open_is_asked_and_their_promise_is_the_turn(scene: Scene, evening: str) -> None:
    with scene.app.app_context():
        assert asking.open_tasks(scene.house, scene.lieke) == []
        assert asking.open_tasks(scene.house) == []
        assert [one.title for one in asking.open_tasks(scene.house, scene.noor)] == [
            "Het huis openen",
            "Het huis sluiten",
        ]
    with pytest.raises(NotAllowed):
        promise(scene, scene.lieke, evening)
    promise(scene, scene.noor, evening)
    assert hear(scene) == []
    assert opener(scene) == [(scene.noor, True)]
    assert places(scene) == [1]  # still told, so that the promise stands
    assert is_off(scene) == [False]


def test_promise_that_is_taken_back_frees_the_turn_and_tells_who_must_know(scene: Scene, evening: str) -> None:
    made = promise(scene, scene.noor, evening)
    hear(scene)
    with scene.app.app_context():
        promising.withdraw(Actor.self(scene.noor), made)
    assert sorted(hear(scene)) == [("opening.cannot", scene.lieke), ("opening.cannot", scene.toos)]
    assert (opener(scene), places(scene)) == ([], [0])
    with scene.app.app_context():
        promising.restore(Actor.self(scene.noor), made)
    assert hear(scene) == []
    assert opener(scene) == [(scene.noor, True)]


def test_turn_that_is_handed_back_ends_the_promise(scene: Scene, evening: str) -> None:
    promise(scene, scene.noor, evening)
    hear(scene)
    with scene.app.app_context():
        turns.cannot(Actor.self(scene.noor), db.session.scalars(sa.select(Turn.public_id)).one())
    assert sorted(hear(scene)) == [("opening.cannot", scene.lieke), ("opening.cannot", scene.toos)]
    assert (is_off(scene), places(scene)) == ([True], [0])


def test_booking_that_is_off_or_moves_is_told_once_to_who_promised(scene: Scene, evening: str) -> None:
    promise(scene, scene.noor, evening)
    hear(scene)
    scene.move(evening, span(THURSDAY, "19:30-21:00"))
    assert hear(scene) == [("promise.moved", scene.noor)]
    assert opener(scene) == [(scene.noor, True)]
    scene.cancel(evening)
    assert [one for one in hear(scene) if one[0] != "promise.moved"] == [("promise.let_go", scene.noor)]
    assert (opener(scene), is_off(scene)) == ([], [True])


def test_promise_is_let_go_when_somebody_else_took_the_turn_first(scene: Scene, evening: str) -> None:
    promise(scene, scene.noor, evening)
    with scene.app.app_context():
        turns.take(Actor.self(scene.toos), scene.house, str(ref_of(evening)), OPEN)
    assert hear(scene) == [("promise.let_go", scene.noor)]
    assert (opener(scene), is_off(scene)) == ([(scene.toos, True)], [True])
