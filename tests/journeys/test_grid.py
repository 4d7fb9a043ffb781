"""The grids of rooms, with keys alone and with a mouse: choose, move, lengthen; and what a screen reader is told."""

from collections.abc import Callable
from datetime import date
from itertools import islice

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.booking import ROOM, SLUG, book
from tests.journeys.conftest import WAYS
from tests.journeys.walking import Walker, quiet_days

NL = pytest.mark.parametrize("way", [("nl", True)], ids=["nl"], indirect=True)


@pytest.fixture
def day() -> date:
    """A Wednesday on which none of the other walks books."""
    return next(islice(quiet_days(), len(WAYS), None))


def at_the_grid(visit: Callable[[], Walker], day: date, start: str, end: str, title: str) -> Walker:
    """Lieke, who booked something, at the day of all rooms."""
    lieke = visit()
    lieke.sign_in("Lieke Morgenster")
    book(lieke, day, start, end, title)
    lieke.sit_at_a_desk()
    lieke.go(f"/rooms/day/{day.isoformat()}")
    return lieke


def mine(walker: Walker, title: str) -> Locator:
    """The cell of that booking."""
    return walker.page.locator("td.is-mine").filter(has_text=title)


def free(walker: Walker, day: date, start: str, end: str) -> Locator:
    """The free cell of the room with this time."""
    return walker.page.locator("td.is-free a").filter(has_text=f"{ROOM}, ").filter(has_text=f"{start} tot {end}")


def confirm(walker: Walker, times: str) -> None:
    """Nothing has moved yet: look, press the button, and it has."""
    words = "You chose this in the grid. Nothing has moved yet: look, and press the button."
    expect(walker.page.get_by_text(walker.say(words))).to_be_visible()
    walker.press("Move my booking")
    expect(walker.page.locator(".wij-sofar").first).to_contain_text(times)


@NL
def test_booking_is_moved_and_lengthened_with_keys_alone(visit: Callable[[], Walker], day: date) -> None:
    lieke = at_the_grid(visit, day, "13:00", "14:00", "Verplaatsbaar")
    page, said = lieke.page, lieke.page.locator("#grid-said")
    mine(lieke, "Verplaatsbaar").locator("a").focus()
    page.keyboard.press("m")
    expect(said).to_contain_text("Verplaatsen")
    page.keyboard.press("Escape")
    expect(said).to_contain_text("Er is niets veranderd")
    page.keyboard.press("m")
    for key in ("ArrowDown", "ArrowDown", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(said).to_contain_text("Van 14:00 tot 15:30")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    confirm(lieke, "14:00–15:30")


@NL
def test_free_time_is_chosen_with_keys_and_begins_a_booking(visit: Callable[[], Walker], day: date) -> None:
    lieke = visit()
    lieke.sign_in("Lieke Morgenster")
    lieke.sit_at_a_desk()
    lieke.go(f"/rooms/day/{day.isoformat()}")
    free(lieke, day, "9:00", "10:00").focus()
    for _press in range(2):
        lieke.page.keyboard.press("Shift+ArrowDown")
    expect(lieke.page.locator("#grid-said")).to_contain_text("Van 9:00 tot 11:00".replace("9:00", "09:00"))
    with lieke.page.expect_navigation():
        lieke.page.keyboard.press("Enter")
    assert f"room={SLUG}" in lieke.page.url
    lieke.is_at("What do you need a room for?")


@NL
def test_booking_is_lengthened_and_free_time_chosen_by_dragging(visit: Callable[[], Walker], day: date) -> None:
    lieke = at_the_grid(visit, day, "17:00", "18:00", "Langer graag")
    mouse, cell = lieke.page.mouse, mine(lieke, "Langer graag")
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box is not None
    row = box["height"] / 2
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 4)
    mouse.down()
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] + row / 2, steps=6)
    expect(lieke.page.locator("td.is-chosen").first).to_be_visible()
    with lieke.page.expect_navigation():
        mouse.up()
    confirm(lieke, "17:00–18:30")


@NL
def test_screen_reader_is_told_room_day_and_time_of_every_cell(visit: Callable[[], Walker], day: date) -> None:
    visitor = visit()
    visitor.sit_at_a_desk()
    pages = {f"/rooms/day/{day.isoformat()}": ROOM, f"/rooms/{SLUG}?week={day.isoformat()}": "woensdag"}
    for path, head in pages.items():
        visitor.go(path)
        tree = visitor.page.locator("table.wij-week").aria_snapshot()
        for one in (f'columnheader "{head}', 'rowheader "9:00"'):
            assert one in tree
        cells = [line for line in tree.splitlines() if "- cell " in line or "- link " in line]
        bare = [line for line in cells if "vrij" in line and " tot " not in line]
        assert bare == []
        assert any("woensdag" in line and "9:00 tot 10:00, vrij" in line for line in cells)
