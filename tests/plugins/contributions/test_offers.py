"""Which two tasks are proposed: what one likes, what fits the hour, the same two each time, one of them light."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from app.refs import Ref
from plugins.contributions.offers import choose
from plugins.contributions.talents.fitting import Liking
from tests.factories import AMSTERDAM, at, span

THING = Ref("rooms", "booking", "k3f9")
BOOKING = span("2027-03-18", "14:00-16:00")


@dataclass(frozen=True)
class One:
    key: str
    starts: datetime | None = None
    ends: datetime | None = None
    minutes: int = 20
    takes: tuple[str, ...] = ()
    ref: Ref | None = None

    @property
    def title(self) -> str:
        return self.key


def keys(*candidates: One, likes: str = "", thing: Ref = THING) -> list[str]:
    likings = [Liking(likes)] if likes else []
    return [one.key for one in choose(candidates, BOOKING, thing, AMSTERDAM, likings)]


OWN = One("own", at("2027-03-18", "16:00"), ref=THING)
RIGHT_AFTER = One("right after", at("2027-03-18", "16:30"))
THAT_EVENING = One("that evening", at("2027-03-18", "20:00"))
THAT_WEEK = One("that week", at("2027-03-20", "10:00"))
WHENEVER = One("whenever")
FAR = One("far", at("2027-04-18", "10:00"))
SEATED = One("seated", takes=("seated",))


def test_nothing_to_propose_gives_nothing() -> None:
    assert keys() == []


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (OWN, RIGHT_AFTER),
        (RIGHT_AFTER, THAT_EVENING),
        (THAT_EVENING, THAT_WEEK),
        (THAT_WEEK, WHENEVER),
        (WHENEVER, FAR),
    ],
    ids=lambda one: one.key,
)
def test_what_is_nearer_to_the_booking_comes_first(near: One, far: One) -> None:
    assert keys(far, near) == [near.key, far.key]


def test_at_most_two_are_proposed_whatever_the_order_they_came_in() -> None:
    every = [FAR, WHENEVER, OWN, THAT_EVENING, RIGHT_AFTER]
    assert keys(*every) == keys(*reversed(every)) == ["own", "right after"]


def test_task_in_the_middle_of_the_booking_is_not_proposed() -> None:
    assert keys(One("in the middle", at("2027-03-18", "15:00")), One("into it", at("2027-03-18", "13:50"))) == []


def test_window_over_the_booking_is_proposed() -> None:
    assert keys(One("this week", at("2027-03-15", "00:00"), at("2027-03-20", "00:00")), FAR) == ["this week", "far"]


def test_second_proposal_asks_little_of_the_body_where_there_is_one() -> None:
    assert keys(OWN, RIGHT_AFTER, SEATED) == ["own", "seated"]
    assert keys(One("own", at("2027-03-18", "16:00"), ref=THING, takes=("seated",)), RIGHT_AFTER, SEATED) == [
        "own",
        "right after",
    ]


def test_two_needs_of_one_thing_are_not_both_proposed_if_there_is_another() -> None:
    other = One("own too", at("2027-03-18", "16:10"), ref=THING)
    assert keys(OWN, other, WHENEVER) == ["own", "whenever"]
    assert keys(OWN, other) == ["own", "own too"]


def test_heavy_work_gives_way_to_what_everybody_can_do() -> None:
    heavy = One("heavy", at("2027-03-18", "16:00"), takes=("heavy",))
    assert keys(heavy, THAT_EVENING) == ["that evening", "heavy"]


SOUP = One("soup")
"""Whenever, and it is what they like."""


def test_what_one_likes_is_first_and_what_fits_the_hour_second() -> None:
    assert keys(OWN, RIGHT_AFTER, SOUP, likes="Soup") == ["soup", "own"]
    assert keys(OWN, RIGHT_AFTER, SOUP) == ["own", "right after"]


def test_of_two_that_one_likes_the_nearer_is_first() -> None:
    that_evening = One("soup that evening", at("2027-03-18", "20:00"))
    assert keys(SOUP, that_evening, WHENEVER, likes="soup") == ["soup that evening", "soup"]


def test_heavy_work_that_one_likes_is_proposed() -> None:
    heavy = One("dig the garden", takes=("heavy",))
    assert keys(heavy, OWN, RIGHT_AFTER, likes="Garden work") == ["dig the garden", "own"]


def test_what_one_likes_does_not_fit_when_it_is_weeks_away_or_in_the_middle_of_the_booking() -> None:
    away = One("soup in april", at("2027-04-18", "10:00"))
    middle = One("soup now", at("2027-03-18", "15:00"))
    assert keys(away, middle, OWN, RIGHT_AFTER, likes="soup") == ["own", "right after"]


def test_where_many_fit_alike_each_booking_gets_its_own_two_and_always_the_same() -> None:
    many = [One(f"task {number}") for number in range(10)]
    things = [Ref("rooms", "booking", f"k{number}") for number in range(10)]
    pairs = [keys(*many, thing=thing) for thing in things]
    assert pairs == [keys(*reversed(many), thing=thing) for thing in things]
    assert len({tuple(pair) for pair in pairs}) > 5
    assert {len(pair) for pair in pairs} == {2}


def test_short_ones_go_before_long_ones_of_the_same_hour() -> None:
    long = [One(f"long {number}", minutes=90) for number in range(5)]
    assert set(keys(*long, One("a"), One("b"))) == {"a", "b"}
