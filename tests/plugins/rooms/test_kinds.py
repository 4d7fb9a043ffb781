"""Rules for a kind of use or a room: the most exact one holds, nobody gets round it, and it says what is possible."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app.actors import Actor
from app.clock import Span, now
from app.clock import at as clock_at
from app.db import db
from app.people.models import Person
from app.places.models import House
from app.refusals import NotAllowed, Refusal
from plugins.rooms.kinds import deciding
from plugins.rooms.kinds.deciding import RuleValues
from plugins.rooms.kinds.ruling import Per, Rule, What, holding, over, period_of, used
from plugins.rooms.purposes import BY_KEY
from tests.factories import AMSTERDAM, at, span
from tests.plugins.rooms.asking import statuses
from tests.plugins.rooms.conftest import MONDAY, THURSDAY, Counting, Scene, refused

As = Callable[[int], FlaskClient]
ZONES = (AMSTERDAM, ZoneInfo("America/New_York"))


def decide(scene: Scene, what: str, value: int, **more: Any) -> str:
    """The house decides, as of today."""
    given_values: dict[str, Any] = {"since": now().date(), "why": "Zo spraken we het af."} | more
    with scene.app.app_context():
        return deciding.decide(Actor.self(scene.toos), scene.house, RuleValues(what=what, value=value, **given_values))


RULES = st.builds(
    Rule,
    key=st.text("abc", min_size=3, max_size=3),
    what=st.sampled_from(list(What)),
    value=st.integers(1, 20),
    space_id=st.sampled_from([None, 1, 2]),
    kind=st.sampled_from(["", "party", "meeting"]),
    since=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
)


@given(st.lists(RULES, max_size=12), st.sampled_from([1, 2, 3]), st.sampled_from(["party", "meeting", "care"]))
def test_most_exact_rule_holds(rules: list[Rule], space: int, kind: str) -> None:
    found = holding(rules, space, kind)
    for what in What:
        fitting = [one for one in rules if one.what is what and one.covers(space, kind)]
        assert (what in found) is bool(fitting)
        if fitting:
            assert found[what].exactness == max(one.exactness for one in fitting)


MOMENTS = st.integers(0, 400 * 48)


@given(st.lists(MOMENTS, max_size=12), st.sampled_from(list(Per)), st.sampled_from([What.HOURS, What.TIMES]))
def test_no_order_of_bookings_gets_past_what_is_counted(halves: list[int], per: Per, what: What) -> None:
    """Each is booked when the rule lets it: in the end no period holds more than was agreed."""
    rule, had = Rule(key="a", what=what, value=3, per=per), list[Span]()
    for half in halves:
        start = at("2026-09-01", "08:00") + timedelta(minutes=30 * half)
        wanted = Span(start, start + timedelta(hours=1))
        if over(rule, had, [wanted], AMSTERDAM) is None:
            had.append(wanted)
    for one in had:
        assert used(rule, period_of(one, per, AMSTERDAM), had) <= 3


@pytest.mark.parametrize("zone", ZONES)
def test_periods_follow_one_another_without_a_gap(zone: ZoneInfo) -> None:
    for per in Per:
        start = at("2026-01-01", "12:00")
        period = period_of(Span(start, start + timedelta(hours=1)), per, zone)
        for _number in range(30):
            after = period_of(Span(period.end, period.end + timedelta(hours=1)), per, zone)
            assert after.start == period.end
            period = after


@pytest.mark.sweep
def test_rule_of_a_kind_holds_for_that_kind_and_names_itself(scene: Scene) -> None:
    decide(scene, "longest", 2, kind="party")
    long = span(THURSDAY, "14:00-17:00")
    found = refused(lambda: scene.book(long, purpose="party"))
    assert found.field == "end"
    assert found.rule is not None
    assert found.rule.text == "Feest: hoogstens 2 uur achter elkaar."
    assert found.rule.since == date.fromisoformat(MONDAY)
    scene.book(long, purpose="meeting")


def test_rule_of_a_kind_in_a_room_holds_before_others_and_before_the_house(scene: Scene) -> None:
    decide(scene, "longest", 2)
    decide(scene, "longest", 3, space_id=scene.hall)
    decide(scene, "longest", 12, space_id=scene.hall, kind="party")
    scene.book(span(THURSDAY, "09:00-19:00"), purpose="party")  # longer than the house's own eight hours
    refused(lambda: scene.book(span("2027-03-19", "09:00-13:00")))
    scene.book(span("2027-03-19", "09:00-12:00"))
    refused(lambda: scene.book(span("2027-03-19", "14:00-17:00"), space=scene.den))


def test_notice_and_horizon_say_the_first_and_the_last_day(scene: Scene) -> None:
    decide(scene, "notice", 14, kind="party")
    decide(scene, "horizon", 30, kind="party")
    assert "29 maart" in str(refused(lambda: scene.book(span(THURSDAY, "14:00-16:00"), purpose="party")).message)
    assert "14 april" in str(refused(lambda: scene.book(span("2027-05-01", "14:00-16:00"), purpose="party")).message)
    scene.book(span("2027-03-29", "14:00-16:00"), purpose="party")


def test_neighbours_book_first_and_others_from_that_day_on(scene: Scene) -> None:
    decide(scene, "neighbours", 7, space_id=scene.hall)
    later = span("2027-03-30", "14:00-16:00")
    assert "Wijk 1" in str(refused(lambda: scene.book(later)).message)
    with scene.app.app_context():
        quarter = db.session.get_one(House, scene.house).neighbourhood_id
        db.session.get_one(Person, scene.noor).neighbourhood_id = quarter
        db.session.commit()
    key = scene.book(later, who=scene.noor)
    scene.cancel(key, who=scene.noor)
    with clock_at(at("2027-03-23", "08:00")):
        scene.book(later)


@pytest.mark.sweep
def test_series_is_counted_date_by_date_and_a_move_never_trips_on_itself(scene: Scene) -> None:
    decide(scene, "times", 2, per="month")
    found = refused(lambda: scene.weekly(THURSDAY, "14:00-16:00", count=5))  # two in March, three in April
    assert "1 mei" in str(found.message)
    assert scene.rows() == []
    key = scene.weekly(THURSDAY, "14:00-16:00", count=4)
    refused(lambda: scene.book(span("2027-03-30", "14:00-16:00")))
    scene.move(key, span("2027-03-19", "14:00-16:00"))
    refused(lambda: scene.move(key, span("2027-04-30", "14:00-16:00")))


def test_hours_are_counted_for_a_person_and_a_group_by_itself(scene: Scene) -> None:
    decide(scene, "hours", 4, per="week", kind="meeting")
    group = scene.make.group("Buurtkoor", contacts=[scene.lieke])
    key = scene.book(span(THURSDAY, "09:00-12:00"))
    found = refused(lambda: scene.book(span("2027-03-19", "09:00-11:00")))
    assert "22 maart" in str(found.message)
    scene.book(span("2027-03-19", "09:00-10:00"))
    scene.book(span("2027-03-19", "09:00-10:00"), space=scene.den, group_id=group)
    scene.book(span("2027-03-19", "12:00-14:00"), purpose="party")
    scene.move(key, span(THURSDAY, "10:00-13:00"))
    refused(lambda: scene.move(key, span(THURSDAY, "10:00-14:00")))
    scene.cancel(key)
    scene.book(span(THURSDAY, "15:00-18:00"))


def test_approval_is_for_the_kind_that_asks_it(scene: Scene) -> None:
    decide(scene, "approval", 1, kind="party")
    decide(scene, "approval", 0, kind="party", space_id=scene.den)
    scene.book(span(THURSDAY, "09:00-10:00"))
    scene.book(span(THURSDAY, "11:00-12:00"), purpose="party")
    scene.book(span(THURSDAY, "13:00-14:00"), purpose="party", space=scene.den)
    assert statuses(scene) == ["confirmed", "requested", "confirmed"]


def test_new_decision_ends_the_one_before_and_both_can_be_read(scene: Scene, as_person: As) -> None:
    decide(scene, "longest", 2, kind="party", why="Feesten liepen uit.")
    later = decide(scene, "longest", 4, kind="party", why="Het ging goed.")
    guest, host = scene.app.test_client(), as_person(scene.toos)
    page = guest.get("/rooms/agreed/de-linde").text
    assert "Feest: hoogstens 4 uur achter elkaar." in page
    assert "Feest: hoogstens 2 uur achter elkaar." in page.split("Wat het eerder was")[1]
    assert "hoogstens 4 uur" in guest.get("/rooms/zaal-a").text
    assert host.post(f"/rooms/agreed/de-linde/{later}/end").status_code == 303
    assert "hoogstens 4 uur" not in guest.get("/rooms/zaal-a").text
    scene.book(span(THURSDAY, "09:00-15:00"), purpose="party")
    with scene.app.app_context(), pytest.raises(NotAllowed):
        deciding.end(Actor.self(scene.lieke), later)


def test_bad_decision_is_refused_beside_its_field(scene: Scene, as_person: As) -> None:
    host = as_person(scene.toos)
    good = {"kind": "party", "space": "", "what": "times", "value": "4", "per": "month", "since": "15-03-2027"}
    good |= {"why": "Zo is er plek voor iedereen."}
    for wrong in ({"value": "0"}, {"value": ""}, {"per": ""}, {"why": " "}, {"since": "15-03-2031"}, {"kind": "x"}):
        assert host.post("/rooms/agreed/de-linde/new", data=good | wrong).status_code == 422
    assert scene.all("SELECT * FROM rooms_kind_rule") == []
    assert host.post("/rooms/agreed/de-linde/new", data=good).status_code == 303
    assert as_person(scene.lieke).get("/rooms/agreed/de-linde/new").status_code == 403


def test_what_is_left_is_shown_before_it_is_used_up(scene: Scene, as_person: As) -> None:
    decide(scene, "times", 3, per="month")
    scene.book(span(THURSDAY, "09:00-10:00"))
    wish = "purpose=meeting&people=4&day=2027-03-19&start=14:00&end=16:00&room=zaal-a"
    page = as_person(scene.lieke).get(f"/rooms/book/agenda?{wish}").text
    assert "Je kunt nog 2 van de 3 keer per maand reserveren." in page
    assert "Je kunt nog 3 van de 3" in as_person(scene.noor).get(f"/rooms/book/agenda?{wish}").text


def test_rules_cost_as_many_queries_for_one_date_as_for_many(scene: Scene, counting: Counting) -> None:
    decide(scene, "times", 60, per="season")

    def cost(first: str, count: int) -> int:
        with counting() as asked:
            scene.weekly(first, "14:00-16:00", count=count)
        return len([one for one in asked if "rooms_kind_rule" in one or "FROM rooms_booking" in one])

    assert cost("2027-03-18", 2) == cost("2027-04-09", 30)


def test_every_kind_has_a_word_and_can_be_chosen(scene: Scene, as_person: As) -> None:
    page = as_person(scene.lieke).get("/rooms/book").text
    assert [key for key in BY_KEY if f'value="{key}"' not in page] == []
    for number, key in enumerate(BY_KEY):
        scene.book(span(f"2027-03-{18 + number}", "09:00-10:00"), purpose=key)
    with pytest.raises(Refusal):
        scene.book(span("2027-03-30", "09:00-10:00"), purpose="iets")
