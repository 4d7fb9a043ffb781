"""Who comes, for who organises: somebody who calls is written down, who waits is helped, and no names leak."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.actors import Actor
from app.db import db
from app.journal import LogLine
from plugins.activities import coming
from plugins.activities.models import Occurrence, SignUp
from plugins.activities.waiting import line
from plugins.activities.waiting.models import Wait
from tests.factories import Make
from tests.plugins.activities.conftest import Scene

As = Callable[[int], FlaskClient]
NAME = "Zwaluwina"


@pytest.fixture
def date(scene: Scene) -> Occurrence:
    """A date with one place."""
    return scene.dates(scene.weekly(places=1))[0]


def page_of(date: Occurrence, slug: str = "eettafel") -> str:
    return f"/activities/{slug}/dates/{date.public_id}/people"


def test_host_writes_a_guest_down_and_then_one_on_the_waiting_list_and_says_that_they_come(
    scene: Scene, date: Occurrence, as_person: As, make: Make
) -> None:
    host = make.person("Toos")
    make.role(host, scene.house, "host")
    desk, page = as_person(host), page_of(date)
    assert desk.post(page, data={"name": "", "party": "1"}).status_code == 422
    for name in ("Bep", NAME):
        assert desk.post(page, data={"name": name, "party": "1"}).status_code == 303
    with scene.app.app_context():
        bep = db.session.scalars(sa.select(SignUp)).one()
        wait = db.session.scalars(sa.select(Wait)).one()
        said = db.session.execute(
            sa.select(LogLine.verb, LogLine.typist_id, LogLine.subject_id, LogLine.channel).order_by(LogLine.id.desc())
        ).first()
    assert (bep.name, bep.channel, wait.name) == ("Bep", "desk", NAME)
    assert said is not None
    assert tuple(said) == ("activities.wait.begun", host, None, "desk")
    with scene.app.app_context():
        coming.sign_off(Actor.guest(), bep.code)
    shown = desk.get(page).get_data(as_text=True)
    assert (NAME in shown, "/take" in shown) == (True, True)
    path = page.removesuffix("people") + f"waiting/{wait.public_id}"
    assert as_person(make.person("Vreemde")).post(f"{path}/take").status_code == 403
    assert desk.post(path.replace(wait.public_id, "nergens") + "/take").status_code == 404
    assert desk.post(f"{path}/take").status_code == 303
    assert NAME in desk.get(page).get_data(as_text=True)
    with scene.app.app_context():
        assert db.session.scalars(sa.select(SignUp.name).where(SignUp.cancelled_at.is_(None))).all() == [NAME]


def test_who_does_not_come_is_taken_off_the_waiting_list(scene: Scene, date: Occurrence, as_person: As) -> None:
    scene.guest(date.id, "Bep")
    organiser, page = as_person(scene.organiser), page_of(date)
    organiser.post(page, data={"name": NAME, "party": "1"})
    with scene.app.app_context():
        key = db.session.scalars(sa.select(Wait.public_id)).one()
    assert organiser.post(page.removesuffix("people") + f"waiting/{key}/leave").status_code == 303
    assert NAME not in organiser.get(page).get_data(as_text=True)


def test_of_what_is_sensitive_nobody_who_waits_is_named_or_pointed_at(scene: Scene, as_person: As, make: Make) -> None:
    date = scene.dates(scene.weekly("Rouwgroep", places=1, sensitive=True))[0]
    scene.guest(date.id)
    neighbour = make.person(f"{NAME} Buur")
    with scene.app.app_context():
        code = line.wait(Actor.self(neighbour), date.id, coming.Coming())
        key = db.session.scalars(sa.select(Wait.public_id)).one()
    organiser, page = as_person(scene.organiser), page_of(date, "rouwgroep")
    shown = organiser.get(page).get_data(as_text=True)
    assert (NAME in shown, key in shown, code in shown) == (False, False, False)
    assert organiser.post(page.removesuffix("people") + f"waiting/{key}/leave").status_code == 404
    assert organiser.post(page, data={"name": NAME, "party": "1"}).status_code == 303
    with scene.app.app_context():
        assert db.session.scalars(sa.select(Wait.name)).all() == ["", ""]
