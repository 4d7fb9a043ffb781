"""A list on paper: names as short as can be, for organisers alone, and it stops working when the day is over."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import clock
from app.actors import Actor
from app.db import db
from app.journal import LogLine
from app.privacy.forgetting import forget
from app.refusals import NotFound, Refusal
from plugins.activities import changing, wij_expire_data
from plugins.activities.models import Occurrence
from plugins.activities.papers import making
from plugins.activities.papers.models import PaperList
from plugins.activities.planning import Words
from tests.factories import AMSTERDAM, Make, at
from tests.plugins.activities.conftest import Scene

As = Callable[[int], FlaskClient]


@pytest.fixture
def date(scene: Scene) -> Occurrence:
    """A date on Wednesday to which a neighbour and a guest come."""
    return scene.dates(scene.weekly(places=10))[0]


def path_of(date: Occurrence, key: str = "", slug: str = "eettafel") -> str:
    return f"/activities/{slug}/dates/{date.public_id}/list" + (f"/{key}" if key else "")


@pytest.mark.parametrize(
    ("name", "on_paper"),
    [("Lieke Morgenster", "Lieke M."), ("Cor van der Linden-Mos", "Cor L."), ("Bep", "Bep"), ("", "")],
)
def test_name_on_paper_is_short(name: str, on_paper: str) -> None:
    assert making.short(name) == on_paper


def test_list_works_until_midnight_on_the_wall_also_in_the_night_of_a_clock_change() -> None:
    for ends, until in (("2027-03-27", "2027-03-28"), ("2027-03-28", "2027-03-29")):
        assert making.works_until(at(ends, "22:00"), AMSTERDAM) == at(until, "00:00")


@pytest.mark.sweep
def test_list_names_who_comes_says_until_when_and_stops(
    scene: Scene, date: Occurrence, as_person: As, make: Make
) -> None:
    scene.comes(make.person("Zwaluwina Morgenster"), date.id, party=2)
    scene.guest(date.id, "Bep", first_time=True)
    organiser = as_person(scene.organiser)
    made = organiser.post(path_of(date))
    assert made.status_code == 303
    page = organiser.get(made.location).get_data(as_text=True)
    assert ("Zwaluwina M. +1" in page, "Morgenster" in page, "Bep" in page) == (True, False, True)
    assert "donderdag 11 maart, 0:00" in page
    assert as_person(make.person("Vreemde")).get(made.location).status_code == 403
    assert scene.app.test_client().get(made.location).status_code == 303
    with scene.app.app_context():
        made_by = db.session.scalars(sa.select(LogLine.typist_id).where(LogLine.verb == "activities.date.listed")).all()
        assert made_by == [scene.organiser]
    with clock.at(at("2027-03-11", "00:00")):
        stopped = organiser.get(made.location)
        assert (stopped.status_code, "Zwaluwina" in stopped.get_data(as_text=True)) == (404, False)
        assert organiser.post(path_of(date)).status_code == 409
        with scene.app.app_context():
            wij_expire_data()
            assert db.session.scalars(sa.select(PaperList)).all() == []


def test_there_is_no_list_of_what_is_sensitive_or_became_so(scene: Scene, date: Occurrence, as_person: As) -> None:
    scene.guest(date.id, "Zwaluwina")
    key = scene.do(making.make_list, date.id)
    scene.do(changing.change_words, date.activity_id, Words(title="Eettafel", places=10, sensitive=True))
    assert as_person(scene.organiser).get(path_of(date, key)).status_code == 404
    with pytest.raises(Refusal):
        scene.do(making.make_list, date.id)
    with scene.app.app_context(), pytest.raises(NotFound):
        making.working_list(db.session.get_one(Occurrence, date.id), key)


def test_list_stays_without_who_made_it(scene: Scene, date: Occurrence) -> None:
    scene.do(making.make_list, date.id)
    with scene.app.app_context():
        forget(Actor.self(scene.organiser), scene.organiser)
        assert db.session.scalars(sa.select(PaperList.made_by_id)).all() == [None]
