"""What people do in a browser, in their words: `lieke.follow("Use a room")`.

Words are msgids, the English words of the product: a walker says them in the language that they read, through the
product's own catalogues.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

Say = Callable[..., str]
"""A msgid with its values, in the walker's language."""


ZONE = ZoneInfo("Europe/Amsterdam")
"""Of the demo's house."""
WEDNESDAY, THURSDAY = 2, 3
CLOSED = {(1, 1), (4, 26), (4, 27), (12, 25), (12, 26)}
"""(month, day): New Year, King's Day and Christmas; the other holidays of the demo fall on other weekdays."""


class Eye(Protocol):
    """Looks at every page that is walked on."""

    def look(self, page: Page, language: str) -> None:
        """Raises AssertionError for what is wrong with this page."""


class Walker:
    """Somebody with a browser of their own, who reads Dutch or English."""

    def __init__(self, page: Page, language: str, say: Say, eye: Eye) -> None:
        self.page = page
        self.language = language
        self.say = say
        self._eye = eye

    def go(self, path: str) -> None:
        """Open a page by its address."""
        self.page.goto(path)
        self._arrive()

    def follow(self, words: str, *, about: str = "", within: str = "", **values: Any) -> None:
        """Follow the link with these words; `about` is what is spoken after them, `within` the heading above it."""
        self.step(self._named("link", words, about, within, values))

    def press(self, words: str, *, about: str = "", within: str = "", **values: Any) -> None:
        """Press the button with these words, and wait for the page that it leads to."""
        self.step(self._named("button", words, about, within, values))

    def choose(self, words: str, **values: Any) -> None:
        """Take the big choice that begins with these words, link or button."""
        self.take(self.say(words, **values))

    def take(self, name: str) -> None:
        """Take the big choice whose name (of a room, a person, a task) begins so, in whatever language."""
        self.step(self.page.locator(".wij-choice").filter(has_text=re.compile(rf"^\s*{re.escape(name)}")))

    def open_up(self, words: str, **values: Any) -> None:
        """Open what is folded in."""
        self.page.locator("summary").filter(has_text=self.say(words, **values)).click()

    def fill(self, label: str, value: str) -> None:
        """Type into the field with this label."""
        self.page.get_by_label(self.say(label), exact=True).fill(value)

    def select(self, label: str, option: str) -> None:
        """Choose from the list with this label, by what it says."""
        self.page.get_by_label(self.say(label), exact=True).select_option(label=option)

    def tick(self, words: str) -> None:
        """Tick the box, or choose the dot, with these words."""
        self.mark(self.say(words))

    def mark(self, name: str) -> None:
        """Tick what bears this name (of a room, a group), in whatever language."""
        self.page.get_by_label(name, exact=True).check()

    def section(self, heading: str, **values: Any) -> Locator:
        """The part of the page under this heading."""
        return self.page.get_by_role("region", name=self.say(heading, **values), exact=True)

    def reads(self, words: str, **values: Any) -> None:
        """These words stand on the page."""
        expect(self.page.get_by_text(self.say(words, **values)).first).to_be_visible()

    def is_told(self, words: str, **values: Any) -> None:
        """The last action was answered with these words."""
        expect(self.page.locator(".wij-notice").filter(has_text=self.say(words, **values))).to_be_visible()

    def is_at(self, heading: str, **values: Any) -> None:
        """The page's heading says so."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.say(heading, **values))

    def sign_in(self, name: str) -> None:
        """Be one of the demo's people."""
        self.go("/sign-in")
        self.take(name)
        expect(self.page.locator(".wij-account")).to_contain_text(name.split()[0])
        self.keep_language()

    def keep_language(self) -> None:
        """Read on in one's language where the page took another: that of the house, or of who is helped."""
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.step(self.page.locator(f".wij-help a[hreflang={self.language}]"))
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)

    def sit_at_a_desk(self) -> None:
        """A wide screen instead of a phone."""
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def fetch(self, address: str) -> bytes:
        """What a calendar program gets from this address: with no cookie and no language."""
        with self.page.context.browser.new_context() as bare:  # type: ignore[union-attr]  # a page of a context has a browser
            answer = bare.request.get(urljoin(self.page.url, address))
            assert answer.status == 200, f"{address} answered {answer.status}"
            assert answer.headers["content-type"].startswith("text/calendar")
            return answer.body()

    def step(self, what: Locator) -> None:
        """Press or follow what was found on the page, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            what.click()
        self._arrive()

    def _named(self, role: Any, words: str, about: str, within: str, values: dict[str, Any]) -> Locator:
        name = re.escape(self.say(words, **values)) + (rf"\s?: {re.escape(about)}" if about else "")
        place = self.section(within) if within else self.page
        return place.get_by_role(role, name=re.compile(f"^{name}$"))

    def _arrive(self) -> None:
        self.page.wait_for_load_state("load")
        self._eye.look(self.page, self.language)


def quiet_days(weekday: int = WEDNESDAY) -> Iterator[date]:
    """Coming Wednesdays (or Thursdays) on which the demo's house is open: the workshop is never used then."""
    today = datetime.now(ZONE).date()
    day = today + timedelta(days=(weekday - today.weekday()) % 7 + 7)
    while True:
        if (day.month, day.day) not in CLOSED:
            yield day
        day += timedelta(weeks=1)
