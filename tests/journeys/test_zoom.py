"""At 400 % zoom a screen of 1280 by 1024 has room for 320 by 256: nothing scrolls sideways, nothing is lost."""

from collections.abc import Callable

import pytest

from tests.journeys.looking import too_wide
from tests.journeys.test_every_page import WITH_SCRIPT
from tests.journeys.walking import Walker

LARGEST = {"width": 320, "height": 256}
PAGES = (
    "/",
    "/agenda",
    "/rooms/",
    "/rooms/zaal-a",
    "/activities/",
    "/activities/eettafel-schuif-aan",
    "/contributions/",
    "/me",
    "/me/calendars",
    "/rooms/book",
    "/activities/new",
)


@WITH_SCRIPT
def test_main_pages_fit_at_four_hundred_percent(visit: Callable[[], Walker]) -> None:
    lieke = visit()
    lieke.sign_in("Lieke Morgenster")
    lieke.page.set_viewport_size(LARGEST)  # type: ignore[arg-type]  # a dict that Playwright types
    for path in PAGES:
        lieke.page.goto(path)
        assert not too_wide(lieke.page), path
        assert lieke.page.get_by_role("main").is_visible(), path


@WITH_SCRIPT
@pytest.mark.parametrize("width", [320, 768, 992, 1280])
def test_week_fits_each_screen(visit: Callable[[], Walker], width: int) -> None:
    visitor = visit()
    visitor.page.set_viewport_size({"width": width, "height": 800})
    visitor.page.goto("/rooms/zaal-a")
    assert not too_wide(visitor.page)
    grid, days = visitor.page.locator(".wij-week"), visitor.page.locator(".wij-slots").first
    assert grid.is_visible() == (width >= 992)
    assert days.is_visible() == (width < 992)
