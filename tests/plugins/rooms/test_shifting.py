"""Dates of a series move together: at once, never in their own way, and the past keeps its times and places."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app.actors import Actor
from app.calendar.entry import EntryQuery
from app.clock import Span, wall
from app.clock import at as clock_at
from app.db import db
from app.plugins import current_hooks
from app.refusals import Refusal
from plugins.rooms.booking import book
from plugins.rooms.cancelling import Scope
from plugins.rooms.models import BookingSeries
from plugins.rooms.shift import CannotShift, Shift
from plugins.rooms.shifting import DatesTaken, move_dates
from tests.factories import AMSTERDAM, at, span
from tests.plugins.rooms.conftest import Counting, Scene

Browser = Callable[[int], FlaskClient]
FIRST = "2027-03-18"  # a Thursday


def move(
    scene: Scene, key: str, when: Span, scope: Scope, *, space: int | None = None, kept: tuple[str, ...] = ()
) -> int:
    with scene.app.app_context():
        days = frozenset(date.fromisoformat(day) for day in kept)
        return move_dates(Actor.self(scene.lieke), key, space or scene.hall, when, scope, days)


def on_wall(text: str) -> datetime:
    """A wall time, naive as series keep it."""
    return datetime.fromisoformat(text)


def times(scene: Scene) -> list[str]:
    """Every date as it is on the wall, soonest first: `18-03 19:00 A 0` with the sequence."""
    return [
        f"{wall(row.starts, AMSTERDAM):%d-%m %H:%M} {'A' if row.space_id == scene.hall else 'B'} {row.sequence}"
        for row in scene.rows()
    ]


def keys(scene: Scene) -> list[str]:
    return [row.public_id for row in scene.rows()]


@pytest.mark.both
def test_all_dates_to_come_move_one_hour_over_the_clock_change_and_what_has_begun_stays(scene: Scene) -> None:
    """The old and the new hours overlap: a series that did not let go first would be in its own way. Checklist 2.3."""
    scene.weekly(FIRST, "19:00-21:00", 4)
    first, second, *_rest = keys(scene)
    with clock_at(at(FIRST, "20:00")):
        assert move(scene, second, span("2027-03-25", "20:00-22:00"), Scope.ALL) == 3
        assert times(scene) == ["18-03 19:00 A 0", "25-03 20:00 A 1", "01-04 20:00 A 1", "08-04 20:00 A 1"]
        assert len(scene.held()) == 4
        scene.book(span("2027-04-01", "19:00-20:00"), who=scene.noor)  # the hour that they left is free
    rows = {row.public_id: row for row in scene.rows()}
    assert keys(scene)[:2] == [first, second]  # the address of a booking stays
    old, new = rows[first].uid, rows[second].uid
    assert old != new
    assert [row.uid for row in scene.rows() if row.series_id] == [old, new, new, new]
    assert [row.original_start for row in scene.rows() if row.uid == new] == [
        on_wall("2027-03-25 20:00"),
        on_wall("2027-04-01 20:00"),
        on_wall("2027-04-08 20:00"),
    ]
    with scene.app.app_context():
        ends = db.session.execute(sa.select(BookingSeries.rule, BookingSeries.last_start).order_by(BookingSeries.id))
        assert [tuple(row) for row in ends] == [
            ("FREQ=WEEKLY;BYDAY=TH", on_wall("2027-03-18 19:00")),
            ("FREQ=WEEKLY;BYDAY=TH", on_wall("2027-04-08 20:00")),
        ]


def test_this_and_following_go_to_another_day_and_room_and_those_before_stay(scene: Scene) -> None:
    scene.weekly(FIRST, "19:00-21:00", 4)
    third = keys(scene)[2]
    assert move(scene, third, span("2027-03-31", "18:00-20:00"), Scope.FOLLOWING, space=scene.den) == 2
    assert times(scene) == ["18-03 19:00 A 0", "25-03 19:00 A 0", "31-03 18:00 B 1", "07-04 18:00 B 1"]
    with scene.app.app_context():
        rules = db.session.scalars(sa.select(BookingSeries.rule).order_by(BookingSeries.id)).all()
        assert rules == ["FREQ=WEEKLY;BYDAY=TH", "FREQ=WEEKLY;BYDAY=WE"]
        entries = current_hooks().entries(
            EntryQuery(window=Span(at("2027-03-01", "00:00"), at("2027-05-01", "00:00")), person_id=scene.lieke)
        )
        assert [wall(one.span.start, AMSTERDAM) == one.recurrence_id for one in entries] == [True] * 4


@pytest.mark.both
def test_date_that_is_taken_stops_all_and_can_be_left_where_it_is(scene: Scene) -> None:
    scene.weekly(FIRST, "19:00-21:00", 4)
    scene.book(span("2027-04-01", "21:00-22:00"), who=scene.noor)
    before = times(scene)
    first = keys(scene)[0]
    with scene.app.app_context(), pytest.raises(DatesTaken) as refused:
        move_dates(Actor.self(scene.lieke), first, scene.hall, span(FIRST, "20:00-22:00"), Scope.ALL)
    assert refused.value.days == (date(2027, 4, 1),)
    assert times(scene) == before
    assert len(scene.held()) == 5
    assert move(scene, first, span(FIRST, "20:00-22:00"), Scope.ALL, kept=("2027-04-01",)) == 3
    assert times(scene) == [
        "18-03 20:00 A 1",
        "25-03 20:00 A 1",
        "01-04 19:00 A 0",
        "01-04 21:00 A 0",
        "08-04 20:00 A 1",
    ]


def test_date_that_was_moved_by_hand_and_one_that_is_cancelled_stay(scene: Scene) -> None:
    scene.weekly(FIRST, "19:00-21:00", 4)
    first, second, third, _last = keys(scene)
    scene.move(second, span("2027-03-26", "10:00-12:00"))
    scene.cancel(third)
    assert move(scene, first, span(FIRST, "18:00-20:00"), Scope.ALL) == 2
    assert times(scene) == ["18-03 18:00 A 1", "26-03 10:00 A 1", "01-04 19:00 A 1", "08-04 18:00 A 1"]
    assert scene.undo(third) == 1


def test_dates_of_somebody_else_and_a_single_booking_do_not_move(scene: Scene) -> None:
    scene.weekly(FIRST, "19:00-21:00", 2)
    single = scene.book(span("2027-03-19", "10:00-11:00"))
    before = times(scene)
    first = keys(scene)[0]
    with scene.app.app_context():
        for who, key in ((scene.noor, first), (scene.lieke, single)):
            with pytest.raises(Refusal):
                move_dates(Actor.self(who), key, scene.hall, span(FIRST, "18:00-20:00"), Scope.ALL)
    with clock_at(at("2027-04-30", "09:00")), scene.app.app_context(), pytest.raises(Refusal):
        move_dates(Actor.self(scene.lieke), first, scene.hall, span("2027-05-06", "18:00-20:00"), Scope.ALL)
    assert times(scene) == before


@pytest.mark.both
@pytest.mark.slow
def test_nobody_slips_in_while_a_series_moves(scene: Scene) -> None:
    """Four neighbours try for the same evening again and again, while the series goes to and fro between two hours."""
    scene.weekly(FIRST, "19:00-21:00", 6)
    first = keys(scene)[0]
    got: list[str] = []
    stop, wanted = threading.Event(), span("2027-04-08", "20:00-20:30")

    def try_for_it() -> None:
        with clock_at(at("2027-03-15", "08:00")):
            while not stop.is_set():
                with scene.app.app_context(), suppress(Refusal):
                    got.append(book(Actor.self(scene.noor), scene.hall, wanted, scene.use()))

    threads = [threading.Thread(target=try_for_it) for _one in range(4)]
    for thread in threads:
        thread.start()
    for hour in (20, 19, 20, 19):
        assert move(scene, first, Span.of(date(2027, 3, 18), time(hour), time(hour + 2), AMSTERDAM), Scope.ALL) == 6
    stop.set()
    for thread in threads:
        thread.join()
    assert got == []
    assert [line[6:11] for line in times(scene)] == ["19:00"] * 6


def test_year_of_dates_moves_with_as_many_queries_as_a_month(scene: Scene, counting: Counting) -> None:
    short = scene.weekly(FIRST, "10:00-11:00", 4)
    long = scene.weekly("2027-03-19", "10:00-11:00", 52)
    asked = []
    for key, when in ((short, span(FIRST, "11:00-12:00")), (long, span("2027-03-19", "11:00-12:00"))):
        with counting() as statements:
            move(scene, key, when, Scope.ALL)
        asked.append(sum("SELECT" in one.split("(")[0] for one in statements))
    assert asked[1] == asked[0]


def test_page_asks_which_dates_and_offers_to_leave_those_that_cannot_go(scene: Scene, as_person: Browser) -> None:
    scene.weekly(FIRST, "19:00-21:00", 3)
    scene.book(span("2027-03-25", "21:00-22:00"), who=scene.noor)
    first = keys(scene)[0]
    lieke, path = as_person(scene.lieke), f"/rooms/booking/{first}"
    form = BeautifulSoup(lieke.get(path).data, "html.parser").select_one("form[action$='/move']")
    assert form is not None
    assert [one["value"] for one in form.select("input[name=which]")] == ["one", "following", "all"]
    wish = {"day": "18-03-2027", "start": "20:00", "end": "22:00", "room": "zaal-a", "which": "all"}
    refused = lieke.post(f"{path}/move", data=wish)
    assert refused.status_code == 409
    offer = BeautifulSoup(refused.data, "html.parser").select_one(".wij-notice form[action$='/move']")
    assert offer is not None
    assert "donderdag 25 maart" in refused.text
    sent = {str(one["name"]): str(one["value"]) for one in offer.select("input")}
    assert sent["keep"] == "2027-03-25"
    assert lieke.post(f"{path}/move", data=sent).status_code == 303
    assert times(scene) == ["18-03 20:00 A 1", "25-03 19:00 A 0", "25-03 21:00 A 0", "01-04 20:00 A 1"]
    assert lieke.post(f"{path}/move", data=wish | {"which": "some"}).status_code == 422


def test_rule_goes_along_to_another_day_of_the_week_and_a_monthly_one_does_not() -> None:
    later = Shift(3, time(10), time(11))
    assert later.rule_of("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,SU") == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"
    assert Shift(0, time(10), time(11)).rule_of("FREQ=MONTHLY;BYDAY=2TU") == "FREQ=MONTHLY;BYDAY=2TU"
    with pytest.raises(CannotShift):
        later.rule_of("FREQ=MONTHLY;BYDAY=2TU")
    night = Shift(-1, time(22), time(1)).span_of(on_wall("2027-03-28 19:00"), AMSTERDAM)
    assert night.length == timedelta(hours=3)
