"""Every page that somebody can reach by links is whole: it answers, axe finds nothing, and it fits a small phone."""

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest

from tests.journeys.looking import Inspector
from tests.journeys.walking import Walker

WITH_SCRIPT = pytest.mark.parametrize("way", [("nl", True), ("en", True)], ids=["nl", "en"], indirect=True)
NO_PAGES = (".ics", ".jpg", ".csv", ".json", ".atom", ".xml")
ELSEWHERE = {"web.language", "cli_health.healthz"}
"""Routes that are no page: the language switch, and the health check for machines."""
STARTS = {
    "": ["/", "/agenda", "/sign-in", "/look", "/about/plugins", "/demo/mail", "/nowhere", "/desk"],
    "Lieke Morgenster": ["/me", "/rooms/book", "/activities/coming", "/desk"],
    "Ibrahim Duinhart": ["/me", "/desk", "/desk/slips", "/house/de-kleine-dommelaar/settings", "/activities/new"],
    "Ria Klokman": ["/me"],
    "Toos Kestelaar": ["/outreach/"],
    "Wout Tegelveld": ["/outreach/"],
}
"""Who, and where they begin. A page that is refused is a page too."""
WITHIN = {"Toos Kestelaar": "/outreach/", "Wout Tegelveld": "/outreach/"}
"""Where who coordinates and who visits stay: others walk through the rest of the house."""


@WITH_SCRIPT
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "name", STARTS, ids=["visitor", "resident", "administrator", "without mail", "coordinator", "who visits"]
)
def test_every_page_that_links_lead_to_is_whole(visit: Callable[[], Walker], inspector: Inspector, name: str) -> None:
    walker = visit()
    if name:
        walker.sign_in(name)
    seen: set[str] = set()
    ahead = list(STARTS[name])
    while ahead:
        address = ahead.pop(0)
        route = inspector.route_of(address)
        if not urlsplit(address).path.startswith(WITHIN.get(name, "/")):
            continue
        if route in seen | ELSEWHERE or urlsplit(address).path.endswith(NO_PAGES):
            continue
        seen.add(route)
        walker.go(address)
        ahead += links_of(walker)
    assert len(seen) > len(STARTS[name])


def links_of(walker: Walker) -> list[str]:
    """The addresses that a page links to, in this house."""
    hrefs = walker.page.locator("a[href]").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    here = urlsplit(walker.page.url).netloc
    return [found for href in hrefs if urlsplit(found := urljoin(walker.page.url, href)).netloc == here]
