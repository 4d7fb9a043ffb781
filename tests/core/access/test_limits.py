"""How often something may be tried: counted in the database, for all processes together."""

import multiprocessing
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import create_app
from app.access import attempts, cards
from app.access.attempts import Limit, TooOften, network_of
from app.access.models import Attempts
from app.actors import Actor, Channel
from app.clock import at, now
from app.db import db
from tests.core.access.conftest import Inside, ask
from tests.databases import SECRET
from tests.factories import Make

pytestmark = pytest.mark.sweep

FEW = Limit("few", 3, timedelta(minutes=15))


def test_limit_counts_up_to_its_most_and_starts_afresh_after_its_time(app: Flask) -> None:
    with app.app_context():
        for _try in range(3):
            attempts.count(("key", FEW))
        with pytest.raises(TooOften):
            attempts.count(("key", FEW))
        attempts.count(("other", FEW))
        with at(now() + timedelta(minutes=15)):
            attempts.count(("key", FEW))


def test_counted_try_stays_when_what_follows_is_refused(
    client: FlaskClient, make: Make, house: int, inside: Inside
) -> None:
    make.person("Lieke Morgenster", email="lieke@example.org")
    ask(client, "lieke@example.org")
    for _try in range(5):
        assert client.post("/sign-in/code", data={"code": inside.wrong_code()}).status_code == 422
    right = client.post("/sign-in/code", data={"code": inside.newest_code()})
    assert right.status_code == 429
    assert client.get("/me").status_code == 303


def test_codes_to_one_address_are_limited_whoever_asks(app: Flask, house: int, inside: Inside) -> None:
    for _try in range(5):
        assert ask(app.test_client(), "lieke@example.org").status_code == 303
    refused = ask(app.test_client(), "LIEKE@example.org")
    assert refused.status_code == 429
    assert 'value="LIEKE@example.org"' in refused.text
    assert len(inside.mails()) == 5
    with at(now() + timedelta(minutes=15)):
        assert ask(app.test_client(), "lieke@example.org").status_code == 303


def test_limit_tells_nothing_about_whether_an_address_is_known(app: Flask, make: Make, house: int) -> None:
    make.person("Lieke Morgenster", email="lieke@example.org")
    answers = {
        address: [ask(app.test_client(), address).status_code for _try in range(7)]
        for address in ("lieke@example.org", "vreemd@example.org")
    }
    assert answers["lieke@example.org"] == answers["vreemd@example.org"] == [303] * 5 + [429] * 2


def test_codes_from_one_network_are_limited(client: FlaskClient, house: int, inside: Inside) -> None:
    for number in range(40):
        assert ask(client, f"n{number}@example.org").status_code == 303
    assert ask(client, "n41@example.org").status_code == 429
    elsewhere = client.post("/sign-in", data={"email": "n41@example.org"}, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 303


def test_tries_for_one_address_are_limited_over_several_codes(
    app: Flask, make: Make, house: int, inside: Inside
) -> None:
    make.person("Lieke Morgenster", email="lieke@example.org")
    tried = []
    for _code in range(4):
        client = app.test_client()
        ask(client, "lieke@example.org")
        tried += [client.post("/sign-in/code", data={"code": inside.wrong_code()}).status_code for _try in range(4)]
    assert tried == [422] * 15 + [429]


def give_card(app: Flask, host: int, owner: int, house: int, pin: str = "8305") -> str:
    with app.app_context():
        return cards.issue(Actor(host, owner, Channel.DESK), owner, house, pin=pin, repeat=pin)


def test_card_pins_cannot_be_tried_out(app: Flask, make: Make, house: int, desk: tuple[int, FlaskClient]) -> None:
    ria = make.person("Ria Klokman")
    number = give_card(app, desk[0], ria, house)
    thief = app.test_client()

    def try_pins(*pins: str) -> list[int]:
        return [thief.post("/sign-in/card", data={"number": number, "pin": pin}).status_code for pin in pins]

    assert try_pins("0001", "0002", "0003", "0004", "0005", "8305") == [422] * 5 + [429]
    with at(now() + timedelta(minutes=15)):
        assert try_pins("0006", "0007", "0008", "0009", "8305") == [422] * 4 + [429]  # the eleventh of one day
    with at(now() + timedelta(days=1)):
        assert try_pins("8305") == [303]


def test_card_number_that_does_not_exist_is_limited_too(app: Flask, house: int) -> None:
    thief = app.test_client()
    tried = [thief.post("/sign-in/card", data={"number": "0000000000", "pin": "8305"}).status_code for _ in range(6)]
    assert tried == [422] * 5 + [429]


def test_right_pin_starts_the_count_afresh(app: Flask, make: Make, house: int, desk: tuple[int, FlaskClient]) -> None:
    ria = make.person("Ria Klokman")
    number = give_card(app, desk[0], ria, house)
    for _day in range(3):
        client = app.test_client()
        for pin in ("0001", "0002", "0003", "0004"):
            client.post("/sign-in/card", data={"number": number, "pin": pin})
        assert client.post("/sign-in/card", data={"number": number, "pin": "8305"}).status_code == 303


def test_counts_hold_no_address_and_no_network(app: Flask, client: FlaskClient, house: int) -> None:
    ask(client, "lieke@example.org")
    with app.app_context():
        stored = str([(row.kind, row.key) for row in db.session.scalars(select(Attempts))])
    assert "lieke" not in stored
    assert "127.0.0.1" not in stored


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_network_is_what_one_connection_gets(address: str | None, network: str) -> None:
    assert network_of(address) == network


def _try_many(url: str, tries: int, results: "multiprocessing.Queue[int]") -> None:
    app = create_app({"WIJ_DATABASE_URL": url, "WIJ_SECRET_KEY": SECRET, "TESTING": True, "WIJ_PLUGINS": "none"})
    allowed = 0
    with app.app_context():
        for _try in range(tries):
            try:
                attempts.count(("key", Limit("many", 25, timedelta(hours=1))))
            except TooOften:
                continue
            allowed += 1
        db.engine.dispose()
    results.put(allowed)


@pytest.mark.slow
def test_tries_in_several_processes_count_together(database: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    results = spawn.Queue()
    processes = [spawn.Process(target=_try_many, args=(database, 20, results)) for _process in range(2)]
    for process in processes:
        process.start()
    allowed = sum(results.get(timeout=90) for _process in processes)
    for process in processes:
        process.join()
    assert allowed == 25
