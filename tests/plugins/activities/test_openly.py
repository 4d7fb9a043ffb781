"""Questions to who organises: open to everybody, in sight until they are answered, and nobody named without a yes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.actors import Actor
from app.clock import now
from app.db import db
from app.journal import LogLine
from app.notices.models import Channel, Notice, State
from app.notices.wording import mail_words, reader_of, spoken_words
from app.plugins import current_hooks
from app.privacy.forgetting import forget
from app.refs import Ref
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.activities.openly import asking, pieces, reading
from plugins.activities.openly.asking import Asked
from plugins.activities.openly.models import OpenQuestion
from tests.factories import Make
from tests.plugins.activities.conftest import Scene

pytestmark = pytest.mark.sweep
PAGE = "/activities/eettafel"
WORDS = "Mag mijn hond Zwaluwina mee?"


def ask(scene: Scene, activity: int, words: str = WORDS, person_id: int | None = None, **more: object) -> str:
    """Somebody asks; the public id of the question."""
    with scene.app.app_context():
        actor = Actor.guest() if person_id is None else Actor.self(person_id)
        return asking.ask(actor, activity, Asked(words=words, **more))  # type: ignore[arg-type]  # values of several kinds by name


def answer(scene: Scene, key: str, words: str = "Ja, aan de lijn.") -> None:
    scene.do(asking.answer, key, words)


def text(client: FlaskClient, path: str) -> str:
    found = client.get(path)
    assert found.status_code == 200, found.status
    return found.get_data(as_text=True)


def notices(app: Flask) -> list[tuple[str, int | None, str, str]]:
    """Kind, for whom, the way, and whether it waits: of every notice about questions."""
    with app.app_context():
        rows = db.session.scalars(sa.select(Notice).where(Notice.kind.startswith("question.")).order_by(Notice.id))
        return [(row.kind, row.person_id, row.guest_email or row.guest_phone, str(row.state)) for row in rows]


def said(app: Flask) -> list[str]:
    """What each waiting notice about questions says."""
    with app.test_request_context():
        found = []
        for row in db.session.scalars(sa.select(Notice).where(Notice.state == State.WAITING).order_by(Notice.id)):
            say = mail_words if row.channel == Channel.MAIL else spoken_words
            words = say(row, reader_of(row))
            found.append(f"{words.subject}\n{words.text}" if words else "")
        return found


def test_guest_asks_and_both_stand_on_the_page(scene: Scene, client: FlaskClient) -> None:
    activity = scene.weekly()
    sent = {"question": WORDS, "first_name": "Bep", "tell": ""}
    assert client.post(f"{PAGE}/questions", data=sent).status_code == 303
    page = text(client, PAGE)
    assert (WORDS in page, "Bep, 8 maart" in page, "nog geen antwoord" in page) == (True, True, True)
    with scene.app.app_context():
        key = db.session.scalars(sa.select(OpenQuestion.public_id)).one()
    answer(scene, key)
    page = text(client, PAGE)
    assert ("Ja, aan de lijn." in page, "Antwoord van Chantal" in page, "nog geen antwoord" in page) == (
        True,
        True,
        False,
    )
    assert "Veerdonk" not in page
    assert reading_keys(scene, activity) == [key]


def reading_keys(scene: Scene, activity: int) -> list[str]:
    with scene.app.app_context():
        return [line.question.public_id for line in reading.of_activity(scene.activity(activity))]


def test_unanswered_questions_stand_first_the_oldest_before_the_others(scene: Scene, client: FlaskClient) -> None:
    activity = scene.weekly()
    keys = []
    for days in (5, 9, 2, 7):
        with clock.at(now() - timedelta(days=days)):
            keys.append(ask(scene, activity, f"Vraag van {days} dagen"))
    answer(scene, keys[1])
    assert reading_keys(scene, activity) == [keys[3], keys[0], keys[2], keys[1]]
    page = text(client, "/activities/questions")
    order = [page.index(f"Vraag van {days} dagen") for days in (7, 5, 2, 9)]
    assert order == sorted(order)
    assert "sinds 1 maart" in page  # seven days ago


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("question", {"question": "  ", "tell": "bep@example.org"}),
        ("question", {"question": "…", "tell": "bep@example.org"}),
        ("question", {"question": "a" * 601}),
        ("tell", {"question": WORDS, "tell": "geen adres"}),
        ("first_name", {"question": WORDS, "first_name": "…"}),
    ],
)
def test_question_that_cannot_be_kept_is_told_beside_its_field(
    scene: Scene, client: FlaskClient, field: str, sent: dict[str, str]
) -> None:
    activity = scene.weekly()
    refused = client.post(f"{PAGE}/questions", data=sent)
    page = refused.get_data(as_text=True)
    assert (refused.status_code, f'id="{field}-error"' in page) == (422, True)
    assert all(value.strip() in page for value in sent.values())
    assert reading_keys(scene, activity) == []


def test_each_organiser_is_told_once_and_who_asked_gets_the_answer(scene: Scene, make: Make) -> None:
    along, lieke = make.person("Yusuf", phone="076-000 00 31"), make.person("Lieke", email="lieke@example.org")
    key = ask(scene, scene.weekly(organiser_ids=[along]), person_id=lieke)
    assert notices(scene.app) == [
        ("question.asked", scene.organiser, "", "waiting"),
        ("question.asked", along, "", "waiting"),
    ]
    words = said(scene.app)
    assert all(WORDS in one for one in words)
    assert f"{PAGE}/questions/{key}" in words[0]
    answer(scene, key)
    assert notices(scene.app) == [
        ("question.asked", scene.organiser, "", "withdrawn"),
        ("question.asked", along, "", "withdrawn"),
        ("question.answered", lieke, "", "waiting"),
    ]
    assert "Ja, aan de lijn." in said(scene.app)[0]


def test_contacts_of_the_group_that_organises_it_are_told(scene: Scene, make: Make) -> None:
    contact, member = make.person("Wout"), make.person("Noor")
    group = make.group(contacts=[contact], members=[member])
    ask(scene, scene.weekly(group_id=group, actor=Actor.self(contact)))
    assert [person_id for _kind, person_id, _reach, _state in notices(scene.app)] == [contact]


@pytest.mark.parametrize("reach", ["bep@example.org", "076-000 00 32", ""])
def test_guest_hears_the_answer_where_they_said_and_is_reachable_two_weeks_more(scene: Scene, reach: str) -> None:
    key = ask(scene, scene.weekly(), reach=reach)
    answer(scene, key)
    assert notices(scene.app)[1:] == ([("question.answered", None, reach, "waiting")] if reach else [])
    with scene.app.app_context():
        kept = []
        for days in (13, 15):
            with clock.at(now() + timedelta(days=days)):
                pieces.expire()
            one = db.session.scalars(sa.select(OpenQuestion)).one()
            kept.append(one.email + one.phone)
        assert kept == [reach, ""]


def test_name_of_who_asked_stands_there_only_with_their_yes(
    scene: Scene, make: Make, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    shy, open_one = make.person("Zwijgsteen Anders"), make.person("Openhartje Anders")
    scene.weekly()
    for person_id, yes in ((shy, {}), (open_one, {"with_name": "y"})):
        browser = as_person(person_id)
        assert "first_name" not in text(browser, PAGE)
        assert browser.post(f"{PAGE}/questions", data={"question": "Hoe laat?", **yes}).status_code == 303
    page = text(client, PAGE) + text(client, "/activities/questions") + text(as_person(scene.organiser), PAGE)
    assert ("Openhartje" in page, "Zwijgsteen" in page, "Anders" in page) == (True, False, False)


def test_sensitive_activity_names_nobody_and_says_nothing_elsewhere(
    scene: Scene, make: Make, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    lieke = make.person("Zwaluwtje Anders", phone="076-000 00 33")
    scene.weekly("Eettafel", sensitive=True)
    asked = as_person(lieke).post(f"{PAGE}/questions", data={"question": "Wie komen er?", "with_name": "y"})
    assert asked.status_code == 303
    client.post(f"{PAGE}/questions", data={"question": "Waar is het?", "first_name": "Zwaluwtje"})
    with scene.app.app_context():
        keys = db.session.scalars(sa.select(OpenQuestion.public_id).order_by(OpenQuestion.id)).all()
    answer(scene, keys[0], "Zes mensen.")
    page = text(client, PAGE) + text(as_person(scene.organiser), PAGE)
    assert ("Zwaluwtje" in page, "Chantal" in page.split('id="questions"')[1].split("</section>")[0]) == (False, False)
    assert not any(word in one for one in said(scene.app) for word in ("Eettafel", "eettafel", "Wie komen", "Zes"))
    with scene.app.app_context():
        lines = db.session.scalars(sa.select(LogLine.label).where(LogLine.verb.startswith("activities.question"))).all()
        ref = Ref("activities", "question", keys[0])
        assert (set(lines), current_hooks().describe([ref], lieke)[ref].title) == ({""}, "Afspraak")


def test_only_who_organises_it_or_a_host_answers(
    scene: Scene, make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    key = ask(scene, scene.weekly())
    stranger, host = make.person("Vreemde"), make.person("Toos")
    make.role(host, scene.house, "host")
    with scene.app.app_context(), pytest.raises(NotAllowed):
        asking.answer(Actor.self(stranger), key, "Nee.")
    assert as_person(stranger).get(f"{PAGE}/questions/{key}").status_code == 403
    sent = as_person(host).post(f"{PAGE}/questions/{key}", data={"answer": "Graag."})
    assert sent.status_code == 303
    empty = as_person(host).post(f"{PAGE}/questions/{key}", data={"answer": " "})
    assert (empty.status_code, 'id="answer-error"' in empty.get_data(as_text=True)) == (422, True)


def test_host_sees_what_waits_at_the_desk_and_organiser_on_their_own_page(
    scene: Scene, make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    key = ask(scene, scene.weekly())
    host = make.person("Toos")
    make.role(host, scene.house, "host")
    link = f"{PAGE}/questions/{key}"
    assert [link in text(as_person(host), "/desk"), link in text(as_person(scene.organiser), "/me")] == [True, True]
    answer(scene, key)
    assert [link in text(as_person(host), "/desk"), link in text(as_person(scene.organiser), "/me")] == [False, False]


def test_who_asked_takes_it_back_and_asks_it_after_all(
    scene: Scene, make: Make, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    lieke, other = make.person("Lieke"), make.person("Bram")
    key = ask(scene, scene.weekly(), person_id=lieke)
    away = f"{PAGE}/questions/{key}/take-back"
    assert as_person(other).post(away).status_code == 403
    assert as_person(lieke).post(away).status_code == 303
    assert (WORDS in text(client, PAGE), notices(scene.app)[-1][3]) == (False, "withdrawn")
    seen = [WORDS in text(one, f"{PAGE}/questions") for one in (as_person(lieke), as_person(other), client)]
    assert seen == [True, False, False]
    assert as_person(lieke).post(f"{PAGE}/questions/{key}/restore").status_code == 303
    assert (WORDS in text(client, PAGE), notices(scene.app)[-1][3]) == (True, "waiting")
    as_person(lieke).post(away)
    with scene.app.app_context(), clock.at(now() + timedelta(days=2)):
        pieces.expire()
        assert db.session.scalars(sa.select(OpenQuestion)).all() == []


def test_question_of_who_is_forgotten_goes_and_one_whose_answerer_is_forgotten_is_open_again(
    scene: Scene, make: Make, client: FlaskClient
) -> None:
    lieke = make.person("Lieke")
    activity = scene.weekly()
    gone, stays = ask(scene, activity, "Van mij?", lieke), ask(scene, activity, "Van een gast?")
    answer(scene, gone, "Nee hoor.")
    answer(scene, stays, "Ja hoor.")
    with scene.app.app_context():
        mine = current_hooks().export_person(lieke)["activities"]["questions"]
        assert [(one["question"], one["answer"]) for one in mine] == [("Van mij?", None)]
        given = current_hooks().export_person(scene.organiser)["activities"]["questions"]
        assert [(one["question"], one["answer"]) for one in given] == [(None, "Nee hoor."), (None, "Ja hoor.")]
        forget(Actor.self(lieke), lieke)
        forget(Actor.self(scene.organiser), scene.organiser)
    assert reading_keys(scene, activity) == [stays]
    page = text(client, PAGE)
    assert ("Ja hoor." in page, "nog geen antwoord" in page) == (False, True)


def test_what_was_written_stands_in_no_log_and_in_no_notice(scene: Scene) -> None:
    key = ask(scene, scene.weekly(), reach="bep@example.org")
    answer(scene, key, "Zwaluwina is welkom.")
    with scene.app.app_context():
        rows = [str(row) for table in (LogLine, Notice) for row in db.session.execute(sa.select(table.__table__))]
    assert not [row for row in rows if "Zwaluwina" in row]


def test_old_answers_go_and_open_questions_stay_while_it_goes_on(scene: Scene) -> None:
    activity, over = scene.weekly(weeks=50), scene.publish("Eenmalig", where=None, first="2027-03-11")
    answered, waits = ask(scene, activity, "Een?"), ask(scene, activity, "Twee?")
    nobody = ask(scene, over, "Drie?")
    answer(scene, answered)
    with scene.app.app_context(), clock.at(now() + timedelta(days=410)):
        pieces.expire()
        assert set(db.session.scalars(sa.select(OpenQuestion.public_id))) == {waits}
        assert nobody


def test_words_carry_the_language_they_were_written_in(scene: Scene, client: FlaskClient) -> None:
    scene.weekly()
    english = scene.app.test_client()
    english.set_cookie("wij_lang", "en")
    english.post(f"{PAGE}/questions", data={"question": "May my dog come?"})
    assert '<p class="mb-0 wij-words" lang="en"><b>May my dog come?</b></p>' in text(client, PAGE)


def test_question_of_another_activity_is_not_found_here(scene: Scene, as_person: Callable[[int], FlaskClient]) -> None:
    scene.weekly()
    other = scene.publish("Anders", where=None, first="2027-03-11")
    key = ask(scene, other)
    browser = as_person(scene.organiser)
    paths = [f"{PAGE}/questions/{one}" for one in (key, "kwijt", "..")]
    assert [browser.get(path).status_code for path in paths] == [404, 404, 404]
    with scene.app.app_context(), pytest.raises(NotFound):
        asking.answer(Actor.self(scene.organiser), "kwijt", "Ja.")
    with scene.app.app_context(), pytest.raises(Refusal):
        asking.answer(Actor.self(scene.organiser), key, "!")
