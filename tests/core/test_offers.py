"""How long an offer is kept: shorter as the hour nears, never ending while people sleep, always before the start."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import wall
from app.offers import BEFORE_START, DAY, EVENING, SHORTEST, offer_until
from tests.factories import AMSTERDAM, at


@pytest.mark.parametrize(
    ("hours_left", "kept"),
    [(100, 24), (24, 22), (22, 21), (9, 4), (5, 2), (1.5, 0.25), (1.3, 0.25), (1.2, None), (-5, None)],
)
def test_offer_is_shorter_as_the_hour_nears_and_does_not_end_in_the_night(
    hours_left: float, kept: float | None
) -> None:
    moment = at("2027-03-18", "12:00")
    until = offer_until(moment, moment + timedelta(hours=hours_left), AMSTERDAM)
    assert until == (None if kept is None else moment + timedelta(hours=kept))


@given(st.integers(0, 96 * 60), st.integers(0, 6000))
def test_offer_ends_before_the_start_and_lasts_long_enough(offset: int, minutes: int) -> None:
    offered = at("2027-03-26", "00:00") + timedelta(minutes=offset)  # over the night that summer time begins
    start = offered + timedelta(minutes=minutes)
    until = offer_until(offered, start, AMSTERDAM)
    if until is None:
        assert start - BEFORE_START - offered < SHORTEST
        return
    assert offered + SHORTEST <= until <= start - BEFORE_START
    assert until == start - BEFORE_START or DAY <= wall(until, AMSTERDAM).time() < EVENING
