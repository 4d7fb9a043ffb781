"""Walk 1: somebody who is not signed in sees what is on, and follows the house in their own calendar."""

from collections.abc import Callable

from playwright.sync_api import Locator

from tests.journeys import calendars
from tests.journeys.walking import Walker

HOUSE = "/house/de-kleine-dommelaar"


def lines_of(part: Locator) -> list[tuple[str, str]]:
    """(time, title) of each line of the agenda."""
    return [
        (line.locator(".wij-time").inner_text(), line.locator(".wij-line__what > *").first.inner_text())
        for line in part.locator(".wij-line").all()
    ]


def in_calendar(body: bytes) -> list[tuple[str, str]]:
    """(time, title) of what a calendar program shows for today."""
    return [(f"{one.starts:%-H:%M}–{one.ends:%-H:%M}", one.title) for one in calendars.today(body)]


def test_visitor_sees_what_is_on_and_subscribes(visit: Callable[[], Walker]) -> None:
    visitor = visit()
    visitor.go(HOUSE)
    today = visitor.page.locator("section[aria-labelledby=today]")
    week = visitor.page.locator("section[aria-labelledby=week]")
    assert lines_of(week) != []

    visitor.open_up("Add to my calendar")
    menu = visitor.page.locator(".wij-menu")
    assert "webcal" in (menu.get_by_role("link", name=visitor.say("iPhone, iPad or Mac")).get_attribute("href") or "")
    with visitor.page.expect_download() as saved:
        menu.get_by_role("link", name=visitor.say("Save as a file")).click()
    body = saved.value.path().read_bytes()
    for (hours, title), (said_hours, said_title) in zip(in_calendar(body), lines_of(today), strict=True):
        assert hours == said_hours
        assert title.endswith(said_title)  # a calendar says "cancelled" in words, the page strikes it through

    assert visitor.fetch("/calendar/house/de-kleine-dommelaar.ics") == body


def test_visitor_walks_through_the_agenda(visit: Callable[[], Walker]) -> None:
    visitor = visit()
    visitor.go("/")
    visitor.follow("See the whole agenda")
    from_today = lines_of(visitor.page.locator("section[aria-labelledby=shown]"))
    visitor.follow("Week after")
    visitor.follow("Week before")
    assert lines_of(visitor.page.locator("section[aria-labelledby=shown]")) == from_today
    visitor.follow("Day")
    visitor.follow("Day after")
    visitor.follow("Week")
    visitor.open_up("Theme, house, day and more")
    visitor.select("Theme", visitor.say("Being active"))
    visitor.press("Show")
    visitor.page.locator(".wij-line a").first.click()
    visitor.follow("Back to the agenda")
