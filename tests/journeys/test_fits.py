"""What fits me: a choice that stays in the browser, marks and hides lines, and sends nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walking import Walker

KEPT = "() => localStorage.getItem('wij.fits')"


@pytest.mark.parametrize("way", [("nl", True)], ids=["nl"], indirect=True)
def test_what_fits_is_chosen_kept_and_erased_on_the_device_and_nothing_is_sent(visit: Callable[[], Walker]) -> None:
    visitor = visit()
    visitor.go("/agenda")
    page = visitor.page
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    everything = seen(page)
    assert everything > 5

    visitor.open_up("What fits me")
    visitor.tick("Being active")
    fit = seen(page)
    assert 0 < fit < everything
    expect(page.locator("[data-fits-said]")).to_have_text(f"Past bij jou: {fit} van de {everything}.")
    assert page.locator(".wij-line:visible:not([data-is~=bewegen])").count() == 0
    assert page.locator(".wij-dayhead:visible").count() <= fit
    page.get_by_label(visitor.say("Show only what fits me")).uncheck()  # now all are there, those that fit carry a mark
    assert (seen(page), page.locator("[data-fit]:visible").count()) == (everything, fit)
    visitor.tick("Show only what fits me")
    for box in ("in the morning", "in the afternoon", "in the evening"):
        visitor.tick(box)
    assert seen(page) == fit
    page.locator("#fits-rustig").check()  # who says nothing about its pace still fits, who is brisk does not
    assert page.locator(".wij-line:visible[data-is~=pittig]").count() == 0
    page.get_by_label(visitor.say("Show only what fits me")).uncheck()
    page.locator("#fits-rustig").uncheck()
    assert sent == []

    page.reload()
    assert '"bewegen"' in page.evaluate(KEPT)
    assert (seen(page), page.locator("[data-fit]:visible").count()) == (everything, fit)
    assert not [url for url in sent if "bewegen" in url or "fits=" in url]
    assert page.context.cookies() == [one for one in page.context.cookies() if "bewegen" not in one["value"]]
    sent.clear()
    page.get_by_role("button", name=visitor.say("Erase my choice")).click()
    assert (page.evaluate(KEPT), page.locator("[data-fit]:visible").count(), sent) == (None, 0, [])
    assert seen(page) == everything


@pytest.mark.parametrize("way", [("nl", False)], ids=["nl"], indirect=True)
def test_without_a_script_nobody_is_asked_what_fits(visit: Callable[[], Walker]) -> None:
    visitor = visit()
    visitor.go("/agenda")
    expect(visitor.page.locator("[data-fits]")).to_be_hidden()
    assert seen(visitor.page) > 5


def seen(page: Page) -> int:
    """How many lines are in sight."""
    return page.locator(".wij-line:visible").count()
