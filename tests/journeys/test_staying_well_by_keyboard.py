"""Staying well by keyboard alone: own week, home check, an intention, company; and what comes out of a printer."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.test_keyboard import enter, tab_to
from tests.journeys.walking import Walker

DUTCH = pytest.mark.parametrize("way", [("nl", True)], ids=["nl"], indirect=True)
SHEETS = {
    "week/paper": 1,
    "home-check/paper": 2,
    "worried": 2,
    "food-card": 1,
    "wonen/cards": 1,
    "shelf/bewegen/poster": 1,
    "shelf/bewegen/cards": 1,
    "shelf/bewegen/calling": 1,
}
"""How many sheets of A4 each paper takes."""


@DUTCH
def test_own_week_and_home_check_are_filled_in_and_printed_by_keyboard(visit: Callable[[], Walker]) -> None:
    visitor = visit()
    page = visitor.page
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto("/prevention/week")
    tab_to(visitor, page.locator("details[open] input[inputmode=numeric]").first)
    page.keyboard.type("40")
    expect(page.locator("[data-week-part]").first).to_contain_text("40")
    print_by_key(visitor, "Print my week")

    page.goto("/prevention/home-check")
    second = page.locator("main details").nth(1)
    tab_to(visitor, second.locator("summary"))
    page.keyboard.press("Enter")
    box = second.locator("input").first
    tab_to(visitor, box)
    page.keyboard.press("Space")
    expect(page.locator("[data-home-list] li")).to_have_count(1)
    print_by_key(visitor, "Print my list")


def print_by_key(visitor: Walker, words: str) -> None:
    """Go to the button and press Enter: the browser is asked to print."""
    tab_to(visitor, visitor.page.get_by_role("button", name=visitor.say(words)))
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("window.printed") is True


@DUTCH
def test_intention_and_company_are_asked_for_and_let_go_of_by_keyboard(visit: Callable[[], Walker], day: date) -> None:
    lieke = visit()
    lieke.sign_in("Lieke Morgenster")
    page = lieke.page
    page.goto("/prevention/intentions/new/eten")
    tab_to(lieke, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    when = page.get_by_label(lieke.say("On which day?"))
    tab_to(lieke, when)
    when.fill(day.isoformat())  # how a date is typed differs by browser and country
    enter(lieke, page.locator(".wij-choice").filter(has_text=lieke.say("Remind me")))
    lieke.is_told("It stands there. You get one reminder, and only you see this.")
    done = page.get_by_role("button", name=re.compile(f"^{lieke.say('Done')}"))
    before = done.count()
    enter(lieke, done.first)
    expect(done).to_have_count(before - 1)

    page.goto("/prevention/wonen")
    enter(lieke, page.get_by_role("link", name=re.compile(f"^{lieke.say('Go together')}")).last)
    enter(lieke, page.get_by_role("button", name=lieke.say("Ask for company")))
    lieke.is_at("We look for somebody who goes along")
    enter(lieke, page.get_by_role("button", name=lieke.say("I’d rather go another way")))
    lieke.is_told("It is off. You don’t have to tell why.")


@DUTCH
def test_papers_come_out_whole_on_as_many_sheets_as_they_need(visit: Callable[[], Walker]) -> None:
    page = visit().page
    sheets = {}
    for path in SHEETS:
        page.goto(f"/prevention/{path}")
        sheets[path] = len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True)))
    assert sheets == SHEETS
