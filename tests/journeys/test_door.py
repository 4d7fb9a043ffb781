"""The tablet beside a door can be read: free, taken and closed, by light and dark, with nobody there to ask."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from app.actors import Actor
from app.clock import at as clock_at
from app.config import ROOT
from plugins.rooms.booking import book
from plugins.rooms.models import PUBLIC
from plugins.rooms.use import Use
from tests.factories import Make, at, span
from tests.journeys.looking import too_wide, violations

BUILT = ROOT / "app" / "web" / "static" / "built"
MONDAY = "2027-03-15"


@pytest.fixture
def room(app: Flask, make: Make) -> str:
    """A room that somebody uses on Monday afternoon; answers the path of its door."""
    house = make.house(
        "De Linde", slug="de-linde", hours="09:00-22:00", address="Voorbeeldplein 1", phone="076-000 00 01"
    )
    hall = make.space(house, "Zaal A", slug="zaal-a", seated=20)
    somebody = make.person("Lieke Morgenster", email="lieke@example.org")
    with clock_at(at(MONDAY, "08:00")), app.app_context():
        use = Use(purpose="meeting", people=12, title="Overleg", visibility=PUBLIC)
        book(Actor.self(somebody), hall, span(MONDAY, "14:00-16:00"), use)
    return "/rooms/zaal-a/door"


@pytest.mark.parametrize("hour", ["09:30", "13:40", "14:30", "22:30"], ids=["free", "soon taken", "taken", "closed"])
def test_door_can_be_read_whatever_it_says(room: str, client: FlaskClient, browser: Browser, hour: str) -> None:
    with clock_at(at(MONDAY, hour)):
        html = client.get(room).text
    page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.set_content(re.sub(r"<script.*?</script>|<noscript>.*?</noscript>", "", html, flags=re.DOTALL))
    for sheet in ("bootstrap.min", "theme"):
        page.add_style_tag(path=BUILT / f"{sheet}.css")
    try:
        assert violations(page, Axe().axe_script) == []
        assert too_wide(page) == []
    finally:
        page.close()
