"""Off means off: none, each alone, each pair, all but one and all of the bundled plugins boot and serve."""

import itertools
from collections.abc import Callable

import pytest
from flask import Flask

from app.plugins.manager import bundled
from tests.factories import Make

NAMES = sorted(bundled())
SIZES = sorted({0, 1, 2, len(NAMES) - 1, len(NAMES)})
CHOICES = [choice for size in SIZES for choice in itertools.combinations(NAMES, size)]
OWN_PAGES = {name: f"/{name}/" for name in ("rooms", "activities", "contributions", "outreach", "prevention")}
OWN_FEEDS = {"rooms": "/calendar/room/zaal-a.ics"}


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: "+".join(choice) or "none")
def test_house_serves_with_these_plugins_and_nothing_of_the_others(
    make_app: Callable[..., Flask], choice: tuple[str, ...]
) -> None:
    app = make_app(WIJ_PLUGINS=",".join(choice) or "none")
    make = Make(app)
    house = make.house("De Linde", slug="de-linde")
    make.space(house, "Zaal A", slug="zaal-a")
    client = app.test_client()
    for always in ("/", "/agenda", "/house/de-linde", "/about/plugins", "/calendar/house/de-linde.ics"):
        assert client.get(always).status_code == 200, always
    for name, page in OWN_PAGES.items():
        assert client.get(page).status_code == (200 if name in choice else 404), page
    for name, feed in OWN_FEEDS.items():
        assert client.get(feed).status_code == (200 if name in choice else 404), feed
    home = client.get("/").get_data(as_text=True)
    for name, page in OWN_PAGES.items():
        assert (f'href="{page}' in home) is (name in choice), page
