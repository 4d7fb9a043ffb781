"""With contributions off, rooms and activities work as before, and say nothing of it: not a word, not a link."""

import re
from collections.abc import Iterator

import pytest

from app.actors import Actor
from plugins.rooms.booking import book
from plugins.rooms.models import BUSY
from plugins.rooms.use import Use
from tests.apps import Apps
from tests.contracts.bad_crawl import Page, crawl
from tests.contracts.bad_house import Filled
from tests.contracts.bad_walks import Walked
from tests.factories import span

WORDS = re.compile(
    r"\bklus|bijdrage|iets terug|belofte|handen gevraagd|bedankje|ik help mee|meehelpen"
    r"|contribution|\btasks?\b|in return|helping hands|thank-you|i’ll help",
    re.IGNORECASE,
)
"""What contributions says on its pages and pieces, in both languages."""
LINK = re.compile(r"/contributions[/\"?]")
QUIET = ("rooms.", "activities.", "agenda.", "web.home", "desk.index", "me.index")
"""Pages that may not say them: those of rooms and activities, and those on which plugins put their pieces."""
STARTS = ["/", "/agenda", "/rooms/", "/activities/", "/house/de-linde", "/me", "/desk", "/rooms/book"]


@pytest.fixture
def off(walked: Walked, apps: Apps) -> Iterator[Filled]:
    """The same filled house, tasks and promises and all, served without contributions."""
    app = apps.borrow(walked.app.config["WIJ_DATABASE_URL"], {"WIJ_PLUGINS": "activities,rooms"}, {})
    there = walked.filled
    yield Filled(app, there.house, there.elsewhere, there.rooms, there.people, there.keys)
    apps.end(app)


def said(pages: list[Page]) -> dict[str, str]:
    """The word or the link on each page that belongs to contributions."""
    quiet = [page for page in pages if page.endpoint.startswith(QUIET) and page.kind == "text/html"]
    found = {page.url: WORDS.search(page.soup.get_text(" ")) or LINK.search(page.text) for page in quiet}
    return {url: word[0] for url, word in found.items() if word}


@pytest.mark.slow
@pytest.mark.parametrize(("who", "language"), [("", "nl"), ("lieke", "en"), ("chantal", "nl"), ("toos", "nl")])
def test_no_page_says_a_word_of_contributions(off: Filled, who: str, language: str) -> None:
    pages = crawl(off.browser(who, language), [*STARTS, f"/activities/{off.keys['activity']}"], most=2)
    assert said(pages) == {}
    own = {page.status for page in pages if page.endpoint.startswith(("rooms.", "activities."))}
    assert own <= {200, 403, 404}


@pytest.mark.slow
def test_these_are_the_words_that_it_says_when_it_is_on(walked: Walked) -> None:
    for visitor in ("guest", "resident", "host"):
        assert said(walked.visitors[visitor].pages)


def test_booking_and_activity_go_on_as_before(off: Filled) -> None:
    with off.app.app_context():
        use = Use(purpose="meeting", people=4, title="Zonder klussen", visibility=BUSY)
        key = book(Actor.self(off.people["lieke"]), off.rooms["b"], span("2027-03-19", "10:00-11:00"), use)
    lieke = off.browser("lieke")
    for page in ("", "/made"):
        answer = lieke.get(f"/rooms/booking/{key}{page}", follow_redirects=True)
        assert answer.status_code == 200
        assert "contribution" not in answer.text
    chantal = off.browser("chantal")
    assert chantal.get(f"/activities/{off.keys['activity']}/roles").status_code == 200
    assert chantal.post(f"/activities/{off.keys['activity']}/dates/{off.keys['date']}/cancel").status_code == 303
    assert lieke.post(f"/rooms/booking/{key}/cancel").status_code == 303
