"""The day of who visits without a network: opened with a PIN alone, nothing readable is kept, gone after the day."""

import json
import random
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.device import BARE, CACHED, Ear, stored
from tests.journeys.walking import ZONE, Walker

WITH_SCRIPT = pytest.mark.parametrize("way", [("nl", True), ("en", True)], ids=["nl", "en"], indirect=True)
WITHOUT = pytest.mark.parametrize("way", [("nl", False), ("en", False)], ids=["nl", "en"], indirect=True)
DUTCH = pytest.mark.parametrize("way", [("nl", True)], ids=["nl"], indirect=True)
PIN, OTHER = "74291650", "74291651"
HELD = ("Truus", "Dotterbloem", "Verzonnenlaan", "076-000 00 90")
"""What the talk of today is about, in the demo: the phone number of the house itself may be read by everybody."""
KEPT = "wij.until.door"
MINUTE = 60_000
SWEPT = """(cases) => cases.map(([text, now]) => {
    localStorage.setItem("wij.until.test", text);
    Date.now = () => now;
    wij.sweep();
    return JSON.parse(localStorage.getItem("wij.until.test"))?.seen ?? null;
})"""
"""When each of them was last seen, after a look at the clock; nothing of what was wiped."""
EVERYTHING = """async () => {
    const all = [localStorage, sessionStorage, history.state].map((one) => JSON.stringify(one));
    const latin = (buffer) => [...new Uint8Array(buffer)].map((one) => String.fromCharCode(one)).join("");
    for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) {
            const answer = await (await caches.open(name)).match(request);
            all.push(request.url, latin(await answer.arrayBuffer()));
        }
    for (const { name } of await indexedDB.databases()) all.push(name);
    return all.join("\\n");
}"""


def take(wout: Walker) -> Page:
    """Take today along, through the pages."""
    wout.go("/outreach/day")
    wout.follow("Take it along without internet")
    for label in ("Choose a PIN", "The same PIN once more"):
        wout.fill(label, PIN)
    page = wout.page
    with page.expect_navigation(url="**/outreach/door/"):
        page.get_by_role("button", name=wout.say("Take it along"), exact=True).click()
    expect(page.get_by_label(wout.say("Your PIN"), exact=True)).to_be_visible()
    return page


def type_pin(wout: Walker, pin: str) -> None:
    wout.page.get_by_label(wout.say("Your PIN"), exact=True).fill(pin)
    wout.page.get_by_role("button", name=wout.say("Show my day"), exact=True).click()


def shows_nothing(page: Page) -> bool:
    """Whether no word of the day is anywhere in the page, seen or unseen."""
    return not any(mark in page.content() for mark in HELD)


def readings(mark: str) -> set[bytes]:
    """A mark as it could be kept readable: plain, UTF-16, and in base64 wherever it may begin."""
    plain = {mark.encode(), mark.encode("utf-16-le"), mark.encode("utf-16-be")}
    inside = {b64encode(b"\0" * at + one)[4 if at else 0 : -4] for one in plain for at in range(3)}
    return plain | {mark.encode().hex().encode()} | {one for one in inside if len(one) >= 6}


def on_device(page: Page) -> bytes:
    """All that the browser keeps of us, as bytes; what is base64 in there is looked at as bytes too."""
    text: str = page.evaluate(EVERYTHING)
    inside = [b64decode(one[: len(one) // 4 * 4]) for one in re.findall(r"[A-Za-z0-9+/]{16,}", text)]
    return text.encode() + b"\n".join(inside)


def tomorrow() -> datetime:
    return datetime.now(ZONE).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1, minutes=1)


@WITH_SCRIPT
def test_day_opens_without_a_network_with_the_pin_alone_and_nothing_readable_is_kept(
    visit: Callable[[], Walker],
) -> None:
    wout = visit()
    wout.sign_in("Wout")
    for words in ("On paper", "Show today's addresses"):
        wout.go("/outreach/day")
        wout.press(words)
    ear = Ear(wout.page)
    page = take(wout)
    wout.go("/outreach/door/")
    said = "\n".join(ear.settled(page))
    assert [one for one in (PIN, *HELD) if one in said] == []
    assert said.count("POST ") == 1  # the day, asked for once
    page.context.set_offline(True)
    page.reload()
    wout.is_at("Taken along")
    type_pin(wout, OTHER)
    wout.reads(wout.say("That is not it. Wrong {n} more times, and everything is wiped.").replace("{n}", "4"))
    assert shows_nothing(page)

    type_pin(wout, PIN)
    expect(page.get_by_role("heading", level=3)).to_have_text("14:00 · Truus Dotterbloem")
    for words in ("Verzonnenlaan 32", "076-000 00 90", wout.say("Somebody sits in with them."), "Anneke Zilverberk"):
        expect(page.locator("main").get_by_text(words).first).to_be_visible()
    kept = on_device(page)
    assert [mark for mark in (PIN, *HELD) for one in readings(mark) if one in kept] == []
    assert stored(page)["local"].keys() == {KEPT}
    assert stored(page)["databases"] == []
    paths = [path for path in page.evaluate(CACHED) if not path.startswith("/static/")]
    assert paths == [f"/outreach/door/kept/{wout.language}"]

    page.get_by_role("button", name=wout.say("Lock"), exact=True).click()
    assert shows_nothing(page)
    page.reload()
    assert shows_nothing(page)
    page.context.set_offline(False)
    page.get_by_role("button", name=wout.say("Wipe it now"), exact=True).click()
    wout.reads("Wiped. Nothing of it is left on this device.")
    page.wait_for_function("async () => !(await caches.keys()).length")
    assert stored(page) == BARE


@WITH_SCRIPT
def test_day_is_wiped_after_it_before_it_and_after_five_wrong_pins(visit: Callable[[], Walker]) -> None:
    wout = visit()
    wout.sign_in("Wout")
    page = take(wout)
    kept = stored(page)["local"][KEPT]

    def keep_again() -> None:
        page.evaluate("([name, text]) => localStorage.setItem(name, text)", [KEPT, kept])

    page.context.set_offline(True)
    for moment in (tomorrow(), datetime.now(ZONE) - timedelta(hours=1), datetime.now(ZONE) - timedelta(days=1)):
        page.clock.set_fixed_time(moment)
        page.reload()
        wout.reads("Nothing is taken along on this device.")
        assert (stored(page)["local"], page.locator("input:visible").count()) == ({}, 0)
        keep_again()
    page.clock.set_fixed_time(datetime.now(ZONE))
    page.reload()
    for _try in range(5):
        expect(page.get_by_label(wout.say("Your PIN"), exact=True)).to_be_visible()
        type_pin(wout, OTHER)
        expect(page.locator("[data-day-said]")).not_to_have_text(wout.say("One moment."))
    wout.reads("Wrong five times: everything is wiped. Take it along once more, or take paper.")
    assert stored(page)["local"] == {}


@DUTCH
def test_any_page_of_the_house_wipes_what_is_over_and_signing_out_wipes_at_once(visit: Callable[[], Walker]) -> None:
    wout = visit()
    wout.sign_in("Wout")
    page = take(wout)
    kept = stored(page)["local"][KEPT]
    page.evaluate("localStorage.setItem('wij.week', '{}')")  # of another page: no business of ours
    page.clock.set_fixed_time(tomorrow())
    page.goto("/agenda")
    assert stored(page)["local"].keys() == {"wij.week"}
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [KEPT, kept.replace('"until":', '"until":9')])
    page.clock.set_fixed_time(datetime.now(ZONE) + timedelta(minutes=1))
    page.goto("/outreach/door/")  # somebody wrote another day on it
    type_pin(wout, PIN)
    wout.reads(wout.say("That is not it. Wrong {n} more times, and everything is wiped.").replace("{n}", "4"))
    page.goto("/me")
    with page.expect_navigation():  # the walker looks with a clock that stands still now
        page.get_by_role("button", name=wout.say("Sign out here")).click()
    assert stored(page)["local"].keys() == {"wij.week"}


@DUTCH
def test_what_is_kept_until_a_moment_stays_from_the_last_opening_until_then_and_no_longer(
    visit: Callable[[], Walker],
) -> None:
    chance = random.Random(7)
    cases: list[tuple[str, int, int | None]] = [
        (text, 5, None) for text in ("", "null", "{", "{}", "[]", '{"until": 9}')
    ]
    for _case in range(300):
        until, seen, now = (chance.randrange(0, 6) * MINUTE + chance.choice((-1, 0, 1)) for _one in range(3))
        kept = max(now, seen) if now < until and now > seen - MINUTE else None
        cases.append((json.dumps({"until": until, "seen": seen}), now, kept))
    page = visit().page
    assert page.evaluate(SWEPT, cases) == [kept for _text, _now, kept in cases]


@DUTCH
def test_page_locks_itself_after_five_minutes_and_when_it_is_left(visit: Callable[[], Walker]) -> None:
    wout = visit()
    wout.sign_in("Wout")
    page = take(wout)
    page.clock.install()
    page.reload()
    for leave in (
        lambda: page.clock.fast_forward("05:30"),
        lambda: page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))"),
        lambda: page.evaluate("document.dispatchEvent(new Event('visibilitychange'))"),
    ):
        type_pin(wout, PIN)
        expect(page.get_by_role("heading", level=3)).to_be_visible()
        leave()
        expect(page.get_by_label(wout.say("Your PIN"), exact=True)).to_be_visible()
        assert shows_nothing(page)


@DUTCH
def test_pin_that_is_short_easy_or_typed_otherwise_and_a_house_that_says_no_keep_nothing(
    visit: Callable[[], Walker],
) -> None:
    wout = visit()
    wout.sign_in("Wout")
    wout.go("/outreach/day")
    wout.follow("Take it along without internet")
    page, ear = wout.page, Ear(wout.page)
    go = page.get_by_role("button", name=wout.say("Take it along"), exact=True)
    for pin, again, words in (
        ("12345", "12345", "Choose at least six digits, and nothing but digits."),
        ("74291a", "74291a", "Choose at least six digits, and nothing but digits."),
        ("765432", "765432", "This one is guessed at once. Choose digits in no order."),
        (PIN, OTHER, "This is not the same PIN. Type it again."),
    ):
        wout.fill("Choose a PIN", pin)
        wout.fill("The same PIN once more", again)
        go.click()
        wout.reads(words)
    assert ear.settled(page) == []

    def refuse(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=403)
        else:
            route.continue_()

    page.route("**/outreach/door/take/**", refuse)
    wout.fill("The same PIN once more", PIN)
    go.click()
    wout.reads("It did not work. Is there internet? Are you still signed in? Try again, or take paper along.")
    assert stored(page)["local"] == {}


@WITHOUT
def test_without_a_script_there_is_the_sheet_of_paper(visit: Callable[[], Walker]) -> None:
    wout = visit()
    wout.sign_in("Wout")
    wout.go("/outreach/day")
    wout.press("On paper")
    for words in (wout.say("Shred this sheet afterwards."), "14:00 · Truus Dotterbloem", "Verzonnenlaan 32"):
        expect(wout.page.get_by_text(words).first).to_be_visible()
    wout.go("/outreach/day")
    wout.press("Show today's addresses")
    expect(wout.page.get_by_role("heading", level=3)).to_have_text("14:00 · Truus Dotterbloem")
    wout.go("/outreach/day")
    wout.follow("Take it along without internet")
    expect(wout.page.locator("[data-day-take]")).to_be_hidden()
    wout.reads(
        "This does not work in this browser: it needs a script and a safe connection. Take the sheet of paper along."
    )
