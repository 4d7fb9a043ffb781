"""What the desk tells in person: one call for one person, by one host, in the words and the language of the reader."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app import notices
from app.access import sessions
from app.actors import Actor
from app.clock import at
from app.db import db
from app.journal import LogLine
from app.notices import Recipient, desk
from app.notices.models import Notice
from app.notices.waiting import LEASE, calls, slips
from app.refs import Ref
from app.refusals import NotAllowed, NotFound, Refusal
from tests.core.notices.tea import REF
from tests.factories import Make, span

START = span("2027-03-18", "10:00-16:00").start
SOON = START + timedelta(minutes=5)


class Desk:
    """A house with two hosts, and Ria, who has a phone and no e-mail."""

    def __init__(self, app: Flask, make: Make) -> None:
        self.app = app
        with at(START):
            self.house = make.house(phone="076-000 00 01")
            self.toos = make.person("Toos Kestelaar", email="toos@example.org")
            self.yusuf = make.person("Yusuf Zonnebrink")
            for host in (self.toos, self.yusuf):
                make.role(host, self.house)
            self.ria = make.person("Ria Klokman", phone="076-000 00 14")

    def send(self, recipient: Recipient, what: str = "om drie uur", ref: Ref = REF) -> str:
        with self.app.app_context(), at(START):
            return notices.send(recipient, "tea.ready", {"what": what}, ref=ref, house_id=self.house)

    def do(self, act: object, host: int, public_id: str, after: timedelta = timedelta(0)) -> None:
        with self.app.app_context(), at(SOON + after):
            act(Actor.self(host), self.house, public_id)  # type: ignore[operator]  # acts of several shapes

    def calls(self, host: int, after: timedelta = timedelta(0)) -> list[tuple[str, int, str, bool]]:
        with self.app.app_context(), at(SOON + after):
            found = calls(Actor.self(host), self.house)
            return [(one.reader.name, len(one.messages), one.taken_by, one.mine) for one in found]

    def slips(self, after: timedelta = timedelta(0)) -> list[str]:
        with self.app.app_context(), at(SOON + after):
            return [one.reader.name for one in slips(Actor.self(self.toos), self.house)]


@pytest.fixture
def desk_(app: Flask, make: Make) -> Desk:
    return Desk(app, make)


def sign_in(app: Flask, client: FlaskClient, person_id: int) -> None:
    with app.app_context():
        token = sessions.start(person_id, "code")
    with client.session_transaction() as session:
        session["_user_id"] = token


@pytest.mark.sweep
def test_call_holds_all_that_one_person_is_to_hear_and_appears_after_the_time_for_undo(desk_: Desk) -> None:
    desk_.send(Recipient(person_id=desk_.ria))
    desk_.send(Recipient(person_id=desk_.ria), "om vier uur")
    desk_.send(Recipient(name="Bo", phone="076-000 00 14"))  # the same number, somebody else
    assert desk_.calls(desk_.toos, timedelta(minutes=-4)) == []
    assert desk_.calls(desk_.toos) == [("Ria Klokman", 2, "", False), ("Bo", 1, "", False)]


@pytest.mark.both
def test_two_hosts_do_not_call_the_same_person(desk_: Desk) -> None:
    first = desk_.send(Recipient(person_id=desk_.ria))
    second = desk_.send(Recipient(person_id=desk_.ria), "om vier uur")
    desk_.do(desk.take_call, desk_.toos, first)
    assert desk_.calls(desk_.toos) == [("Ria Klokman", 2, "Toos", True)]
    assert desk_.calls(desk_.yusuf) == [("Ria Klokman", 2, "Toos", False)]
    for act in (desk.take_call, desk.spoke, desk.no_answer, desk.call_later):
        with pytest.raises(Refusal, match="Toos"):
            desk_.do(act, desk_.yusuf, second)
    desk_.do(desk.take_call, desk_.yusuf, first, LEASE)  # Toos went home
    assert desk_.calls(desk_.yusuf, LEASE) == [("Ria Klokman", 2, "Yusuf", True)]


@pytest.mark.sweep
def test_spoken_ends_only_what_was_told_and_can_be_undone(desk_: Desk) -> None:
    told = desk_.send(Recipient(person_id=desk_.ria))
    desk_.do(desk.take_call, desk_.toos, told)
    desk_.send(Recipient(person_id=desk_.ria), "news while they talk")
    desk_.do(desk.spoke, desk_.toos, told)
    assert desk_.calls(desk_.toos) == [("Ria Klokman", 1, "", False)]
    with pytest.raises(Refusal):
        desk_.do(desk.undo, desk_.yusuf, told)
    desk_.do(desk.undo, desk_.toos, told)
    assert desk_.calls(desk_.toos) == [("Ria Klokman", 2, "", False)]


def test_call_must_be_taken_before_it_is_done(desk_: Desk) -> None:
    public_id = desk_.send(Recipient(person_id=desk_.ria))
    with pytest.raises(Refusal):
        desk_.do(desk.spoke, desk_.toos, public_id)
    assert desk_.calls(desk_.toos) == [("Ria Klokman", 1, "", False)]


def test_call_that_nobody_answers_comes_back_and_becomes_a_slip_in_the_end(desk_: Desk) -> None:
    public_id = desk_.send(Recipient(person_id=desk_.ria))
    after = timedelta(0)
    for _number in range(desk.CALLS):
        assert len(desk_.calls(desk_.toos, after)) == 1
        desk_.do(desk.take_call, desk_.toos, public_id, after)
        desk_.do(desk.no_answer, desk_.toos, public_id, after)
        assert desk_.calls(desk_.toos, after) == []
        after += desk.UNANSWERED
    assert desk_.slips(after) == ["Ria Klokman"]


def test_call_put_off_comes_back_in_an_hour(desk_: Desk) -> None:
    public_id = desk_.send(Recipient(person_id=desk_.ria))
    desk_.do(desk.take_call, desk_.toos, public_id)
    desk_.do(desk.call_later, desk_.toos, public_id)
    assert desk_.calls(desk_.toos, timedelta(minutes=59)) == []
    assert desk_.calls(desk_.toos, timedelta(minutes=60)) == [("Ria Klokman", 1, "", False)]


def test_undone_thing_takes_its_call_off_the_list(desk_: Desk) -> None:
    public_id = desk_.send(Recipient(person_id=desk_.ria))
    desk_.do(desk.take_call, desk_.toos, public_id)
    with desk_.app.app_context(), at(SOON):
        notices.withdraw(REF)
    assert desk_.calls(desk_.toos) == []
    with pytest.raises(Refusal):
        desk_.do(desk.spoke, desk_.toos, public_id)


def test_slip_is_printed_once_and_can_be_undone(desk_: Desk) -> None:
    public_id = desk_.send(Recipient(name="Bo"))
    assert desk_.slips() == ["Bo"]
    desk_.do(desk.printed, desk_.toos, public_id)
    assert desk_.slips() == []
    with pytest.raises(Refusal):
        desk_.do(desk.printed, desk_.toos, public_id)
    desk_.do(desk.undo, desk_.toos, public_id)
    assert desk_.slips() == ["Bo"]


def test_undo_ends_after_a_quarter_of_an_hour(desk_: Desk) -> None:
    public_id = desk_.send(Recipient(name="Bo"))
    desk_.do(desk.printed, desk_.toos, public_id)
    with pytest.raises(Refusal):
        desk_.do(desk.undo, desk_.toos, public_id, desk.UNDO + timedelta(seconds=1))
    assert desk_.slips() == []


def test_only_hosts_of_the_house_see_and_do(desk_: Desk, make: Make) -> None:
    public_id = desk_.send(Recipient(person_id=desk_.ria))
    with at(START):
        elsewhere = make.person("Ella")
        other_house = make.house("De Eik")
        make.role(elsewhere, other_house)
    with pytest.raises(NotAllowed):
        desk_.calls(elsewhere)
    for act in (desk.take_call, desk.spoke, desk.no_answer, desk.call_later, desk.printed, desk.undo):
        with pytest.raises(NotAllowed):
            desk_.do(act, elsewhere, public_id)
    with desk_.app.app_context(), at(SOON), pytest.raises(NotFound):
        desk.take_call(Actor.self(elsewhere), other_house, public_id)


def test_mail_is_nobodys_at_the_desk(desk_: Desk) -> None:
    public_id = desk_.send(Recipient(person_id=desk_.toos))
    with pytest.raises(NotFound):
        desk_.do(desk.take_call, desk_.toos, public_id)


def test_each_step_is_in_the_log_of_the_reader_with_who_did_it(desk_: Desk) -> None:
    public_id = desk_.send(Recipient(person_id=desk_.ria))
    desk_.do(desk.take_call, desk_.toos, public_id)
    desk_.do(desk.spoke, desk_.toos, public_id)
    with desk_.app.app_context():
        lines = db.session.scalars(sa.select(LogLine).where(LogLine.verb.startswith("notices.")).order_by(LogLine.id))
        assert [(line.verb, line.typist_id, line.subject_id, line.channel) for line in lines] == [
            ("notices.call.taken", desk_.toos, desk_.ria, "phone"),
            ("notices.call.spoken", desk_.toos, desk_.ria, "phone"),
        ]


def test_desk_counts_what_waits_now(desk_: Desk) -> None:
    desk_.send(Recipient(person_id=desk_.ria))
    desk_.send(Recipient(name="Bo"))
    desk_.send(Recipient(person_id=desk_.toos))
    with desk_.app.app_context(), at(START):
        assert notices.at_the_desk(desk_.house) == {"call": 0, "slip": 0}
    with desk_.app.app_context(), at(SOON):
        assert notices.at_the_desk(desk_.house) == {"call": 1, "slip": 1}


def test_notice_of_a_plugin_that_is_off_does_not_break_the_list(desk_: Desk) -> None:
    desk_.send(Recipient(person_id=desk_.ria))
    with desk_.app.app_context(), at(START):
        notices.send(Recipient(name="Bo", phone="0612345678"), "tea.elsewhere", {}, ref=REF, house_id=desk_.house)
    assert [name for name, *_rest in desk_.calls(desk_.toos)] == ["Ria Klokman"]


def test_call_is_made_from_the_page(app: Flask, client: FlaskClient, make: Make) -> None:
    house = make.house(slug="linde", phone="076-000 00 01")
    toos = make.person("Toos Kestelaar", email="toos@example.org")
    make.role(toos, house)
    ria = make.person("Ria Klokman", phone="076-000 00 14")
    with app.app_context():
        public_id = notices.send(Recipient(person_id=ria), "tea.ready", {"what": "<b>3</b>"}, ref=REF, house_id=house)
        db.session.execute(sa.update(Notice).values(next_try_at=Notice.created_at))
        db.session.commit()
    sign_in(app, client, toos)
    page = client.get("/desk/calls").text
    assert "Ria Klokman" in page
    assert "076-000 00 14" not in page  # first take the call, so that nobody else does
    answer = client.post(f"/desk/calls/{public_id}/take")
    assert (answer.status_code, answer.location) == (303, f"/desk/calls#{public_id}")
    page = client.get("/desk/calls").text
    soup = BeautifulSoup(page, "html.parser")
    assert soup.select_one('a[href="tel:+31760000014"]') is not None
    assert "U kunt theedrinken: &lt;b&gt;3&lt;/b&gt;." in page
    assert [button.get_text(strip=True) for button in soup.select(".wij-task__do button")] == [
        "Gesproken: Ria Klokman",
        "Niet bereikt: Ria Klokman",
        "Later: Ria Klokman",
    ]
    page = client.post(f"/desk/calls/{public_id}/spoken", follow_redirects=True).text
    assert "Er is nu niemand om te bellen." in page
    page = client.post(f"/desk/calls/{public_id}/undo", follow_redirects=True).text
    assert "Het staat weer op de lijst." in page
    assert "Ria Klokman" in page


def test_call_that_is_gone_is_said_on_the_page(app: Flask, client: FlaskClient, make: Make) -> None:
    house = make.house()
    toos = make.person("Toos Kestelaar", email="toos@example.org")
    make.role(toos, house)
    with app.app_context():
        public_id = notices.send(Recipient(name="Bo"), "tea.ready", {"what": "x"}, ref=REF, house_id=house)
        notices.withdraw(REF)
    sign_in(app, client, toos)
    answer = client.post(f"/desk/slips/{public_id}/printed", follow_redirects=True)
    assert "Dit is net al gedaan." in answer.text
    assert client.post("/desk/slips/nothing/printed").status_code == 404


@pytest.mark.parametrize("path", ["/desk/calls", "/desk/slips"])
def test_pages_of_the_desk_are_for_hosts(app: Flask, client: FlaskClient, make: Make, path: str) -> None:
    make.house()
    assert client.get(path).status_code == 303
    sign_in(app, client, make.person())
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", ["/demo/mail", "/demo/mail/abc", "/demo/mail/abc/wij.ics"])
def test_mailbox_is_nowhere_but_in_the_demo(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
