"""Promising, taking back and doing, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from flask import Flask

from app.actors import Actor, Channel
from app.clock import at, now
from app.refs import Ref
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions import promising, tasks
from plugins.contributions.asked import mark_of
from plugins.contributions.asking import open_tasks
from plugins.contributions.tasks import TaskValues
from tests.factories import Make, span
from tests.plugins.contributions.conftest import BOOKING, People, Shed

pytestmark = pytest.mark.sweep


def by(person_id: int) -> Actor:
    return Actor.self(person_id)


def state(people: People) -> list[tuple[int | None, str, bool, bool]]:
    return [(one.person, one.title, one.done, one.withdrawn) for one in people.promises()]


def refused(app: Flask, kind: type[Refusal], act: Callable[[], object], people: People) -> None:
    """`act` is refused, and nothing has changed."""
    before = state(people)
    with app.app_context(), pytest.raises(Refusal) as refusal:
        act()
    assert type(refusal.value) is kind
    assert state(people) == before


def test_promise_takes_a_place_and_a_second_one_changes_nothing(app: Flask, people: People) -> None:
    task = people.task(places=2)
    with app.app_context():
        first = promising.promise_task(by(people.lieke), task)
        assert promising.promise_task(by(people.lieke), task) == first
        (asked,) = open_tasks(people.house, people.lieke)
    assert (asked.taken, asked.left, asked.mine) == (1, 1, True)
    assert state(people) == [(people.lieke, "Tuinhek verven", False, False)]


def test_promise_of_a_full_a_closed_or_a_past_task_is_refused(app: Flask, people: People) -> None:
    full, closed, past = people.task(), people.task(), people.task(starts=now() + timedelta(hours=1))
    with app.app_context():
        promising.promise_task(by(people.ria), full)
        tasks.close_task(by(people.toos), closed)
    for task in (full, closed):
        refused(app, Refusal, partial(promising.promise_task, by(people.lieke), task), people)
    with at(now() + timedelta(hours=2)):
        refused(app, Refusal, lambda: promising.promise_task(by(people.lieke), past), people)


def test_promise_without_signing_in_or_of_nothing_is_refused(app: Flask, people: People) -> None:
    task = people.task()
    refused(app, NotAllowed, lambda: promising.promise_task(Actor.guest(), task), people)
    refused(app, NotFound, lambda: promising.promise_task(by(people.lieke), "nothere"), people)


def test_place_that_is_taken_back_is_free_for_another(app: Flask, people: People) -> None:
    task = people.task()
    with app.app_context():
        mine = promising.promise_task(by(people.lieke), task)
        promising.withdraw(by(people.lieke), mine)
        promising.withdraw(by(people.lieke), mine)
        promising.promise_task(by(people.ria), task)
    assert state(people) == [
        (people.lieke, "Tuinhek verven", False, True),
        (people.ria, "Tuinhek verven", False, False),
    ]
    refused(app, Refusal, lambda: promising.restore(by(people.lieke), mine), people)


def test_undo_brings_a_promise_back(app: Flask, people: People) -> None:
    task = people.task()
    with app.app_context():
        mine = promising.promise_task(by(people.lieke), task)
        promising.withdraw(by(people.lieke), mine)
        promising.restore(by(people.lieke), mine)
        promising.restore(by(people.lieke), mine)
    assert state(people) == [(people.lieke, "Tuinhek verven", False, False)]


def test_done_can_be_said_by_the_promiser_and_by_a_host_and_undone(app: Flask, people: People) -> None:
    task = people.task(places=2)
    with app.app_context():
        mine, rias = (promising.promise_task(by(who), task) for who in (people.lieke, people.ria))
        promising.mark_done(by(people.lieke), mine)
        promising.mark_done(by(people.toos), rias)
    assert [one.done for one in people.promises()] == [True, True]
    refused(app, Refusal, lambda: promising.withdraw(by(people.lieke), mine), people)
    with app.app_context():
        promising.undo_done(by(people.lieke), mine)
    assert [one.done for one in people.promises()] == [False, True]


@pytest.mark.parametrize("act", [promising.withdraw, promising.restore, promising.mark_done, promising.undo_done])
def test_promise_of_another_is_nobody_elses_to_change(
    app: Flask, people: People, make: Make, act: Callable[[Actor, str], None]
) -> None:
    host_elsewhere = make.person("Wout Tegelveld")
    make.role(host_elsewhere, make.house("Wilgenhof"), "host")
    task = people.task()
    with app.app_context():
        mine = promising.promise_task(by(people.lieke), task)
    for somebody in (by(people.ria), by(host_elsewhere), Actor.guest()):
        refused(app, NotFound, partial(act, somebody, mine), people)


def test_guest_is_written_down_by_a_host_and_by_nobody_else(app: Flask, people: People) -> None:
    task = people.task(places=2)
    with app.app_context():
        promising.promise_for_guest(Actor.self(people.toos, Channel.DESK), task, " Bep ", "076-000 00 99")
    (made,) = people.promises()
    assert (made.person, made.guest, made.channel) == (None, ("Bep", "076-000 00 99"), "desk")
    refused(app, NotAllowed, lambda: promising.promise_for_guest(by(people.lieke), task, "Bep"), people)
    refused(app, Refusal, lambda: promising.promise_for_guest(by(people.toos), task, "  "), people)


def test_desk_promises_for_somebody_who_is_helped(app: Flask, people: People) -> None:
    with app.app_context():
        promising.promise_own(Actor(people.toos, people.ria, Channel.PHONE), people.house, "Ik bel graag rond.")
    assert [(one.person, one.title, one.channel) for one in people.promises()] == [
        (people.ria, "Ik bel graag rond.", "phone")
    ]


@pytest.mark.parametrize("words", ["", "   ", "x" * 301])
def test_own_promise_needs_a_few_words_and_not_a_book(app: Flask, people: People, words: str) -> None:
    refused(app, Refusal, lambda: promising.promise_own(by(people.lieke), people.house, words), people)


def test_promise_hangs_on_ones_own_booking_and_on_nobody_elses(app: Flask, people: People, shed: Shed) -> None:
    tomorrow = span((now() + timedelta(days=1)).date(), "14:00-16:00")
    shed.book(BOOKING, tomorrow, people.house, people.lieke)
    task = people.task(places=2)
    refused(app, NotFound, lambda: promising.promise_task(by(people.ria), task, returns=BOOKING), people)
    with app.app_context():
        promising.promise_task(by(people.lieke), task, returns=BOOKING)
    assert [(one.person, one.ref) for one in people.promises()] == [(people.lieke, "shed/booking/k3f9")]


def test_need_becomes_one_task_however_often_it_is_taken_up(app: Flask, people: People, shed: Shed) -> None:
    need = shed.need(after=timedelta(hours=5))
    with app.app_context():
        (before,) = open_tasks(people.house)
        for who in (people.lieke, people.ria):
            promising.promise_need(by(who), people.house, BOOKING, mark_of(need))
        (mine,) = open_tasks(people.house, people.lieke)
        assert open_tasks(people.house) == []
    assert (before.public_id, before.taken) == (None, 0)
    assert (mine.title, mine.taken, mine.places, mine.starts) == ("Stoelen terugzetten", 2, 2, need.at)


def test_need_that_nobody_tells_of_is_refused(app: Flask, people: People, shed: Shed) -> None:
    shed.need(after=timedelta(hours=5))
    mark = mark_of(shed.needs[0])
    for ref, other in ((Ref("shed", "booking", "other"), mark), (BOOKING, "00000000")):
        refused(
            app,
            NotFound,
            partial(promising.promise_need, by(people.lieke), people.house, ref, other),
            people,
        )


def at_once(app: Flask, acts: list[Callable[[], object]]) -> SimpleNamespace:
    """Run all `acts` in threads of their own: how many went well, and what refused the others."""

    def run(act: Callable[[], object]) -> object:
        with app.app_context():
            try:
                return act()
            except Refusal as refusal:
                return refusal

    with ThreadPoolExecutor(len(acts)) as pool:
        answers = list(pool.map(run, acts))
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    return SimpleNamespace(well=len(answers) - len(refusals), refusals=refusals)


def test_places_are_never_promised_twice_when_many_want_them_at_once(app: Flask, people: People, make: Make) -> None:
    task = people.task(places=3)
    wanting = [make.person(f"Buur {number}") for number in range(12)]
    answers = at_once(app, [partial(promising.promise_task, by(who), task) for who in wanting])
    assert (answers.well, len(answers.refusals)) == (3, 9)
    assert len(people.promises()) == 3


def test_need_taken_up_by_many_at_once_is_one_task_with_its_own_places(
    app: Flask, people: People, make: Make, shed: Shed
) -> None:
    mark = mark_of(shed.need(after=timedelta(hours=5)))
    wanting = [make.person(f"Buur {number}") for number in range(10)]
    answers = at_once(app, [partial(promising.promise_need, by(who), people.house, BOOKING, mark) for who in wanting])
    assert (answers.well, len(answers.refusals)) == (2, 8)
    assert [one.title for one in people.promises()] == ["Stoelen terugzetten"] * 2


def test_pressing_twice_at_once_is_one_promise(app: Flask, people: People) -> None:
    task = people.task(places=5)
    answers = at_once(app, [lambda: promising.promise_task(by(people.lieke), task)] * 8)
    assert (answers.well, len(people.promises())) == (8, 1)


def test_host_cannot_shrink_a_task_below_who_said_yes(app: Flask, people: People) -> None:
    task = people.task(places=2)
    with app.app_context():
        for who in (people.lieke, people.ria):
            promising.promise_task(by(who), task)
    smaller = TaskValues(title="Tuinhek verven", minutes=20, places=1)
    refused(app, Refusal, lambda: tasks.change_task(by(people.toos), task, smaller), people)
