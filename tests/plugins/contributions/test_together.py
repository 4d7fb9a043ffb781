"""Done together with one tap, told afterwards, and thanked with a drawing."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.actors import Actor, Channel
from app.clock import at, now
from app.db import db
from app.places.models import House
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions import mine, promising, receiving, thanking, together
from plugins.contributions.models import Thanks
from plugins.contributions.receiving import Meter
from tests.factories import Make
from tests.plugins.contributions.conftest import People

SHELF = "Het plankje in de hal vastgezet"


def done(people: People) -> list[tuple[int | None, bool]]:
    return [(one.person, one.done) for one in people.promises()]


@pytest.mark.sweep
def test_one_of_them_says_that_it_is_done_for_all_and_takes_just_that_back(app: Flask, people: People) -> None:
    task = people.task(places=3)
    with app.app_context():
        for person in (people.lieke, people.ria, people.toos):
            promising.promise_task(Actor.self(person), task)
        promising.withdraw(Actor.self(people.toos), people.promises()[2].key)
        promising.mark_done(Actor.self(people.ria), people.promises()[1].key)
    with at(now() + timedelta(minutes=1)), app.app_context():
        together.mark_all_done(Actor.self(people.lieke), task)
    assert done(people) == [(people.lieke, True), (people.ria, True), (people.toos, False)]
    with app.app_context():
        together.undo_all_done(Actor.self(people.lieke), task)
    assert done(people) == [(people.lieke, False), (people.ria, True), (people.toos, False)]


def test_who_did_not_promise_cannot_say_that_others_did_it(app: Flask, people: People, make: Make) -> None:
    task = people.task(places=2)
    with app.app_context():
        promising.promise_task(Actor.self(people.lieke), task)
        for actor in (Actor.self(people.ria), Actor.guest()):
            for act in (together.mark_all_done, together.undo_all_done):
                with pytest.raises(NotFound):
                    act(actor, task)
        together.mark_all_done(Actor.self(people.toos), task)
    assert done(people) == [(people.lieke, True)]


def test_task_page_offers_we_did_it_only_where_several_are_to_do_it(people: People) -> None:
    task = people.task(places=2)
    lieke = people.browser(people.lieke)
    lieke.post(f"/contributions/{task}/promise")
    for page in (f"/contributions/{task}", "/me"):
        assert "Samen gedaan" not in lieke.get(page).get_data(as_text=True)
    people.browser(people.ria).post(f"/contributions/{task}/promise")
    for page in (f"/contributions/{task}", "/me"):
        assert f"/contributions/{task}/done" in lieke.get(page).get_data(as_text=True)
    answer = lieke.post(f"/contributions/{task}/done", follow_redirects=True)
    assert "Bedankt, allemaal!" in answer.get_data(as_text=True)
    assert done(people) == [(people.lieke, True), (people.ria, True)]


@pytest.mark.both
def test_told_afterwards_is_done_counts_once_and_can_be_taken_back(app: Flask, people: People) -> None:
    lieke = Actor.self(people.lieke)
    with app.app_context():
        house = db.session.get_one(House, people.house)
        assert receiving.this_season(house) == Meter(0, 0)
        key = together.tell_done(lieke, people.house, f"  {SHELF}  ")
        assert [one.title for one in mine.done_lately(people.lieke)] == [SHELF]
        assert mine.open_promises(people.lieke) == []
        assert receiving.this_season(house) == Meter(1, 1)
        with pytest.raises(NotFound):
            together.take_back_told(Actor.self(people.ria), key)
        together.take_back_told(lieke, key)
        db.session.expire_all()
        assert mine.done_lately(people.lieke) == []
        for words in (" ", "x" * 301):
            with pytest.raises(Refusal):
                together.tell_done(lieke, people.house, words)


def test_promise_that_was_marked_done_later_is_not_taken_back_as_told(app: Flask, people: People) -> None:
    with app.app_context():
        key = promising.promise_own(Actor.self(people.lieke), people.house, SHELF)
    with at(now() + timedelta(hours=1)), app.app_context():
        promising.mark_done(Actor.self(people.lieke), key)
        with pytest.raises(NotFound):
            together.take_back_told(Actor.self(people.lieke), key)


def test_desk_tells_what_somebody_without_an_account_did(app: Flask, people: People) -> None:
    with app.app_context(), pytest.raises(NotAllowed):
        together.tell_done(Actor.self(people.lieke), people.house, SHELF, "Bep")
    toos = people.browser(people.toos)
    page = toos.post("/contributions/told", data={"words": SHELF, "name": "Bep"}, follow_redirects=True)
    assert f"Bedankt! Gedaan: {SHELF}." in page.get_data(as_text=True)
    (one,) = people.promises()
    assert (one.person, one.guest, one.done, one.channel) == (None, ("Bep", ""), True, Channel.DESK)


def test_desk_tells_for_somebody_who_is_helped(app: Flask, people: People) -> None:
    with app.app_context():
        together.tell_done(Actor(people.toos, people.ria, Channel.DESK), people.house, SHELF)
    (one,) = people.promises()
    assert (one.person, one.done, one.channel) == (people.ria, True, Channel.DESK)


def test_thanks_with_only_a_drawing_are_shown_after_a_yes(app: Flask, people: People) -> None:
    task = people.task()
    with app.app_context():
        promising.mark_done(Actor.self(people.lieke), promising.promise_task(Actor.self(people.lieke), task))
    ria, lieke = people.browser(people.ria), people.browser(people.lieke)
    ria.post(f"/contributions/{task}/thank", data={"words": "", "drawing": "champagne"})
    with app.app_context():
        assert db.session.scalars(sa.select(Thanks)).all() == []
    ria.post(f"/contributions/{task}/thank", data={"words": "", "drawing": thanking.COFFEE})
    cup = "contributions/coffee"
    assert cup in lieke.get("/me").get_data(as_text=True)
    assert cup not in ria.get("/house/de-linde").get_data(as_text=True)
    with app.app_context():
        key = db.session.scalars(sa.select(Thanks.public_id)).one()
        given = mine.export(people.ria)["thanks_given"]
    assert [(one["words"], one["drawing"]) for one in given] == [("", "coffee")]
    lieke.post(f"/contributions/thanks/{key}/share")
    assert cup in ria.get("/house/de-linde").get_data(as_text=True)
