"""Hosts' tasks, and thank-yous, as services."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask

from app.actors import Actor, Channel
from app.clock import at, now
from app.db import db
from app.notices.models import Notice, State
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions import expiring, promising, tasks, thanking
from plugins.contributions.models import Promise, Thanks
from plugins.contributions.tasks import TaskValues
from tests.factories import Make
from tests.plugins.contributions.conftest import People

pytestmark = pytest.mark.sweep
FENCE = TaskValues(title="Tuinhek verven", minutes=20)


def waiting(app: Flask) -> list[tuple[int | None, str]]:
    with app.app_context():
        found = db.session.scalars(sa.select(Notice).where(Notice.state == State.WAITING).order_by(Notice.id))
        return [(one.person_id, one.kind) for one in found]


def test_tasks_are_for_hosts_of_that_very_house(app: Flask, people: People, make: Make) -> None:
    elsewhere = make.person("Wout Tegelveld")
    make.role(elsewhere, make.house("Wilgenhof"), "administrator")
    task = people.task()
    for person_id in (people.lieke, elsewhere):
        actor = Actor.self(person_id)
        acts: list[Callable[[], object]] = [
            partial(tasks.add_task, actor, people.house, FENCE),
            partial(tasks.change_task, actor, task, FENCE),
            partial(tasks.close_task, actor, task),
            partial(tasks.reopen_task, actor, task),
        ]
        for act in acts:
            with app.app_context(), pytest.raises(NotAllowed):
                act()


def test_host_who_helps_somebody_does_not_lend_them_the_role(app: Flask, people: People) -> None:
    with app.app_context(), pytest.raises(NotAllowed):
        tasks.add_task(Actor(people.toos, people.ria, Channel.DESK), people.house, FENCE)


def test_closing_tells_who_promised_and_undo_takes_the_word_back(app: Flask, people: People) -> None:
    task = people.task(places=2)
    with app.app_context():
        promising.promise_task(Actor.self(people.lieke), task)
        withdrawn = promising.promise_task(Actor.self(people.ria), task)
        promising.withdraw(Actor.self(people.ria), withdrawn)
    with at(now() + timedelta(minutes=1)):
        with app.app_context():
            tasks.close_task(Actor.self(people.toos), task)
        assert waiting(app) == [(people.lieke, "promise.let_go")]
        with app.app_context():
            tasks.reopen_task(Actor.self(people.toos), task)
    assert waiting(app) == []
    assert [(one.person, one.withdrawn) for one in people.promises()] == [(people.lieke, False), (people.ria, True)]


def test_new_time_is_told_to_who_promised(app: Flask, people: People) -> None:
    task = people.task(starts=now() + timedelta(days=1))
    with app.app_context():
        promising.promise_task(Actor.self(people.lieke), task)
        later = TaskValues(title="Tuinhek verven", minutes=20, starts=now() + timedelta(days=2))
        tasks.change_task(Actor.self(people.toos), task, later)
    assert waiting(app) == [(people.lieke, "promise.moved")]


def test_nobody_thanks_themselves_or_for_what_is_not_done(app: Flask, people: People) -> None:
    task = people.task()
    with app.app_context():
        made = promising.promise_task(Actor.self(people.lieke), task)
        with pytest.raises(Refusal):
            thanking.thank(Actor.self(people.toos), made, "Fijn!")
        promising.mark_done(Actor.self(people.lieke), made)
        with pytest.raises(Refusal):
            thanking.thank(Actor.self(people.lieke), made, "Fijn!")
        with pytest.raises(NotAllowed):
            thanking.thank(Actor.guest(), made, "Fijn!")
        for words in ("", "  ", "x" * 201):
            with pytest.raises(Refusal):
                thanking.thank(Actor.self(people.toos), made, words)
        assert db.session.scalars(sa.select(Thanks)).all() == []


def test_everybody_who_did_a_task_is_thanked_once(app: Flask, people: People) -> None:
    task = people.task(places=3)
    with app.app_context():
        for who in (people.lieke, people.ria):
            promising.mark_done(Actor.self(who), promising.promise_task(Actor.self(who), task))
        for _time in range(2):
            thanking.thank_helpers(Actor.self(people.toos), task, "Wat mooi!")
    assert waiting(app) == [(people.lieke, "thanks.received"), (people.ria, "thanks.received")]


def test_only_the_thanked_person_shows_thanks_and_a_host_may_take_them_off(app: Flask, people: People) -> None:
    task = people.task()
    with app.app_context():
        made = promising.promise_task(Actor.self(people.lieke), task)
        promising.mark_done(Actor.self(people.lieke), made)
        thanking.thank(Actor.self(people.ria), made, "Wat mooi!")
        key = db.session.scalars(sa.select(Thanks.public_id)).one()
        for other in (people.ria, people.toos):
            with pytest.raises(NotFound):
                thanking.share(Actor.self(other), key)
        thanking.share(Actor.self(people.lieke), key)
        with pytest.raises(NotFound):
            thanking.keep_private(Actor.self(people.ria), key)
        thanking.keep_private(Actor.self(people.toos), key)
        db.session.expire_all()
        assert db.session.scalars(sa.select(Thanks.public_at)).all() == [None]


def test_name_of_a_guest_goes_two_weeks_after_it_was_done_and_the_deed_stays(app: Flask, people: People) -> None:
    task = people.task(places=2)
    with app.app_context():
        host = Actor.self(people.toos)
        done = promising.promise_for_guest(host, task, "Bep", "bep@example.org")
        promising.mark_done(host, done)
        promising.promise_for_guest(host, task, "Cor")
        taken_back = promising.promise_task(Actor.self(people.lieke), people.task("Soep koken"))
        promising.withdraw(Actor.self(people.lieke), taken_back)
    names = []
    for days in (13, 15, 61):
        with at(now() + timedelta(days=days)), app.app_context():
            expiring.expire()
            names.append([one.guest_name for one in db.session.scalars(sa.select(Promise).order_by(Promise.id))])
    assert names == [["Bep", "Cor", ""], ["", "Cor", ""], ["", ""]]
