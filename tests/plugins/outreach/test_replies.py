"""Answers: no and later are counts, an own yes is a record; who sees it, and that they see who looked."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import clock
from app.actors import Actor
from app.journal import LogLine
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.outreach.partners.keeping import add_partner, give_part
from plugins.outreach.partners.models import CALLER, COORDINATOR
from plugins.outreach.replies.answering import Wish, enter, say, say_yes
from plugins.outreach.replies.keeping import look, replies_to
from plugins.outreach.replies.models import Look, Reply
from plugins.outreach.rounds.codes import shown
from plugins.outreach.rounds.models import ReplyCode, Round
from plugins.outreach.rounds.reading import round_with
from tests.factories import at
from tests.plugins.outreach.conftest import UNTIL
from tests.plugins.outreach.conftest import Round as Team

AsPerson = Callable[[int], FlaskClient]
JO = Wish(name="Jo Hazelhof", form="home", address="Verzonnenlaan 12", phone="076-000 00 80", moment="Na de middag")
ANSWERS = (Round.yes, Round.no, Round.later)


def yes(team: Team, code: str, wish: Wish = JO) -> str:
    """Somebody says yes; their own code."""
    with team.app.app_context():
        return say_yes(code, wish)


def test_three_answers_are_equal_and_come_after_a_code_typed_in_any_way(going: Team, client: FlaskClient) -> None:
    found = client.post("/outreach/answer", data={"code": f" {shown(going.codes[0]).replace(' ', '-')} "})
    assert found.headers["Location"] == f"/outreach/answer/{going.codes[0]}"
    page = BeautifulSoup(client.get(found.headers["Location"]).data, "html.parser")
    buttons = page.select("ul.wij-choices.same > li > button.wij-choice")
    assert [one["value"] for one in buttons] == ["yes", "no", "later"]
    assert {str(sorted(one["class"])) for one in buttons} == {"['wij-choice']"}
    wrong = client.post("/outreach/answer", data={"code": "ABCD 2345"})
    assert wrong.status_code == 422
    assert 'value="ABCD 2345"' in wrong.get_data(as_text=True)
    assert going.rows(*ANSWERS) == [(0, 0, 0)]


def test_no_leaves_a_count_and_nothing_else_also_of_who_is_signed_in(going: Team, as_person: AsPerson) -> None:
    ria, code = as_person(going.people["ria"]), going.codes[0]
    lines = len(going.rows(LogLine.id))
    assert ria.post(f"/outreach/answer/{code}", data={"answer": "no"}).headers["Location"] == "/outreach/answered/no"
    assert going.rows(*ANSWERS) == [(0, 1, 0)]
    assert going.rows(Reply.id) == []
    assert len(going.rows(ReplyCode.digest)) == 3
    told = [
        line for line in going.rows(LogLine.verb, LogLine.typist_id, LogLine.ref, LogLine.label) if "answer" in line[0]
    ]
    assert told == [("outreach.answer.given", None, f"outreach/round/{going.round}", "Klaverveld")]
    assert len(going.rows(LogLine.id)) == lines + 1
    assert ria.get(f"/outreach/answer/{code}").status_code == 404
    assert ria.post(f"/outreach/answer/{code}", data={"answer": "no"}).status_code == 404
    assert going.rows(*ANSWERS) == [(0, 1, 0)]


def test_later_is_a_count_and_the_code_stays_good(going: Team, client: FlaskClient) -> None:
    assert client.post(f"/outreach/answer/{going.codes[0]}", data={"answer": "later"}).status_code == 303
    yes(going, going.codes[0])
    assert going.rows(*ANSWERS) == [(1, 0, 1)]


def test_yes_makes_the_one_record_and_its_own_page_tells_all_of_it(going: Team, client: FlaskClient) -> None:
    code = going.codes[0]
    asked = client.post(f"/outreach/answer/{code}", data={"answer": "yes"})
    assert asked.headers["Location"] == f"/outreach/answer/{code}/yes"
    form = {"name": "Jo Hazelhof", "form": "home", "address": "Verzonnenlaan 12", "phone": "", "together": "y"}
    refused = client.post(asked.headers["Location"], data=form)
    assert refused.status_code == 422
    assert "Eén manier is genoeg." in refused.get_data(as_text=True)
    assert len(going.rows(ReplyCode.digest)) == 4
    own = client.post(asked.headers["Location"], data={**form, "reach": "Bel mijn dochter"}).headers["Location"]
    answer = client.get(own)
    assert answer.headers["Cache-Control"] == "no-store"
    page = BeautifulSoup(answer.data, "html.parser")
    assert [page.select_one(f"#{name}")["value"] for name in ("name", "address", "reach")] == [  # type: ignore[index]  # not there is a failure too
        "Jo Hazelhof",
        "Verzonnenlaan 12",
        "Bel mijn dochter",
    ]
    assert "dinsdag 15 juni 2027" in page.get_text()
    assert going.rows(*ANSWERS) == [(1, 0, 0)]
    assert own.rpartition("/")[2] not in str(going.rows(Reply.digest) + going.rows(LogLine.label, LogLine.ref))


def test_own_code_changes_it_and_toch_niet_deletes_it_at_once(going: Team, client: FlaskClient) -> None:
    own = f"/outreach/mine/{yes(going, going.codes[0])}"
    form = {"name": "Jo Hazelhof", "form": "walk", "address": "Verzonnenlaan 12", "phone": "076-000 00 81"}
    assert client.post(own, data=form).status_code == 303
    assert going.rows(Reply.form, Reply.address, Reply.phone) == [("walk", "", "076-000 00 81")]
    assert client.post(f"{own}/off").headers["Location"] == "/outreach/answered/gone"
    assert going.rows(Reply.id) == []
    assert going.rows(*ANSWERS) == [(0, 1, 0)]
    assert [client.get(own).status_code, client.post(own, data=form).status_code] == [404, 404]


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (Wish(name="Jo", form="home", phone="076-000 00 80"), "address"),
        (Wish(name="Jo", form="walk"), "phone"),
        (Wish(name="Jo", form="dance", phone="076-000 00 80"), "form"),
    ],
)
def test_yes_with_something_missing_is_refused_and_uses_no_code(going: Team, wish: Wish, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        yes(going, going.codes[0], wish)
    assert refused.value.field == field
    assert len(going.rows(ReplyCode.digest)) == 4
    assert going.rows(*ANSWERS) == [(0, 0, 0)]


@pytest.mark.both
def test_two_who_enter_the_same_code_at_once_make_one_record(going: Team) -> None:
    start = threading.Barrier(4)

    def try_it(_number: int) -> bool:
        with going.app.app_context():
            start.wait()
            try:
                say_yes(going.codes[0], JO)
            except NotFound:
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(try_it, range(4))) == [False, False, False, True]
    assert len(going.rows(Reply.id)) == 1
    assert going.rows(*ANSWERS) == [(1, 0, 0)]


def test_caller_enters_what_a_card_says_and_what_somebody_says_by_phone(going: Team, as_person: AsPerson) -> None:
    mirjam, pages = as_person(going.people["mirjam"]), f"/outreach/rounds/{going.round}/enter"
    assert mirjam.post(f"{pages}/card", data={"answer": "no", "code": going.codes[0]}).status_code == 303
    assert mirjam.post(f"{pages}/phone", data={"answer": "later"}).status_code == 303
    again = mirjam.post(f"{pages}/card", data={"answer": "no", "code": going.codes[0]})
    assert again.status_code == 422
    assert f'value="{going.codes[0]}"' in again.get_data(as_text=True)
    asked = mirjam.post(f"{pages}/phone", data={"answer": "yes", "code": going.codes[1]}).headers["Location"]
    form = {"name": "Riet Kwikstaart", "form": "phone", "phone": "076-000 00 82", "code": going.codes[1]}
    slip = mirjam.post(asked.partition("?")[0], data=form).headers["Location"]
    assert shown(slip.rpartition("/")[2]) in mirjam.get(slip).get_data(as_text=True)
    assert going.rows(*ANSWERS) == [(1, 1, 1)]
    assert len(going.rows(ReplyCode.digest)) == 2
    ways = [channel for verb, channel in going.rows(LogLine.verb, LogLine.channel) if verb == "outreach.answer.given"]
    assert ways == ["card", "phone", "phone"]


def test_list_has_no_address_and_each_look_is_seen_by_the_person(
    going: Team, as_person: AsPerson, client: FlaskClient
) -> None:
    own = yes(going, going.codes[0])
    mirjam, replies = as_person(going.people["mirjam"]), f"/outreach/rounds/{going.round}/replies"
    listed = mirjam.get(replies).get_data(as_text=True)
    assert "Jo Hazelhof" in listed
    assert not any(words in listed for words in ("Verzonnenlaan", "076-000 00 80", "Na de middag"))
    ((key,),) = going.rows(Reply.public_id)
    assert mirjam.get(f"{replies}/{key}").status_code == 303
    assert going.rows(Look.id) == []
    with clock.at(at("2027-03-15", "11:05")):
        assert "Verzonnenlaan 12" in mirjam.post(f"{replies}/{key}").get_data(as_text=True)
    looked = BeautifulSoup(client.get(f"/outreach/mine/{own}").data, "html.parser").select(
        "section[aria-labelledby=looked] li"
    )
    assert [one.get_text(" ", strip=True) for one in looked] == ["vandaag 11:05 Mirjam De Linde"]


def test_caller_changes_and_deletes_for_somebody_who_calls(going: Team, as_person: AsPerson) -> None:
    yes(going, going.codes[0])
    ((key,),) = going.rows(Reply.public_id)
    mirjam, reply = as_person(going.people["mirjam"]), f"/outreach/rounds/{going.round}/replies/{key}"
    wrong = mirjam.post(f"{reply}/change", data={"name": "Jo Hazelhof", "form": "walk", "phone": "straks"})
    assert wrong.status_code == 422
    assert 'value="straks"' in wrong.get_data(as_text=True)
    nul = mirjam.post(f"{reply}/change", data={"name": "Jo\0", "form": "walk", "phone": "076-000 00 81"})
    assert nul.status_code == 422
    assert going.rows(Reply.form, Reply.phone) == [("home", "076-000 00 80")]
    right = {"name": "Jo Hazelhof", "form": "walk", "phone": "076-000 00 81"}
    assert mirjam.post(f"{reply}/change", data=right).status_code == 303
    assert going.rows(Reply.form, Reply.address, Reply.phone) == [("walk", "", "076-000 00 81")]
    assert mirjam.post(f"{reply}/off").status_code == 303
    assert going.rows(Reply.id) == []
    assert [mirjam.post(f"{reply}{act}").status_code for act in ("", "/off", "/code")] == [404] * 3


def test_only_coordinators_and_callers_of_the_round_see_who_said_yes_and_only_while_they_have_the_part(
    going: Team, as_person: AsPerson
) -> None:
    """Chantal is administrator and Ria coordinates one without a role; the union's caller does not phone."""
    yes(going, going.codes[0])
    other = going.do(add_partner, "toos", "Stib", "")
    going.do(give_part, "toos", other, going.key("ria"), COORDINATOR, UNTIL)
    going.do(give_part, "toos", going.partners["Ouderenbond"], going.key("wout"), CALLER, UNTIL)
    ((key,),) = going.rows(Reply.public_id)
    page = f"/outreach/rounds/{going.round}"
    for name, may in {"toos": True, "mirjam": True, "wout": False, "ria": False, "chantal": False}.items():
        browser, reply = as_person(going.people[name]), f"{page}/replies/{key}"
        answers = [browser.get(f"{page}/replies"), browser.get(f"{page}/enter/card"), browser.post(reply)]
        assert [one.status_code for one in answers] == [200 if may else 403] * 3, name
        if not may:
            assert [browser.post(f"{reply}/{act}").status_code for act in ("change", "code", "off")] == [403] * 3, name
    assert len(going.rows(Look.id)) == 2
    with clock.at(at("2027-07-01", "10:00")), going.app.app_context(), pytest.raises(NotAllowed):
        replies_to(going.actor("mirjam"), round_with(going.round))


def test_somebody_helped_by_a_caller_does_not_get_their_rights(going: Team) -> None:
    yes(going, going.codes[0])
    ((key,),) = going.rows(Reply.public_id)
    with going.app.app_context(), pytest.raises(NotAllowed):
        look(Actor(going.people["ria"], going.people["mirjam"], going.actor("ria").channel), going.round, key)
    assert going.rows(Look.id) == []


def test_code_of_another_round_is_refused_and_odd_addresses_are_not_there(going: Team, client: FlaskClient) -> None:
    with pytest.raises(Refusal):
        going.do(enter, "mirjam", going.round, "abcdefgh", "no")
    for path in (
        "answer/x",
        "answer/%E2%82%AC",
        "mine/abc",
        "mine/aaaaaaaaaaaa",
        "answered/yes",
        f"answer/{'a' * 300}",
    ):
        assert client.get(f"/outreach/{path}").status_code == 404, path
    with going.app.app_context(), pytest.raises(NotFound):
        say("aaaaaaaa", "no")


def test_lost_code_gets_a_new_one_and_the_old_one_is_good_no_more(
    going: Team, as_person: AsPerson, client: FlaskClient
) -> None:
    old = yes(going, going.codes[0])
    ((key,),) = going.rows(Reply.public_id)
    slip = (
        as_person(going.people["mirjam"]).post(f"/outreach/rounds/{going.round}/replies/{key}/code").headers["Location"]
    )
    assert client.get(f"/outreach/mine/{old}").status_code == 404
    assert client.get(f"/outreach/mine/{slip.rpartition('/')[2]}").status_code == 200


def test_day_of_the_answer_is_today(going: Team) -> None:
    yes(going, going.codes[0])
    assert going.rows(Reply.answered) == [(date(2027, 3, 15),)]
