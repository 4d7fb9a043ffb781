"""How many were there: a number in two taps, no names, and nothing of it that tells of one date or one person."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import clock
from app.actors import Actor
from app.clock import Span, now
from app.db import db
from app.refusals import NotAllowed, Refusal
from plugins.activities import dates, figures
from plugins.activities.headcount import counting
from plugins.activities.headcount.models import HeadCount
from plugins.activities.models import Occurrence
from tests.factories import Make, at
from tests.plugins.activities.conftest import Scene

both = pytest.mark.both
As = Callable[[int], FlaskClient]
AFTER = at("2027-03-10", "20:00")


@pytest.fixture
def date(scene: Scene) -> Occurrence:
    """A date on Wednesday, that ends at half past seven."""
    return scene.dates(scene.weekly(places=10))[0]


def counts(scene: Scene) -> list[int]:
    with scene.app.app_context():
        return list(db.session.scalars(sa.select(HeadCount.people).order_by(HeadCount.occurrence_id)))


def told(scene: Scene) -> int:
    """What the scoreboard may tell of March."""
    with scene.app.app_context():
        found = figures.figures(scene.house, Span(at("2027-03-01", "00:00"), at("2027-04-01", "00:00")))
        return next(one.value for one in found if one.key == "activities.people")


@both
def test_count_is_written_changed_and_taken_back(scene: Scene, date: Occurrence) -> None:
    with clock.at(AFTER):
        for people in (12, 15):
            scene.do(counting.count, date.id, people)
        assert counts(scene) == [15]
        scene.do(counting.uncount, date.id)
        scene.do(counting.uncount, date.id)
    assert counts(scene) == []


@both
def test_count_before_it_begins_too_late_out_of_range_or_of_what_was_off_is_refused(
    scene: Scene, date: Occurrence, make: Make
) -> None:
    second = scene.dates(date.activity_id)[1]
    scene.do(dates.cancel_date, second.id, "ziek")
    stranger = Actor.self(make.person("Vreemde"))
    for moment, occurrence, people in (
        (now(), date, 5), (AFTER + timedelta(days=31), date, 5), (AFTER, date, -1), (AFTER, date, 1001),
        (second.ends, second, 5),
    ):  # fmt: skip
        with clock.at(moment), pytest.raises(Refusal):
            scene.do(counting.count, occurrence.id, people)
    with clock.at(AFTER), scene.app.app_context(), pytest.raises(NotAllowed):
        counting.count(stranger, date.id, 5)
    assert counts(scene) == []


@both
def test_sum_is_told_in_fives_without_what_is_sensitive(scene: Scene, date: Occurrence) -> None:
    discreet = scene.dates(scene.weekly("Rouwgroep", times="10:00-11:00", sensitive=True))[0]
    with clock.at(AFTER):
        scene.do(counting.count, discreet.id, 40)
        assert told(scene) == 0
        scene.do(counting.count, date.id, 13)
    assert told(scene) == 10
    with clock.at(AFTER + timedelta(days=7)):
        scene.do(counting.count, scene.dates(date.activity_id)[1].id, 1)
    assert told(scene) == 10


def test_two_taps_from_ones_own_page_and_nobody_else_reads_the_number(
    scene: Scene, date: Occurrence, client: FlaskClient, as_person: As, make: Make
) -> None:
    organiser, page = as_person(scene.organiser), f"/activities/eettafel/dates/{date.public_id}/count"
    assert page not in organiser.get("/me").get_data(as_text=True)
    with clock.at(AFTER):
        assert page in organiser.get("/me").get_data(as_text=True)
        assert 'name="people" value="25"' in organiser.get(page).get_data(as_text=True)
        answer = organiser.post(page, data={"people": "941"})
        assert (answer.status_code, counts(scene)) == (303, [941])
        assert page not in organiser.get("/me").get_data(as_text=True)
        assert "ongeveer 941 mensen" in organiser.get(page.removesuffix("/count")).get_data(as_text=True)
        assert organiser.post(page, data={"people": "heel veel"}).status_code == 422
        assert as_person(make.person("Vreemde")).post(page, data={"people": "3"}).status_code == 403
        assert client.get(page).status_code == 303
        public = client.get(f"/activities/eettafel?date={date.public_id}").get_data(as_text=True)
    assert ("941" in public.partition("<main")[2].partition("</main")[0], counts(scene)) == (False, [941])
