"""Book a room for once, and move it: what is made, and each thing that says no."""

from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.actors import Actor, Channel
from app.clock import Span, now
from app.clock import at as clock_at
from app.db import transaction
from app.places import HoldRequest, Taken, hold
from app.places.holding import Closed
from app.places.models import RuleValue
from app.refs import Ref
from app.refusals import NotAllowed, NotFound
from plugins.rooms.booking import book
from tests.factories import Make, at, span
from tests.plugins.rooms.conftest import BUSY, MONDAY, PUBLIC, THURSDAY, Scene, refused

pytestmark = pytest.mark.both
SLOT = span(THURSDAY, "14:00-16:00")
OUTSIDE_RULES = {
    "yesterday": (span("2027-03-14", "14:00-16:00"), "day"),
    "an hour ago": (span(MONDAY, "07:00-09:00"), "day"),
    "longer than eight hours": (span(THURSDAY, "10:00-18:30"), "end"),
    "more than thirteen months ahead": (span("2028-04-16", "14:00-16:00"), "day"),
    "more than a year": (Span(SLOT.start, SLOT.start + timedelta(days=400)), "end"),
}


@pytest.fixture
def open_room(make: Make) -> tuple[int, int]:
    """A house that never closes, and its room: there only rules can say no."""
    house = make.house("De Nachtuil", hours="00:00-00:00")
    return house, make.space(house, "Nachtzaal")


def test_booking_keeps_what_was_asked_and_holds_the_room(scene: Scene) -> None:
    key = scene.book(SLOT, title="Overleg Verzonnenlaan", visibility=BUSY)
    (row,) = scene.rows()
    assert (row.public_id, row.space_id, row.house_id, row.span) == (key, scene.hall, scene.house, SLOT)
    assert (row.purpose, row.people, row.title, row.visibility) == ("meeting", 12, "Overleg Verzonnenlaan", BUSY)
    assert (row.person_id, row.group_id, row.status, row.sequence) == (scene.lieke, None, "confirmed", 0)
    assert scene.held() == [(scene.hall, f"rooms/booking/{key}")]


def test_second_booking_of_the_same_time_is_refused_and_leaves_nothing(scene: Scene) -> None:
    scene.book(SLOT)
    refusal = refused(lambda: scene.book(span(THURSDAY, "15:00-17:00"), who=scene.noor))
    assert isinstance(refusal, Taken)
    assert len(scene.rows()) == len(scene.held()) == 1
    assert scene.all("SELECT count(*) FROM log_line WHERE verb = 'rooms.booking.made'") == [(1,)]
    assert scene.all("SELECT count(*) FROM notice") == [(1,)]


def test_combined_room_is_booked_with_its_parts(scene: Scene, make: Make) -> None:
    both = make.space(scene.house, "Grote zaal", parts=[scene.hall, scene.den], seated=40)
    scene.book(SLOT, space=both)
    assert [space for space, _ref in scene.held()] == sorted([scene.hall, scene.den])
    assert isinstance(refused(lambda: scene.book(SLOT, who=scene.noor, space=scene.den)), Taken)


@pytest.mark.parametrize(("when", "field"), OUTSIDE_RULES.values(), ids=OUTSIDE_RULES)
def test_time_that_a_rule_forbids_is_refused_beside_its_field(
    scene: Scene, open_room: tuple[int, int], when: Span, field: str
) -> None:
    refusal = refused(lambda: scene.book(when, space=open_room[1]))
    assert refusal.field == field
    assert (refusal.rule is not None) is (field == "end" or when.start.year == 2028)
    assert scene.rows() == []


@pytest.mark.parametrize(
    "when",
    [
        span(MONDAY, "08:00-08:30"),
        span(MONDAY, "07:30-09:00"),
        span(THURSDAY, "10:00-18:00"),
        span("2028-04-15", "09:00-10:00"),
    ],
    ids=["now", "the half hour that has begun", "just eight hours", "the last day"],
)
def test_time_on_the_edge_of_a_rule_is_booked(scene: Scene, open_room: tuple[int, int], when: Span) -> None:
    assert scene.book(when, space=open_room[1])


def test_rule_that_the_house_decided_is_kept_and_linked(scene: Scene) -> None:
    with scene.app.app_context(), transaction() as session:
        rule = {"key": "rooms.longest_hours", "value": "2", "since": date(2027, 1, 12), "why": "Stil na tienen."}
        session.add(RuleValue(house_id=scene.house, decided_at=now(), **rule))
    with scene.app.app_context():
        refusal = refused(lambda: scene.book(span(THURSDAY, "14:00-16:30")))
        assert refusal.rule is not None
        assert (refusal.rule.since, refusal.rule.url) == (
            date(2027, 1, 12),
            "/house/de-linde/rules#rule-rooms-longest_hours",
        )
        assert "2" in refusal.rule.text
    assert scene.book(SLOT)


@pytest.mark.parametrize("when", [OUTSIDE_RULES["yesterday"][0], OUTSIDE_RULES["longer than eight hours"][0]])
def test_activities_and_visits_are_held_to_the_same_rules(scene: Scene, open_room: tuple[int, int], when: Span) -> None:
    request = HoldRequest(
        actor=Actor.self(scene.lieke),
        ref=Ref("activities", "occurrence", "abcd"),
        house_id=open_room[0],
        space_ids=(open_room[1],),
        spans=(when,),
    )
    with scene.app.app_context(), transaction():
        refused(lambda: hold(request))
    assert scene.held() == []


def test_closed_house_is_refused_with_its_hours(scene: Scene) -> None:
    refusal = refused(lambda: scene.book(span(THURSDAY, "21:00-23:00")))
    assert isinstance(refusal, Closed)
    assert "09:00–22:00" in refusal.message


def test_more_people_than_fit_are_refused(scene: Scene) -> None:
    assert refused(lambda: scene.book(SLOT, people=21)).field == "people"
    assert scene.book(SLOT, people=20)


@pytest.mark.parametrize(
    ("use", "field"),
    [
        ({"people": 0}, "people"),
        ({"purpose": "robbery"}, "purpose"),
        ({"title": "", "visibility": PUBLIC}, "title"),
        ({"title": "x" * 81}, "title"),
    ],
)
def test_use_that_says_too_little_or_too_much_is_refused(scene: Scene, use: dict[str, Any], field: str) -> None:
    assert refused(lambda: scene.book(SLOT, **use)).field == field


def test_room_that_cannot_be_booked_or_is_not_there_is_refused(scene: Scene, make: Make) -> None:
    shut = make.space(scene.house, "Kast", bookable=False)
    assert refused(lambda: scene.book(SLOT, space=shut)).field == "space"
    assert isinstance(refused(lambda: scene.book(SLOT, space=99_999)), NotFound)


def test_private_room_is_for_hosts_only_and_hidden_from_others(scene: Scene, make: Make) -> None:
    private = make.space(scene.house, "Spreekkamer", private=True)
    assert isinstance(refused(lambda: scene.book(SLOT, space=private)), NotFound)
    assert scene.book(SLOT, who=scene.toos, space=private)


def test_host_who_acts_for_a_neighbour_books_with_the_neighbours_rights(scene: Scene, make: Make) -> None:
    private = make.space(scene.house, "Spreekkamer", private=True)
    actor = Actor(typist=scene.toos, subject=scene.lieke, channel=Channel.DESK)
    with scene.app.app_context():
        assert isinstance(refused(lambda: book(actor, private, SLOT, scene.use())), NotFound)
        book(actor, scene.hall, SLOT, scene.use())
    assert [row.person_id for row in scene.rows()] == [scene.lieke]
    assert scene.all("SELECT typist_id, subject_id, channel FROM log_line WHERE verb = 'rooms.booking.made'") == [
        (scene.toos, scene.lieke, "desk")
    ]


def test_guest_books_nothing(scene: Scene) -> None:
    with scene.app.app_context():
        assert isinstance(refused(lambda: book(Actor.guest(), scene.hall, SLOT, scene.use())), NotAllowed)


def test_group_is_booked_for_by_its_contacts_only(scene: Scene, make: Make) -> None:
    choir = make.group("Buurtkoor", contacts=[scene.lieke], members=[scene.noor])
    refusal = refused(lambda: scene.book(SLOT, who=scene.noor, group_id=choir))
    assert (type(refusal), refusal.field) == (NotAllowed, "group")
    scene.book(SLOT, group_id=choir)
    assert [row.group_id for row in scene.rows()] == [choir]


def test_move_takes_the_new_and_lets_go_of_the_old(scene: Scene) -> None:
    key = scene.book(SLOT)
    before = scene.rows()[0]
    with clock_at(at(MONDAY, "09:30")):
        scene.move(key, span(THURSDAY, "15:00-17:00"), space=scene.den)
    (row,) = scene.rows()
    assert (row.span, row.space_id, row.uid) == (span(THURSDAY, "15:00-17:00"), scene.den, before.uid)
    assert (row.sequence, row.changed_at, row.created_at) == (1, at(MONDAY, "09:30"), before.created_at)
    assert scene.held() == [(scene.den, f"rooms/booking/{key}")]


def test_move_by_half_an_hour_is_never_in_its_own_way(scene: Scene) -> None:
    key = scene.book(SLOT)
    scene.move(key, span(THURSDAY, "14:30-16:30"))
    assert [row.span for row in scene.rows()] == [span(THURSDAY, "14:30-16:30")]


def test_move_to_a_taken_time_changes_nothing(scene: Scene) -> None:
    key = scene.book(SLOT)
    scene.book(span(THURSDAY, "17:00-18:00"), who=scene.noor)
    before = scene.held()
    assert isinstance(refused(lambda: scene.move(key, span(THURSDAY, "16:30-18:30"))), Taken)
    assert [row.span for row in scene.rows() if row.public_id == key] == [SLOT]
    assert scene.held() == before


def test_move_to_the_same_place_and_time_says_nothing(scene: Scene) -> None:
    key = scene.book(SLOT)
    scene.move(key, SLOT)
    assert [row.sequence for row in scene.rows()] == [0]
    assert scene.all("SELECT count(*) FROM event WHERE kind = 'BookingMoved'") == [(0,)]


def test_move_of_another_persons_booking_is_not_found_and_a_host_may(scene: Scene) -> None:
    key = scene.book(SLOT)
    later = span(THURSDAY, "16:00-18:00")
    assert isinstance(refused(lambda: scene.move(key, later, who=scene.noor)), NotFound)
    assert isinstance(refused(lambda: scene.move("nothing1", later)), NotFound)
    scene.move(key, later, who=scene.toos)
    assert [row.person_id for row in scene.rows()] == [scene.lieke]


def test_host_of_another_house_may_not_touch_a_booking(scene: Scene, make: Make) -> None:
    stranger = make.person("Mirjam Winterloo")
    make.role(stranger, make.house("Wilgenhof"), "administrator")
    key = scene.book(SLOT)
    assert isinstance(refused(lambda: scene.cancel(key, who=stranger)), NotFound)


def test_booking_that_has_begun_stays_as_it_is(scene: Scene) -> None:
    key = scene.book(SLOT)
    with clock_at(at(THURSDAY, "14:00")):
        refused(lambda: scene.move(key, span(THURSDAY, "18:00-19:00")))
        refused(lambda: scene.cancel(key))
    assert [(row.span, row.status) for row in scene.rows()] == [(SLOT, "confirmed")]


def test_cancelled_booking_is_not_moved(scene: Scene) -> None:
    key = scene.book(SLOT)
    scene.cancel(key)
    refused(lambda: scene.move(key, span(THURSDAY, "18:00-19:00")))
    assert scene.held() == []


def test_zone_of_the_house_is_kept_with_the_booking(scene: Scene, make: Make) -> None:
    room = make.space(make.house("Casa", zone_name="Atlantic/Canary"))
    scene.book(Span.of(date(2027, 3, 18), time(10), time(12), ZoneInfo("Atlantic/Canary")), space=room)
    assert [(row.zone_name, row.starts) for row in scene.rows()] == [("Atlantic/Canary", at(THURSDAY, "11:00"))]
