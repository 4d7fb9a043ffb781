"""Asking for a hand: read by who asked and the hosts alone, passed on in the asker's own words, and gone in time."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app.actors import Actor
from app.clock import at, now
from app.db import db
from app.journal import LogLine
from app.notices.models import Notice, State
from app.notices.wording import mail_words, reader_of
from app.privacy.forgetting import forget
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions.asks import asking, keeping
from plugins.contributions.asks.models import Ask
from tests.plugins.contributions.conftest import People

LAMP = "Een lamp ophangen in de gang"


def ask(people: People, who: int, words: str = LAMP) -> str:
    with people.app.app_context():
        return asking.ask(Actor.self(who), people.house, words)


def waiting(people: People) -> list[tuple[int, str]]:
    with people.app.app_context():
        return [(one.person_id, one.words) for one in keeping.waiting_in(people.house)]


@pytest.mark.sweep
def test_question_waits_for_the_hosts_who_hear_it_once(people: People) -> None:
    ask(people, people.ria)
    assert waiting(people) == [(people.ria, LAMP)]
    with people.app.app_context():
        (notice,) = db.session.scalars(sa.select(Notice)).all()
        assert (notice.person_id, notice.state) == (people.toos, State.WAITING)
        assert LAMP not in notice.params
        words = mail_words(notice, reader_of(notice))
        assert words is not None
        assert f"Ria Klokman vraagt hulp: {LAMP}" in str(words)
        logged = db.session.scalars(sa.select(LogLine).where(LogLine.verb == "contributions.ask.made")).one()
        assert LAMP not in (logged.label or "")


@pytest.mark.sweep
def test_settled_question_is_off_every_list_and_its_mail_does_not_go_out(people: People) -> None:
    key = ask(people, people.ria)
    with people.app.app_context():
        asking.settle(Actor.self(people.ria), key)
        assert [one.state for one in db.session.scalars(sa.select(Notice))] == [State.WITHDRAWN]
        assert keeping.own(people.ria) == []
    assert waiting(people) == []
    with people.app.app_context():
        asking.open_again(Actor.self(people.toos), key)
    assert waiting(people) == [(people.ria, LAMP)]


@pytest.mark.parametrize(("words", "said"), [("  ", "few words"), ("a" * 201, "200")])
def test_question_of_no_words_or_too_many_is_refused(people: People, words: str, said: str) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        ask(people, people.ria, words)
    assert (refused.value.field, waiting(people)) == ("words", [])


def test_fourth_question_waits_until_one_is_settled(people: People) -> None:
    key, *_rest = (ask(people, people.ria, f"Lamp {number}") for number in range(3))
    with pytest.raises(Refusal, match="waiting already"):
        ask(people, people.ria)
    with people.app.app_context():
        asking.settle(Actor.self(people.ria), key)
    ask(people, people.ria)
    assert len(waiting(people)) == 3


def test_stranger_neither_asks_nor_settles(people: People) -> None:
    key = ask(people, people.ria)
    with people.app.app_context():
        with pytest.raises(NotAllowed):
            asking.ask(Actor.guest(), people.house, LAMP)
        for wrong in (key, "nul\0"):
            with pytest.raises(NotFound):
                asking.settle(Actor.self(people.lieke), wrong)
    assert waiting(people) == [(people.ria, LAMP)]


@pytest.mark.both
def test_question_goes_when_it_is_settled_or_waited_too_long_and_with_who_is_forgotten(people: People) -> None:
    with people.app.app_context():
        with at(now() - timedelta(days=61)):
            asking.ask(Actor.self(people.lieke), people.house, "Oud")
        with at(now() - timedelta(days=1)):
            asking.settle(Actor.self(people.lieke), asking.ask(Actor.self(people.lieke), people.house, "Klaar"))
        asking.ask(Actor.self(people.lieke), people.house, "Nieuw")
        keeping.expire()
        assert list(db.session.scalars(sa.select(Ask.words))) == ["Nieuw"]
        assert keeping.export(people.lieke)["asked_for_a_hand"][0]["words"] == "Nieuw"
        forget(Actor.self(people.lieke), people.lieke)
        assert list(db.session.scalars(sa.select(Ask.words))) == []


def test_page_takes_the_sentence_that_was_chosen_and_keeps_what_was_typed(people: People) -> None:
    client = people.browser(people.lieke)
    form = BeautifulSoup(client.get("/contributions/ask?what=Een lamp%0Aophangen").data, "html.parser")
    field = form.select_one("#words")
    assert field is not None
    assert field["value"] == "Een lamp ophangen"
    wrong = client.post("/contributions/ask", data={"words": "a" * 201})
    assert (wrong.status_code, "a" * 201 in wrong.text) == (422, True)
    assert client.post("/contributions/ask", data={"words": LAMP}).status_code == 303
    assert waiting(people) == [(people.lieke, LAMP)]


def test_host_makes_a_task_of_it_and_neighbours_do_not_see_who_asked(people: People) -> None:
    ask(people, people.ria)
    desk = BeautifulSoup(people.browser(people.toos).get("/desk").data, "html.parser")
    card = desk.select_one("[aria-labelledby=desk-asks]")
    assert card is not None
    assert "Ria Klokman" in card.text
    link = card.select_one("a")
    assert link is not None
    task = BeautifulSoup(people.browser(people.toos).get(str(link["href"])).data, "html.parser").select_one("#title")
    assert task is not None
    assert task["value"] == LAMP
    for path in ("/contributions/", "/contributions/ask", "/house/de-linde"):
        assert LAMP not in people.browser(people.lieke).get(path).text
