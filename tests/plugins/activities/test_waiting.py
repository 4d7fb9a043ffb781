"""The waiting list of a date: free places are kept for the first in line, then for the next; nobody slips past."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app import clock, notices
from app.actors import Actor
from app.clock import now
from app.db import db
from app.journal import LogLine
from app.notices.models import Notice
from app.privacy.forgetting import forget
from app.refusals import NotFound, Refusal
from plugins.activities import changing, coming, dates, wij_expire_data
from plugins.activities.coming import Coming, Full
from plugins.activities.counting import places_taken, taken
from plugins.activities.models import Occurrence, SignUp
from plugins.activities.planning import Words
from plugins.activities.waiting import line
from plugins.activities.waiting.models import Wait
from plugins.activities.waiting.offering import sweep
from tests.factories import Make, at
from tests.plugins.activities.conftest import Scene

both = pytest.mark.both
As = Callable[[int], FlaskClient]


@pytest.fixture
def full(scene: Scene) -> Occurrence:
    """A date with two places, for which a guest came with two."""
    first = scene.dates(scene.weekly(places=2))[0]
    scene.guest(first.id, "Bep", party=2)
    return first


def waits(scene: Scene, occurrence: Occurrence, name: str = "Cor", who: Actor | None = None, **more: object) -> str:
    """Somebody waits; the code."""
    with scene.app.app_context():
        return line.wait(who or Actor.guest(), occurrence.id, Coming(name=name, **more))  # type: ignore[arg-type]  # values of several kinds by name


def do(scene: Scene, act: Callable[..., object], *args: object) -> object:
    with scene.app.app_context():
        return act(Actor.guest(), *args)


def states(scene: Scene) -> list[str]:
    """The state of each who waits, who came first in front."""
    with scene.app.app_context():
        return list(db.session.scalars(sa.select(Wait.state).order_by(Wait.since, Wait.id)))


def people(scene: Scene, occurrence: Occurrence) -> tuple[int, int]:
    """How many come, and how many places are taken."""
    with scene.app.app_context():
        return tuple(counted([occurrence.id]).get(occurrence.id, 0) for counted in (taken, places_taken))  # type: ignore[return-value]  # two numbers


def code_of(scene: Scene, name: str) -> str:
    with scene.app.app_context():
        return db.session.scalars(sa.select(SignUp.code).where(SignUp.name == name)).one()


def offers(scene: Scene) -> list[tuple[str, str]]:
    """The offers that were written: to whom, and how far they are."""
    with scene.app.app_context():
        rows = db.session.execute(
            sa.select(Notice.guest_name, Notice.state).where(Notice.kind == "activity.offered").order_by(Notice.id)
        )
        return [(name, state) for name, state in rows]


@both
def test_freed_place_is_kept_for_the_first_then_for_the_next_and_nobody_slips_past(
    scene: Scene, full: Occurrence
) -> None:
    first, second = (waits(scene, full, name, reach=f"{name}@example.org") for name in ("Cor", "Dirk"))
    assert states(scene) == ["waiting", "waiting"]
    with clock.at(now() + timedelta(hours=1)):
        do(scene, coming.sign_off, code_of(scene, "Bep"))
        assert (states(scene), people(scene, full)) == (["offered", "offered"], (0, 2))
        do(scene, line.leave, second)
        third = waits(scene, full, "Els", party=2)
        assert (states(scene), people(scene, full)) == (["offered", "ended", "waiting"], (0, 1))
        scene.guest(full.id, "Fien")  # the one place that no one in line is served with
        with pytest.raises(Full):
            scene.guest(full.id, "Gijs")
    with clock.at(now() + timedelta(hours=26)):
        assert people(scene, full) == (1, 2)  # the job did not come by yet
        with pytest.raises(Refusal):
            do(scene, line.take, first)
        fourth = waits(scene, full, "Hans")  # the place is free again, and too few for who waits: no need to wait
        assert (states(scene), people(scene, full)) == (["ended", "ended", "waiting"], (2, 2))
        assert do(scene, line.take, fourth) == fourth
        with pytest.raises(Full):
            do(scene, line.take, third)


@both
@pytest.mark.parametrize("places", [1, 4])
def test_places_hold_and_the_line_is_kept_when_many_press_at_once(
    scene: Scene, make_app: Callable[..., Flask], places: int
) -> None:
    """Signing up, waiting, taking, letting go and the job, all at once: never more than there are places."""
    date = scene.dates(scene.weekly(places=places))[0]
    ins = [scene.guest(date.id, f"In {number}") for number in range(places)]
    lined = [waits(scene, date, f"Rij {number}") for number in range(4)]
    acts: list[Callable[[], object]] = [lambda code=code: coming.sign_off(Actor.guest(), code) for code in ins]  # type: ignore[misc]  # each lambda keeps its own value
    acts += [lambda code=code: line.take(Actor.guest(), code) for code in lined]  # type: ignore[misc]  # each lambda keeps its own value
    acts += [lambda n=n: coming.sign_up(Actor.guest(), date.id, Coming(name=f"Nieuw {n}")) for n in range(3)]  # type: ignore[misc]  # each lambda keeps its own value
    acts += [sweep, lambda: line.leave(Actor.guest(), lined[0]), lambda: coming.come_back(Actor.guest(), ins[0])]
    apps, start = [scene.app, make_app(WIJ_PLUGINS="activities")], threading.Barrier(len(acts))
    broken: list[Exception] = []

    def press(app: Flask, act: Callable[[], object]) -> None:
        start.wait()
        with app.app_context(), clock.at(at("2027-03-08", "10:00")):
            try:
                act()
            except Refusal:
                pass
            except Exception as error:  # what else goes wrong fails the test
                broken.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=press, args=(apps[n % 2], act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    with scene.app.app_context(), clock.at(at("2027-03-08", "10:00")):
        sweep()
        db.session.rollback()
        alive = db.session.scalars(sa.select(Wait.state).where(Wait.state == "waiting")).all()
    come, filled = people(scene, date)
    assert come <= filled <= places
    assert filled == places or not alive


@both
def test_offer_that_nobody_answers_goes_to_the_next_by_the_job(scene: Scene, full: Occurrence) -> None:
    for name in ("Cor", "Dirk"):
        waits(scene, full, name, party=2, reach="076-000 00 14")
    do(scene, coming.sign_off, code_of(scene, "Bep"))
    assert states(scene) == ["offered", "waiting"]
    with scene.app.app_context():
        sweep()
    assert states(scene) == ["offered", "waiting"]
    with clock.at(now() + timedelta(hours=24)), scene.app.app_context():
        sweep()
        sweep()
    assert states(scene) == ["ended", "offered"]
    assert offers(scene) == [("Cor", "withdrawn"), ("Dirk", "waiting")]


@both
def test_large_party_keeps_its_turn_while_who_fits_goes_first_and_may_come_with_fewer(scene: Scene) -> None:
    date = scene.dates(scene.weekly("Soep", places=3))[0]
    one, two = scene.guest(date.id, "Een"), scene.guest(date.id, "Twee", party=2)
    large, small = waits(scene, date, "Groot", party=3), waits(scene, date, "Klein")
    do(scene, coming.sign_off, one)
    assert states(scene) == ["waiting", "offered"]
    do(scene, line.take, small)
    do(scene, coming.sign_off, two)
    assert states(scene) == ["waiting"]
    do(scene, line.come_with, large, 2)
    assert states(scene) == ["offered"]
    with pytest.raises(Refusal):
        do(scene, line.come_with, large, 3)
    do(scene, line.take, large)
    assert people(scene, date) == (3, 3)


@both
def test_who_signs_off_and_regrets_it_at_once_comes_before_an_offer_that_nobody_heard_of(
    scene: Scene, full: Occurrence
) -> None:
    waits(scene, full, "Cor", reach="cor@example.org")
    code = code_of(scene, "Bep")
    do(scene, coming.sign_off, code)
    do(scene, coming.come_back, code)
    assert (states(scene), people(scene, full)) == (["waiting"], (2, 2))
    assert offers(scene) == [("Cor", "withdrawn")]
    do(scene, coming.sign_off, code)
    with clock.at(now() + timedelta(minutes=5)), pytest.raises(Full):
        do(scene, coming.come_back, code)


@both
def test_account_waits_once_takes_its_place_by_signing_up_and_waits_again_after_letting_go(
    scene: Scene, full: Occurrence, make: Make
) -> None:
    lieke = Actor.self(make.person("Lieke", email="lieke@example.org"))
    code = waits(scene, full, who=lieke)
    assert waits(scene, full, who=lieke) == code
    do(scene, line.leave, code)
    do(scene, line.leave, code)
    with scene.app.app_context():
        assert line.wait_again(lieke, code) == code
    do(scene, coming.sign_off, code_of(scene, "Bep"))
    assert states(scene) == ["offered"]
    with scene.app.app_context():
        signed = coming.sign_up(lieke, full.id, Coming(party=2))
        assert db.session.scalars(sa.select(Wait)).all() == []
    with pytest.raises(NotFound):
        do(scene, line.leave, code)
    assert (signed != "", people(scene, full)) == (True, (2, 2))
    with pytest.raises(Refusal):
        waits(scene, full, who=lieke, party=3)


@both
def test_guest_who_signed_off_waits_with_the_same_code(scene: Scene, full: Occurrence) -> None:
    code = code_of(scene, "Bep")
    do(scene, coming.sign_off, code)
    other = scene.guest(full.id, "Cor", party=2)
    assert do(scene, line.wait_again, code) == code
    do(scene, coming.sign_off, other)
    assert do(scene, line.take, code) == code
    with scene.app.app_context():
        assert [one.name for one in db.session.scalars(sa.select(SignUp).where(SignUp.cancelled_at.is_(None)))] == [
            "Bep"
        ]


@both
def test_date_that_is_off_keeps_nothing_tells_who_waits_and_serves_them_when_it_is_on(
    scene: Scene, full: Occurrence
) -> None:
    waits(scene, full, "Cor", reach="cor@example.org")
    do(scene, coming.sign_off, code_of(scene, "Bep"))
    scene.do(dates.cancel_date, full.id, "ziek")
    with scene.app.app_context():
        sweep()
        told = db.session.scalars(
            sa.select(Notice.kind).where(Notice.guest_name == "Cor", Notice.state == "waiting")
        ).all()
    assert (states(scene), told) == (["waiting"], ["activity.cancelled"])
    scene.do(dates.restore_date, full.id)
    with scene.app.app_context():
        sweep()
    assert states(scene) == ["offered"]


@both
def test_more_places_are_offered_and_too_late_nothing_is_kept(scene: Scene, full: Occurrence) -> None:
    code = waits(scene, full, "Cor")
    scene.do(changing.change_words, full.activity_id, Words(title="Eettafel", places=3))
    with clock.at(full.starts - timedelta(hours=1)), scene.app.app_context():
        sweep()
        assert states(scene) == ["waiting"]
        assert line.take(Actor.guest(), code) == code
    assert people(scene, full) == (3, 3)


@both
def test_waiting_of_what_is_sensitive_holds_no_name_and_says_nothing_of_what_it_is(scene: Scene, make: Make) -> None:
    date = scene.dates(scene.weekly("Rouwgroep", places=1, sensitive=True))[0]
    coming_ = scene.guest(date.id)
    neighbour = make.person("Zwaluwina Buur", email="buur@example.org")
    waits(scene, date, "Zwaluwina", reach="gast@example.org", first_time=True)
    waits(scene, date, who=Actor.self(neighbour))
    do(scene, coming.sign_off, coming_)
    with scene.app.app_context():
        tables = (Wait, Notice, LogLine)
        dump = "".join(str(row) for table in tables for row in db.session.execute(sa.select(table.__table__)))
    assert ("Zwaluwina" in dump, "Rouwgroep" in dump, states(scene)) == (False, False, ["offered", "waiting"])
    with clock.at(now() + timedelta(minutes=5)), scene.app.app_context():
        notices.sweep()
        (kept,) = db.session.scalars(sa.select(Notice).where(Notice.kind == "activity.offered"))
        assert kept.state == "sent"


def test_own_data_holds_the_waiting_and_forgetting_and_time_let_go_of_it(
    scene: Scene, full: Occurrence, make: Make
) -> None:
    lieke, bram = make.person("Lieke"), make.person("Bram")
    for who in (lieke, bram):
        waits(scene, full, who=Actor.self(who))
    waits(scene, full, "Zwaluwina")
    with scene.app.app_context():
        own = scene.app.extensions["wij_plugins"].export_person(lieke)["activities"]["waiting"]
        assert [(one["title"], one["state"]) for one in own] == [("Eettafel", "waiting")]
        assert "Zwaluwina" not in str(own)
        forget(Actor.self(bram), bram)
        assert db.session.scalars(sa.select(Wait.person_id).order_by(Wait.id)).all() == [lieke, None]
        db.session.rollback()
        with clock.at(full.ends + timedelta(minutes=1)):
            wij_expire_data()
            assert db.session.scalars(sa.select(Wait)).all() == []


def test_guest_waits_from_the_page_of_a_full_date_and_takes_the_place_in_one_press(
    scene: Scene, full: Occurrence, client: FlaskClient
) -> None:
    page = client.get(f"/activities/eettafel?date={full.public_id}").get_data(as_text=True)
    assert "Zet me op de wachtlijst" in page
    asked = {"date": full.public_id, "name": "Cor", "party": "1", "reach": "cor@example.org"}
    assert "Wachten op een plek" in client.post("/activities/eettafel/sign-up", data=asked).get_data(as_text=True)
    assert client.post("/activities/eettafel/wait", data=asked | {"name": ""}).status_code == 422
    answer = client.post("/activities/eettafel/wait", data=asked)
    assert answer.status_code == 303
    waiting = client.get(answer.location).get_data(as_text=True)
    assert "Je staat op de wachtlijst" in waiting
    do(scene, coming.sign_off, code_of(scene, "Bep"))
    with clock.at(now() + timedelta(minutes=5)), scene.app.app_context():
        notices.sweep()
    offer = client.get(answer.location).get_data(as_text=True)
    assert ("Er is een plek voor je" in offer, states(scene)) == (True, ["offered"])
    assert client.post(f"{answer.location}/party", data={"party": "99"}).status_code == 422
    taken_ = client.post(f"{answer.location}/take")
    assert (taken_.status_code, people(scene, full)) == (303, (1, 1))
    assert client.get(answer.location).location == taken_.location


def test_own_page_and_card_show_what_one_waits_for(scene: Scene, full: Occurrence, as_person: As, make: Make) -> None:
    lieke = make.person("Lieke")
    browser = as_person(lieke)
    browser.post("/activities/eettafel/wait", data={"date": full.public_id, "party": "1"})
    with scene.app.app_context():
        code = db.session.scalars(sa.select(Wait.code)).one()
    for path in ("/me", f"/activities/eettafel?date={full.public_id}"):
        assert f"/activities/waiting/{code}" in browser.get(path).get_data(as_text=True)
    do(scene, coming.sign_off, code_of(scene, "Bep"))
    assert f"/activities/waiting/{code}/take" in browser.get(f"/activities/eettafel?date={full.public_id}").get_data(
        as_text=True
    )
    assert browser.post(f"/activities/waiting/{code}/leave").status_code == 303
    assert "Opnieuw wachten" in browser.get(f"/activities/waiting/{code}").get_data(as_text=True)
