"""Signing up: with an account or without, never more than there are places, and off again without a reason."""

import threading
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from app import clock
from app.actors import Actor, Channel
from app.db import db
from app.events import EventRow
from app.journal import LogLine
from app.notices.models import Notice
from app.refusals import NotFound, Refusal
from plugins.activities import coming, dates, wij_expire_data
from plugins.activities.coming import Coming, Full
from plugins.activities.counting import taken
from plugins.activities.models import SignUp
from tests.factories import Make, at
from tests.plugins.activities.conftest import Scene

pytestmark = pytest.mark.both


def people(scene: Scene, occurrence_id: int) -> int:
    with scene.app.app_context():
        return taken([occurrence_id]).get(occurrence_id, 0)


def rows(scene: Scene) -> list[SignUp]:
    with scene.app.app_context():
        return list(db.session.scalars(sa.select(SignUp).order_by(SignUp.id)))


def test_neighbour_and_guest_come_and_are_counted_with_their_party(scene: Scene, make: Make) -> None:
    first = scene.dates(scene.weekly(places=10))[0]
    scene.comes(make.person("Lieke", email="lieke@example.org"), first.id, party=2)
    scene.guest(first.id, "Bep", reach="076-000 00 14", first_time=True)
    assert people(scene, first.id) == 3
    neighbour, guest = rows(scene)
    assert (neighbour.name, neighbour.party) == ("", 2)
    assert (guest.name, guest.phone, guest.first_time, guest.person_id) == ("Bep", "076-000 00 14", True, None)
    with scene.app.app_context():
        notices = [(one.kind, one.channel) for one in db.session.scalars(sa.select(Notice).order_by(Notice.id))]
        events = [one.kind for one in db.session.scalars(sa.select(EventRow).order_by(EventRow.id))]
    assert notices == [("signup.confirmed", "mail"), ("signup.confirmed", "call"), ("activity.newcomer", "mail")]
    assert events == ["ActivityPublished", "SignedUp", "SignedUp"]


def test_desk_signs_somebody_up_for_themselves_with_both_in_the_log(scene: Scene, make: Make) -> None:
    first = scene.dates(scene.weekly(places=10))[0]
    host, ria = make.person("Toos"), make.person("Ria Klokman")
    with scene.app.app_context():
        coming.sign_up(Actor(host, ria, Channel.DESK), first.id, Coming())
        line = db.session.scalars(sa.select(LogLine).order_by(LogLine.id.desc())).first()
    assert line is not None
    assert (line.verb, line.typist_id, line.subject_id, line.channel) == ("activities.signup.made", host, ria, "desk")
    assert [(one.person_id, one.channel) for one in rows(scene)] == [(ria, "desk")]


def test_coming_twice_is_coming_once_with_the_party_of_now(scene: Scene, make: Make) -> None:
    first = scene.dates(scene.weekly(places=3))[0]
    lieke = make.person("Lieke")
    codes = {scene.comes(lieke, first.id, party=party) for party in (1, 3, 2)}
    assert len(codes) == 1
    assert people(scene, first.id) == 2


def test_full_date_is_refused_with_the_next_dates_that_have_room(scene: Scene) -> None:
    found = scene.dates(scene.weekly(places=2))
    scene.guest(found[0].id, party=2)
    scene.guest(found[1].id)
    scene.do(dates.cancel_date, found[2].id, "ziek")
    with pytest.raises(Full) as refusal:
        scene.guest(found[0].id, "Cor", party=2)
    assert [one.key for one in refusal.value.next_dates] == [found[3].public_id]
    assert people(scene, found[0].id) == 2


@pytest.mark.parametrize("places", [1, 3])
def test_places_hold_when_many_press_at_once(scene: Scene, make_app: Callable[..., Flask], places: int) -> None:
    first = scene.dates(scene.weekly(places=places))[0]
    answers: list[str] = []
    start = threading.Barrier(12)

    def press(app: Flask, number: int) -> None:
        start.wait()
        with app.app_context(), clock.at(at("2027-03-08", "10:00")):
            try:
                coming.sign_up(Actor.guest(), first.id, Coming(name=f"Gast {number}"))
                answers.append("in")
            except Full:
                answers.append("full")
            finally:
                db.session.remove()

    apps = [scene.app, make_app(WIJ_PLUGINS="activities")]
    threads = [threading.Thread(target=press, args=(apps[n % 2], n)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["full"] * (12 - places) + ["in"] * places
    assert people(scene, first.id) == places


def test_code_signs_off_and_undo_brings_back_while_there_is_room(scene: Scene) -> None:
    first = scene.dates(scene.weekly(places=1))[0]
    code = scene.guest(first.id, "Bep", reach="bep@example.org")
    with scene.app.app_context():
        coming.sign_off(Actor.guest(), f"{code[:4]} {code[4:]}".upper())
    assert people(scene, first.id) == 0
    with scene.app.app_context():
        assert {one.state for one in db.session.scalars(sa.select(Notice))} == {"withdrawn"}
        coming.come_back(Actor.guest(), code)
    assert people(scene, first.id) == 1
    with scene.app.app_context():
        coming.sign_off(Actor.guest(), code)
    scene.guest(first.id, "Cor")
    with scene.app.app_context(), pytest.raises(Full):
        coming.come_back(Actor.guest(), code)


def test_account_signs_off_and_on_again_with_the_same_code(scene: Scene, make: Make) -> None:
    first = scene.dates(scene.weekly(places=1))[0]
    lieke = make.person("Lieke")
    code = scene.comes(lieke, first.id)
    with scene.app.app_context():
        assert coming.sign_off_own(Actor.self(lieke), first.id) == code
    assert people(scene, first.id) == 0
    assert scene.comes(lieke, first.id) == code


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Bep", "reach": "geen nummer"}, "reach"),
        ({"name": "Bep", "reach": "@"}, "reach"),
        ({"name": "Bep", "party": 0}, "party"),
        ({"name": "Bep", "party": 400}, "party"),
    ],
)
def test_bad_sign_up_is_refused_beside_its_field(scene: Scene, more: dict[str, object], field: str) -> None:
    first = scene.dates(scene.weekly(places=10))[0]
    with pytest.raises(Refusal) as refusal:
        scene.guest(first.id, **more)  # type: ignore[arg-type]  # each case gives one of the arguments
    assert refusal.value.field == field
    assert rows(scene) == []


def test_nobody_signs_up_where_one_just_walks_in_or_for_what_is_off_or_over(scene: Scene) -> None:
    open_one = scene.dates(scene.publish("Inloop", times="09:30-11:00"))[0]
    first, second = scene.dates(scene.weekly(places=10))[:2]
    scene.do(dates.cancel_date, first.id, "ziek")
    for occurrence in (open_one, first):
        with pytest.raises(Refusal):
            scene.guest(occurrence.id)
    with clock.at(at("2027-03-18", "09:00")), pytest.raises(Refusal):
        scene.guest(second.id)
    assert rows(scene) == []


def test_wrong_code_opens_nothing(scene: Scene) -> None:
    for code in ("", "aaaaaaaa", "'; drop table", "💐"):
        with scene.app.app_context(), pytest.raises(NotFound):
            coming.sign_off(Actor.guest(), code)


def test_guests_are_forgotten_a_week_later_and_only_then(scene: Scene, make: Make) -> None:
    first = scene.dates(scene.weekly(places=10))[0]
    scene.guest(first.id, "Bep", reach="bep@example.org", party=2)
    lieke = make.person("Lieke")
    scene.comes(lieke, first.id)
    for day, name in (("2027-03-16", "Bep"), ("2027-03-18", "")):
        with clock.at(at(day, "04:00")), scene.app.app_context():
            wij_expire_data()
            wij_expire_data()
        assert rows(scene)[0].name == name
    guest, neighbour = rows(scene)
    assert (guest.email, guest.phone, guest.party) == ("", "", 2)
    assert neighbour.person_id == lieke
    with clock.at(at("2028-05-01", "04:00")), scene.app.app_context():
        wij_expire_data()
    assert [one.person_id for one in rows(scene)] == [None, None]
