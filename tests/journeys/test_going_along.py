"""Whoever asked for an activity after a talk goes there with somebody: both say yes, and only numbers are left."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import ZONE, Walker

IN_DUTCH = pytest.mark.parametrize("way", [("nl", True)], ids=["nl"], indirect=True)
HUUB, RIA = "Huub Lijsterbes", "Ria Klokman"
"""Who asked for an activity, and who goes along."""
WHAT = "Samen koffie drinken"


@IN_DUTCH
def test_companion_hears_with_whom_once_both_said_yes_and_tells_of_a_second_time(visit: Callable[[], Walker]) -> None:
    toos, ria = visit(), visit()
    toos.sign_in("Toos Kestelaar")
    toos.go("/outreach/rounds")
    toos.step(toos.page.locator("main a", has_text="Klaverveld").first)
    toos.choose("What people asked for")
    toos.step(toos.page.get_by_role("link", name=HUUB))
    toos.follow("Find somebody who goes along")
    page = toos.page.url
    toos.open_up("Something that is not in the agenda")
    toos.fill("What is it?", WHAT)
    toos.fill("On which day?", datetime.now(ZONE).date().isoformat())
    toos.press("Choose that")
    toos.select("Who could go along?", RIA)
    toos.press("Ask them")
    toos.is_told("Asked. They hear to what, not with whom.")

    ria.sign_in(RIA)
    ria.go("/outreach/along")
    ria.step(ria.page.get_by_role("link", name=WHAT))
    assert HUUB not in ria.page.content()
    ria.choose("Yes, I go along")
    expect(ria.page.get_by_role("button", name=ria.say("See with whom"))).to_have_count(0)
    toos.go(page)
    toos.press("They say yes")
    ria.page.reload()
    ria.press("See with whom")
    ria.reads(HUUB)

    ria.go("/outreach/along")
    ria.step(ria.page.get_by_role("link", name=WHAT))
    ria.choose("We went together")
    assert HUUB not in ria.page.content()
    ria.press("Came a second time")
    ria.is_told("Thank you. It is asked no more.")
    ria.reads("Nobody asked you to go along now.")
    toos.go(f"{page.rpartition('/asked/')[0]}/rounds")
    toos.step(toos.page.locator("main a", has_text="Klaverveld").first)
    toos.choose("What people asked for")
    expect(toos.page.get_by_text(HUUB)).to_have_count(0)
