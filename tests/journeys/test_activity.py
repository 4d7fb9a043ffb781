"""Walk 4: an organiser publishes a weekly activity with a room in one step; people come, with an account or not."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.booking import ROOM
from tests.journeys.conftest import WAYS
from tests.journeys.walking import THURSDAY, Walker, quiet_days

WEEKS = 3


@pytest.fixture
def first() -> date:
    """A Thursday with two more after it."""
    open_days: list[date] = []
    for day in quiet_days(THURSDAY):
        open_days.append(day)
        if all(day - timedelta(weeks=week) in open_days for week in range(WEEKS)):
            return day - timedelta(weeks=WEEKS - 1)
    raise AssertionError("there is always a next Thursday")


@pytest.fixture
def hour(way: tuple[str, bool]) -> int:
    """An evening hour of this way's own."""
    return 18 + WAYS.index(way)


def fill_in(chantal: Walker, title: str, first: date, hour: int, room: str) -> None:
    """One page: what, when, where, who can come."""
    chantal.go("/activities/")
    chantal.follow("Put it in the agenda")
    chantal.fill("What is it called?", title)
    chantal.fill("Tell about it", "Knopen, kettingen en koffie.")
    chantal.tick("Meeting people")
    chantal.fill("Which day?", first.isoformat())
    chantal.fill("From", f"{hour}:00")
    chantal.fill("To", f"{hour + 1}:00")
    chantal.tick("Every week")
    chantal.fill("Until when?", (first + timedelta(weeks=WEEKS - 1)).isoformat())
    chantal.mark(room)
    chantal.tick("Yes, there is a number of places")
    chantal.fill("How many places?", "6")


def test_people_come_with_and_without_an_account(
    visit: Callable[[], Walker], mark: str, first: date, hour: int
) -> None:
    title = f"Fietsen maken {mark}"
    chantal = visit()
    chantal.sign_in("Chantal Veerdonk")
    fill_in(chantal, title, first, hour, ROOM)
    chantal.press("Put it in the agenda")
    chantal.is_at("Which dates?")
    chantal.press("Put it in the agenda")
    expect(chantal.page.get_by_role("heading", level=1)).to_have_text(title)
    page = chantal.page.url
    expect(chantal.section("Every date").get_by_role("listitem")).to_have_count(WEEKS)

    guest = visit()
    guest.go(page)
    guest.fill("Your first name", "Sanne")
    guest.fill("Phone or e-mail", "06 1234 5678")
    guest.press("I’m coming")
    guest.is_at("You’re coming")
    code = guest.page.url.rsplit("/", 1)[1]
    guest.reads("Your code: %(code)s", code=f"{code[:4]} {code[4:]}".upper())

    lieke = visit()
    lieke.sign_in("Lieke Morgenster")
    lieke.go(page)
    lieke.press("I’m coming")
    lieke.go("/me")
    expect(lieke.section("What I come to").get_by_role("link", name=title, exact=True)).to_be_visible()

    chantal.follow("Change or see who comes", about=chantal.page.locator(".wij-line .wij-time").first.inner_text())
    chantal.follow("Who is coming?")
    expect(chantal.page.locator(".wij-task")).to_have_text(["Sanne", "Lieke Morgenster"], use_inner_text=True)

    back = visit()
    back.go("/activities/coming")
    back.fill("Your code", f"{code[:4]} {code[4:]}")
    back.press("Continue")
    back.press("I can’t come after all")
    back.is_at("You’re signed off")
    chantal.page.reload()
    expect(chantal.page.locator(".wij-task")).to_have_text(["Lieke Morgenster"], use_inner_text=True)


def test_taken_room_is_told_with_what_is_possible(visit: Callable[[], Walker], mark: str, first: date) -> None:
    chantal = visit()
    chantal.sign_in("Chantal Veerdonk")
    fill_in(chantal, f"Dubbel {mark}", first, 14, "Zaal B")  # the afternoon of crafts, each Thursday
    chantal.press("Put it in the agenda")
    chantal.is_at("Which dates?")
    expect(chantal.page.get_by_label(chantal.say("What then?"))).to_have_count(WEEKS)
    chantal.press("Choose another time or room")
    expect(chantal.page.get_by_label(chantal.say("What is it called?"))).to_have_value(f"Dubbel {mark}")
