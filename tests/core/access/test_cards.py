"""House cards."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import cache

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy import select

from app.access import cards
from app.access.models import Card
from app.access.retention import expire
from app.actors import Actor, Channel
from app.clock import at, now
from app.db import db
from app.refusals import NotAllowed, Refusal
from app.web.qr import qr_of
from tests.core.access.conftest import Inside, begin
from tests.factories import Make

Desk = tuple[int, FlaskClient]
pytestmark = pytest.mark.sweep


def issue(client: FlaskClient, pin: str = "8305", repeat: str | None = None) -> int:
    return client.post("/desk/person/card", data={"pin": pin, "repeat": pin if repeat is None else repeat}).status_code


def number_of(app: Flask, person_id: int) -> str | None:
    with app.app_context():
        card = cards.card_of(person_id)
        return card.number if card else None


def sign_in(app: Flask, number: str | None, pin: str) -> FlaskClient:
    client = app.test_client()
    client.post("/sign-in/card", data={"number": number, "pin": pin})
    return client


def is_in(client: FlaskClient) -> bool:
    return client.get("/me").status_code == 200


def test_card_from_the_desk_signs_in_with_number_and_pin(app: Flask, make: Make, desk: Desk, inside: Inside) -> None:
    ria = make.person("Ria Klokman")
    begin(desk[1], inside.public_id(ria))
    assert issue(desk[1]) == 303
    number = number_of(app, ria)
    assert number is not None
    assert (len(number), number.isdigit()) == (10, True)
    assert is_in(sign_in(app, f"{number[:4]} {number[4:7]} {number[7:]}", "8305"))
    assert ("access.card.issued", desk[0], ria, "desk") in inside.log()
    assert inside.log()[-1] == ("access.session.started", ria, ria, "card")


def test_pin_is_kept_as_argon2_and_never_shown(app: Flask, make: Make, desk: Desk, inside: Inside) -> None:
    ria = make.person("Ria Klokman")
    begin(desk[1], inside.public_id(ria))
    issue(desk[1], "83057")
    with app.app_context():
        assert db.session.scalars(select(Card.pin_hash)).one().startswith("$argon2id$")
    assert "83057" not in desk[1].get("/desk/person/card").text
    assert "9999" not in desk[1].post("/desk/person/card", data={"pin": "9999", "repeat": "1"}).text


def test_qr_leads_to_the_page_with_the_number_filled_in(
    app: Flask, client: FlaskClient, make: Make, desk: Desk, inside: Inside
) -> None:
    ria = make.person("Ria Klokman")
    begin(desk[1], inside.public_id(ria))
    issue(desk[1])
    number = number_of(app, ria)
    address = f"http://localhost/sign-in/card?number={number}"
    assert f'src="{escape(qr_of(address))}"' in desk[1].get("/desk/person/card").text
    assert f'value="{number}"' in client.get(address).text


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "１２３４", "0000", "1234", "4321", "9876", "5555555", ""])
def test_pin_that_is_no_pin_or_easy_to_guess_is_refused(
    app: Flask, make: Make, desk: Desk, inside: Inside, pin: str
) -> None:
    ria = make.person("Ria Klokman")
    begin(desk[1], inside.public_id(ria))
    assert issue(desk[1], pin) == 422
    assert number_of(app, ria) is None


def test_pin_typed_differently_the_second_time_is_refused(app: Flask, make: Make, desk: Desk, inside: Inside) -> None:
    ria = make.person("Ria Klokman")
    begin(desk[1], inside.public_id(ria))
    assert issue(desk[1], "8305", "8306") == 422
    assert number_of(app, ria) is None


def test_wrong_pin_and_unknown_number_get_the_same_answer(app: Flask, make: Make, desk: Desk, inside: Inside) -> None:
    ria = make.person("Ria Klokman")
    begin(desk[1], inside.public_id(ria))
    issue(desk[1])
    tried = []
    for number in (number_of(app, ria), "0000000000"):
        answer = app.test_client().post("/sign-in/card", data={"number": number, "pin": "1111"})
        tried.append((answer.status_code, "Number and PIN" in answer.text or "pin-error" in answer.text))
    assert tried == [(422, True), (422, True)]


def test_pin_costs_who_tries_them_out_what_the_rfc_asks(real_pins: PasswordHasher) -> None:
    assert extract_parameters(real_pins.hash("8305")) == RFC_9106_LOW_MEMORY


def test_unknown_number_takes_as_long_as_a_wrong_pin(
    app: Flask, make: Make, house: int, desk: Desk, real_pins: PasswordHasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "_hasher", real_pins)
    monkeypatch.setattr(cards, "_nobodys_hash", cache(cards._nobodys_hash.__wrapped__))
    ria = make.person("Ria Klokman")
    with app.app_context():
        number = cards.issue(Actor(desk[0], ria, Channel.DESK), ria, house, pin="8305", repeat="8305")

        def took(tried: str, network: int) -> float:
            began = time.perf_counter()
            with pytest.raises(Refusal):
                cards.owner_of(tried, "1111", network=str(network))
            return time.perf_counter() - began

        pairs = [(took("0000000000", network), took(number, network)) for network in range(5)]
    unknown, wrong = (sorted(times)[2] for times in zip(*pairs, strict=True))
    assert unknown > wrong / 4


def test_new_card_stops_the_old_one(app: Flask, make: Make, desk: Desk, inside: Inside) -> None:
    ria = make.person("Ria Klokman")
    begin(desk[1], inside.public_id(ria))
    issue(desk[1], "8305")
    old = number_of(app, ria)
    issue(desk[1], "2750")
    assert not is_in(sign_in(app, old, "8305"))
    assert not is_in(sign_in(app, old, "2750"))
    assert is_in(sign_in(app, number_of(app, ria), "2750"))


def test_card_can_be_stopped_by_its_owner_and_at_the_desk(
    app: Flask, make: Make, desk: Desk, inside: Inside, as_person: Callable[[int], FlaskClient]
) -> None:
    ria = make.person("Ria Klokman")
    begin(desk[1], inside.public_id(ria))
    for browser, path in ((as_person(ria), "/me/card/stop"), (desk[1], "/desk/person/card/stop")):
        issue(desk[1])
        number = number_of(app, ria)
        assert browser.post(path).status_code == 303
        assert number_of(app, ria) is None
        assert not is_in(sign_in(app, number, "8305"))
        assert browser.post(path).status_code == 404


def test_nobody_gives_themselves_a_card_and_only_hosts_of_that_house_give_one(
    app: Flask, make: Make, house: int, desk: Desk
) -> None:
    elsewhere, ria = make.house(), make.person("Ria Klokman")
    with app.app_context():
        with pytest.raises(NotAllowed):
            cards.issue(Actor.self(desk[0]), desk[0], house, pin="8305", repeat="8305")
        with pytest.raises(NotAllowed):
            cards.issue(Actor(desk[0], ria, Channel.DESK), ria, elsewhere, pin="8305", repeat="8305")
        with pytest.raises(NotAllowed):
            cards.issue(Actor.guest(), ria, house, pin="8305", repeat="8305")


def test_card_session_ends_after_an_hour_without_use(app: Flask, make: Make, desk: Desk, inside: Inside) -> None:
    ria = make.person("Ria Klokman")
    begin(desk[1], inside.public_id(ria))
    issue(desk[1])
    client, start = sign_in(app, number_of(app, ria), "8305"), now()
    with at(start + timedelta(minutes=59)):
        assert is_in(client)
    with at(start + timedelta(minutes=118)):
        assert is_in(client)
    with at(start + timedelta(minutes=179)):
        assert not is_in(client)


def test_stopped_card_is_gone_after_ninety_days(app: Flask, make: Make, desk: Desk, inside: Inside) -> None:
    ria = make.person("Ria Klokman")
    begin(desk[1], inside.public_id(ria))
    issue(desk[1], "8305")
    issue(desk[1], "2750")
    with app.app_context():
        for days, left in ((89, 2), (90, 1), (400, 1)):
            with at(now() + timedelta(days=days)):
                expire()
            assert len(db.session.scalars(select(Card.id)).all()) == left
            db.session.rollback()


def test_stopping_no_card_says_so(app: Flask, make: Make) -> None:
    ria = make.person("Ria Klokman")
    with app.app_context(), pytest.raises(Refusal):
        cards.revoke(Actor.self(ria))
