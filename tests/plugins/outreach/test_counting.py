"""Counting what happens in a round."""

import pytest

from app.db import transaction
from plugins.outreach.figures.counting import count, counted
from plugins.outreach.figures.models import Count
from plugins.outreach.replies import expiring
from plugins.outreach.rounds.reading import round_with
from tests.plugins.outreach.conftest import Round as Team


@pytest.mark.both
def test_things_are_counted_by_kind_and_taken_back_but_never_below_none(going: Team) -> None:
    with going.app.app_context():
        number = round_with(going.round).id
        for kind, more in (("home", 1), ("walk", 1), ("home", 2), ("walk", -1), ("phone", -1)):
            with transaction():
                count(number, "talk", kind, more)
        with transaction():
            count(number, "again", "once")
        found = {what: often for what, often in counted(number).items() if often}
    assert found == {("talk", "home"): 3, ("again", "once"): 1}
    assert going.rows(Count.kind, Count.number) == [("home", 3), ("once", 1), ("phone", 0), ("walk", 0)]


def test_round_that_is_closed_counts_no_more(going: Team) -> None:
    going.do(expiring.close_round, "toos", going.round)
    with going.app.app_context(), transaction(), pytest.raises(ValueError, match="closed"):
        count(1, "talk", "home")
    assert going.rows(Count.number) == []


def test_kind_that_there_is_not_is_a_mistake_of_ours(going: Team) -> None:
    with going.app.app_context(), transaction(), pytest.raises(ValueError, match="no talk of the kind 'sofa'"):
        count(1, "talk", "sofa")
