"""The desk: finding somebody, acting for them, and what that may never be used for."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app.access import acting
from app.access.models import Session
from app.actors import Actor, Channel
from app.clock import at, now
from app.db import db
from app.people.models import Person
from app.refusals import NotAllowed, Refusal
from tests.core.access.conftest import Inside, begin
from tests.factories import Make

Desk = tuple[int, FlaskClient]
Browser = Callable[[int], FlaskClient]
pytestmark = pytest.mark.sweep

BANNER = "wij-behalf"


@pytest.fixture
def ria(make: Make) -> int:
    return make.person("Ria Klokman", phone="076-000 00 14")


def test_acting_is_shown_and_logged_with_both(desk: Desk, ria: int, inside: Inside) -> None:
    toos, browser = desk
    begun = begin(browser, inside.public_id(ria), "phone")
    assert (begun.status_code, begun.location) == (303, "/desk/person")
    page = browser.get("/desk/person").text
    assert BANNER in page
    assert "Ria Klokman" in page
    browser.post("/me/details", data={"name": "Ria Klokman-Bos", "phone": "", "language": "nl", "neighbourhood": ""})
    stopped = browser.post("/desk/stop")
    assert (stopped.status_code, stopped.location) == (303, "/desk")
    assert BANNER not in browser.get("/desk").text
    assert inside.log()[-3:] == [
        ("access.acting.started", toos, ria, "phone"),
        ("people.person.changed", toos, ria, "phone"),
        ("access.acting.stopped", toos, ria, "phone"),
    ]


def test_log_on_the_page_says_by_whom(desk: Desk, ria: int, inside: Inside) -> None:
    begin(desk[1], inside.public_id(ria), "phone")
    desk[1].post("/me/details", data={"name": "Ria", "phone": "", "language": "nl", "neighbourhood": ""})
    page = desk[1].get("/desk/person").text
    assert "telefoon, door Toos" in page[page.index('id="log"') :]


def test_signing_out_while_acting_stops_both(desk: Desk, ria: int, inside: Inside) -> None:
    begin(desk[1], inside.public_id(ria))
    assert desk[1].post("/sign-out").status_code == 303
    assert desk[1].get("/desk").status_code == 303
    assert [line[:3] for line in inside.log()[-2:]] == [
        ("access.acting.stopped", desk[0], ria),
        ("access.session.ended", desk[0], desk[0]),
    ]


def test_host_confirms_where_somebody_lives(app: Flask, desk: Desk, make: Make, inside: Inside) -> None:
    wout, ria = make.person("Wout Tegelveld", neighbourhood_id=1), make.person("Ria Klokman")
    for person, confirmed in ((ria, False), (wout, True)):
        begin(desk[1], inside.public_id(person))
        assert ("/desk/person/neighbour" in desk[1].get("/desk/person").text) is confirmed
        desk[1].post("/desk/person/neighbour")
        assert "/desk/person/neighbour" not in desk[1].get("/desk/person").text
        with app.app_context():
            assert (db.session.get_one(Person, person).neighbour_confirmed_on is not None) is confirmed
    assert inside.log()[-1] == ("people.neighbour.confirmed", desk[0], wout, "desk")


@pytest.mark.parametrize("count", [1, 3])
def test_search_asks_the_database_no_more_for_more_people(app: Flask, desk: Desk, make: Make, count: int) -> None:
    for number in range(count):
        make.person(f"Kees Vogelpoel{number}")
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    assert desk[1].get("/desk/people?q=vogel").text.count('name="person"') == count
    assert len([statement for statement in asked if "FROM person" in statement and "LIKE" in statement]) == 1


def test_acting_ends_by_itself_after_half_an_hour(desk: Desk, ria: int, inside: Inside) -> None:
    toos, browser = desk
    begin(browser, inside.public_id(ria))
    with at(now() + timedelta(minutes=29)):
        assert BANNER in browser.get("/me/details").text
    with at(now() + timedelta(minutes=30)):
        page = browser.get("/me/details").text
    assert BANNER not in page
    assert "Toos" in page
    assert inside.log()[-1] == ("access.acting.stopped", toos, ria, "desk")


def test_form_sent_after_acting_ended_is_done_for_nobody(app: Flask, desk: Desk, ria: int, inside: Inside) -> None:
    begin(desk[1], inside.public_id(ria))
    details = {"name": "Ria", "phone": "", "language": "nl", "neighbourhood": ""}
    with at(now() + timedelta(minutes=30)):
        answer = desk[1].post("/me/details", data=details)
    assert (answer.status_code, answer.location) == (303, "/desk")
    with app.app_context():
        names = db.session.execute(db.text("SELECT name FROM person ORDER BY name")).scalars().all()
    assert names == ["Ria Klokman", "Toos Kestelaar"]


def test_acting_ends_with_the_role(app: Flask, desk: Desk, ria: int, inside: Inside) -> None:
    begin(desk[1], inside.public_id(ria))
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(db.text("DELETE FROM role"))
    assert BANNER not in desk[1].get("/me/details").text
    assert desk[1].get("/desk/person").status_code == 403


def test_acting_for_another_stops_the_first(desk: Desk, ria: int, make: Make, inside: Inside) -> None:
    cor = make.person("Cor van der Linden-Mos")
    begin(desk[1], inside.public_id(ria))
    begin(desk[1], inside.public_id(cor))
    page = desk[1].get("/desk/person").text
    assert "Ria Klokman" not in page
    assert [line[:3] for line in inside.log()[-3:]] == [
        ("access.acting.started", desk[0], ria),
        ("access.acting.stopped", desk[0], ria),
        ("access.acting.started", desk[0], cor),
    ]


def test_desk_is_for_hosts(make: Make, house: int, as_person: Browser, ria: int, inside: Inside) -> None:
    lieke, wout = make.person("Lieke Morgenster"), make.person("Wout Tegelveld")
    make.role(wout, house, "key_holder")
    for somebody in (lieke, wout):
        browser = as_person(somebody)
        for path in ("/desk", "/desk/people?q=ria", "/desk/person", "/desk/person/card"):
            assert browser.get(path).status_code == 403
        assert begin(browser, inside.public_id(ria)).status_code == 403


def test_role_that_ended_opens_nothing(make: Make, house: int, as_person: Browser) -> None:
    toos = make.person("Toos Kestelaar")
    make.role(toos, house, "host", days=-1)
    assert as_person(toos).get("/desk").status_code == 403


def test_host_of_one_house_is_no_host_at_the_desk_of_another(
    app: Flask, desk: Desk, ria: int, make: Make, inside: Inside
) -> None:
    elsewhere = make.house("De Eik")
    with app.app_context():
        session_id = db.session.query(Session.id).scalar()
        with pytest.raises(NotAllowed):
            acting.start(Actor.self(desk[0]), session_id, inside.public_id(ria), elsewhere)
    assert "access.acting.started" not in [line[0] for line in inside.log()]


def test_session_of_another_cannot_be_used_for_acting(
    app: Flask, desk: Desk, house: int, ria: int, make: Make, as_person: Browser, inside: Inside
) -> None:
    lieke = make.person("Lieke Morgenster")
    as_person(lieke)
    with app.app_context():
        session_id = db.session.query(Session.id).filter_by(person_id=lieke).scalar()
        with pytest.raises(NotAllowed):
            acting.start(Actor.self(desk[0]), session_id, inside.public_id(ria), house)


def test_host_cannot_act_for_an_administrator(desk: Desk, house: int, make: Make, inside: Inside) -> None:
    ibrahim = make.person("Ibrahim Duinhart")
    make.role(ibrahim, house, "administrator")
    assert begin(desk[1], inside.public_id(ibrahim)).status_code == 403
    assert BANNER not in desk[1].get("/me/details").text


def test_acting_ends_when_the_subject_becomes_administrator(
    desk: Desk, house: int, ria: int, make: Make, inside: Inside
) -> None:
    begin(desk[1], inside.public_id(ria))
    make.role(ria, house, "administrator")
    assert BANNER not in desk[1].get("/me/details").text


def test_administrator_may_help_an_administrator(house: int, make: Make, as_person: Browser, inside: Inside) -> None:
    ibrahim, fenna = make.person("Ibrahim Duinhart"), make.person("Fenna Duifhout")
    make.role(ibrahim, house, "administrator")
    make.role(fenna, house, "administrator")
    assert begin(as_person(fenna), inside.public_id(ibrahim)).status_code == 303


def test_acting_reaches_no_settings(house: int, ria: int, make: Make, as_person: Browser, inside: Inside) -> None:
    fenna = make.person("Fenna Duifhout")
    make.role(fenna, house, "administrator")
    browser = as_person(fenna)
    assert browser.get("/house/huis-1/settings").status_code == 200
    begin(browser, inside.public_id(ria))
    assert browser.get("/house/huis-1/settings").status_code == 403


def test_desk_while_acting_shows_nobody_else(desk: Desk, ria: int, make: Make, inside: Inside) -> None:
    make.person("Cor van der Linden-Mos")
    begin(desk[1], inside.public_id(ria))
    for path in ("/desk", "/desk/people?q=cor", "/me"):
        answer = desk[1].get(path)
        assert (answer.status_code, answer.location) == (303, "/desk/person")
    added = desk[1].post("/desk/people", data={"name": "Nieuw"})
    assert added.location == "/desk/person"
    assert inside.people() == 3


def test_nobody_acts_for_themselves_or_for_who_is_not_there(
    app: Flask, desk: Desk, house: int, make: Make, inside: Inside
) -> None:
    assert begin(desk[1], inside.public_id(desk[0])).status_code == 409
    assert begin(desk[1], "nobody").status_code == 404
    gone = make.person("", forgotten_at=now())
    assert begin(desk[1], inside.public_id(gone)).status_code == 404
    with app.app_context():
        session_id = db.session.query(Session.id).scalar()
        with pytest.raises(Refusal):
            acting.start(Actor.self(desk[0]), session_id, inside.public_id(gone), house, Channel.WEB)


def test_person_made_at_the_desk_needs_a_name_only(desk: Desk, inside: Inside) -> None:
    made = desk[1].post("/desk/people", data={"name": "Bep Tuinhek", "phone": "", "email": ""})
    assert (made.status_code, made.location) == (303, "/desk/person")
    assert "Bep Tuinhek" in desk[1].get("/desk/person").text
    [added] = [line for line in inside.log() if line[0] == "people.person.added"]
    assert added[1] == desk[0]
    assert added[2] != desk[0]
    assert added[3] == "desk"


def test_person_with_a_known_address_is_not_made_twice(desk: Desk, make: Make, inside: Inside) -> None:
    make.person("Lieke Morgenster", email="lieke@example.org")
    answer = desk[1].post("/desk/people", data={"name": "Lieke", "email": "Lieke@Example.org"})
    assert answer.status_code == 422
    assert 'value="Lieke@Example.org"' in answer.text
    assert inside.people() == 2


def test_search_needs_two_letters_and_shows_eight_at_most(desk: Desk, make: Make) -> None:
    for number in range(10):
        make.person(f"Kees Vogelpoel{number}")
    page = desk[1].get("/desk/people?q=vogel").text
    assert page.count('name="person"') == 8
    for text in ("", "k", " k ", "%", "_", "%%", "__", "k%"):
        assert 'name="person"' not in desk[1].get("/desk/people", query_string={"q": text}).text


def test_signing_out_everywhere_at_the_desk_is_for_whom_one_helps(
    desk: Desk, ria: int, as_person: Browser, inside: Inside
) -> None:
    phone = as_person(ria)
    begin(desk[1], inside.public_id(ria))
    assert desk[1].post("/sign-out/everywhere").location == "/desk/person"
    assert phone.get("/me").status_code == 303
    assert desk[1].get("/desk/person").status_code == 200
    assert inside.log()[-1] == ("access.session.ended-everywhere", desk[0], ria, "desk")


def test_desk_pages_of_nobody_lead_back_to_the_desk(desk: Desk) -> None:
    for path in ("/desk/person", "/desk/person/slip", "/desk/person/week", "/desk/person/card"):
        answer = desk[1].get(path)
        assert (answer.status_code, answer.location) == (303, "/desk")
    for path in ("/desk/person/card", "/desk/person/card/stop"):
        assert desk[1].post(path, data={"pin": "8305", "repeat": "8305"}).location == "/desk"


def test_slip_names_phone_and_code(desk: Desk, ria: int, inside: Inside) -> None:
    code = inside.public_id(ria).upper()
    begin(desk[1], inside.public_id(ria))
    slip = desk[1].get("/desk/person/slip").text
    assert "076-000 00 01" in slip
    assert code in slip
    desk[1].post("/desk/stop")
    assert "Ria Klokman" in desk[1].get("/desk/people", query_string={"q": code}).text
