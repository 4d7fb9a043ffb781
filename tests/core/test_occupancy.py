"""Two holds of one space never overlap, on either database."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from app import clock
from app.actors import Actor
from app.clock import Span
from app.db import db, transaction
from app.places import HoldRequest, Taken, busy, hold, release
from app.places.holding import Closed
from app.places.models import Occupancy
from app.refs import Ref
from tests.factories import Make, span

pytestmark = pytest.mark.both
DAY = "2027-03-18"


@pytest.fixture(autouse=True)
def winter() -> Iterator[None]:
    """It is some weeks before that day, whenever the test runs."""
    with clock.at(datetime(2027, 2, 1, 9, tzinfo=UTC)):
        yield


def take(app: Flask, house_id: int, space_id: int, *spans: Span, key: str = "one") -> None:
    with app.app_context(), transaction():
        hold(request(house_id, space_id, *spans, key=key))


def request(house_id: int, space_id: int, *spans: Span, key: str = "one") -> HoldRequest:
    ref = Ref("test", "thing", key)
    return HoldRequest(actor=Actor.job(), ref=ref, house_id=house_id, space_ids=(space_id,), spans=spans)


def rows(app: Flask) -> list[tuple[int, str]]:
    with app.app_context():
        found = db.session.execute(sa.select(Occupancy.space_id, Occupancy.ref).order_by(Occupancy.id))
        return [(row.space_id, row.ref) for row in found]


@pytest.mark.parametrize("times", ["14:00-16:00", "13:00-14:30", "15:30-17:00", "14:30-15:00", "13:00-17:00"])
def test_hold_of_a_taken_span_is_refused(app: Flask, make: Make, times: str) -> None:
    house = make.house()
    room = make.space(house)
    take(app, house, room, span(DAY, "14:00-16:00"))
    with pytest.raises(Taken) as refusal:
        take(app, house, room, span(DAY, times), key="two")
    assert refusal.value.spans == (span(DAY, times),)
    assert rows(app) == [(room, "test/thing/one")]


@pytest.mark.parametrize("times", ["12:00-14:00", "16:00-17:00"])
def test_hold_that_only_touches_another_is_made(app: Flask, make: Make, times: str) -> None:
    house = make.house()
    room = make.space(house)
    take(app, house, room, span(DAY, "14:00-16:00"))
    take(app, house, room, span(DAY, times), key="two")
    assert len(rows(app)) == 2


def test_combined_space_holds_its_parts_and_nothing_else(app: Flask, make: Make) -> None:
    house = make.house()
    a, b, c = (make.space(house, name) for name in ("Zaal A", "Zaal B", "Tuin"))
    hall = make.space(house, "Grote zaal", parts=[a, b])
    take(app, house, hall, span(DAY, "19:00-20:30"))
    assert rows(app) == [(a, "test/thing/one"), (b, "test/thing/one")]
    with pytest.raises(Taken):
        take(app, house, b, span(DAY, "20:00-21:00"), key="two")
    take(app, house, c, span(DAY, "20:00-21:00"), key="three")
    with app.app_context():
        window = span(DAY, "08:00-22:00")
        assert busy([hall], window) == {hall: [span(DAY, "19:00-20:30")] * 2}


def test_buffer_is_frozen_into_the_row_and_excludes(app: Flask, make: Make) -> None:
    house = make.house()
    room = make.space(house, buffer=30)
    take(app, house, room, span(DAY, "14:00-16:00"))
    with pytest.raises(Taken):
        take(app, house, room, span(DAY, "16:15-17:00"), key="two")
    take(app, house, room, span(DAY, "16:30-17:00"), key="three")


def test_series_with_one_clash_takes_nothing_and_names_the_clash(app: Flask, make: Make) -> None:
    house = make.house()
    room = make.space(house)
    take(app, house, room, span("2027-03-25", "10:00-12:00"))
    dates = [span(day, "11:00-13:00") for day in (DAY, "2027-03-25", "2027-04-01")]
    with pytest.raises(Taken) as refusal:
        take(app, house, room, *dates, key="series")
    assert refusal.value.spans == (dates[1],)
    assert rows(app) == [(room, "test/thing/one")]


def test_series_that_clashes_with_itself_is_refused(app: Flask, make: Make) -> None:
    house = make.house()
    room = make.space(house)
    with pytest.raises(Taken):
        take(app, house, room, span(DAY, "11:00-13:00"), span(DAY, "12:00-14:00"))
    assert rows(app) == []


def test_release_and_hold_again_in_one_transaction_never_clashes_with_itself(app: Flask, make: Make) -> None:
    house = make.house()
    room = make.space(house)
    take(app, house, room, span(DAY, "14:00-16:00"))
    with app.app_context(), transaction():
        release(Ref("test", "thing", "one"))
        hold(request(house, room, span(DAY, "15:00-17:00")))
    assert len(rows(app)) == 1


def test_hold_when_the_house_is_closed_is_refused_with_its_hours(app: Flask, make: Make) -> None:
    house = make.house(hours="09:00-22:00")
    room = make.space(house)
    with pytest.raises(Closed) as refusal:
        take(app, house, room, span(DAY, "21:00-23:00"))
    assert "09:00–22:00" in refusal.value.message


def test_hold_during_a_closure_is_refused_with_its_reason(app: Flask, make: Make) -> None:
    house = make.house()
    room, other = make.space(house), make.space(house, "Zaal B")
    make.closure(house, span(DAY, "09:00-12:00"), reason="verkiezingen", space_id=room)
    with pytest.raises(Closed) as refusal:
        take(app, house, room, span(DAY, "11:00-13:00"))
    assert "verkiezingen" in refusal.value.message
    take(app, house, other, span(DAY, "11:00-13:00"))


def test_database_refuses_overlap_that_goes_around_the_service(app: Flask, make: Make) -> None:
    house = make.house()
    room, other = make.space(house), make.space(house, "Zaal B")
    take(app, house, room, span(DAY, "14:00-16:00"))
    take(app, house, other, span(DAY, "14:00-16:00"), key="two")
    clash = span(DAY, "15:00-17:00")
    with app.app_context(), pytest.raises(IntegrityError), transaction() as session:
        session.add(Occupancy(space_id=room, ref="x/y/z", state="confirmed", starts=clash.start, ends=clash.end))
    with app.app_context(), pytest.raises(IntegrityError), transaction() as session:
        session.execute(sa.update(Occupancy).where(Occupancy.space_id == other).values(space_id=room))
    with app.app_context(), pytest.raises(IntegrityError), transaction() as session:
        session.add(Occupancy(space_id=room, ref="x/y/z", state="confirmed", starts=clash.end, ends=clash.start))
    assert len(rows(app)) == 2
