"""My week: the page adds up by itself, sends nothing, keeps nothing unasked, prints, and opens without a network."""

import random
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Error, Page, expect

from tests.journeys.device import BARE, CACHED, Ear, cookies, stored
from tests.journeys.looking import UNFOLD
from tests.journeys.walking import Walker

WITH_SCRIPT = pytest.mark.parametrize("way", [("nl", True), ("en", True)], ids=["nl", "en"], indirect=True)
WITHOUT = pytest.mark.parametrize("way", [("nl", False), ("en", False)], ids=["nl", "en"], indirect=True)
DUTCH = pytest.mark.parametrize("way", [("nl", True)], ids=["nl"], indirect=True)
MINUTES, TICKS = ("walk", "bike", "garden", "other"), ("strength", "balance")
ODD = ["", "0", "1", "1440", "1441", "-5", "1.5", "1e3", "99999999"]
SET = """(values) => { for (const [id, value] of Object.entries(values)) {
    const field = document.getElementById(id);
    if (field.type === "checkbox") field.checked = value; else field.value = value;
    field.dispatchEvent(new Event("input", {bubbles: true}));
} }"""

Week = dict[str, str | bool]


def weeks(many: int) -> Iterator[Week]:
    """Weeks that nobody lived, with odd values among them."""
    chance = random.Random(5)
    for _week in range(many):
        week: Week = {}
        for day in range(7):
            for kind in MINUTES:
                week[f"week-{day}-{kind}"] = chance.choice([*ODD, *(str(chance.randint(1, 240)) for _odd in ODD)])
            for kind in TICKS:
                week[f"week-{day}-{kind}"] = chance.random() < 0.4
        yield week


def minutes_of(value: str) -> int:
    """Whole minutes that fit in a day; nothing else counts."""
    number = float(value or 0)
    return int(number) if number.is_integer() and 0 <= number <= 1440 else 0


def added_up(walker: Walker, week: Week) -> list[str]:
    """What the page has to say of a week."""
    sums = [sum(minutes_of(str(week[f"week-{day}-{kind}"])) for kind in MINUTES) for day in range(7)]
    on = sum(1 for one in sums if one)
    said = walker.say("You wrote down {minutes}, on {days}.")
    said = said.replace("{minutes}", many(walker, sum(sums), "minute")).replace("{days}", many(walker, on, "day"))
    ticked = [sum(1 for day in range(7) if week[f"week-{day}-{kind}"]) for kind in TICKS]
    nothing, rest = walker.say("You wrote nothing down yet."), walker.say("You wrote this down on {days}.")
    return [
        said if on else nothing,
        *(rest.replace("{days}", many(walker, one, "day")) if one else nothing for one in ticked),
    ]


def many(walker: Walker, number: int, word: str) -> str:
    return walker.say(f"1 {word}") if number == 1 else walker.say(f"{{n}} {word}s").replace("{n}", str(number))


def seen(page: Page) -> list[str]:
    """What the page says that was written down, in the guideline's order."""
    return page.locator("[data-week-part]").all_inner_texts()


def open_week(visitor: Walker) -> Page:
    """The page, once it is kept for without a network."""
    visitor.go("/prevention/week")
    expect(visitor.page.locator("[data-week-offline]")).to_be_visible()
    visitor.page.evaluate(UNFOLD)
    return visitor.page


@WITH_SCRIPT
def test_week_adds_up_and_no_request_leaves_from_before_the_first_tick_until_after_print(
    visit: Callable[[], Walker],
) -> None:
    visitor = visit()
    ear, before = Ear(visitor.page), cookies(visitor.page)
    page = open_week(visitor)
    opening = ear.settled(page)
    assert [one for one in opening if not one.startswith("GET ") or "?" in one] == []
    page.evaluate("window.print = () => { window.printed = true }")
    nothing = visitor.say("You wrote nothing down yet.")
    assert seen(page) == [nothing] * 3

    page.locator("#week-0-walk").fill("30")  # by hand, as people do it
    page.locator("#week-0-strength").check()
    page.locator("#week-2-bike").fill("65")
    page.locator("#week-2-bike").press("Enter")
    assert seen(page)[0] == added_up(visitor, blank() | {"week-0-walk": "30", "week-2-bike": "65"})[0]
    for week in weeks(40):
        page.evaluate(SET, week)
        assert seen(page) == added_up(visitor, week)
    page.locator("#week-6-garden").fill("1.5")
    expect(page.locator("[data-week-wrong]").last).to_be_visible()
    visitor.page.get_by_role("button", name=visitor.say("Print my week")).click()
    page.emulate_media(media="print")
    expect(page.locator("table")).to_be_visible()
    assert page.locator("[data-week] input:visible, .btn:visible").count() == 0
    assert page.locator("[data-week-cell=week-0-walk]").inner_text() == (
        str(minutes_of(str(week["week-0-walk"])) or "")
    )
    page.emulate_media(media="screen")
    assert page.evaluate("window.printed") is True
    assert ear.settled(page) == []
    kept = stored(page)
    assert (kept["local"], kept["session"], kept["databases"], cookies(page)) == ({}, {}, [], before)


@WITH_SCRIPT
def test_week_is_kept_only_when_asked_and_erased_in_one_tap(visit: Callable[[], Walker]) -> None:
    visitor = visit()
    page = open_week(visitor)
    page.locator("#week-1-walk").fill("25")
    page.reload()
    assert page.locator("#week-1-walk").input_value() == ""  # not asked to, so it is not there
    page.evaluate(UNFOLD)
    page.locator("#week-1-walk").fill("25")
    visitor.tick("Keep it on this device")
    page.locator("#week-1-balance").check()
    assert stored(page)["local"] == {"wij.week": '{"week-1-walk":"25","week-1-balance":"on"}'}
    page.reload()
    assert (page.locator("#week-1-walk").input_value(), page.locator("#week-1-balance").is_checked()) == ("25", True)

    ear = Ear(page)
    ear.settled(page)
    page.get_by_role("button", name=visitor.say("Erase everything")).click()
    visitor.reads("Erased. Nothing of it is left on this device.")
    assert (stored(page), ear.settled(page)) == (BARE, [])
    assert seen(page) == [visitor.say("You wrote nothing down yet.")] * 3
    page.reload()
    assert page.locator("#week-1-walk").input_value() == ""


@WITH_SCRIPT
def test_week_opens_without_a_network_and_nothing_else_does(visit: Callable[[], Walker]) -> None:
    visitor = visit()
    page = open_week(visitor)
    page.context.set_offline(True)
    page.reload()
    visitor.is_at("My week")
    page.evaluate(UNFOLD)
    page.locator("#week-0-walk").fill("40")
    assert seen(page)[0] == added_up(visitor, blank() | {"week-0-walk": "40"})[0]
    assert page.evaluate("getComputedStyle(document.querySelector('.wij-help')).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert page.evaluate("document.fonts.check('1em Signika')")
    for path in ("/prevention/week/paper", "/prevention/bewegen", "/"):
        with pytest.raises(Error, match="ERR_"):
            page.goto(path)
    page.context.set_offline(False)
    page.goto("/prevention/week")


@DUTCH
def test_what_is_kept_of_the_page_names_nobody_and_replaces_what_was_kept_before(visit: Callable[[], Walker]) -> None:
    lieke = visit()
    lieke.sign_in("Lieke")
    page = lieke.page
    page.evaluate("async () => { await caches.open('wij-week-older'); await caches.open('of-another-page') }")
    open_week(lieke)
    names = stored(page)["caches"]
    assert ("wij-week-older" in names, "of-another-page" in names, len(names)) == (False, True, 2)
    assert [path for path in page.evaluate(CACHED) if not path.startswith("/static/")] == ["/prevention/week/kept/nl"]
    assert stored(page)["workers"] == ["/prevention/week"]
    page.context.set_offline(True)
    page.reload()
    lieke.is_at("My week")
    assert "Lieke" not in page.locator("body").inner_text()
    page.context.set_offline(False)
    page.reload()
    expect(page.locator(".wij-account")).to_contain_text("Lieke")


class Gate(ThreadingHTTPServer):
    """Stands before the house: passes on what it says, with another version of the worker, or with the page gone."""

    def __init__(self, house: str) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.house, self.version, self.gone = house, "", False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Passing(BaseHTTPRequestHandler):
    server: Gate

    def do_GET(self) -> None:
        """Answer as the house does."""
        if self.server.gone and self.path.startswith("/prevention/week"):
            self.send_error(404)
            return
        try:
            with urllib.request.urlopen(self.server.house + self.path) as answer:
                self._pass_on(answer)
        except urllib.error.HTTPError as refused:  # an icon that browsers ask for by themselves
            self.send_error(refused.code)

    def _pass_on(self, answer: HTTPResponse) -> None:
        body = answer.read()
        if self.server.version and self.path.endswith("/worker/nl.js"):
            body = re.sub(rb'"name": "\w+"', f'"name": "{self.server.version}"'.encode(), body)
        self.send_response(answer.status)
        for name in ("Content-Type", "Content-Security-Policy", "Service-Worker-Allowed", "Cache-Control"):
            if name in answer.headers:
                self.send_header(name, answer.headers[name])
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def gate(house: str) -> Iterator[Gate]:
    """A house whose version changes, and that can lose the page."""
    with Gate(house) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@DUTCH
def test_newer_version_takes_the_place_of_the_older_and_a_page_that_is_gone_takes_all_along(
    visit: Callable[[], Walker], gate: Gate
) -> None:
    page = visit().page
    for version in ("older", "newer"):
        gate.version = version
        page.goto(f"{gate.address}/prevention/week")
        expect(page.locator("[data-week-offline]")).to_be_visible()
        page.wait_for_function(f"async () => (await caches.keys()).join() === 'wij-week-{version}'")
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn week")
    page.context.set_offline(False)
    gate.gone = True
    page.goto(f"{gate.address}/prevention/week")
    page.goto(f"{gate.address}/about")
    page.wait_for_function("async () => !(await caches.keys()).length")
    assert stored(page) == BARE


@WITHOUT
def test_without_a_script_the_paper_form_is_offered_and_it_is_said_why(visit: Callable[[], Walker]) -> None:
    visitor = visit()
    visitor.go("/prevention/week")
    expect(visitor.page.locator("[data-week]")).to_be_hidden()
    visitor.reads(
        "Adding up is done by a script in your browser, and scripts are off here. We do not do it for you: "
        "then we would have to know your week. Paper does it too."
    )
    visitor.follow("The paper form")
    visitor.is_at("My week")
    assert visitor.page.locator("input").count() == 0


def blank() -> Week:
    """A week in which nothing was filled in."""
    return {
        **{f"week-{day}-{kind}": "" for day in range(7) for kind in MINUTES},
        **{f"week-{day}-{kind}": False for day in range(7) for kind in TICKS},
    }
