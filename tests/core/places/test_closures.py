"""Closures: own ones, public holidays, and undo."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.actors import Actor
from app.clock import Span
from app.db import db, transaction
from app.events import EventRow
from app.places import HoldRequest, closures, hold, undo
from app.places.holding import Closed
from app.places.holidays import carnival, holidays_of
from app.places.models import Closure, House
from app.refs import Ref
from app.refusals import NotAllowed, NotFound, Refusal
from tests.factories import AMSTERDAM, Make, at, span

Browse = Callable[[int], FlaskClient]
DAY = date(2027, 3, 18)
URL = "/house/linde/settings/closures"


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app(WIJ_PLUGINS="none")


@pytest.fixture(autouse=True)
def _march() -> Iterator[None]:
    with clock.at(at("2027-03-15", "10:00")):
        yield


@pytest.fixture
def house(make: Make) -> int:
    return make.house(slug="linde")


@pytest.fixture
def host(make: Make, house: int, as_person: Browse) -> FlaskClient:
    """A browser in which a host of the house is signed in."""
    person = make.person()
    make.role(person, house, "host")
    return as_person(person)


def take(app: Flask, house: int, space: int, when: Span) -> None:
    ref = Ref("test", "thing", "one")
    with app.app_context(), transaction():
        hold(HoldRequest(actor=Actor.job(), ref=ref, house_id=house, space_ids=(space,), spans=(when,)))


def spans(app: Flask) -> list[tuple[Span, str, int | None]]:
    with app.app_context():
        rows = db.session.scalars(sa.select(Closure).order_by(Closure.starts))
        return [(Span(row.starts, row.ends), row.reason, row.space_id) for row in rows]


@pytest.mark.both
def test_house_that_is_closed_cannot_be_booked_and_says_why(app: Flask, make: Make, house: int) -> None:
    room = make.space(house)
    with app.app_context():
        closures.close(Actor.job(), house, span(DAY, "09:00-12:00"), "Grote schoonmaak")
        said = db.session.scalars(sa.select(EventRow.kind)).all()
    assert said == ["SpaceClosed"]
    with pytest.raises(Closed, match="Grote schoonmaak"):
        take(app, house, room, span(DAY, "11:00-13:00"))
    take(app, house, room, span(DAY, "12:00-13:00"))


@pytest.mark.both
def test_what_is_held_in_a_closure_stays_and_is_listed(app: Flask, make: Make, house: int) -> None:
    a, b = make.space(house, "A"), make.space(house, "B")
    whole = make.space(house, "A+B", parts=[a, b])
    take(app, house, whole, span(DAY, "14:00-16:00"))
    with app.app_context():
        for space, times in ((None, "15:00-17:00"), (a, "10:00-15:00"), (whole, "10:00-15:00"), (b, "16:00-17:00")):
            closures.close(Actor.job(), house, span(DAY, times), "Lek", space)
        coming = closures.coming(house)
        held = closures.held_in(coming)
    assert [(one.space_id, held[one.id]) for one in coming] == [
        (a, [Ref("test", "thing", "one")]),
        (whole, [Ref("test", "thing", "one")]),
        (None, [Ref("test", "thing", "one")]),
        (b, []),
    ]


@pytest.mark.both
def test_closure_taken_away_and_put_back_is_the_same(app: Flask, make: Make, house: int) -> None:
    room = make.space(house)
    with app.app_context():
        public_id = closures.close(Actor.job(), house, span(DAY, "09:00-12:00"), "Lek", room)
    before = spans(app)
    with app.app_context():
        removed = closures.reopen(Actor.job(), house, public_id)
        assert closures.coming(house) == []
        closures.close_again(Actor.job(), removed)
        closures.close_again(Actor.job(), removed)
    assert spans(app) == before


def test_closure_of_another_house_cannot_be_taken_away(app: Flask, make: Make, house: int) -> None:
    elsewhere = make.house()
    with app.app_context():
        public_id = closures.close(Actor.job(), elsewhere, span(DAY, "09:00-12:00"), "Lek")
        with pytest.raises(NotFound):
            closures.reopen(Actor.job(), house, public_id)
    assert len(spans(app)) == 1


def test_only_a_host_of_that_house_closes_it(app: Flask, make: Make, house: int) -> None:
    stranger = make.person()
    make.role(stranger, make.house(), "administrator")
    for kind in ("opener", "key_holder", "closer"):
        make.role(stranger, house, kind)
    with app.app_context(), pytest.raises(NotAllowed):
        closures.close(Actor.self(stranger), house, span(DAY, "09:00-12:00"), "Lek")
    assert spans(app) == []


def test_holidays_of_a_year_hold_the_public_ones_and_carnival() -> None:
    days = {one.day: one.name for one in holidays_of("NL", [2027], "nl")}
    assert days[date(2027, 4, 27)] == "Koningsdag"
    assert days[date(2027, 5, 5)] == "Bevrijdingsdag"
    assert [day for day, name in days.items() if name == "Carnaval"] == [date(2027, 2, day) for day in (7, 8, 9)]
    assert {one.name for one in holidays_of("NL", [2027], "en")} >= {"King's Day", "Carnival"}
    assert "Carnaval" not in {one.name for one in holidays_of("BE", [2027], "nl")}


@pytest.mark.parametrize(("year", "first"), [(2026, date(2026, 2, 15)), (2028, date(2028, 2, 27))])
def test_carnival_moves_with_easter(year: int, first: date) -> None:
    assert [one.day for one in carnival([year], "nl")] == [first + timedelta(days=n) for n in range(3)]


@pytest.mark.both
def test_holidays_close_whole_days_once_and_only_real_ones(app: Flask, house: int) -> None:
    kings, spring = date(2027, 4, 27), date(2027, 3, 28)
    with app.app_context():
        assert closures.close_on_holidays(Actor.job(), house, [kings, spring]) == 2
        assert closures.close_on_holidays(Actor.job(), house, [kings]) == 0
        with pytest.raises(Refusal):
            closures.close_on_holidays(Actor.job(), house, [date(2027, 4, 28)])
        ahead = closures.holidays_ahead(db.session.get_one(House, house))
    assert [(when, reason) for when, reason, _space in spans(app)] == [
        (Span.day(spring, AMSTERDAM), "Eerste paasdag"),
        (Span.day(kings, AMSTERDAM), "Koningsdag"),
    ]
    assert min(one.day for one in ahead) >= date(2027, 3, 15)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"first_day": "2027-03-18"}, Span.day(DAY, AMSTERDAM)),
        ({"first_day": "27-03-2027", "last_day": "28-03-2027"}, Span.day(date(2027, 3, 27), AMSTERDAM, days=2)),
        ({"first_day": "18-03-2027", "start": "9", "end": "12:30"}, span(DAY, "09:00-12:30")),
        (
            {"first_day": "18-03-2027", "last_day": "19-03-2027", "start": "22:00", "end": "6:00"},
            Span(at("2027-03-18", "22:00"), at("2027-03-19", "06:00")),
        ),
    ],
)
def test_host_closes_in_the_browser(app: Flask, host: FlaskClient, typed: dict[str, str], expected: Span) -> None:
    answer = host.post(URL, data={"space": "", "reason": "Grote schoonmaak", **typed})
    assert answer.status_code == 303
    assert spans(app) == [(expected, "Grote schoonmaak", None)]
    assert "Grote schoonmaak" in host.get(URL).text


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"first_day": "   "},
        {"first_day": "gisteren"},
        {"first_day": "2020-01-01"},
        {"first_day": "2427-01-01"},
        {"first_day": "9999-12-31"},
        {"first_day": "0001-01-01"},
        {"first_day": "2027-03-18", "last_day": "2027-03-17"},
        {"first_day": "2027-03-18", "last_day": "2427-03-17"},
        {"first_day": "2027-03-18", "start": "12:00"},
        {"first_day": "2027-03-18", "start": "12:00", "end": "11:00"},
        {"first_day": "2027-03-18", "start": "12:00", "end": "12:00"},
        {"first_day": "2027-03-28", "start": "02:30", "end": "11:00"},
        {"first_day": "2027-03-18", "start": "25:00", "end": "26:00"},
        {"first_day": "2027-03-18", "reason": ""},
        {"first_day": "2027-03-18", "reason": "x" * 121},
        {"first_day": "2027-03-18", "space": "nergens"},
    ],
)
def test_closure_that_is_not_right_gets_a_message_and_closes_nothing(
    app: Flask, host: FlaskClient, typed: dict[str, str]
) -> None:
    answer = host.post(URL, data={"space": "", "reason": "Grote <b>schoonmaak</b> 🧹", **typed})
    assert answer.status_code == 422
    assert "wij-error__text" in answer.text
    assert "<b>schoonmaak</b>" not in answer.text
    assert spans(app) == []


def test_removal_in_the_browser_can_be_undone_from_the_next_page(app: Flask, host: FlaskClient, house: int) -> None:
    with app.app_context():
        public_id = closures.close(Actor.job(), house, span(DAY, "09:00-12:00"), "Lek")
    before = spans(app)
    assert host.post(f"{URL}/{public_id}/remove").status_code == 303
    assert spans(app) == []
    token = host.get(URL).text.partition(f'action="{URL}/restore/')[2].partition('"')[0]
    assert host.post(f"{URL}/restore/{token}").status_code == 303
    assert spans(app) == before


def test_undo_that_was_tampered_with_does_nothing(app: Flask, host: FlaskClient) -> None:
    assert host.post(f"{URL}/restore/eyJpZCI6ICJ4In0.x.y").status_code == 404
    assert spans(app) == []


def test_undo_of_another_house_needs_a_role_there(app: Flask, host: FlaskClient, make: Make) -> None:
    elsewhere = make.house()
    with app.app_context():
        public_id = closures.close(Actor.job(), elsewhere, span(DAY, "09:00-12:00"), "Lek")
        removed = closures.reopen(Actor.job(), elsewhere, public_id)
        from_elsewhere = undo.token_of(removed)
    assert host.post(f"{URL}/restore/{from_elsewhere}").status_code == 403
    assert spans(app) == []


def test_holidays_are_ticked_in_the_browser(app: Flask, host: FlaskClient) -> None:
    assert "Koningsdag" in host.get(URL).text
    answer = host.post(URL + "/holidays", data={"days": ["2027-04-27", "2027-12-25"]})
    assert answer.status_code == 303
    assert [reason for _when, reason, _space in spans(app)] == ["Koningsdag", "Eerste kerstdag"]
    assert 'value="2027-04-27"' not in host.get(URL).text
    assert host.post(URL + "/holidays", data={"days": ["2027-04-28"]}).status_code == 422
    assert host.post(URL + "/holidays", data={"days": ["' OR 1=1"]}).status_code == 422
    assert len(spans(app)) == 2
