"""Small roles at an activity: written by its organisers, told as needs of each date, promised elsewhere."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.actors import Actor
from app.clock import Span, now, wall
from app.db import db
from app.events import EventRow
from app.notices.models import Notice
from app.plugins import Need, current_hooks
from app.plugins.delivery import deliver
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.activities import dates
from plugins.activities.planning import OneDate, Where
from plugins.activities.roles import asking, needs
from plugins.activities.roles.asking import RoleValues
from plugins.activities.roles.models import Role
from plugins.activities.roles.moments import AFTER, BEFORE, DURING
from plugins.activities.spreading.shifting import Reach
from plugins.activities.spreading.stopping import stop
from plugins.contributions import promising
from plugins.contributions.asked import mark_of
from tests.factories import AMSTERDAM, Make
from tests.plugins.activities.conftest import Scene

pytestmark = pytest.mark.sweep
COFFEE = RoleValues(title="Koffie zetten", minutes=20, places=2, moment=BEFORE)
PAGE = "/activities/eettafel"


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The house with activities, and contributions to promise with."""
    return make_app(WIJ_PLUGINS="activities,contributions")


def told(scene: Scene) -> list[tuple[str, str]]:
    """Every need in the coming half year, as (what, when)."""
    with scene.app.app_context():
        found = current_hooks().needs(scene.house, Span(now(), now() + timedelta(days=180)))
        return [(one.title, f"{wall(one.at, AMSTERDAM):%m-%d %H:%M}") for one in found if one.at]


def need(scene: Scene, number: int = 0) -> Need:
    """One of them."""
    with scene.app.app_context():
        return current_hooks().needs(scene.house, Span(now(), now() + timedelta(days=180))).values[number]


def promise(scene: Scene, person_id: int, number: int = 0) -> None:
    wanted = need(scene, number)
    with scene.app.app_context():
        promising.promise_need(Actor.self(person_id), scene.house, wanted.ref, mark_of(wanted))


def hear(scene: Scene) -> list[str]:
    """Let everybody hear what happened; which notices wait or went out about promises."""
    with scene.app.app_context():
        deliver()
        rows = db.session.scalars(sa.select(Notice).where(Notice.kind.startswith("promise.")).order_by(Notice.id))
        return [f"{row.kind} {row.state}" for row in rows]


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


def test_each_date_tells_each_role_at_its_own_moment(scene: Scene) -> None:
    activity = scene.weekly(weeks=2)
    second = scene.dates(activity)[1]
    scene.do(asking.add_role, activity, COFFEE)
    scene.do(asking.add_role, activity, RoleValues(title="Gasten ontvangen", minutes=60, moment=DURING))
    special = RoleValues(title="Pannen afwassen", minutes=30, moment=AFTER, date=second.public_id)
    scene.do(asking.add_role, activity, special)
    assert told(scene) == [
        ("Koffie zetten", "03-10 16:40"),
        ("Gasten ontvangen", "03-10 17:00"),
        ("Koffie zetten", "03-17 16:40"),
        ("Gasten ontvangen", "03-17 17:00"),
        ("Pannen afwassen", "03-17 19:30"),
    ]


def test_page_of_the_activity_shows_how_many_places_are_taken(
    scene: Scene, make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    scene.do(asking.add_role, scene.weekly(), COFFEE)
    promise(scene, make.person("Lieke"))
    page = text(scene.app.test_client(), PAGE)
    assert "Helpen op 10 maart" in page
    assert "1 van de 2 plekken bezet" in page
    assert "Lieke" not in page
    tasks = text(scene.app.test_client(), "/contributions/")
    assert tasks.count("Koffie zetten") == 2  # of the coming week: its name, and once more for who hears it read out
    assert "Eettafel" in tasks


def test_date_far_ahead_shows_its_own_roles(scene: Scene) -> None:
    activity = scene.weekly(weeks=30)
    last = scene.dates(activity)[-1]
    scene.do(asking.add_role, activity, COFFEE)
    scene.do(asking.add_role, activity, RoleValues(title="Slotfeest versieren", minutes=60, date=last.public_id))
    page = text(scene.app.test_client(), f"{PAGE}?date={last.public_id}")
    assert "Helpen op 29 september" in page
    assert "Slotfeest versieren" in page
    assert "Slotfeest versieren" not in text(scene.app.test_client(), PAGE)


def test_date_that_is_off_lets_its_promises_go_and_takes_them_back_when_it_is_on(scene: Scene, make: Make) -> None:
    activity = scene.weekly()
    scene.do(asking.add_role, activity, COFFEE)
    promise(scene, make.person("Lieke", email="lieke@example.org"))
    first = scene.dates(activity)[0].id
    scene.do(dates.cancel_date, first, "ziek")
    assert hear(scene) == ["promise.let_go waiting"]
    assert [when for _what, when in told(scene)] == ["03-17 16:40", "03-24 16:40", "03-31 16:40"]
    scene.do(dates.restore_date, first)
    assert hear(scene) == ["promise.let_go withdrawn"]
    assert "1 van de 2 plekken bezet" in text(scene.app.test_client(), PAGE)


def test_who_was_told_already_hears_that_it_is_on_again(scene: Scene, make: Make) -> None:
    activity = scene.weekly()
    scene.do(asking.add_role, activity, COFFEE)
    promise(scene, make.person("Lieke", email="lieke@example.org"))
    first = scene.dates(activity)[0].id
    scene.do(dates.cancel_date, first, "ziek")
    hear(scene)
    with scene.app.app_context():
        db.session.execute(sa.update(Notice).values(state="sent"))
        db.session.commit()
    scene.do(dates.restore_date, first)
    assert hear(scene) == ["promise.let_go sent", "promise.back waiting"]


def test_moved_date_moves_its_promises_and_those_concerned_are_told(scene: Scene, make: Make) -> None:
    activity = scene.weekly()
    scene.do(asking.add_role, activity, COFFEE)
    promise(scene, make.person("Lieke", email="lieke@example.org"))
    plan = OneDate(day=date(2027, 3, 11), start=time(18), end=time(20), where=Where(place="De tuin"))
    scene.do(dates.change_date, scene.dates(activity)[0].id, plan)
    assert hear(scene) == ["promise.moved waiting"]
    scene.do(stop, scene.dates(activity)[1].id, Reach.ONWARDS, "")
    assert hear(scene) == ["promise.moved waiting"]
    assert told(scene) == [("Koffie zetten", "03-11 17:40")]


def test_role_under_another_name_keeps_who_said_yes(scene: Scene, make: Make) -> None:
    activity = scene.weekly(weeks=1)
    key = scene.do(asking.add_role, activity, COFFEE)
    scene.do(asking.add_role, activity, RoleValues(title="Stoelen klaarzetten", minutes=10))
    promise(scene, make.person("Lieke", email="lieke@example.org"))
    other = RoleValues(title="Thee en koffie zetten", minutes=20, places=3, moment=BEFORE)
    scene.do(asking.change_role, key, other)
    assert hear(scene) == []
    page = text(scene.app.test_client(), PAGE)
    assert "Thee en koffie zetten" in page
    assert "1 van de 3 plekken bezet" in page


def test_role_that_is_taken_off_is_let_go_and_the_other_stays(scene: Scene, make: Make) -> None:
    activity = scene.weekly(weeks=1)
    key = scene.do(asking.add_role, activity, COFFEE)
    scene.do(asking.add_role, activity, RoleValues(title="Stoelen klaarzetten", minutes=10))
    lieke = make.person("Lieke", email="lieke@example.org")
    promise(scene, lieke)
    scene.do(asking.remove_role, key)
    assert hear(scene) == ["promise.let_go waiting"]
    assert [what for what, _when in told(scene)] == ["Stoelen klaarzetten"]
    scene.do(asking.restore_role, key)
    assert hear(scene) == ["promise.let_go withdrawn"]


def test_roles_are_for_organisers_and_hosts_alone(scene: Scene, make: Make) -> None:
    activity = scene.weekly()
    other = scene.publish("Wandelen", first="2027-03-12", where=Where(place="De hoek"))
    with scene.app.app_context():
        with pytest.raises(NotAllowed):
            asking.add_role(Actor.self(make.person("Lieke")), activity, COFFEE)
        foreign = RoleValues(title="Koffie", minutes=5, date=scene.dates(other)[0].public_id)
        with pytest.raises(Refusal) as refused:
            asking.add_role(Actor.self(scene.organiser), activity, foreign)
        assert refused.value.field == "date"
        with pytest.raises(NotFound):
            asking.remove_role(Actor.self(scene.organiser), "nothere")
        assert db.session.scalars(sa.select(Role)).all() == []
        assert "NeedsChanged" not in db.session.scalars(sa.select(EventRow.kind)).all()


def test_organiser_writes_changes_and_takes_off_a_role(scene: Scene, as_person: Callable[[int], FlaskClient]) -> None:
    scene.weekly()
    chantal = as_person(scene.organiser)
    assert "Wie doet wat?" in text(chantal, PAGE)
    assert "Wie doet wat?" not in text(scene.app.test_client(), PAGE)
    form = {"title": "Koffie zetten", "moment": "before", "minutes": "20", "places": "2", "date": ""}
    wrong = chantal.post(f"{PAGE}/roles", data={**form, "minutes": "0"})
    assert (wrong.status_code, told(scene)) == (422, [])
    assert chantal.post(f"{PAGE}/roles", data=form).status_code == 303
    assert "Koffie zetten" in text(chantal, f"{PAGE}/roles")
    with scene.app.app_context():
        key = db.session.scalars(sa.select(Role.public_id)).one()
    assert chantal.post(f"{PAGE}/roles/{key}", data={**form, "title": "Thee zetten"}).status_code == 303
    assert {what for what, _when in told(scene)} == {"Thee zetten"}
    assert chantal.post(f"{PAGE}/roles/{key}/remove").status_code == 303
    assert told(scene) == []
    assert "Zet het weer op de lijst" in text(chantal, f"{PAGE}/roles/{key}")
    assert chantal.post(f"{PAGE}/roles/{key}/restore").status_code == 303
    assert len(told(scene)) == 4


def test_roles_that_were_taken_off_go_after_a_month(scene: Scene) -> None:
    activity = scene.weekly()
    kept, gone = (scene.do(asking.add_role, activity, COFFEE) for _number in range(2))
    scene.do(asking.remove_role, gone)
    with scene.app.app_context(), clock.at(now() + timedelta(days=31)):
        needs.expire()
        assert db.session.scalars(sa.select(Role.public_id)).all() == [kept]
