"""What people like to do: seen as far as they say, asked one after another, and gone in time."""

from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask

from app.actors import Actor, Channel
from app.clock import at, now
from app.db import db, transaction
from app.journal import LogLine
from app.notices.models import Notice
from app.notices.wording import mail_words, reader_of, spoken_words
from app.people.models import Person
from app.privacy.forgetting import forget
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions import promising, tasks
from plugins.contributions.models import Task
from plugins.contributions.talents import finding, inviting, keeping, retention
from plugins.contributions.talents.keeping import TalentValues
from plugins.contributions.talents.models import Invitation, Talent
from tests.factories import Make
from tests.plugins.contributions.conftest import People
from tests.plugins.contributions.test_promising import at_once

pytestmark = pytest.mark.sweep
AUDIENCES = ("me", "hosts", "neighbours")


def like(people: People, who: int, words: str, audience: str = "hosts", **more: object) -> str:
    with people.app.app_context():
        return keeping.add(Actor.self(who), people.house, TalentValues(words=words, audience=audience, **more))  # type: ignore[arg-type]  # values of several kinds by name


def invite(people: People, task: str, line: str) -> None:
    with people.app.app_context():
        inviting.invite(Actor.self(people.toos), task, line)


def can_be_asked(people: People, task: str) -> list[tuple[str, bool]]:
    with people.app.app_context():
        found = db.session.scalars(sa.select(Task).where(Task.public_id == task)).one()
        return [(one.name, one.liked) for one in finding.candidates(found, besides=people.toos)]


def asked(people: People) -> list[tuple[str, int]]:
    """Every question there is: its key, and to whom."""
    with people.app.app_context():
        rows = db.session.execute(sa.select(Invitation.public_id, Invitation.person_id).order_by(Invitation.id))
        return [(key, person) for key, person in rows]


def waiting(people: People) -> list[tuple[str, str, int | None]]:
    with people.app.app_context():
        rows = sa.select(Notice.kind, Notice.channel, Notice.person_id).where(Notice.state == "waiting")
        return [tuple(row) for row in db.session.execute(rows.order_by(Notice.id))]  # type: ignore[misc]  # rows as tuples


def test_line_is_seen_as_far_as_its_person_says_and_by_oneself_unless_said(people: People, make: Make) -> None:
    elsewhere = make.person("Wout Tegelveld")
    make.role(elsewhere, make.house("Wilgenhof", slug="wilgenhof"), "host")
    for audience in AUDIENCES:
        like(people, people.ria, f"Merk-{audience} verven", audience)
    assert TalentValues(words="x").audience == "me"
    task = people.task()
    pages = {
        "own": (people.ria, "/contributions/likes"),
        "host": (people.toos, f"/contributions/manage/{task}/ask"),
        "neighbour": (people.lieke, "/contributions/neighbours"),
        "host among neighbours": (people.toos, "/contributions/neighbours"),
    }
    seen = {}
    for name, (who, address) in pages.items():
        html = people.browser(who).get(address).get_data(as_text=True)
        seen[name] = [audience for audience in AUDIENCES if f"Merk-{audience}" in html]
    assert seen == {
        "own": ["me", "hosts", "neighbours"],
        "host": ["hosts", "neighbours"],
        "neighbour": ["neighbours"],
        "host among neighbours": ["neighbours"],
    }
    for client in (people.app.test_client(), people.browser(people.lieke), people.browser(elsewhere)):
        for address in ("/", "/contributions/", f"/contributions/{task}", f"/contributions/manage/{task}/ask"):
            assert "Merk-" not in client.get(address).get_data(as_text=True)
    assert people.app.test_client().get("/contributions/neighbours").status_code == 303


def test_neighbours_see_a_first_name_and_no_more(people: People) -> None:
    like(people, people.ria, "Soep koken", "neighbours")
    html = people.browser(people.lieke).get("/contributions/neighbours").get_data(as_text=True)
    assert "Soep koken" in html
    assert "Ria" in html
    assert "Klokman" not in html


def test_line_of_another_is_nobodys_to_change_not_even_a_hosts(app: Flask, people: People) -> None:
    key = like(people, people.ria, "Soep koken")
    values = TalentValues(words="Anders", audience="neighbours")
    with app.app_context():
        for who in (people.lieke, people.toos):
            with pytest.raises(NotFound):
                keeping.change(Actor.self(who), key, values)
            with pytest.raises(NotFound):
                keeping.remove(Actor.self(who), key)
        with pytest.raises(NotAllowed):
            keeping.add(Actor.guest(), people.house, values)
        assert [(one.words, one.audience) for one in db.session.scalars(sa.select(Talent))] == [("Soep koken", "hosts")]


def test_desk_writes_it_down_for_who_is_helped(app: Flask, people: People) -> None:
    toos = people.browser(people.toos)
    with app.app_context():
        ria = db.session.get_one(Person, people.ria).public_id
    toos.post("/desk/start", data={"person": ria})
    sent = {"words": "Mensen bellen", "audience": "hosts", "takes": ["at_home"], "days": ["1"], "parts": ["morning"]}
    assert toos.post("/contributions/likes", data=sent).status_code == 303
    assert "Wat u graag doet" in toos.get("/desk/person").get_data(as_text=True)
    with app.app_context():
        (made,) = db.session.scalars(sa.select(Talent))
    assert (made.person_id, made.day_numbers, made.part_keys, made.take_keys) == (
        people.ria,
        (1,),
        ("morning",),
        ("at_home",),
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "x" * 101}, "words"),
        ({"words": "\0"}, "words"),
        ({"days": ["7"]}, "days"),
        ({"parts": ["night"]}, "parts"),
        ({"takes": ["heavy"]}, "takes"),
        ({"audience": "everybody"}, "audience"),
    ],
)
def test_line_that_is_none_gets_a_message_at_its_field(people: People, wrong: dict[str, object], field: str) -> None:
    data = {"words": "Soep koken", "audience": "me", **wrong}
    answer = people.browser(people.lieke).post("/contributions/likes", data=data)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.get_data(as_text=True)
    with people.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Talent)) == 0


def test_what_one_likes_comes_first_among_the_tasks_and_others_see_the_usual_order(people: People) -> None:
    people.task("Ramen lappen", starts=now() + timedelta(hours=1))
    people.task("Soep koken")
    like(people, people.lieke, "Koken", "me")
    mine = people.browser(people.lieke).get("/contributions/").get_data(as_text=True)
    theirs = people.browser(people.ria).get("/contributions/").get_data(as_text=True)
    assert mine.index("Dit doe je graag") < mine.index("<b>Soep koken</b>") < mine.index("<b>Ramen lappen</b>")
    assert mine.count("<b>Soep koken</b>") == 1
    assert "Dit doe je graag" not in theirs
    assert theirs.index("<b>Ramen lappen</b>") < theirs.index("<b>Soep koken</b>")


def test_host_asks_one_after_another_and_a_no_leaves_nothing_but_that_they_were_asked(
    app: Flask, people: People
) -> None:
    task = people.task("Hek verven")
    rias, liekes = like(people, people.ria, "Verven"), like(people, people.lieke, "Mensen bellen")
    assert can_be_asked(people, task) == [("Ria Klokman", True), ("Lieke Morgenster", False)]
    invite(people, task, rias)
    with pytest.raises(Refusal):
        invite(people, task, liekes)
    assert [(kind, person) for kind, _channel, person in waiting(people)] == [("talent.invited", people.ria)]
    with app.app_context():
        before = db.session.scalars(sa.select(LogLine.id)).all()
        inviting.say_no(Actor(people.toos, people.ria, Channel.PHONE), asked(people)[0][0])
        assert db.session.scalars(sa.select(LogLine.id)).all() == before
    assert waiting(people) == []
    page = people.browser(people.toos).get(f"/contributions/manage/{task}/ask").get_data(as_text=True)
    assert "We wachten op antwoord" not in page
    assert "nee" not in page.partition("Al gevraagd")[2].partition("</section>")[0]
    assert can_be_asked(people, task) == [("Lieke Morgenster", False)]
    invite(people, task, liekes)
    assert [person for _key, person in asked(people)] == [people.ria, people.lieke]


def test_two_hosts_who_ask_at_once_ask_one_for_one_place(people: People, make: Make) -> None:
    task = people.task("Hek verven")
    lines = [like(people, make.person(f"Buur {number}"), "Verven") for number in range(6)]
    host = Actor.self(people.toos)
    answers = at_once(people.app, [partial(inviting.invite, host, task, line) for line in lines])
    assert (answers.well, len(answers.refusals), len(asked(people))) == (1, 5, 1)


def test_yes_takes_the_place_and_a_full_task_asks_nobody_any_more(people: People) -> None:
    task = people.task("Hek verven")
    like(people, people.ria, "Verven")
    invite(people, task, like(people, people.lieke, "Verven"))
    ((key, _person),) = asked(people)
    lieke, ria = people.browser(people.lieke), people.browser(people.ria)
    assert f"/contributions/invited/{key}" in lieke.get("/me").get_data(as_text=True)
    assert ria.get(f"/contributions/invited/{key}").status_code == 404
    assert ria.post(f"/contributions/invited/{key}", data={"answer": "yes"}).status_code == 404
    assert lieke.post(f"/contributions/invited/{key}", data={"answer": "yes"}).status_code == 303
    assert [(one.person, one.title) for one in people.promises()] == [(people.lieke, "Hek verven")]
    assert "/contributions/invited/" not in lieke.get("/me").get_data(as_text=True)
    assert "er is geen plek meer" in ria_asked(people, task)


def ria_asked(people: People, task: str) -> str:
    line = like(people, people.ria, "Verven")
    answer = people.browser(people.toos).post(f"/contributions/manage/{task}/ask/{line}", follow_redirects=True)
    return answer.get_data(as_text=True).lower()


def test_place_that_another_took_meanwhile_is_refused_kindly_and_is_no_promise(app: Flask, people: People) -> None:
    task = people.task("Hek verven")
    invite(people, task, like(people, people.lieke, "Verven"))
    with app.app_context():
        promising.promise_task(Actor.self(people.ria), task)
        with pytest.raises(Refusal):
            inviting.say_yes(Actor.self(people.lieke), asked(people)[0][0])
    assert [one.person for one in people.promises()] == [people.ria]
    assert "/contributions/invited/" not in people.browser(people.lieke).get("/me").get_data(as_text=True)


@pytest.mark.parametrize("audience", ["me", "hosts", "elsewhere"])
def test_only_who_allowed_it_is_asked(app: Flask, people: People, make: Make, audience: str) -> None:
    task = people.task("Hek verven")
    values = TalentValues(words="Verven", audience="me" if audience == "me" else "hosts")
    house = make.house("Wilgenhof") if audience == "elsewhere" else people.house
    with app.app_context():
        line = keeping.add(Actor.self(people.ria), house, values)
        if audience == "hosts":
            keeping.remove(Actor.self(people.ria), line)
        with pytest.raises(NotFound):
            inviting.invite(Actor.self(people.toos), task, line)
    assert can_be_asked(people, task) == []
    assert asked(people) == []


def test_what_takes_a_key_is_asked_of_who_has_one(people: People, make: Make) -> None:
    task, without = people.task("Hek openen"), like(people, people.ria, "Openen")
    make.role(people.lieke, people.house, "key_holder")
    like(people, people.lieke, "Openen")
    with people.app.app_context(), transaction() as session:
        session.scalars(sa.select(Task)).one().roles = "key_holder"
    assert can_be_asked(people, task) == [("Lieke Morgenster", True)]
    with pytest.raises(NotFound):
        invite(people, task, without)
    page = people.app.test_client().get(f"/contributions/{task}").get_data(as_text=True)
    assert 'name="name"' not in page


def test_only_a_host_asks(app: Flask, people: People) -> None:
    task, line = people.task("Hek verven"), like(people, people.ria, "Verven", "neighbours")
    with app.app_context(), pytest.raises(NotAllowed):
        inviting.invite(Actor.self(people.lieke), task, line)
    assert asked(people) == []


def test_question_goes_through_the_own_channel_and_not_once_it_is_too_late(app: Flask, people: People) -> None:
    task = people.task("Hek verven", places=2)
    invite(people, task, like(people, people.lieke, "Verven"))
    invite(people, task, like(people, people.ria, "Verven"))
    assert [(channel, person) for _kind, channel, person in waiting(people)] == [
        ("mail", people.lieke),
        ("slip", people.ria),
    ]
    with app.app_context():
        mail, slip = db.session.scalars(sa.select(Notice).order_by(Notice.id)).all()
        words, spoken = mail_words(mail, reader_of(mail)), spoken_words(slip, reader_of(slip))
        assert words is not None
        assert spoken is not None
        assert f"/contributions/invited/{asked(people)[0][0]}" in words.text
        assert "iets voor jou? Hek verven" in words.text
        assert "iets voor u? Hek verven" in spoken.text
        tasks.close_task(Actor.self(people.toos), task)
        assert mail_words(mail, reader_of(mail)) is None


def test_lines_go_when_nobody_saved_them_again_and_questions_when_the_task_is_over(app: Flask, people: People) -> None:
    line, removed = like(people, people.ria, "Verven"), like(people, people.ria, "Koken")
    soon, whenever = people.task("Hek verven", starts=now() + timedelta(hours=2)), people.task("Deur verven")
    for task in (soon, whenever):
        invite(people, task, line)
    with app.app_context():
        keeping.remove(Actor.self(people.ria), removed)
        keeping.bring_back(Actor.self(people.ria), removed)
        keeping.remove(Actor.self(people.ria), removed)

    def kept(after: timedelta) -> tuple[list[str], int]:
        with app.app_context(), at(now() + after):
            retention.expire()
            words = list(db.session.scalars(sa.select(Talent.words).order_by(Talent.id)))
            return words, len(db.session.scalars(sa.select(Invitation.id)).all())

    assert kept(timedelta(0)) == (["Verven", "Koken"], 2)
    assert kept(timedelta(days=1)) == (["Verven"], 1)
    assert kept(timedelta(days=31)) == (["Verven"], 0)
    with app.app_context(), at(now() + timedelta(days=390)):
        keeping.change(Actor.self(people.ria), line, TalentValues(words="Verven"))
    assert kept(timedelta(days=410)) == (["Verven"], 0)
    assert kept(timedelta(days=800)) == ([], 0)


def test_own_data_holds_ones_own_lines_and_forgetting_takes_them(app: Flask, people: People) -> None:
    like(people, people.lieke, "Verven", takes=("together",), days=(5,))
    invite(people, people.task("Hek verven"), like(people, people.ria, "Koken"))
    with app.app_context():
        exported = app.extensions["wij_plugins"].export_person(people.lieke)["contributions"]
        assert [(one["words"], one["days"], one["how"], one["shown_to"]) for one in exported["likes"]] == [
            ("Verven", ["5"], ["together"], "hosts")
        ]
        assert exported["asked_to_help"] == []
        forget(Actor.self(people.ria), people.ria)
        assert list(db.session.scalars(sa.select(Talent.words))) == ["Verven"]
        assert list(db.session.scalars(sa.select(Invitation.id))) == []


def test_log_never_holds_the_words(app: Flask, people: People) -> None:
    like(people, people.lieke, "Geheim-Merkteken")
    with app.app_context():
        (line,) = db.session.scalars(sa.select(LogLine).where(LogLine.verb.startswith("contributions.")))
    assert (line.verb, line.label) == ("contributions.talent.added", "")
