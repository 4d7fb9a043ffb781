"""Going together: somebody asks for company, somebody says yes, both decide. Names only then; nobody stands waiting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.access import sessions
from app.actors import Actor
from app.db import db, transaction
from app.journal import LogLine
from app.notices.models import Notice
from app.notices.wording import mail_words, reader_of, spoken_words
from app.people.models import Person
from app.plugins import Welcomer
from app.plugins.delivery import deliver
from app.privacy.forgetting import forget
from app.refs import Ref
from app.refusals import NotFound, Refusal
from plugins.activities import dates, wij_list_welcomers
from plugins.activities.planning import OneDate, Where
from plugins.activities.welcoming.models import Welcomer as Welcomes
from plugins.prevention import wij_expire_data, wij_export_person
from plugins.prevention.together import answering, asking, passing, reading
from plugins.prevention.together.models import Asked, Company
from plugins.prevention.together.patience import next_moment, too_late
from tests.factories import Make, at
from tests.plugins.activities.conftest import TODAY, Scene

MONDAY = at(TODAY, "09:00")


@dataclass
class Walk:
    """A date on Wednesday: Toos organises it, Wim welcomes, Hans is host, and Bep asks."""

    scene: Scene
    toos: int
    wim: int
    hans: int
    bep: int
    ref: Ref
    date: int

    def ask(self, reach: str = "phone", by: int | None = None) -> str:
        with self.scene.app.app_context():
            return asking.ask(Actor.self(by or self.bep), self.ref, reach)

    def answer(self, key: str, by: int, yes: bool = True) -> None:
        with self.scene.app.app_context():
            answering.answer(Actor.self(by), key, yes)

    def decide(self, key: str, yes: bool = True, who: str = "Toos") -> None:
        with self.scene.app.app_context():
            answering.decide(Actor.self(self.bep), key, yes, who)

    def told(self) -> list[tuple[int | None, str]]:
        """Who will hear what: kinds of what has not gone out."""
        with self.scene.app.app_context():
            wanted = sa.select(Notice).where(Notice.kind.startswith("together."), Notice.state == "waiting")
            return [(one.person_id, one.kind[9:]) for one in db.session.scalars(wanted.order_by(Notice.id))]

    def words(self, person_id: int, kind: str, *, spoken: bool = False) -> str | None:
        """The newest such message to somebody as it would go out now, with its subject."""
        with self.scene.app.app_context():
            wanted = sa.select(Notice).where(Notice.kind == f"together.{kind}", Notice.person_id == person_id)
            notice = db.session.scalars(wanted.order_by(Notice.id.desc()).limit(1)).one()
            words = (spoken_words if spoken else mail_words)(notice, reader_of(notice))
            return None if words is None else f"{words.subject} | {words.text}"

    def seen(self, key: str, person_id: int) -> tuple[str, str, str]:
        """State, name and way to be found, as somebody may read them."""
        with self.scene.app.test_request_context():
            one = reading.one(key, person_id)
            return one.state, one.who, one.reach

    def sweep(self) -> None:
        with self.scene.app.app_context():
            passing.sweep()

    def browser(self, person_id: int) -> FlaskClient:
        client = self.scene.app.test_client()
        with self.scene.app.app_context():
            token = sessions.start(person_id, "code")
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
        return client


@pytest.fixture
def monday() -> Iterator[None]:
    """It is Monday morning."""
    with clock.at(MONDAY):
        yield


def walk_in(app: Flask, **more: object) -> Walk:
    make = Make(app)
    house = make.house("De Linde", slug="de-linde")
    toos, wim, hans = (make.person(name, email=f"{name}@example.org") for name in ("Toos", "Wim", "Hans"))
    bep = make.person("Bep Tuinhek", phone="06-000 00 12")
    make.role(hans, house)
    room = make.space(house, "Huiskamer", slug="huiskamer")
    scene = Scene(app, house, room, room, toos)
    [date] = scene.dates(scene.publish("Wandelen", themes=("bewegen",), **more))  # type: ignore[arg-type]  # values of several kinds by name
    return Walk(scene, toos, wim, hans, bep, date.ref, date.id)


@pytest.fixture
def walk(app: Flask, monday: None) -> Walk:
    """The walk, with nobody who promised to welcome yet."""
    return walk_in(app)


def welcomes(walk: Walk) -> None:
    """Wim promised to welcome newcomers."""
    with walk.scene.app.app_context(), transaction() as session:
        session.add(Welcomes(occurrence_id=walk.date, person_id=walk.wim))


@pytest.mark.sweep
def test_names_are_told_only_after_both_said_yes(walk: Walk) -> None:
    welcomes(walk)
    key = walk.ask()
    assert walk.ask() == key
    assert walk.told() == [(walk.wim, "question")]
    asked = walk.words(walk.wim, "question") or ""
    assert "Wandelen" in asked
    assert "Bep" not in asked
    assert "06-000" not in asked
    assert walk.seen(key, walk.wim) == ("asked", "", "")
    walk.answer(key, walk.wim)
    assert walk.told() == [(walk.bep, "offer")]
    assert "Wim gaat met u mee: Wandelen." in (walk.words(walk.bep, "offer", spoken=True) or "")
    assert walk.seen(key, walk.wim) == ("waiting", "", "")
    assert walk.seen(key, walk.bep) == ("offered", "Wim", "")
    walk.decide(key, who="Wim")
    assert walk.told() == [(walk.wim, "both")]
    assert walk.seen(key, walk.wim) == ("agreed", "Bep", "Bellen kan: 06-000 00 12.")
    assert walk.seen(key, walk.bep) == ("agreed", "Wim", "")
    both = walk.words(walk.wim, "both") or ""
    assert "Je gaat samen met Bep: Wandelen." in both
    assert "06-000 00 12" in both
    assert "Tuinhek" not in both


def test_either_says_no_at_no_cost_and_without_a_name(walk: Walk) -> None:
    welcomes(walk)
    key = walk.ask()
    walk.answer(key, walk.wim)
    walk.decide(key, yes=False)
    assert walk.told() == [(walk.wim, "not_going")]
    assert walk.seen(key, walk.wim) == ("closed", "", "")
    assert "Bep" not in (walk.words(walk.wim, "not_going") or "")
    again = walk.ask()
    assert again != key
    walk.answer(again, walk.wim, yes=False)
    assert walk.seen(again, walk.wim) == ("declined", "", "")
    assert walk.seen(again, walk.bep) == ("searching", "", "")


def test_when_all_say_no_the_organiser_is_asked_then_the_hosts_and_who_asked_hears_that_nobody_can(walk: Walk) -> None:
    welcomes(walk)
    key = walk.ask()
    for asked, following in ((walk.wim, walk.toos), (walk.toos, walk.hans), (walk.hans, walk.bep)):
        walk.answer(key, asked, yes=False)
        assert walk.told()[-1] == (following, "nobody" if following == walk.bep else "question")
    assert walk.seen(key, walk.bep)[0] == "nobody"
    walk.answer(key, walk.toos)
    assert walk.seen(key, walk.bep) == ("offered", "Toos", "")


def test_unanswered_question_is_passed_on_and_ends_before_the_date(walk: Walk) -> None:
    welcomes(walk)
    key = walk.ask()
    heard, moment = [], MONDAY
    while moment < at("2027-03-10", "17:00"):
        with clock.at(moment):
            before = len(walk.told())
            walk.sweep()
            heard += [(who, what, moment) for who, what in walk.told()[before:]]
        moment += timedelta(minutes=30)
    assert [one[:2] for one in heard] == [(walk.toos, "question"), (walk.hans, "question"), (walk.bep, "nobody")]
    assert heard[-1][2] < at("2027-03-10", "12:00")
    assert walk.words(walk.bep, "nobody", spoken=True) is not None
    assert walk.seen(key, walk.bep)[0] == "nobody"


def test_companion_who_cannot_after_all_is_followed_by_others(walk: Walk) -> None:
    welcomes(walk)
    key = walk.ask()
    walk.answer(key, walk.wim)
    walk.decide(key, who="Wim")
    walk.answer(key, walk.wim, yes=False)
    assert walk.told() == [(walk.bep, "searching"), (walk.toos, "question")]
    assert walk.seen(key, walk.wim) == ("declined", "", "")
    assert walk.words(walk.wim, "both") is None


def test_yes_to_one_is_no_yes_to_another_who_took_their_place(walk: Walk) -> None:
    welcomes(walk)
    key = walk.ask()
    walk.answer(key, walk.wim)
    walk.answer(key, walk.wim, yes=False)
    walk.answer(key, walk.toos)
    with pytest.raises(Refusal, match="Somebody else goes along by now"):
        walk.decide(key, who="Wim")
    assert walk.seen(key, walk.toos) == ("waiting", "", "")


def test_who_has_no_mail_asks_at_the_desk_and_is_called(walk: Walk) -> None:
    desk = walk.browser(walk.hans)
    with walk.scene.app.app_context():
        bep = db.session.get_one(Person, walk.bep).public_id
    assert desk.post("/desk/start", data={"person": bep, "channel": "desk"}).status_code == 303
    page = desk.post(f"/prevention/together/{walk.ref}", data={"reach": "door"}).headers["Location"]
    walk.answer(page.rpartition("/")[2], walk.toos)
    with walk.scene.app.app_context():
        told = db.session.scalars(sa.select(Notice).where(Notice.kind == "together.offer")).one()
        assert (told.person_id, told.channel) == (walk.bep, "call")
        line = db.session.scalars(sa.select(LogLine).where(LogLine.verb == "prevention.company.asked")).one()
        assert (line.typist_id, line.subject_id, line.channel) == (walk.hans, walk.bep, "desk")
    assert "Toos gaat met je mee" in desk.get(page).text
    assert page in desk.get("/desk/person").text


def test_only_who_asked_and_who_was_asked_may_look_or_say_something(walk: Walk) -> None:
    key = walk.ask()
    with walk.scene.app.app_context():
        for act in (
            lambda: reading.one(key, walk.wim),
            lambda: answering.answer(Actor.self(walk.wim), key, True),
            lambda: answering.decide(Actor.self(walk.toos), key, True, "Toos"),
            lambda: asking.stop(Actor.self(walk.toos), key),
            lambda: reading.one("\0", walk.bep),
        ):
            with pytest.raises(NotFound):
                act()
    walk.answer(key, walk.toos)
    assert walk.browser(walk.wim).get(f"/prevention/together/{key}").status_code == 404
    second = walk.ask(by=walk.wim, reach="mail")
    assert second != key


def test_two_who_say_yes_at_once_are_one_companion(walk: Walk) -> None:
    welcomes(walk)
    key = walk.ask()
    with clock.at(MONDAY + timedelta(days=2)):
        walk.sweep()
    walk.answer(key, walk.toos)
    with pytest.raises(Refusal, match="Somebody else goes along already"):
        walk.answer(key, walk.wim)
    assert walk.seen(key, walk.wim) == ("taken", "", "")


def test_date_that_is_off_or_moves_takes_it_along(walk: Walk) -> None:
    key = walk.ask()
    walk.answer(key, walk.toos)
    walk.decide(key)
    plan = OneDate(
        day=at("2027-03-11", "10:00").date(), start=time(10), end=time(11), where=Where(space_ids=(walk.scene.room,))
    )
    walk.scene.do(dates.change_date, walk.date, plan)
    with walk.scene.app.app_context():
        deliver()
    assert walk.told()[-2:] == [(walk.bep, "moved"), (walk.toos, "moved")]
    assert "donderdag 11 maart" in (walk.words(walk.bep, "moved", spoken=True) or "")
    walk.scene.do(dates.cancel_date, walk.date, "Storm")
    with walk.scene.app.app_context():
        deliver()
    assert walk.told() == [(walk.bep, "off"), (walk.toos, "off")]
    assert walk.seen(key, walk.bep)[0] == "closed"


def test_of_what_is_discreet_no_name_and_no_title_goes_into_messages_or_the_log(app: Flask, monday: None) -> None:
    walk = walk_in(app, sensitive=True)
    key = walk.ask()
    walk.answer(key, walk.toos)
    offer = [walk.words(walk.bep, "offer", spoken=spoken) or "" for spoken in (False, True)]
    walk.decide(key)
    both = [walk.words(walk.toos, "both", spoken=spoken) or "" for spoken in (False, True)]
    with app.app_context():
        lines = db.session.scalars(sa.select(LogLine).where(LogLine.verb.startswith("prevention."))).all()
    assert [one.label for one in lines] == ["", "", ""]
    for text in (*offer, *both):
        assert "Afspraak" in text
        assert [word for word in ("Wandelen", "06-000") if word in text] == []
    assert [text for text in both if "Bep" in text] == []
    assert [text for text in offer if "Toos" in text] == []
    assert walk.seen(key, walk.toos) == ("agreed", "Bep", "Bellen kan: 06-000 00 12.")
    assert (
        "Wandelen"
        not in walk.browser(walk.toos).get("/me").text.partition('id="going-together"')[2].partition("</section>")[0]
    )


@pytest.mark.both
def test_who_is_forgotten_leaves_nothing_and_the_other_is_not_left_waiting(walk: Walk) -> None:
    key = walk.ask()
    walk.answer(key, walk.toos)
    walk.decide(key)
    with walk.scene.app.app_context():
        forget(Actor.self(walk.toos), walk.toos)
    walk.sweep()
    assert walk.seen(key, walk.bep)[0] == "searching"
    assert walk.told()[-2:] == [(walk.bep, "searching"), (walk.hans, "question")]
    with walk.scene.app.app_context():
        forget(Actor.self(walk.bep), walk.bep)
        assert db.session.scalars(sa.select(Company)).all() == []
        assert db.session.scalars(sa.select(Asked)).all() == []


def test_it_is_gone_two_weeks_after_the_date_and_given_to_whose_it_is(walk: Walk) -> None:
    key = walk.ask()
    walk.answer(key, walk.toos)
    with walk.scene.app.test_request_context():
        assert [one["reach"] for one in wij_export_person(walk.bep)["company_asked_for"]] == ["phone"]
        given = wij_export_person(walk.toos)
        assert [one["said_yes"] for one in given["asked_to_go_along"]] == [True]
        assert "Bep" not in str(given)
    ends = at("2027-03-10", "19:30")
    for moment, left in ((ends + timedelta(days=14), 1), (ends + timedelta(days=14, minutes=1), 0)):
        with clock.at(moment), walk.scene.app.app_context():
            wij_expire_data()
            assert len(db.session.scalars(sa.select(Company)).all()) == left


def test_pages_lead_from_the_theme_to_both_yes(walk: Walk) -> None:
    bep, toos = walk.browser(walk.bep), walk.browser(walk.toos)
    theme = BeautifulSoup(bep.get("/prevention/bewegen").data, "html.parser")
    path = f"/prevention/together/{walk.ref}"
    assert theme.select_one(f".wij-line a[href='{path}']") is not None
    form = BeautifulSoup(bep.get(path).data, "html.parser")
    assert [one["value"] for one in form.select("[name=reach]")] == ["phone", "door"]
    assert bep.post(path, data={"reach": "mail"}).status_code == 422
    answer = bep.post(path, data={"reach": "door"})
    assert (answer.status_code, bep.get(path).status_code) == (303, 303)
    page = answer.headers["Location"]
    question = BeautifulSoup(toos.get(page).data, "html.parser")
    yes, no = question.select("button[name=answer]")
    assert (yes["value"], no["value"], yes["class"]) == ("yes", "no", no["class"])
    assert page in toos.get("/me").text
    assert toos.post(f"{page}/answer", data={"answer": "yes"}).status_code == 303
    assert "Toos gaat met je mee" in bep.get(page).text
    assert bep.post(f"{page}/decide", data={"answer": "yes", "who": "Toos"}).status_code == 303
    assert "Jullie gaan samen: Bep en jij" in toos.get(page).text
    assert bep.post(f"{page}/stop").status_code == 303
    assert "Dit gaat niet door" in toos.get(page).text


@pytest.mark.parametrize("path", ["activities/date/nothing", "x/y/z", "Activities/date/a"])
def test_date_that_is_not_there_is_not_found(walk: Walk, path: str) -> None:
    client = walk.browser(walk.bep)
    assert client.get(f"/prevention/together/{path}").status_code == 404
    assert client.post(f"/prevention/together/{path}", data={"reach": "door"}).status_code == 404


def test_too_late_to_ask_says_whom_to_call(walk: Walk) -> None:
    with clock.at(at("2027-03-10", "14:30")), pytest.raises(Refusal, match="Call the house"):
        walk.ask()


def test_others_are_asked_after_two_days_or_halfway() -> None:
    starts = MONDAY + timedelta(days=10)
    assert next_moment(MONDAY, starts) == MONDAY + timedelta(days=2)
    assert next_moment(starts - timedelta(hours=8), starts) == starts - timedelta(hours=4)
    assert [too_late(starts - timedelta(hours=hours), starts) for hours in (3, 2)] == [False, True]


def test_activities_tell_who_welcomes_and_then_who_organises(walk: Walk) -> None:
    welcomes(walk)
    with walk.scene.app.app_context():
        assert wij_list_welcomers(walk.ref) == [
            Welcomer(person_id=walk.wim, promised=True),
            Welcomer(person_id=walk.toos, promised=False),
        ]
        assert wij_list_welcomers(Ref("rooms", "date", walk.ref.key)) == []


def test_page_of_an_activity_of_a_theme_offers_to_go_together(walk: Walk) -> None:
    def way(person_id: int, title: str = "wandelen") -> list[str]:
        page = BeautifulSoup(walk.browser(person_id).get(f"/activities/{title}").data, "html.parser")
        return [str(link["href"]) for link in page.select('main a[href*="/together/"]')]

    walk.scene.publish("Kaarten", first="2027-03-11")
    assert (way(walk.bep), way(walk.bep, "kaarten")) == ([f"/prevention/together/{walk.ref}"], [])
    key = walk.ask()
    assert (way(walk.bep), way(walk.wim)) == ([f"/prevention/together/{key}"], [f"/prevention/together/{walk.ref}"])
    with clock.at(at("2027-03-10", "15:00")):
        assert way(walk.wim) == []
