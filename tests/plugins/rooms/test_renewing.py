"""Go on with a series after its last date: in its own rhythm and room, on the guided path, with one tap."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.actors import Actor
from app.calendar.repeats import starts
from app.clock import at as clock_at
from app.clock import wall
from app.refusals import NotAllowed, Refusal
from plugins.rooms.cancelling import Scope
from plugins.rooms.kinds import deciding
from plugins.rooms.kinds.deciding import RuleValues
from plugins.rooms.moving_back import move_back
from plugins.rooms.preparing import keeping, lending
from plugins.rooms.preparing.keeping import ThingValues
from plugins.rooms.renewal import every_of, is_near_its_end, next_starts
from plugins.rooms.series import book_weekly
from plugins.rooms.shifting import move_dates
from plugins.rooms.wish import EVERY, LAST, WEEKLY, Wish, ways
from tests.factories import AMSTERDAM, Make, at, span
from tests.plugins.rooms.asking import decide, do
from tests.plugins.rooms.conftest import PUBLIC, THURSDAY, Counting, Scene

As = Callable[[int], FlaskClient]


def renewed(client: FlaskClient, key: str) -> Wish:
    """The wish to which the tap leads."""
    answer = client.get(f"/rooms/booking/{key}/renew")
    assert answer.status_code == 303, answer.status_code
    assert urlsplit(answer.headers["Location"]).path == "/rooms/book/dates"
    return Wish.read(MultiDict(parse_qsl(urlsplit(answer.headers["Location"]).query)))


def days(scene: Scene) -> list[str]:
    return [f"{wall(row.starts, AMSTERDAM):%d-%m %H:%M}" for row in scene.rows() if row.person_id == scene.lieke]


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.sampled_from((*EVERY, LAST)), st.integers(1, 13))
def test_next_dates_are_those_that_the_rule_would_have_given(first: date, every: str, times: int) -> None:
    wish = Wish(day=first, start=time(14), end=time(16), often=WEEKLY, every=every, times=times)
    before = [one.original_start for one in wish.repeating().dates(AMSTERDAM)]
    rule = wish.repeating().repeat.rule
    found = next_starts(rule, (before[0], before[-1]), before[-1], date(2035, 1, 1))
    assert before + found == starts(rule, before[0], found[-1])
    assert len(found) == times
    again = wish.but(day=found[0].date(), every=every_of(rule), times=len(found))
    assert [one.original_start for one in again.repeating().dates(AMSTERDAM)] == found


def test_next_dates_end_with_what_the_house_allows_and_lie_ahead_of_today() -> None:
    first, last = datetime(2027, 3, 18, 14), datetime(2027, 4, 15, 14)  # noqa: DTZ001  # on the wall
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"
    found = next_starts(rule, (first, last), last, date(2027, 5, 20))
    assert [one.day for one in found] == [29, 13]
    (once,) = next_starts(rule, (first, first), last + timedelta(weeks=10), date(2028, 1, 1))
    assert (once.month, once.day) == (7, 8)
    assert next_starts(rule, (first, last), last, date(2027, 4, 20)) == []
    assert is_near_its_end(last, last - timedelta(weeks=8))
    assert not is_near_its_end(last, last - timedelta(weeks=9))
    assert (every_of("FREQ=WEEKLY;BYDAY=MO,TH"), every_of("FREQ=WEEKLY;INTERVAL=6;BYDAY=TH")) == (None, None)


def test_last_weekday_of_the_month_can_be_chosen_and_goes_on_as_that(scene: Scene, as_person: As) -> None:
    assert ways(date(2027, 3, 25)) == (*EVERY, LAST)  # the 4th Thursday, and the last
    assert ways(date(2027, 4, 22)) == ways(date(2027, 4, 29)) == EVERY
    lieke = as_person(scene.lieke)
    asked = "purpose=meeting&people=4&day=2027-03-25&start=14:00&end=16:00&often=weekly"
    assert "Elke laatste donderdag van de maand" in lieke.get(f"/rooms/book/repeat?{asked}").text
    agenda = f"/rooms/book/agenda?{asked}&every=last&times=2&room=zaal-a"
    assert lieke.post(agenda, data={"title": "", "visibility": "busy"}).status_code == 303
    assert days(scene) == ["25-03 14:00", "29-04 14:00"]
    assert renewed(lieke, scene.rows()[0].public_id).every == LAST


@pytest.mark.sweep
def test_one_tap_leads_to_the_next_dates_with_conflicts_and_books_them(scene: Scene, as_person: As) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=4, title="Kring", visibility=PUBLIC)
    for day in ("2027-04-15", "2027-04-22"):
        scene.book(span(day, "15:00-17:00"), who=scene.noor)
    key, lieke = scene.rows()[0].public_id, as_person(scene.lieke)
    page = BeautifulSoup(lieke.get(f"/rooms/booking/{key}").text, "html.parser")
    (tap,) = page.select("#go-on ~ p a.btn")
    answer = lieke.get(str(tap["href"]), follow_redirects=True)
    dates = BeautifulSoup(answer.text, "html.parser")
    assert [one["value"] for one in dates.select("input[name=keep][checked]")] == ["2027-04-29", "2027-05-06"]
    taken = dates.select("select[name^=in-]")
    assert [one["name"] for one in taken] == ["in-2027-04-15", "in-2027-04-22"]
    assert [one["value"] for one in taken[0].select("option")] == ["", "zaal-b"]
    told = {"keep": ["2027-04-29", "2027-05-06"], "in-2027-04-15": "", "in-2027-04-22": "zaal-b"}
    agenda = lieke.post(answer.request.path + "?" + answer.request.query_string.decode(), data=told).headers["Location"]
    form = BeautifulSoup(lieke.get(agenda).text, "html.parser")
    (title,) = form.select("#title")
    assert title["value"] == "Kring"
    assert [one["value"] for one in form.select("input[name=visibility][checked]")] == [PUBLIC]
    assert lieke.post(agenda, data={"title": "Kring", "visibility": PUBLIC}).status_code == 303
    assert days(scene)[4:] == ["22-04 14:00", "29-04 14:00", "06-05 14:00"]
    assert [row.space_id for row in scene.rows() if row.person_id == scene.lieke][4:] == [
        scene.den,
        scene.hall,
        scene.hall,
    ]
    goes_on = next(row.public_id for row in scene.rows() if row.starts == at("2027-04-22", "14:00"))
    after = BeautifulSoup(lieke.get(f"/rooms/booking/{key}").text, "html.parser")
    assert [one["href"] for one in after.select("#go-on ~ p a")] == [f"/rooms/booking/{goes_on}"]
    scene.cancel(goes_on, Scope.ALL)
    assert "/renew" in lieke.get(f"/rooms/booking/{key}").text  # nothing follows any more


def test_end_that_is_far_away_is_not_spoken_of_and_one_that_is_past_is(scene: Scene, as_person: As) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=12)
    key, lieke = scene.rows()[0].public_id, as_person(scene.lieke)
    single = scene.book(span("2027-03-19", "10:00-11:00"))
    assert not any("go-on" in lieke.get(f"/rooms/booking/{one}").text for one in (key, single))
    with clock_at(at("2027-04-09", "09:00")):
        assert "De laatste keer is donderdag 3 juni." in lieke.get(f"/rooms/booking/{key}").text
    with clock_at(at("2027-09-01", "09:00")):
        lieke = as_person(scene.lieke)
        assert "De laatste keer was donderdag 3 juni." in lieke.get(f"/rooms/booking/{key}").text
        wish = renewed(lieke, key)
    assert (wish.day, wish.times, wish.room) == (date(2027, 9, 2), 12, "zaal-a")
    lieke = as_person(scene.lieke)
    scene.cancel(scene.rows()[6].public_id, Scope.FOLLOWING)
    assert "/renew" in lieke.get(f"/rooms/booking/{key}").text  # the last one that is on counts
    assert lieke.get(f"/rooms/booking/{single}/renew").status_code == 409


def test_only_who_books_it_goes_on_with_it(scene: Scene, as_person: As, make: Make) -> None:
    choir = make.group("Buurtkoor", contacts=[scene.lieke, scene.noor])
    own = scene.weekly(THURSDAY, "14:00-16:00", count=2)
    sung = scene.weekly("2027-03-19", "14:00-16:00", count=2, group_id=choir)
    host, noor = as_person(scene.toos), as_person(scene.noor)
    assert "/renew" not in host.get(f"/rooms/booking/{own}").text
    assert [one.get(f"/rooms/booking/{own}/renew").status_code for one in (host, noor)] == [403, 404]
    assert "/renew" in noor.get(f"/rooms/booking/{sung}").text
    assert [(renewed(noor, sung).group,)] == scene.all("SELECT slug FROM people_group")
    wish = renewed(noor, sung).repeating()
    with scene.app.app_context(), pytest.raises(Refusal):
        book_weekly(Actor.self(scene.noor), scene.hall, wish, scene.use(), own)


def test_going_on_ends_where_the_house_lets_one_book(scene: Scene, as_person: As) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=8)
    key, lieke = scene.rows()[0].public_id, as_person(scene.lieke)
    decide(scene, "rooms.horizon_months", "2")
    assert renewed(lieke, key).times == 1  # 13 May; from 15 May on it is too far ahead
    own = RuleValues(what="horizon", value=66, since=date(2027, 3, 1), why="Zo is het.", kind="meeting")
    do(scene, deciding.decide, scene.toos, scene.house, own)
    assert renewed(lieke, key).times == 2
    decide(scene, "rooms.horizon_months", "1")
    do(scene, deciding.decide, scene.toos, scene.house, replace(own, value=30))
    assert lieke.get(f"/rooms/booking/{key}/renew").status_code == 409


def test_days_off_that_were_left_out_are_left_out_again(scene: Scene, as_person: As) -> None:
    lieke = as_person(scene.lieke)
    with_all = scene.weekly("2027-04-08", "14:00-16:00", count=6)
    without = scene.weekly("2027-04-08", "17:00-18:00", count=6, skipped=["2027-05-06"])  # Ascension Day
    assert (renewed(lieke, with_all).without, renewed(lieke, without).without) == ((), ("holidays",))


@pytest.mark.sweep
def test_what_is_put_ready_goes_along_where_it_is_there(scene: Scene, as_person: As) -> None:
    key = scene.weekly(THURSDAY, "14:00-16:00", count=3)
    beamer = do(scene, keeping.add_thing, scene.toos, scene.house, ThingValues(name="Beamer", quantity=1))
    circle = do(scene, keeping.add_setup, scene.toos, scene.house, scene.hall, "kring", 14)
    do(scene, lending.prepare, scene.lieke, key, {beamer: 1}, circle)
    of_noor = scene.book(span("2027-04-15", "15:00-17:00"), who=scene.noor, space=scene.den)
    do(scene, lending.prepare, scene.noor, of_noor, {beamer: 1}, "")
    wish = renewed(as_person(scene.lieke), key)
    with scene.app.app_context():
        elsewhere = replace(wish.repeating(), elsewhere={date(2027, 4, 22): scene.den})
        book_weekly(Actor.self(scene.lieke), scene.hall, elsewhere, scene.use(), key)
    starts_of = "SELECT b.id, b.person_id FROM {} x JOIN rooms_booking b ON b.id = x.booking_id ORDER BY b.starts"
    days_of = {row.id: f"{wall(row.starts, AMSTERDAM):%d-%m}" for row in scene.rows()}

    def with_it(table: str) -> list[str]:
        return [days_of[number] for number, who in scene.all(starts_of.format(table)) if who == scene.lieke]

    assert with_it("rooms_loan") == ["18-03", "08-04", "22-04"]  # on 15 April Noor has it
    assert with_it("rooms_setup_wish") == ["18-03", "08-04", "15-04"]  # on 22 April it is another room


@pytest.mark.sweep
def test_series_whose_tail_moved_goes_on_there_and_its_undo_keeps_what_follows(scene: Scene, as_person: As) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=4)
    first, _second, third, _last = (row.public_id for row in scene.rows())
    with scene.app.app_context():
        lieke = Actor.self(scene.lieke)
        move_dates(lieke, third, scene.hall, span("2027-04-01", "15:00-17:00"), Scope.FOLLOWING)
    client = as_person(scene.lieke)
    page = BeautifulSoup(client.get(f"/rooms/booking/{first}").text, "html.parser")
    assert [one["href"] for one in page.select("#go-on ~ p a")] == [f"/rooms/booking/{third}"]
    wish = renewed(client, third)
    assert (wish.day, wish.start, wish.times) == (date(2027, 4, 15), time(15), 2)
    with scene.app.app_context():
        next_key = book_weekly(lieke, scene.hall, wish.repeating(), scene.use(), third)
        assert move_back(lieke, third) == 2
    page = BeautifulSoup(client.get(f"/rooms/booking/{first}").text, "html.parser")
    assert [one["href"] for one in page.select("#go-on ~ p a")] == [f"/rooms/booking/{next_key}"]


def test_going_on_with_a_year_asks_as_much_as_with_a_month(scene: Scene, as_person: As, counting: Counting) -> None:
    cost = []
    for first, count in ((THURSDAY, 4), ("2027-03-19", 52)):
        key = scene.weekly(first, "14:00-16:00", count=count)
        with clock_at(at("2028-03-20", "09:00")):
            lieke = as_person(scene.lieke)
            lieke.get(f"/rooms/booking/{key}/renew")
            with counting() as asked:
                assert renewed(lieke, key).times == count
            cost.append(len(asked))
            with counting() as asked:
                assert "/renew" in lieke.get(f"/rooms/booking/{key}").text
            cost.append(len(asked))
    assert cost[:2] == cost[2:]


def test_stranger_is_told_that_it_is_not_theirs(scene: Scene) -> None:
    key = scene.weekly(THURSDAY, "14:00-16:00", count=2)
    wish = Wish(day=date(2027, 4, 1), start=time(14), end=time(16), often=WEEKLY, times=2)
    with scene.app.app_context(), pytest.raises(Refusal) as refusal:
        book_weekly(Actor.self(scene.noor), scene.hall, wish.repeating(), scene.use(), key)
    assert not isinstance(refusal.value, NotAllowed)
    assert len(scene.rows()) == 2
