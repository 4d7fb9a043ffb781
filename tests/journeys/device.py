"""What a browser tells the world and what it keeps, for pages on which what is filled in stays on the device."""

from typing import Any

from playwright.sync_api import Page, Request

STORED = """async () => ({
    local: {...localStorage},
    session: {...sessionStorage},
    databases: (await indexedDB.databases()).map((one) => one.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).map((one) => new URL(one.scope).pathname),
})"""
CACHED = """async () => {
    const all = [];
    for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) all.push(new URL(request.url).pathname);
    return all.sort();
}"""
BARE: dict[str, Any] = {"local": {}, "session": {}, "databases": [], "caches": [], "workers": []}
"""A browser that keeps nothing of us."""


class Ear:
    """Hears every request of a browser: of its pages, their forms and beacons, and of workers."""

    def __init__(self, page: Page) -> None:
        self.heard: list[str] = []
        page.context.on("request", self._hear)

    def _hear(self, request: Request) -> None:
        self.heard.append(f"{request.method} {request.url} {request.post_data or ''}".strip())

    def settled(self, page: Page) -> list[str]:
        """What was said since the last time, once the page has come to rest."""
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)  # a beacon goes when the browser has a moment
        said, self.heard[:] = list(self.heard), []
        return said


def stored(page: Page) -> dict[str, Any]:
    """All that the browser keeps of this house, cookies aside."""
    found: dict[str, Any] = page.evaluate(STORED)
    return found


def cookies(page: Page) -> list[tuple[str, str]]:
    """The cookies of this browser."""
    return sorted((one["name"], one["value"]) for one in page.context.cookies())
