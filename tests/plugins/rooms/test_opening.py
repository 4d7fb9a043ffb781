"""Who opens and closes when no host is there, the keys, and the code of the safe."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.access import sessions
from app.actors import Actor
from app.clock import Span
from app.clock import at as clock_at
from app.db import db
from app.places.availability import Hours
from app.places.models import House
from app.refs import Ref
from app.refusals import NotAllowed, NotFound
from plugins.rooms.keys import register
from plugins.rooms.models import ref_of
from plugins.rooms.opening import pieces, plan, turns
from plugins.rooms.opening.models import CLOSE, OPEN, Turn
from plugins.rooms.opening.stretches import Stay, moments
from tests.factories import at, span
from tests.plugins.rooms.conftest import MONDAY, THURSDAY, Scene, refused

CODE = "7093-GEHEIM"
EVENING = span(THURSDAY, "19:00-21:00")


def stay(key: str, times: str) -> Stay:
    return Stay(Ref("rooms", "booking", key), span(THURSDAY, times), (1,))


@pytest.mark.parametrize(
    ("stays", "staffed", "expected"),
    [
        (["10:00-12:00"], ["09:00-17:00"], []),
        (["19:00-21:00"], ["09:00-17:00"], ["open a 19:00", "close a 21:00"]),
        (["16:00-18:00"], ["09:00-17:00"], ["close a 18:00"]),
        (["08:00-10:00"], ["09:00-17:00"], ["open a 08:00"]),
        (["19:00-20:00", "20:15-22:00"], ["09:00-17:00"], ["open a 19:00", "close b 22:00"]),
        (["18:00-19:00", "20:00-22:00"], [], ["open a 18:00", "close a 19:00", "open b 20:00", "close b 22:00"]),
        (["19:00-22:00", "20:00-21:00"], [], ["open a 19:00", "close a 22:00"]),
        (["11:00-14:00"], ["09:00-12:00", "13:00-17:00"], []),
    ],
)
def test_moments_are_where_no_host_is_and_uses_that_touch_share_them(
    stays: list[str], staffed: list[str], expected: list[str]
) -> None:
    given = [stay(key, times) for key, times in zip("ab", stays, strict=False)]
    found = moments(given, [span(THURSDAY, times) for times in staffed])
    assert [f"{one.part} {one.stay.ref.key} {one.at + timedelta(hours=1):%H:%M}" for one in found] == expected


@pytest.fixture
def staffed(scene: Scene) -> Scene:
    """A host is there by day; Noor may open and close; the safe has a code."""
    with scene.app.app_context():
        toos = Actor.self(scene.toos)
        turns.set_staffed_hours(toos, scene.house, [Hours(day, time(9), time(17)) for day in range(7)])
        register.set_code(toos, scene.house, CODE)
    for kind in ("opener", "closer"):
        scene.make.role(scene.noor, scene.house, kind)
    return scene


def coming(scene: Scene) -> list[tuple[str, bool]]:
    with scene.app.app_context():
        return [(one.moment.part, one.is_settled) for one in plan.coming(db.session.get_one(House, scene.house))]


def take(scene: Scene, key: str, part: str, who: int) -> str:
    with scene.app.app_context():
        return turns.take(Actor.self(who), scene.house, str(ref_of(key)), part)


def run(scene: Scene, act: Callable[[], object]) -> object:
    with scene.app.app_context():
        return act()


def told(scene: Scene) -> list[tuple[str, int, str]]:
    return scene.all(
        "SELECT kind, person_id, state FROM notice WHERE kind LIKE 'opening%' OR kind LIKE 'keys%' ORDER BY id"
    )


@pytest.mark.both
def test_who_may_takes_a_turn_and_nobody_takes_it_twice(staffed: Scene) -> None:
    key = staffed.book(EVENING)
    assert coming(staffed) == [(OPEN, False), (CLOSE, False)]
    with pytest.raises(NotAllowed):
        take(staffed, key, OPEN, staffed.lieke)
    take(staffed, key, OPEN, staffed.noor)
    assert "already" in refused(lambda: take(staffed, key, OPEN, staffed.toos)).message
    with pytest.raises(NotFound):
        take(staffed, "nothing", OPEN, staffed.noor)
    assert coming(staffed) == [(OPEN, True), (CLOSE, False)]


def test_own_key_opens_and_closes_only_with_signed_rules_and_until_it_is_back(staffed: Scene) -> None:
    toos = Actor.self(staffed.toos)
    staffed.book(EVENING)
    key = run(staffed, lambda: register.give(toos, staffed.house, "12", "Lieke", signed=False))
    assert coming(staffed) == [(OPEN, False), (CLOSE, False)]
    run(staffed, lambda: register.mark_signed(toos, staffed.house, str(key)))
    assert coming(staffed) == [(OPEN, True), (CLOSE, True)]
    assert refused(lambda: run(staffed, lambda: register.give(toos, staffed.house, "12", "Noor", False))).field
    run(staffed, lambda: register.recall(toos, staffed.house, str(key)))
    assert told(staffed) == [("keys.recall", staffed.lieke, "waiting")]
    run(staffed, lambda: register.take_back(toos, staffed.house, str(key)))
    assert coming(staffed) == [(OPEN, False), (CLOSE, False)]
    with pytest.raises(NotAllowed):
        run(staffed, lambda: register.give(Actor.self(staffed.noor), staffed.house, "13", "Noor", False))
    with clock_at(at("2027-06-30", "12:00")):
        run(staffed, register.expire_keys)
    assert staffed.all("SELECT number FROM rooms_key") == []


def test_hosts_are_warned_once_two_days_ahead_and_the_need_and_the_desk_show_it(staffed: Scene) -> None:
    staffed.book(EVENING)
    run(staffed, turns.watch)
    assert told(staffed) == []
    with clock_at(at("2027-03-17", "12:00")):
        for _ in range(2):
            run(staffed, turns.watch)
        needs = run(staffed, lambda: pieces.needs(staffed.house, Span(at(MONDAY, "00:00"), at("2027-03-22", "00:00"))))
    assert told(staffed) == [("opening.missing", staffed.toos, "waiting")] * 2  # one to open, one to close
    assert [(one.minutes, one.at) for one in needs] == [(15, EVENING.start), (15, EVENING.end)]  # type: ignore[attr-defined]  # the needs of one hook


def test_turn_follows_its_booking(staffed: Scene) -> None:
    key = staffed.book(EVENING)
    turn = take(staffed, key, OPEN, staffed.noor)
    staffed.move(key, span(THURSDAY, "19:30-21:00"))
    run(staffed, turns.watch)
    assert told(staffed) == [("opening.asked", staffed.noor, "waiting")]
    assert coming(staffed)[0] == (OPEN, False)
    run(staffed, lambda: turns.agree(Actor.self(staffed.noor), turn))
    assert coming(staffed)[0] == (OPEN, True)
    staffed.cancel(key)
    run(staffed, turns.watch)
    assert staffed.all("SELECT * FROM rooms_turn") == []


def browser(scene: Scene, who: int) -> FlaskClient:
    client = scene.app.test_client()
    with scene.app.app_context():
        token = sessions.start(who, "code")
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client


def everything_kept(scene: Scene) -> str:
    """All rows of the log, the outbox and the events."""
    return repr([scene.all(f"SELECT * FROM {table}") for table in ("log_line", "notice", "event")])


def test_code_is_shown_only_to_the_opener_in_time_and_stands_nowhere_else(staffed: Scene) -> None:
    key = staffed.book(EVENING)
    turn = take(staffed, key, OPEN, staffed.noor)
    closing = take(staffed, key, CLOSE, staffed.noor)
    base = "/rooms/opening/de-linde/"

    def status(moment: datetime, who: int, which: str = turn) -> int:
        with clock_at(moment):
            return browser(staffed, who).post(f"{base}{which}/code").status_code

    assert status(at("2027-03-17", "18:59"), staffed.noor) == 409
    assert status(at("2027-03-17", "19:00"), staffed.lieke) == 404
    assert status(at("2027-03-17", "19:00"), staffed.toos) == 404
    assert status(at("2027-03-17", "19:00"), staffed.noor, closing) == 409
    assert status(at(THURSDAY, "21:00"), staffed.noor) == 409
    with clock_at(at(THURSDAY, "18:30")):
        noor, toos = browser(staffed, staffed.noor), browser(staffed, staffed.toos)
        assert CODE not in noor.get(base + turn).text
        answer = noor.post(f"{base}{turn}/code")
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert CODE in answer.text
        for page in ("/me", "/rooms/opening/de-linde", "/me/log"):
            assert CODE not in noor.get(page).text
        for page in ("/rooms/keys/de-linde", "/rooms/heating/de-linde", "/desk", f"/rooms/booking/{key}"):
            assert CODE not in toos.get(page).text
    assert staffed.all("SELECT subject_id, verb FROM log_line WHERE verb = 'rooms.code.seen'") == [
        (staffed.noor, "rooms.code.seen")
    ]
    assert CODE not in everything_kept(staffed)


def test_code_is_gone_when_the_booking_is(staffed: Scene) -> None:
    key = staffed.book(EVENING)
    turn = take(staffed, key, OPEN, staffed.noor)
    staffed.cancel(key)
    with clock_at(at(THURSDAY, "18:00")):
        assert browser(staffed, staffed.noor).post(f"/rooms/opening/de-linde/{turn}/code").status_code == 409


def test_pages_of_the_rota_name_nobody_to_who_is_no_host(staffed: Scene) -> None:
    key = staffed.book(EVENING, title="Stiltekring")
    take(staffed, key, OPEN, staffed.toos)
    noor, toos, lieke = (browser(staffed, who) for who in (staffed.noor, staffed.toos, staffed.lieke))
    assert lieke.get("/rooms/opening/de-linde").status_code == 403
    assert "Toos" not in noor.get("/rooms/opening/de-linde").text.split("<main")[1]
    answer = toos.post(
        "/rooms/opening/de-linde/ask", data={"ref": str(ref_of(key)), "part": CLOSE, "person": pid(staffed)}
    )
    assert answer.status_code == 303
    assert told(staffed) == [("opening.asked", staffed.noor, "waiting")]
    page = noor.get("/rooms/opening/de-linde").text
    assert "Deze is aan jou gevraagd" in page
    assert "Stiltekring" not in page
    mine = re.findall(r"/rooms/opening/de-linde/(\w+)", noor.get("/me").text)
    assert noor.post(f"/rooms/opening/de-linde/{mine[0]}/agree").status_code == 303
    assert coming(staffed) == [(OPEN, True), (CLOSE, True)]
    for page in ("/rooms/heating/de-linde", "/rooms/keys/de-linde", "/rooms/staffed/de-linde"):
        assert (toos.get(page).status_code, noor.get(page).status_code) == (200, 403)
    assert "Zaal A" in toos.get("/rooms/heating/de-linde").text


def pid(scene: Scene) -> str:
    return str(scene.all(f"SELECT public_id FROM person WHERE id = {scene.noor}")[0][0])


def test_list_of_turns_asks_the_same_number_of_queries_for_one_and_for_many(
    staffed: Scene, counting: Callable[[], object]
) -> None:
    staffed.book(EVENING)

    def asked() -> int:
        with staffed.app.app_context(), counting() as statements:  # type: ignore[attr-defined]  # the fixture of this module
            plan.coming(db.session.get_one(House, staffed.house))
        return len(statements)

    once = asked()
    for day in range(19, 29):
        staffed.book(span(f"2027-03-{day}", "19:00-21:00"))
    assert asked() == once


def test_turns_of_long_ago_are_let_go(staffed: Scene) -> None:
    take(staffed, staffed.book(EVENING), OPEN, staffed.noor)
    with clock_at(at("2027-07-01", "12:00")):
        run(staffed, turns.expire_turns)
    with staffed.app.app_context():
        assert db.session.scalars(sa.select(Turn)).all() == []
