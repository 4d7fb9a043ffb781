"""Helping once, without an account: a first name and done, places hold, and the name goes in time."""

import re
from collections.abc import Callable
from datetime import time, timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.actors import Actor
from app.calendar.repeats import Repeat
from app.clock import at, now
from app.db import db
from app.journal import LogLine
from app.notices.models import Notice
from app.places.models import House
from app.refusals import NotFound, Refusal
from plugins.contributions import expiring, helping, promising, receiving, tasks
from plugins.contributions.agreements.reading import current_season
from plugins.contributions.asked import mark_of
from plugins.contributions.models import Promise
from plugins.contributions.rota import planning as rota_planning
from plugins.contributions.rota.planning import RotaValues
from plugins.contributions.tasks import TaskValues
from tests.factories import Make
from tests.plugins.contributions.conftest import BOOKING, CHAIRS, People, Shed
from tests.plugins.contributions.test_promising import at_once

pytestmark = pytest.mark.sweep
GUEST = Actor.guest()


def help_out(client: FlaskClient, task: str, name: str = "Bep", reach: str = "") -> str:
    """Send the form of a task's page; the address of one's own page."""
    answer = client.post(f"/contributions/{task}/help", data={"name": name, "reach": reach})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def guests(people: People) -> list[tuple[str, str, bool]]:
    return [(*one.guest, one.withdrawn) for one in people.promises()]


def test_first_name_on_the_page_of_a_task_is_enough(app: Flask, people: People) -> None:
    task = people.task("Soep koken", places=2)
    visitor = app.test_client()
    html = visitor.get(f"/contributions/{task}").get_data(as_text=True)
    assert re.findall(r'<input[^>]* name="(name|reach)"', html) == ["name", "reach"]
    own = visitor.get(help_out(visitor, task)).get_data(as_text=True)
    assert "Dank je wel, Bep!" in own
    assert "Soep koken" in own
    (made,) = people.promises()
    assert (made.person, made.guest, made.channel) == (None, ("Bep", ""), "web")
    assert "Bep" in people.browser(people.toos).get("/contributions/manage").get_data(as_text=True)
    for client in (app.test_client(), people.browser(people.lieke)):
        for address in ("/", "/contributions/", f"/contributions/{task}"):
            assert "Bep" not in client.get(address).get_data(as_text=True)
    with app.app_context():
        assert db.session.scalars(sa.select(Notice.id)).all() == []
        assert [line.label for line in db.session.scalars(sa.select(LogLine)) if "Bep" in line.label] == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "…"}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"name": "\0"}, "name"),
        ({"reach": "bij de bakker"}, "reach"),
        ({"reach": "bep@"}, "reach"),
        ({"reach": "x" * 121}, "reach"),
        ({"reach": "12"}, "reach"),
    ],
)
def test_name_that_is_none_or_a_reach_that_reaches_nobody_gets_a_message(
    app: Flask, people: People, shed: Shed, wrong: dict[str, str], field: str
) -> None:
    task, need = people.task(), shed.need(after=timedelta(hours=5))
    addresses = (f"/contributions/{task}/help", f"/contributions/need/de-linde/shed/booking/k3f9/{mark_of(need)}/help")
    for address in addresses:
        answer = app.test_client().post(address, data={"name": "Bep", "reach": "", **wrong})
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.get_data(as_text=True)
    assert people.promises() == []


def test_full_closed_or_past_task_takes_no_guest(app: Flask, people: People) -> None:
    full, closed, past = people.task(), people.task(), people.task(starts=now() + timedelta(hours=1))
    visitor = app.test_client()
    help_out(visitor, full)
    with app.app_context():
        tasks.close_task(Actor.self(people.toos), closed)
    for task in (full, closed):
        answer = visitor.post(f"/contributions/{task}/help", data={"name": "Cor"})
        assert answer.status_code == 422
    with at(now() + timedelta(hours=2)):
        assert visitor.post(f"/contributions/{past}/help", data={"name": "Cor"}).status_code == 422
        assert 'name="name"' not in visitor.get(f"/contributions/{past}").get_data(as_text=True)
    assert guests(people) == [("Bep", "", False)]


def test_places_hold_when_many_guests_and_neighbours_press_at_once(app: Flask, people: People, make: Make) -> None:
    task = people.task(places=3)
    wanting: list[Callable[[], object]] = [
        partial(helping.help_once, GUEST, task, f"Gast {number}") for number in range(8)
    ]
    wanting += [partial(promising.promise_task, Actor.self(make.person(f"Buur {number}")), task) for number in range(4)]
    answers = at_once(app, wanting)
    assert (answers.well, len(answers.refusals), len(people.promises())) == (3, 9, 3)


def test_need_that_many_guests_take_up_at_once_is_one_task(app: Flask, people: People, shed: Shed) -> None:
    mark = mark_of(shed.need(after=timedelta(hours=5)))
    wanting: list[Callable[[], object]] = [
        partial(helping.help_with_need, GUEST, people.house, BOOKING, mark, (f"Gast {number}", ""))
        for number in range(8)
    ]
    answers = at_once(app, wanting)
    assert (answers.well, len(answers.refusals)) == (2, 6)
    assert [one.title for one in people.promises()] == [CHAIRS] * 2


def test_guest_takes_up_a_need_on_its_page(app: Flask, people: People, shed: Shed) -> None:
    address = f"/contributions/need/de-linde/shed/booking/k3f9/{mark_of(shed.need(after=timedelta(hours=5)))}"
    visitor = app.test_client()
    assert 'name="name"' in visitor.get(address).get_data(as_text=True)
    for name in ("Bep", "Cor"):
        answer = visitor.post(f"{address}/help", data={"name": name})
        assert (answer.status_code, "/contributions/helping/" in answer.location) == (303, True)
    assert visitor.post(f"{address}/help", data={"name": "Dirk"}).status_code == 422
    assert guests(people) == [("Bep", "", False), ("Cor", "", False)]


def test_pressing_twice_is_one_place_and_another_of_that_name_is_another(app: Flask, people: People) -> None:
    task = people.task(places=5)
    visitor = app.test_client()
    assert help_out(visitor, task) == help_out(visitor, task)
    with at(now() + timedelta(minutes=2)):
        help_out(visitor, task)
    assert len(people.promises()) == 2


def test_guest_lets_go_and_comes_back_by_the_address_of_the_own_page(app: Flask, people: People) -> None:
    task = people.task()
    visitor = app.test_client()
    own = help_out(visitor, task)
    for _twice in range(2):
        assert visitor.post(f"{own}/off").status_code == 303
    assert guests(people) == [("Bep", "", True)]
    assert visitor.post(f"{own}/back").status_code == 303
    assert guests(people) == [("Bep", "", False)]
    visitor.post(f"{own}/off")
    with app.app_context():
        promising.promise_task(Actor.self(people.ria), task)
    assert visitor.post(f"{own}/back").status_code == 409
    assert [one.withdrawn for one in people.promises()] == [True, False]


def test_wrong_address_opens_nothing(app: Flask, people: People) -> None:
    help_out(app.test_client(), people.task())
    with app.app_context():
        public = db.session.scalars(sa.select(Promise.public_id)).one()
    for code in (public, "a" * 12, "a" * 300, "💐"):
        assert app.test_client().get(f"/contributions/helping/{code}").status_code == 404
        assert app.test_client().post(f"/contributions/helping/{code}/off").status_code == 404
    assert guests(people) == [("Bep", "", False)]


def test_dates_and_jobs_lead_who_has_no_account_to_the_page_of_the_task(app: Flask, people: People) -> None:
    start = now() + timedelta(days=7)
    first = start.date()
    words = TaskValues(title="Koffie schenken", minutes=60)
    repeat = Repeat.weekly(first.weekday(), until=first + timedelta(weeks=3))
    with app.app_context():
        rota = rota_planning.begin(
            Actor.self(people.toos), people.house, RotaValues(task=words, repeat=repeat, first=first, start=time(9))
        )
    for client, ways in ((app.test_client(), 0), (people.browser(people.lieke), 4)):
        html = client.get(f"/contributions/rota/{rota}").get_data(as_text=True)
        assert len(re.findall(r'action="/contributions/\w+/promise"', html)) == ways
        assert html.count("Ik help mee") == 4


def test_who_is_signed_in_promises_with_their_account(people: People) -> None:
    task = people.task()
    lieke = people.browser(people.lieke)
    assert 'name="name"' not in lieke.get(f"/contributions/{task}").get_data(as_text=True)
    assert lieke.post(f"/contributions/{task}/help", data={"name": "Bep"}).status_code == 303
    assert [(one.person, one.guest) for one in people.promises()] == [(people.lieke, ("", ""))]


def test_guest_with_a_way_to_reach_them_hears_when_it_is_off(app: Flask, people: People) -> None:
    task = people.task(places=2)
    visitor = app.test_client()
    help_out(visitor, task, "Bep", "Bep@Example.org")
    own = help_out(visitor, task, "Cor", "076-000 00 99")
    with app.app_context():
        tasks.close_task(Actor.self(people.toos), task)
        told = db.session.execute(sa.select(Notice.guest_email, Notice.guest_phone).order_by(Notice.id))
        assert [tuple(row) for row in told] == [("bep@example.org", ""), ("", "076-000 00 99")]
    assert "niet meer nodig" in visitor.get(own).get_data(as_text=True)
    assert visitor.post(f"{own}/back").status_code == 409


def test_details_go_two_weeks_after_the_task_and_what_was_for_whenever_is_free_again(
    app: Flask, people: People
) -> None:
    dated, whenever = people.task(starts=now() + timedelta(days=1)), people.task("Ooit")
    visitor = app.test_client()
    own = help_out(visitor, dated, "Bep", "bep@example.org")
    help_out(visitor, whenever, "Cor", "076-000 00 99")

    def kept(days: int) -> list[tuple[str, str, bool]]:
        with app.app_context(), at(now() + timedelta(days=days)):
            expiring.expire()
        return [(*one.guest, one.withdrawn) for one in people.promises()]

    with app.app_context():
        house = db.session.get_one(House, people.house)
        season = current_season(house).span(house.zone)
        before = receiving.meter(people.house, season)
    assert kept(14) == [("Bep", "bep@example.org", False), ("Cor", "076-000 00 99", False)]
    assert kept(16) == [("", "", False), ("Cor", "076-000 00 99", False)]
    assert visitor.get(own).status_code == 404
    assert kept(61) == [("", "", False), ("", "", True)]
    with app.app_context():
        after = receiving.meter(people.house, season)
        assert db.session.scalars(sa.select(Promise.guest_code)).all() == [None, None]
    assert (before.asked, before.picked_up, after.asked, after.picked_up) == (2, 2, 2, 1)


def test_service_refuses_what_the_page_would(app: Flask, people: People) -> None:
    with app.app_context():
        with pytest.raises(NotFound):
            helping.help_once(GUEST, "nothere", "Bep")
        with pytest.raises(Refusal):
            helping.help_once(GUEST, people.task(), "")


def test_machine_that_signs_up_without_end_is_told_to_wait(
    make_app: Callable[..., Flask], make: Make, shed: Shed, as_person: Callable[[int], FlaskClient]
) -> None:
    app = make_app(extra_plugins={"shed": shed}, WIJ_PLUGINS="contributions", RATELIMIT_ENABLED=True)
    people = People(app, Make(app), as_person)
    task = people.task(places=50)
    client = app.test_client()
    answers = [client.post(f"/contributions/{task}/help", data={"name": f"Gast {n}"}).status_code for n in range(21)]
    assert answers == [303] * 20 + [429]
    assert len(people.promises()) == 20
