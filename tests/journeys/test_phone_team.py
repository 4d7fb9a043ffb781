"""Calling for Stronger together: one person at a time, one tap each, and the next one comes by itself."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import Walker

IN_DUTCH = pytest.mark.parametrize("way", [("nl", True)], ids=["nl"], indirect=True)


@IN_DUTCH
def test_two_callers_get_others_and_three_calls_are_told_with_one_tap_each(visit: Callable[[], Walker]) -> None:
    toos, chantal = visit(), visit()
    for walker in (toos, chantal):
        walker.sign_in(walker_name(walker, toos))
        walker.go("/outreach/rounds")
        walker.step(walker.page.locator("main a", has_text="Klaverveld").first)
        walker.choose("Calls of today")
        walker.press("Next")
    names = [heading(toos)]
    assert heading(chantal) not in names

    toos.take(toos.say("They know when it is"))  # of a moment that was agreed on: the soonest comes first
    names.append(heading(toos))
    toos.take(toos.say("Nobody answered"))
    names.append(heading(toos))
    toos.fill("When would it suit? (optional)", "Liever in de middag")
    toos.take(toos.say("Neither suits"))
    assert len({*names, heading(chantal)}) == 4
    chantal.press("I stop")
    chantal.is_told("Thank you for calling. Others call whoever was next.")
    expect(chantal.page.get_by_text(names[1])).to_have_count(0)


def walker_name(walker: Walker, first: Walker) -> str:
    return "Toos Kestelaar" if walker is first else "Chantal Veerdonk"


def heading(walker: Walker) -> str:
    return walker.page.get_by_role("heading", level=1).inner_text()
