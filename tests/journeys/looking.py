"""What is looked at on every page that somebody walks on: axe by light and dark, and the width of a small phone."""

from collections.abc import Sequence
from typing import Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
"""WCAG 2.0 to 2.2, A and AA, and what axe counts as good practice."""
COLOURS = ("color-contrast", "color-contrast-enhanced")
"""Rules that depend on light or dark. The house's own promise is AAA (look.md, section 2)."""
Scheme = Literal["dark", "light"]
SCHEMES: tuple[Scheme, ...] = ("dark", "light")
FIRST = "nl"
"""Colours are looked at in this language: those of the other one are the same, only its words are longer."""
NARROW = 320
UNFOLD = (
    "() => document.querySelectorAll('details:not([open])').forEach((one) => { one.open = one.dataset.was = true })"
)
FOLD = "() => document.querySelectorAll('[data-was]').forEach((one) => { one.open = false; delete one.dataset.was })"
STATE = """() => [
    performance.getEntriesByType('navigation')[0].responseStatus,
    [...document.querySelectorAll('.wij-notice, .wij-behalf')].map((one) => one.className).join(),
    document.querySelector('.wij-account')?.getAttribute('href') === '/me',
]"""
RUN = """async (options) => {
    const all = await axe.run(options);
    const hidden = (node) => node.any.some((check) => check.data?.messageKey === 'equalRatio');
    const unseen = all.incomplete.map((one) => ({...one, nodes: one.nodes.filter(hidden)}));
    return [...all.violations, ...unseen.filter((one) => one.nodes.length)];
}"""
"""Words in the very colour of their ground are a fault too: axe is not sure whether they are hidden on purpose."""
OVERFLOW = """() => [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).slice(-3)
    .map((one) => one.outerHTML.slice(0, 150))"""


class Inspector:
    """Looks at each kind of page once a language and state; the next visits cost nothing."""

    def __init__(self, app: Flask) -> None:
        self._routes = app.url_map.bind("127.0.0.1")
        self._seen: set[tuple[str, ...]] = set()
        self._script = Axe().axe_script

    def look(self, page: Page, language: str) -> None:
        """Raises AssertionError with what axe says of the page, or with what sticks out at 320 px."""
        kind = (*self._kind(page), language)
        if kind in self._seen:
            return
        self._seen.add(kind)
        wrong = self._look_at(page, SCHEMES if language == FIRST else ())
        assert not wrong, f"{page.url} ({language}):\n" + "\n".join(wrong)

    def _kind(self, page: Page) -> tuple[str, ...]:
        """A page's route, its status, what it tells above its content, and whether its reader is signed in."""
        return (self.route_of(page.url), *(str(one) for one in page.evaluate(STATE)))

    def route_of(self, url: str) -> str:
        """Which of the product's routes an address belongs to; the path itself where there is none."""
        path = urlsplit(url).path
        try:
            endpoint, _values = self._routes.match(path)
        except HTTPException:
            return path
        return str(endpoint)

    def _look_at(self, page: Page, schemes: Sequence[Scheme]) -> list[str]:
        size = page.viewport_size
        page.evaluate(UNFOLD)
        wrong = violations(page, self._script, schemes)
        page.set_viewport_size({"width": NARROW, "height": 640})
        wrong += too_wide(page)
        page.evaluate(FOLD)
        if size:
            page.set_viewport_size(size)
        return wrong


class NoInspector:
    """Looks at nothing: the same page without JavaScript is the same page."""

    def look(self, page: Page, language: str) -> None:
        """Trust the inspector."""


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways at its present width; nothing when all is well."""
    if page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        return []
    return [f"scrolls sideways: {one}" for one in page.evaluate(OVERFLOW) or ["something"]]


def violations(page: Page, script: str, schemes: Sequence[Scheme] = SCHEMES) -> list[str]:
    """What axe, whose `script` this is, says of a page; its colours by dark and by light."""
    page.evaluate(script)
    wrong = _violations(page, {"type": "tag", "values": TAGS})
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        wrong += [f"{scheme}: {one}" for one in _violations(page, {"type": "rule", "values": COLOURS})]
    return wrong


def _violations(page: Page, only: dict[str, object]) -> list[str]:
    found = page.evaluate(RUN, {"runOnly": only, "resultTypes": ["violations", "incomplete"]})
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"][:4]]
