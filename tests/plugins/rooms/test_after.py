"""After use: two taps, facts for the house, nobody named, and what is not in order becomes a task."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.actors import Actor
from app.clock import at as clock_at
from app.db import db
from app.places.models import House
from app.plugins import current_hooks
from app.plugins.delivery import deliver
from plugins.contributions import asking, promising
from plugins.contributions.models import Promise, Task
from plugins.rooms.after import telling
from plugins.rooms.after.models import Report
from tests.factories import Make, at, span
from tests.plugins.rooms.conftest import MONDAY, Scene

Browser = Callable[[int], FlaskClient]
USE = span(MONDAY, "10:00-11:00")
WORDS = "De poot van een stoel is los."


def told(scene: Scene) -> list[tuple[str, str, bool]]:
    with scene.app.app_context():
        rows = db.session.scalars(sa.select(Report).order_by(Report.id))
        return [(one.state, one.words, one.solved_at is not None) for one in rows]


def tasks(scene: Scene) -> list[str]:
    """What the house's list of tasks asks for, of rooms that were used."""
    with scene.app.app_context():
        found = [one for one in asking.open_tasks(scene.house) if one.ref is not None]
        return [one.title for one in found if str(one.ref).startswith("rooms/report/")]


@pytest.mark.sweep
def test_broken_thing_becomes_a_task_until_a_host_says_that_it_is_solved(scene: Scene) -> None:
    key = scene.book(USE, people=5)
    with clock_at(at(MONDAY, "11:05")), scene.app.app_context():
        telling.tell(Actor.self(scene.lieke), key, "broken", WORDS)
        (report,) = telling.open_reports(scene.house)
        assert tasks(scene) == ["Kijk wat er stuk is in Zaal A"]
        promise = promising.promise_need(Actor.self(scene.noor), scene.house, report.ref, _mark(scene))
        assert db.session.scalars(sa.select(Task.closed_at)).all() == [None]
        telling.solve(Actor.self(scene.toos), report.public_id)
        deliver()
        assert tasks(scene) == []
        taken_back = sa.select(Promise.withdrawn_at).where(Promise.public_id == promise)
        assert db.session.scalar(taken_back) is not None  # who promised it is told that it is no longer needed
        telling.reopen(Actor.self(scene.toos), report.public_id)
        assert [one.public_id for one in telling.open_reports(scene.house)] == [report.public_id]


def test_question_is_asked_until_two_days_after_to_who_used_the_room(scene: Scene, as_person: Browser) -> None:
    key = scene.book(USE)
    path = f"/rooms/booking/{key}"
    lieke, noor = as_person(scene.lieke), as_person(scene.noor)
    answer = {"state": "untidy", "words": "Geen tijd voor de afwas."}
    for when, asked in (("10:30", False), ("11:00", True)):
        with clock_at(at(MONDAY, when)):
            assert (f'action="{path}/after"' in lieke.get(path).text) is asked
            assert lieke.post(f"{path}/after", data=answer).status_code == (303 if asked else 409)
    with clock_at(at(MONDAY, "12:00")):
        assert noor.post(f"{path}/after", data=answer).status_code == 404
        assert lieke.post(f"{path}/after", data={"state": "fine", "words": "x"}).status_code == 303
        assert told(scene) == [("fine", "", False)]
        assert lieke.post(f"{path}/after", data={"state": "awful"}).status_code == 422
        assert lieke.post(f"{path}/after", data={"state": "broken", "words": "x" * 301}).status_code == 422
    with clock_at(at("2027-03-17", "11:00")):
        assert f'action="{path}/after"' not in lieke.get(path).text
        assert lieke.post(f"{path}/after", data=answer).status_code == 409
    assert told(scene) == [("fine", "", False)]


def test_hosts_see_what_is_the_matter_and_never_who_told_it(scene: Scene, as_person: Browser, make: Make) -> None:
    secret = make.space(scene.house, "Spreekkamer", slug="spreekkamer", private=True)
    key, hidden = scene.book(USE), scene.book(USE, who=scene.toos, space=secret)
    toos, noor = as_person(scene.toos), as_person(scene.noor)
    with clock_at(at(MONDAY, "11:30")):
        as_person(scene.lieke).post(f"/rooms/booking/{key}/after", data={"state": "broken", "words": WORDS})
        toos.post(f"/rooms/booking/{hidden}/after", data={"state": "untidy"})
        assert tasks(scene) == ["Kijk wat er stuk is in Zaal A"]
        page = toos.get("/rooms/reports").text
        assert WORDS in page
        assert "Lieke" not in page
        assert WORDS in toos.get("/desk").text
        assert noor.get("/rooms/reports").status_code == 403
        for public in ("/contributions/", "/house/de-linde", "/rooms/zaal-a"):
            seen = noor.get(public).text
            assert WORDS not in seen
            assert "Spreekkamer" not in seen
        with scene.app.app_context():
            key_of = {one.state: one.public_id for one in telling.open_reports(scene.house)}
        assert noor.post(f"/rooms/reports/{key_of['broken']}/solved").status_code == 403
        assert toos.post(f"/rooms/reports/{key_of['broken']}/solved").status_code == 303
        assert toos.post("/rooms/reports/niets/solved").status_code == 404
    assert told(scene) == [("broken", WORDS, True), ("untidy", "", False)]


def test_use_behind_a_report_is_let_go_of_after_two_days_and_what_is_solved_after_a_month(scene: Scene) -> None:
    first, second = scene.book(USE), scene.book(USE, space=scene.den)
    with clock_at(at(MONDAY, "11:30")), scene.app.app_context():
        telling.tell(Actor.self(scene.lieke), first, "broken", WORDS)
        telling.tell(Actor.self(scene.lieke), second, "fine")
        data = current_hooks().export_person(scene.lieke)["rooms"]["told_after_use"]
        assert [(one["room"], one["state"], one["words"]) for one in data] == [
            ("Zaal A", "broken", WORDS),
            ("Zaal B", "fine", ""),
        ]
    for day, left in (("2027-03-18", [("broken", None), ("fine", None)]), ("2027-04-20", [("broken", None)])):
        with clock_at(at(day, "03:00")), scene.app.app_context():
            for _plugin, expire in current_hooks().expirers():
                expire()
            rows = db.session.execute(sa.select(Report.state, Report.booking_id).order_by(Report.id))
            assert [tuple(row) for row in rows] == left


def _mark(scene: Scene) -> str:
    house = db.session.get_one(House, scene.house)
    (need,) = [one for one in asking.open_tasks(house.id) if str(one.ref).startswith("rooms/report/")]
    return need.mark
