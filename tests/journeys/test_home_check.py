"""The home check: ticks make a list to print, and no request leaves the page; nothing of them is kept."""

import random
from collections.abc import Callable
from urllib.parse import unquote_plus, urlencode

import pytest
from playwright.sync_api import expect

from tests.journeys.device import BARE, Ear, cookies, stored
from tests.journeys.looking import UNFOLD
from tests.journeys.walking import Walker

WITH_SCRIPT = pytest.mark.parametrize("way", [("nl", True), ("en", True)], ids=["nl", "en"], indirect=True)
WITHOUT = pytest.mark.parametrize("way", [("nl", False), ("en", False)], ids=["nl", "en"], indirect=True)
TICK = """(chosen) => document.querySelectorAll("main details input").forEach((box, at) => {
    if (box.checked !== chosen.includes(at)) box.click();
})"""


@WITH_SCRIPT
def test_ticks_make_a_list_and_no_request_leaves_from_before_the_first_until_after_print(
    visit: Callable[[], Walker],
) -> None:
    visitor = visit()
    page = visitor.page
    ear = Ear(page)
    visitor.go("/prevention/home-check")
    before = cookies(page)
    ear.settled(page)  # the page itself, with its files
    page.evaluate("window.print = () => { window.printed = true }")
    page.evaluate(UNFOLD)
    visitor.reads("Nothing on your list yet.")
    visitor.tick("A lamp that you can reach from your bed")  # by hand, as people do it
    visitor.reads("1 thing on your list.")
    labels = page.locator("main details label").all_inner_texts()
    chance = random.Random(6)
    for _time in range(30):
        chosen = sorted(chance.sample(range(len(labels)), chance.randint(0, len(labels))))
        page.evaluate(TICK, chosen)
        assert page.locator("[data-home-list] li").all_inner_texts() == [labels[at] for at in chosen]
    page.evaluate(TICK, [0, 6])
    page.get_by_role("button", name=visitor.say("Print my list")).click()
    page.emulate_media(media="print")
    assert page.locator(".wij-todo li:visible").all_inner_texts() == [labels[0], labels[6]]
    assert page.locator("input:visible, .btn:visible").count() == 0
    page.emulate_media(media="screen")
    assert page.evaluate("window.printed") is True
    assert (ear.settled(page), stored(page), cookies(page)) == ([], BARE, before)

    visitor.follow("Hang up a lamp")  # the question to a neighbour knows the job, and not what was ticked
    asked = [one for one in ear.settled(page) if "/static/" not in one]
    job = urlencode({"what": visitor.say("Hang up a lamp")})
    assert asked[0].endswith(f"/contributions/ask?{job}")
    assert [one for one in asked if "home-" in one or labels[0] in unquote_plus(one)] == []
    visitor.go("/prevention/home-check")
    page.evaluate(UNFOLD)
    page.evaluate(TICK, [1])
    page.get_by_role("button", name=visitor.say("Erase my ticks")).click()
    visitor.reads("Nothing on your list yet.")
    assert page.locator("main input:checked").count() == 0
    page.evaluate(TICK, [1])
    page.reload()
    assert page.locator("main input:checked").count() == 0


@WITHOUT
def test_without_a_script_one_ticks_too_and_the_list_is_on_paper(visit: Callable[[], Walker]) -> None:
    visitor = visit()
    ear = Ear(visitor.page)
    visitor.go("/prevention/home-check")
    ear.settled(visitor.page)
    visitor.tick("A lamp at the door that goes on by itself")
    visitor.page.keyboard.press("Enter")  # there is no form that it would send
    expect(visitor.page.locator("[data-home-wanted]")).to_be_hidden()
    assert ear.settled(visitor.page) == []
    visitor.follow("The list on paper")
    visitor.is_at("Look at your house, room by room")
    assert visitor.page.locator("input").count() == 0
