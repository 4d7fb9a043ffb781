"""Book every week, and cancel one date, the following, or all: in one transaction, in wall time."""

from datetime import datetime

import pytest

from app.clock import at as clock_at
from app.places import Taken
from app.places.holding import Closed
from app.refusals import NotAllowed, NotFound
from tests.factories import Make, at, span
from tests.plugins.rooms.conftest import Counting, Scene, Scope, refused

pytestmark = pytest.mark.both


def wall_time(day: str, clock: str = "14:00") -> datetime:
    """What the wall shows (naive)."""
    return datetime.fromisoformat(f"{day} {clock}")


def test_weekly_booking_stays_at_its_wall_time_over_both_clock_changes(scene: Scene) -> None:
    """Summer time begins on 28 March 2027 and ends on 31 October."""
    scene.weekly("2027-03-18", "19:00-20:30", count=40)
    rows = scene.rows()
    assert len(rows) == 40
    assert {f"{row.starts.astimezone(row.zone):%a %H:%M}" for row in rows} == {"Thu 19:00"}
    assert [f"{rows[n].starts:%H:%M}" for n in (0, 1, 2, 32, 33)] == ["18:00", "18:00", "17:00", "17:00", "18:00"]
    assert [row.original_start for row in rows[:2]] == [
        wall_time("2027-03-18", "19:00"),
        wall_time("2027-03-25", "19:00"),
    ]
    assert len({row.uid for row in rows}) == 1
    assert len(scene.held()) == 40


def test_weekly_booking_with_one_taken_date_books_nothing_and_names_the_date(scene: Scene) -> None:
    scene.book(span("2027-04-01", "15:00-16:00"), who=scene.noor)
    refusal = refused(lambda: scene.weekly("2027-03-18", "14:00-16:00", count=4))
    assert isinstance(refusal, Taken)
    assert refusal.spans == (span("2027-04-01", "14:00-16:00"),)
    assert len(scene.rows()) == len(scene.held()) == 1
    assert scene.all("SELECT count(*) FROM rooms_series") == [(0,)]


def test_weekly_booking_over_a_closed_day_is_refused_with_that_day(scene: Scene, make: Make) -> None:
    make.closure(scene.house, span("2027-03-25", "09:00-22:00"), reason="verkiezingen")
    refusal = refused(lambda: scene.weekly("2027-03-18", "14:00-16:00", count=3))
    assert isinstance(refusal, Closed)
    assert "verkiezingen" in refusal.message
    assert scene.rows() == []


def test_skipped_dates_are_left_out_and_others_stand_elsewhere(scene: Scene) -> None:
    scene.book(span("2027-03-25", "15:00-16:00"), who=scene.noor)
    scene.weekly("2027-03-18", "14:00-16:00", count=4, skipped=["2027-04-01"], elsewhere={"2027-03-25": scene.den})
    mine = [row for row in scene.rows() if row.person_id == scene.lieke]
    assert [(row.original_start, row.space_id) for row in mine] == [
        (wall_time("2027-03-18"), scene.hall),
        (wall_time("2027-03-25"), scene.den),
        (wall_time("2027-04-08"), scene.hall),
    ]


def test_every_date_skipped_is_refused(scene: Scene) -> None:
    days = ["2027-03-18", "2027-03-25"]
    assert refused(lambda: scene.weekly(days[0], "14:00-16:00", count=2, skipped=days)).field == "date"


def test_room_in_another_house_for_one_date_is_refused(scene: Scene, make: Make) -> None:
    other = make.space(make.house("Wilgenhof"), "Oefenruimte")
    refused(lambda: scene.weekly("2027-03-18", "14:00-16:00", count=2, elsewhere={"2027-03-25": other}))
    assert scene.rows() == []


def test_series_is_held_to_the_rules_of_its_dates(scene: Scene, make: Make) -> None:
    choir = make.group("Buurtkoor", contacts=[scene.noor])
    assert refused(lambda: scene.weekly("2027-03-18", "10:00-18:30", count=2)).field == "end"
    assert refused(lambda: scene.weekly("2027-03-18", "14:00-16:00", count=70)).field == "until"
    assert refused(lambda: scene.weekly("2028-04-06", "14:00-16:00", count=3)).field == "day"
    private = make.space(scene.house, "Spreekkamer", private=True)
    in_private = {"2027-03-25": private}
    assert isinstance(
        refused(lambda: scene.weekly("2027-03-18", "14:00-16:00", count=2, elsewhere=in_private)), NotFound
    )
    assert isinstance(refused(lambda: scene.weekly("2027-03-18", "14:00-16:00", count=2, group_id=choir)), NotAllowed)
    assert scene.rows() == []


def test_year_of_dates_is_checked_with_as_many_questions_as_a_month(scene: Scene, counting: Counting) -> None:
    """What grows with the dates is what must be written, never what must be asked."""

    def asked_for(first: str, count: int) -> int:
        with counting() as statements:
            scene.weekly(first, "14:00-16:00", count=count)
        return sum(statement.lstrip().upper().startswith("SELECT") for statement in statements)

    scene.weekly("2027-03-16", "14:00-16:00", count=2)  # what is loaded once is loaded now
    assert asked_for("2027-03-17", 4) == asked_for("2027-03-18", 52)


@pytest.mark.parametrize(
    ("scope", "cancelled"), [(Scope.ONE, [1]), (Scope.FOLLOWING, [1, 2, 3]), (Scope.ALL, [0, 1, 2, 3])]
)
def test_cancelling_frees_exactly_the_dates_that_were_meant(scene: Scene, scope: Scope, cancelled: list[int]) -> None:
    scene.weekly("2027-03-18", "14:00-16:00", count=4)
    second = scene.rows()[1].public_id
    assert scene.cancel(second, scope) == len(cancelled)
    rows = scene.rows()
    assert [number for number, row in enumerate(rows) if row.is_cancelled] == cancelled
    assert [row.sequence for row in rows] == [int(number in cancelled) for number in range(4)]
    assert len(scene.held()) == 4 - len(cancelled)
    scene.book(span("2027-03-25", "14:00-16:00"), who=scene.noor)


@pytest.mark.parametrize("scope", list(Scope))
def test_undo_brings_back_what_was_cancelled_together_and_nothing_else(scene: Scene, scope: Scope) -> None:
    scene.weekly("2027-03-18", "14:00-16:00", count=4)
    keys = [row.public_id for row in scene.rows()]
    scene.cancel(keys[3])
    with clock_at(at("2027-03-15", "09:00")):
        count = scene.cancel(keys[1], scope)
        assert scene.undo(keys[1]) == count
    rows = scene.rows()
    assert [row.is_cancelled for row in rows] == [False, False, False, True]
    assert rows[1].sequence == 2
    assert len(scene.held()) == 3


def test_cancel_all_leaves_the_past_alone(scene: Scene) -> None:
    scene.weekly("2027-03-18", "14:00-16:00", count=4)
    first = scene.rows()[0].public_id
    with clock_at(at("2027-03-26", "12:00")):
        assert scene.cancel(first, Scope.ALL) == 2
        refused(lambda: scene.cancel(first, Scope.FOLLOWING))
    rows = scene.rows()
    assert [row.status for row in rows] == ["confirmed", "confirmed", "cancelled", "cancelled"]
    assert [row.sequence for row in rows] == [0, 0, 1, 1]


def test_cancelling_twice_changes_nothing_more(scene: Scene) -> None:
    key = scene.book(span("2027-03-18", "14:00-16:00"))
    assert scene.cancel(key) == 1
    assert scene.cancel(key) == 0
    assert [row.sequence for row in scene.rows()] == [1]


def test_undo_is_refused_whole_when_one_of_the_dates_is_taken(scene: Scene) -> None:
    scene.weekly("2027-03-18", "14:00-16:00", count=3)
    first = scene.rows()[0].public_id
    scene.cancel(first, Scope.ALL)
    scene.book(span("2027-04-01", "15:00-17:00"), who=scene.noor)
    assert isinstance(refused(lambda: scene.undo(first)), Taken)
    assert [row.status for row in scene.rows() if row.person_id == scene.lieke] == ["cancelled"] * 3
    assert len(scene.held()) == 1


def test_undo_by_a_stranger_is_not_found_and_of_what_is_on_does_nothing(scene: Scene) -> None:
    key = scene.book(span("2027-03-18", "14:00-16:00"))
    assert scene.undo(key) == 0
    scene.cancel(key)
    assert isinstance(refused(lambda: scene.undo(key, who=scene.noor)), NotFound)


def test_one_moved_date_keeps_its_original_start_and_the_others_stay(scene: Scene) -> None:
    scene.weekly("2027-03-18", "14:00-16:00", count=3)
    second = scene.rows()[1]
    scene.move(second.public_id, span("2027-03-26", "10:00-12:00"), space=scene.den)
    rows = scene.rows()
    assert [row.original_start for row in rows] == [
        wall_time(day) for day in ("2027-03-18", "2027-03-25", "2027-04-01")
    ]
    assert [row.span for row in rows] == [
        span("2027-03-18", "14:00-16:00"),
        span("2027-03-26", "10:00-12:00"),
        span("2027-04-01", "14:00-16:00"),
    ]
    assert len({row.uid for row in rows}) == 1
