"""A deadline, and two questions at most: never about health, answers for organisers alone, gone a week later."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import clock
from app.actors import Actor, Channel
from app.db import db
from app.journal import LogLine
from app.notices.models import Notice
from app.privacy.forgetting import forget
from app.refusals import NotAllowed, Refusal
from plugins.activities import changing, coming, wij_expire_data
from plugins.activities.coming import Coming
from plugins.activities.deadline import setting
from plugins.activities.deadline.moments import closes_at
from plugins.activities.models import Occurrence, SignUp
from plugins.activities.planning import Words
from plugins.activities.questions import answering, asking
from plugins.activities.questions.asking import Asked
from plugins.activities.questions.health import word_about_health
from plugins.activities.questions.models import Answer, Question
from plugins.activities.waiting import line
from tests.factories import AMSTERDAM, Make, at
from tests.plugins.activities.conftest import Scene

both = pytest.mark.both
As = Callable[[int], FlaskClient]
BRING = Asked("Wat breng je mee?")
SIDE = Asked("Aan welke tafel?", ("bij het raam", "bij de keuken"))
SECRET = "Appeltaart-van-Zwaluwina"


@pytest.fixture
def date(scene: Scene) -> Occurrence:
    """A date with places."""
    return scene.dates(scene.weekly(places=3))[0]


def asked(scene: Scene, date: Occurrence) -> list[int]:
    with scene.app.app_context():
        return [one.id for one in asking.questions_of(date.activity_id)]


def answers(scene: Scene) -> list[str]:
    with scene.app.app_context():
        return list(db.session.scalars(sa.select(Answer.words).order_by(Answer.question_id)))


def say(scene: Scene, code: str, words: dict[int, str]) -> None:
    with scene.app.app_context():
        answering.answer(Actor.guest(), code, words)


def test_deadline_is_at_six_on_the_wall_also_over_a_clock_change() -> None:
    assert closes_at(at("2027-03-29", "10:00"), 2, AMSTERDAM) == at("2027-03-27", "18:00")
    assert closes_at(at("2027-03-10", "17:00"), 1, AMSTERDAM) == at("2027-03-09", "18:00")


@both
def test_after_the_deadline_nobody_signs_up_or_waits_but_the_desk_writes_down_and_who_is_in_signs_off(
    scene: Scene, date: Occurrence, make: Make
) -> None:
    scene.do(setting.set_deadline, date.activity_id, 1)
    code = scene.guest(date.id, "Bep")
    with clock.at(at("2027-03-09", "17:59")):
        scene.guest(date.id, "Cor")
    host, ria = make.person("Toos"), make.person("Ria")
    with clock.at(at("2027-03-09", "18:00")), scene.app.app_context():
        with pytest.raises(Refusal) as refusal:
            coming.sign_up(Actor.guest(), date.id, Coming(name="Dirk"))
        assert "9 maart, 18:00" in refusal.value.message or "March" in refusal.value.message
        with pytest.raises(Refusal):
            line.wait(Actor.guest(), date.id, Coming(name="Dirk"))
        coming.sign_up(Actor(host, ria, Channel.PHONE), date.id, Coming())
        coming.sign_off(Actor.guest(), code)
        assert [one.name for one in db.session.scalars(sa.select(SignUp).where(SignUp.cancelled_at.is_(None)))] == [
            "Cor",
            "",
        ]
    scene.do(setting.set_deadline, date.activity_id, 0)
    with clock.at(at("2027-03-10", "12:00")):
        scene.guest(date.id, "Els")


@both
def test_answers_are_kept_changed_and_taken_back(scene: Scene, date: Occurrence) -> None:
    scene.do(asking.ask, date.activity_id, [BRING, SIDE])
    bring, side = asked(scene, date)
    code = scene.guest(date.id, "Bep")
    say(scene, code, {bring: "Soep", side: "bij het raam"})
    assert answers(scene) == ["Soep", "bij het raam"]
    for wrong in ({bring: "x" * 201}, {side: "op het dak"}):
        with pytest.raises(Refusal):
            say(scene, code, wrong)
    assert answers(scene) == ["Soep", "bij het raam"]
    say(scene, code, {bring: "Brood", side: ""})
    assert answers(scene) == ["Brood"]


@both
def test_changed_question_asks_anew_and_what_was_answered_stays_with_its_own_question(
    scene: Scene, date: Occurrence
) -> None:
    scene.do(asking.ask, date.activity_id, [BRING, SIDE])
    code = scene.guest(date.id, "Bep")
    say(scene, code, {asked(scene, date)[0]: "Soep"})
    scene.do(asking.ask, date.activity_id, [Asked("Wie haal je op?"), SIDE])
    with scene.app.app_context():
        assert [one.words for one in asking.questions_of(date.activity_id)] == [SIDE.words, "Wie haal je op?"]
        assert list(answering.answers_to(date.id).values()) == [[(BRING.words, "Soep")]]
    with clock.at(date.ends + timedelta(days=7)), scene.app.app_context():
        wij_expire_data()
        assert db.session.scalar(sa.select(sa.func.count(Question.id))) == 2


@pytest.mark.parametrize(
    ("questions", "field"),
    [
        ([BRING, SIDE, Asked("Nog iets?")], "words1"),
        ([Asked("", ("ja", "nee"))], "words0"),
        ([Asked("x" * 121)], "words0"),
        ([BRING, Asked("Welke?", ("een",))], "choices1"),
        ([BRING, Asked("Heb je een notenallergie?")], "words1"),
        ([Asked("Hoe kom je?", ("lopend", "met rollator"))], "choices0"),
    ],
)
def test_what_cannot_be_asked_is_refused_beside_its_field(
    scene: Scene, date: Occurrence, questions: list[Asked], field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        scene.do(asking.ask, date.activity_id, questions)
    assert (refusal.value.field, asked(scene, date)) == (field, [])


@pytest.mark.parametrize(
    "text",
    ["Ben je ZIEK geweest?", "Gebruik je medicijnen?", "Suikerziekte?", "Any allergies?", "Diëet", "Do you feel pain?"],
)
def test_words_about_health_are_found(text: str) -> None:
    assert word_about_health(text)


@pytest.mark.parametrize(
    "text", ["Wat breng je mee?", "Zorg jij voor taart?", "Arts and crafts?", "Komt er muziek?", "Welke maat T-shirt?"]
)
def test_words_of_every_day_are_not_taken_for_health(text: str) -> None:
    assert word_about_health(text) == ""


@both
def test_nothing_is_asked_where_it_is_discreet_and_answers_go_when_it_becomes_so(
    scene: Scene, date: Occurrence
) -> None:
    scene.do(asking.ask, date.activity_id, [BRING])
    question, code = asked(scene, date)[0], scene.guest(date.id, "Bep")
    say(scene, code, {question: SECRET})
    scene.do(changing.change_words, date.activity_id, Words(title="Eettafel", places=3, sensitive=True))
    assert answers(scene) == []
    say(scene, code, {question: SECRET})
    assert answers(scene) == []
    with pytest.raises(Refusal):
        scene.do(asking.ask, date.activity_id, [SIDE])


@both
def test_answers_are_in_own_data_and_go_with_the_person_and_a_week_after_the_date(
    scene: Scene, date: Occurrence, make: Make
) -> None:
    scene.do(asking.ask, date.activity_id, [BRING])
    (question,) = asked(scene, date)
    lieke, bram = make.person("Lieke"), make.person("Bram")
    for who in (lieke, bram):
        say(scene, scene.comes(who, date.id), {question: f"Iets van {who}"})
    with scene.app.app_context():
        own = scene.app.extensions["wij_plugins"].export_person(lieke)["activities"]["answers"]
        assert own == [{"question": BRING.words, "answer": f"Iets van {lieke}"}]
        forget(Actor.self(bram), bram)
    assert answers(scene) == [f"Iets van {lieke}"]
    for later, kept in ((timedelta(days=6), 1), (timedelta(days=7), 0)):
        with clock.at(date.ends + later), scene.app.app_context():
            wij_expire_data()
        assert len(answers(scene)) == kept


def test_organiser_asks_a_guest_answers_and_nobody_else_reads_it(
    scene: Scene, date: Occurrence, client: FlaskClient, as_person: As, make: Make
) -> None:
    organiser, page = as_person(scene.organiser), "/activities/eettafel/signing"
    assert "Aanmelden" in organiser.get("/activities/eettafel").get_data(as_text=True)
    assert client.get(page).status_code == 303
    assert as_person(make.person("Vreemde")).get(page).status_code == 403
    bad = organiser.post(f"{page}/questions", data={"words0": "Ben je ziek?"})
    assert (bad.status_code, "Ben je ziek?" in bad.get_data(as_text=True)) == (422, True)
    good = {"words0": BRING.words, "words1": SIDE.words, "choices1": "\r\n".join(SIDE.choices)}
    assert organiser.post(f"{page}/questions", data=good).status_code == 303
    assert organiser.post(f"{page}/deadline", data={"days": "1"}).status_code == 303
    assert "dinsdag 9 maart, 18:00" in client.get("/activities/eettafel").get_data(as_text=True)
    bring, side = asked(scene, date)
    code = scene.guest(date.id, "Bep")
    assert BRING.words in client.get(f"/activities/coming/{code}").get_data(as_text=True)
    sent = {f"answer{bring}": SECRET, f"answer{side}": "op het dak"}
    assert client.post(f"/activities/coming/{code}/answers", data=sent).status_code == 422
    assert client.post(f"/activities/coming/{code}/answers", data=sent | {f"answer{side}": ""}).status_code == 303
    seen = organiser.get(f"/activities/eettafel/dates/{date.public_id}/people").get_data(as_text=True)
    assert (SECRET in seen, BRING.words in seen) == (True, True)
    public = "".join(
        client.get(path).get_data(as_text=True) for path in ("/activities/eettafel", "/calendar/activity/eettafel.ics")
    )
    with scene.app.app_context():
        kept = "".join(
            str(row) for table in (Notice, LogLine) for row in db.session.execute(sa.select(table.__table__))
        )
    assert SECRET not in public + kept


def test_only_who_organises_sets_a_deadline_or_asks(scene: Scene, date: Occurrence, make: Make) -> None:
    stranger = Actor.self(make.person("Vreemde"))
    with scene.app.app_context():
        with pytest.raises(NotAllowed):
            asking.ask(stranger, date.activity_id, [BRING])
        with pytest.raises(NotAllowed):
            setting.set_deadline(stranger, date.activity_id, 1)
        with pytest.raises(Refusal):
            setting.set_deadline(Actor.self(scene.organiser), date.activity_id, 5)
