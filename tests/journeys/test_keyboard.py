"""Booking and the week grid by keyboard alone: Tab, arrows, space and Enter; what has the focus can be seen."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.booking import ROOM, SLUG
from tests.journeys.test_every_page import WITH_SCRIPT
from tests.journeys.walking import Walker

MOST_TABS = 90
FOCUS = """() => {
    const now = document.activeElement;
    if (now === document.body || now === window.before) return true;  // the parts of a date are the browser's own
    window.before = now;
    const style = getComputedStyle(now);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none';
}"""


def tab_to(walker: Walker, target: Locator) -> None:
    """Press Tab until `target` has the focus; whatever had it on the way could be seen."""
    handle = target.element_handle()
    for _press in range(MOST_TABS):
        walker.page.keyboard.press("Tab")
        assert walker.page.evaluate(FOCUS), walker.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if walker.page.evaluate("one => document.activeElement === one", handle):
            return
    raise AssertionError(f"Tab does not lead to {target}")


def enter(walker: Walker, target: Locator) -> None:
    """Go there by Tab, press Enter, and wait for the page that it leads to."""
    tab_to(walker, target)
    with walker.page.expect_navigation():
        walker.page.keyboard.press("Enter")


def choose_below(walker: Walker, target: Locator, option: str) -> None:
    """Go to a list by Tab and type the beginning of an option."""
    tab_to(walker, target)
    walker.page.keyboard.type(option)
    expect(target).to_have_value(option.rjust(5, "0"))


@WITH_SCRIPT
def test_room_is_booked_by_keyboard(visit: Callable[[], Walker], mark: str, day: date) -> None:
    lieke = visit()
    lieke.sign_in("Lieke Morgenster")
    page = lieke.page
    page.goto("/rooms/book")
    tab_to(lieke, page.get_by_label(lieke.say("How many people come?")))
    page.keyboard.type("9")
    enter(lieke, page.locator("button.wij-choice").first)

    other_day = page.get_by_label(lieke.say("Or choose another day"))
    tab_to(lieke, other_day)
    other_day.fill(day.isoformat())  # how a date is typed differs by browser and country
    choose_below(lieke, page.get_by_label(lieke.say("From"), exact=True), "20:00")
    choose_below(lieke, page.get_by_label(lieke.say("Until"), exact=True), "20:30")
    enter(lieke, page.get_by_role("button", name=lieke.say("Continue")))
    enter(lieke, page.locator(".wij-choice").filter(has_text=ROOM))

    tab_to(lieke, page.get_by_label(lieke.say("What is it?"), exact=True))
    page.keyboard.type(f"Met het toetsenbord {mark}")
    enter(lieke, page.get_by_role("button", name=lieke.say("Book %(room)s", room=ROOM)))
    expect(page.locator(".wij-notice.good")).to_contain_text(ROOM)


@WITH_SCRIPT
def test_week_grid_is_one_stop_and_arrows_walk_it(visit: Callable[[], Walker], day: date) -> None:
    visitor = visit()
    page = visitor.page
    visitor.sit_at_a_desk()
    page.goto(f"/rooms/{SLUG}?week={day.isoformat()}")
    stops = page.locator(".wij-week [tabindex='0']")
    expect(stops).to_have_count(1)
    tab_to(visitor, stops)
    first = spoken(visitor)
    assert visitor.say("free") in first

    page.keyboard.press("ArrowDown")
    below = spoken(visitor)
    page.keyboard.press("ArrowRight")
    beside = spoken(visitor)
    assert len({first, below, beside}) == 3
    page.keyboard.press("ArrowLeft")
    assert spoken(visitor) == below
    page.keyboard.press("ArrowUp")
    assert spoken(visitor) == first
    expect(stops).to_have_count(1)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('.wij-week')") is None

    with page.expect_navigation():
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("PageDown")
    assert day.isoformat() not in page.url


@WITH_SCRIPT
def test_free_hour_of_the_grid_begins_a_booking(visit: Callable[[], Walker], day: date) -> None:
    lieke = visit()
    lieke.sign_in("Lieke Morgenster")
    lieke.sit_at_a_desk()
    lieke.page.goto(f"/rooms/{SLUG}?week={day.isoformat()}")
    tab_to(lieke, lieke.page.locator(".wij-week [tabindex='0']"))
    with lieke.page.expect_navigation():
        lieke.page.keyboard.press("Enter")
    lieke.is_at("What do you need a room for?")


@WITH_SCRIPT
@pytest.mark.parametrize("path", ["/", "/agenda", f"/rooms/{SLUG}"])
def test_first_tab_offers_to_skip_the_frame(visit: Callable[[], Walker], path: str) -> None:
    visitor = visit()
    visitor.sit_at_a_desk()
    visitor.page.goto(path)
    visitor.page.keyboard.press("Tab")
    skip = visitor.page.get_by_role("link", name=visitor.say("To the content"))
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("() => location.hash") == "#content"
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("() => document.activeElement.closest('main') !== null")


@WITH_SCRIPT
def test_grid_can_be_skipped(visit: Callable[[], Walker]) -> None:
    visitor = visit()
    visitor.sit_at_a_desk()
    visitor.page.goto(f"/rooms/{SLUG}")
    tab_to(visitor, visitor.page.get_by_role("link", name=visitor.say("Skip the grid")))
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("() => document.activeElement.closest('#after-grid') !== null")


def spoken(walker: Walker) -> str:
    """What is said of the cell that has the focus."""
    return str(walker.page.evaluate("() => document.activeElement.textContent"))
