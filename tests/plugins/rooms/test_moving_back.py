"""Undo of a move: one date, or all that moved together, go back to their old place at once, or nothing changes."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app.actors import Actor
from app.calendar.entry import EntryQuery
from app.clock import Span
from app.clock import at as clock_at
from app.db import db
from app.plugins import current_hooks
from app.refusals import NotFound, Refusal
from plugins.rooms.booking import book
from plugins.rooms.former import Former, read, write
from plugins.rooms.models import BookingSeries, LastMove
from plugins.rooms.moving_back import move_back
from plugins.rooms.preparing import keeping, lending
from plugins.rooms.preparing.keeping import ThingValues
from plugins.rooms.remembering import forget_old
from plugins.rooms.requests.answering import approve
from plugins.rooms.shifting import move_dates
from tests.factories import at, span
from tests.plugins.rooms.asking import decide, do, statuses
from tests.plugins.rooms.conftest import MONDAY, THURSDAY, Counting, Scene, Scope, refused

Browser = Callable[[int], FlaskClient]
SLOT, LATER = span(THURSDAY, "14:00-16:00"), span(THURSDAY, "15:00-17:00")
"""They overlap: who does not let go first is in their own way."""


def back(scene: Scene, key: str, who: int | None = None) -> int:
    with scene.app.app_context():
        return move_back(Actor.self(who or scene.lieke), key)


def shift(scene: Scene, key: str, when: Span, scope: Scope, space: int | None = None) -> int:
    with scene.app.app_context():
        return move_dates(Actor.self(scene.lieke), key, space or scene.hall, when, scope)


def places(scene: Scene) -> list[tuple[int, Span, str, datetime | None]]:
    """Where every booking is, with its UID and original start."""
    return [(row.space_id, row.span, row.uid, row.original_start) for row in scene.rows()]


def series(scene: Scene) -> list[tuple[str, datetime, datetime]]:
    """The rule, the first and the last start of every series."""
    with scene.app.app_context():
        rows = db.session.scalars(sa.select(BookingSeries).order_by(BookingSeries.id))
        return [(row.rule, row.first_start, row.last_start) for row in rows]


@pytest.mark.sweep
def test_single_date_goes_back_once_and_calendars_notice(scene: Scene) -> None:
    key = scene.book(SLOT)
    before = places(scene)
    scene.move(key, span("2027-03-19", "10:00-12:00"), space=scene.den)
    assert back(scene, key) == 1
    assert places(scene) == before
    assert [row.sequence for row in scene.rows()] == [2]
    assert scene.held() == [(scene.hall, f"rooms/booking/{key}")]
    assert back(scene, key) == 0  # pressed twice
    scene.book(span("2027-03-19", "10:00-12:00"), who=scene.noor, space=scene.den)


@pytest.mark.sweep
@pytest.mark.parametrize("scope", [Scope.FOLLOWING, Scope.ALL])
def test_dates_that_moved_together_are_of_their_old_series_again(scene: Scene, scope: Scope) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=5)
    keys = [row.public_id for row in scene.rows()]
    scene.move(keys[1], span("2027-03-26", "10:00-12:00"))  # by hand, and then with the others
    before, of_before = places(scene), series(scene)
    moved = shift(scene, keys[1], span("2027-03-26", "11:00-13:00"), scope, scene.den)
    assert len(series(scene)) == 2
    assert back(scene, keys[1]) == moved
    assert places(scene) == before
    assert series(scene) == of_before
    assert len(scene.held()) == 5
    with scene.app.app_context():
        window = Span(at("2027-03-01", "00:00"), at("2027-05-01", "00:00"))
        found = current_hooks().entries(EntryQuery(window=window, person_id=scene.lieke))
    (uid,) = {row.uid for row in scene.rows()}
    assert [entry.uid for entry in found] == [uid] * 5


@pytest.mark.sweep
def test_old_place_that_somebody_has_by_now_is_an_honest_no_and_nothing_changes(scene: Scene) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=4)
    first = scene.rows()[0].public_id
    shift(scene, first, LATER, Scope.ALL)
    scene.book(span("2027-04-01", "14:00-15:00"), who=scene.noor)
    before, of_before = places(scene), series(scene)
    refusal = refused(lambda: back(scene, first))
    assert "taken by now" in refusal.message
    assert (places(scene), series(scene)) == (before, of_before)
    assert len(scene.held()) == 5
    scene.cancel(next(row.public_id for row in scene.rows() if row.person_id == scene.noor), who=scene.noor)
    assert back(scene, first) == 4


def test_what_changed_or_began_since_stays_where_it_is(scene: Scene) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=3)
    first, second, third = (row.public_id for row in scene.rows())
    shift(scene, first, LATER, Scope.ALL)
    with clock_at(at(THURSDAY, "08:00")):
        assert back(scene, first) == 0  # a day is over
    scene.move(second, span("2027-03-26", "10:00-12:00"))
    before = places(scene)
    assert "something has changed" in refused(lambda: back(scene, first)).message
    assert isinstance(refused(lambda: back(scene, second, scene.noor)), NotFound)
    assert places(scene) == before
    assert back(scene, second) == 1
    assert back(scene, third) == 0
    with clock_at(at(THURSDAY, "14:00")):
        scene.move(second, span(THURSDAY, "18:00-19:00"))
    with clock_at(at(THURSDAY, "18:00")):
        refused(lambda: back(scene, second))


def test_moves_are_forgotten_after_a_day(scene: Scene) -> None:
    key = scene.book(SLOT)
    scene.move(key, LATER)
    for hour, left in (("07:59", 1), ("08:00", 0)):
        with clock_at(at("2027-03-16", hour)), scene.app.app_context():
            forget_old()
            assert db.session.scalar(sa.select(sa.func.count()).select_from(LastMove)) == left


@pytest.mark.both
@pytest.mark.slow
def test_nobody_slips_in_while_a_series_goes_to_and_fro(scene: Scene) -> None:
    """Four neighbours try for the hour that the old and the new time share."""
    scene.weekly(THURSDAY, "14:00-16:00", count=6)
    first = scene.rows()[0].public_id
    got: list[str] = []
    stop, wanted = threading.Event(), span("2027-04-08", "15:00-15:30")

    def try_for_it() -> None:
        with clock_at(at(MONDAY, "08:00")):
            while not stop.is_set():
                with scene.app.app_context(), suppress(Refusal):
                    got.append(book(Actor.self(scene.noor), scene.hall, wanted, scene.use()))

    threads = [threading.Thread(target=try_for_it) for _one in range(4)]
    for thread in threads:
        thread.start()
    for _time in range(3):
        assert shift(scene, first, LATER, Scope.ALL) == 6
        assert back(scene, first) == 6
    stop.set()
    for thread in threads:
        thread.join()
    assert got == []
    assert [row.span for row in scene.rows()][:1] == [SLOT]


@pytest.mark.both
def test_undo_pressed_by_two_at_once_goes_back_once(scene: Scene) -> None:
    key = scene.book(SLOT)
    scene.move(key, LATER)
    counts: list[int] = []

    def press(who: int) -> None:
        with clock_at(at(MONDAY, "08:00")):
            counts.append(back(scene, key, who))

    threads = [threading.Thread(target=press, args=(who,)) for who in (scene.lieke, scene.toos)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == [0, 1]
    assert [(row.span, row.sequence) for row in scene.rows()] == [(SLOT, 2)]


def test_what_the_house_said_of_the_old_place_holds_again(scene: Scene) -> None:
    free = scene.book(SLOT)
    decide(scene, "rooms.approval", "yes")
    asked = scene.book(span("2027-03-19", "14:00-16:00"))
    do(scene, approve, scene.toos, asked, [asked])
    waiting = scene.book(span("2027-03-20", "14:00-16:00"))
    for key in (free, asked, waiting):
        scene.move(key, span("2027-03-21", "10:00-11:00"))
        assert statuses(scene)[-1] == "requested"
        assert back(scene, key) == 1
    assert statuses(scene) == ["confirmed", "confirmed", "requested"]
    assert [state for (state,) in scene.all("SELECT state FROM occupancy ORDER BY starts")] == statuses(scene)
    assert scene.all("SELECT said_yes FROM rooms_request r JOIN rooms_booking b ON b.id = r.booking_id") == [
        (True,),
        (False,),
    ]


def test_what_was_left_in_the_room_goes_with_it_again(scene: Scene) -> None:
    key = scene.book(SLOT)
    with scene.app.app_context():
        toos = Actor.self(scene.toos)
        piano = keeping.add_thing(toos, scene.house, ThingValues(name="Vleugel", quantity=1, space_id=scene.hall))
        circle = keeping.add_setup(toos, scene.house, scene.hall, "kring", 14)
        lending.prepare(Actor.self(scene.lieke), key, {piano: 1}, circle)
    tables = ("rooms_loan", "rooms_setup_wish")
    before = [scene.all(f"SELECT * FROM {table}") for table in tables]
    scene.move(key, SLOT, space=scene.den)
    assert [scene.all(f"SELECT * FROM {table}") for table in tables] == [[], []]
    back(scene, key)
    assert [scene.all(f"SELECT * FROM {table}") for table in tables] == before
    scene.move(key, SLOT, space=scene.den)
    with scene.app.app_context():
        keeping.remove_thing(Actor.self(scene.toos), piano)
    assert back(scene, key) == 1
    assert [scene.all(f"SELECT * FROM {table}") for table in tables] == [[], before[1]]


def test_who_never_heard_of_the_move_hears_nothing_of_its_undo(scene: Scene) -> None:
    def told() -> list[tuple[str, str]]:
        return scene.all("SELECT kind, state FROM notice ORDER BY id")

    scene.weekly(THURSDAY, "14:00-16:00", count=3)
    first = scene.rows()[0].public_id
    with scene.app.app_context():
        db.session.execute(sa.text("UPDATE notice SET state = 'sent'"))
        db.session.commit()
    shift(scene, first, LATER, Scope.ALL)
    back(scene, first)
    assert told() == [("booking.confirmed", "sent"), ("booking.moved", "withdrawn")]
    shift(scene, first, LATER, Scope.ALL)
    with scene.app.app_context():
        db.session.execute(sa.text("UPDATE notice SET state = 'sent' WHERE state = 'waiting'"))
        db.session.commit()
    back(scene, first)
    assert told()[2:] == [("booking.moved", "sent"), ("booking.moved", "waiting")]
    verbs = [verb for (verb,) in scene.all("SELECT verb FROM log_line ORDER BY id")]
    assert verbs == ["rooms.series.made", *["rooms.series.moved", "rooms.series.moved_back"] * 2]


def test_year_of_dates_goes_back_with_as_many_questions_as_a_month(scene: Scene, counting: Counting) -> None:
    asked = []
    for first, count in ((THURSDAY, 4), ("2027-03-19", 52)):
        key = scene.weekly(first, "14:00-16:00", count=count)
        shift(scene, key, span(first, "15:00-17:00"), Scope.ALL)
        with counting() as statements:
            assert back(scene, key) == count
        asked.append(sum("SELECT" in one.split("(")[0] for one in statements))
    assert asked[0] == asked[1]


def test_page_offers_undo_of_one_date_and_of_a_set_and_none_where_nothing_moved(
    scene: Scene, as_person: Browser
) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=3)
    key, before = scene.rows()[0].public_id, places(scene)
    lieke, path = as_person(scene.lieke), f"/rooms/booking/{key}"
    wish = {"day": "18-03-2027", "start": "15:00", "end": "17:00", "room": "zaal-a"}
    for which, words, done in (
        ("one", "Maak het verplaatsen ongedaan", "Alles staat weer waar het stond."),
        ("all", "Maak het verplaatsen van 3 keren ongedaan", "Alle 3 keren staan weer waar ze stonden."),
    ):
        lieke.post(f"{path}/move", data=wish | {"which": which})
        page = BeautifulSoup(lieke.get(path).data, "html.parser")
        undo = page.select_one(".wij-notice form")
        assert undo is not None
        assert undo["action"] == f"{path}/move-back"
        (button,) = page.select("#move ~ form[action$='/move-back'] button")
        assert " ".join(button.get_text().split()) == words
        assert (
            "in Zaal A, op donderdag 18 maart, 14:00–16:00"
            in page.select("#move ~ form[action$='/move-back']")[0].get_text()
        )
        assert lieke.post(str(undo["action"])).status_code == 303
        assert done in lieke.get(path).text
    assert places(scene) == before
    lieke.post(f"{path}/move", data=wish | {"start": "14:00", "end": "16:00", "which": "one"})
    assert "/move-back" not in lieke.get(path).text
    scene.move(key, LATER)
    scene.book(SLOT, who=scene.noor, space=scene.den)
    assert as_person(scene.noor).post(f"{path}/move-back").status_code == 404


def test_former_place_is_read_as_it_was_written() -> None:
    one = Former(
        booking_id=1,
        sequence=2,
        space_id=3,
        span=SLOT,
        status="confirmed",
        asked=True,
        series_id=4,
        original_start=datetime.fromisoformat("2027-03-18 14:00"),
        things=((5, 2),),
        setup_id=6,
    )
    single = Former(
        booking_id=7,
        sequence=0,
        space_id=3,
        span=LATER,
        status="requested",
        asked=False,
        series_id=None,
        original_start=None,
    )
    assert read(write([one, single])) == [one, single]
