"""A private space is never shown: its name nor what is planned in it, wherever somebody without a role looks."""

import re
from urllib.parse import quote, unquote_plus

import pytest

from tests.contracts.bad_house import HIDDEN, PRIVATE_SPACE, WISH
from tests.contracts.bad_walks import Walked

SLUG = "kamertje-stiltehoek"
PLANTED = (HIDDEN, PRIVATE_SPACE, "Stiltehoek", "Zwijgsteen")
NOWHERE = "kamertje-nergens"
STRANGERS = ("guest", "neighbour", "administrator elsewhere")
OUTSIDERS = ("resident",)
FAR_WALKERS = ("guest", "newcomer", "neighbour", "organiser", "invited", "administrator elsewhere")
"""Outsiders too, whose walks take long."""
SEARCHES = (
    "/activities/?words=",
    "/rooms/?q=",
    "/agenda?house=",
    "/agenda?theme=",
    "/agenda?words=",
    "/agenda/now?words=",
    "/api/v1/agenda?words=",
)
THEN = (
    "/rooms/?people=4&day=2027-03-09&start=10:00&end=11:00",
    "/rooms/?people=2&day=2027-03-11&start=10:00&end=12:00",
    "/agenda?from=2027-03-09",
    "/agenda/day/2027-03-09",
    "/agenda/week/2027-03-09",
    "/agenda/day/2027-03-11",
    "/agenda/day/2027-03-22",
    "/agenda/weekend/2027-03-09",
    "/agenda/now",
    "/rooms/day/2027-03-09",
    "/rooms/day/2027-03-22",
    "/rooms/agreed/de-linde",
    "/rooms/along",
    "/houses/de-linde/lobby",
    "/house/de-linde/poster/2027-03-09",
    "/house/de-linde/month/2027-03",
    "/embed/agenda?house=de-linde",
    "/agenda.atom",
    "/sitemap.xml",
    "/api/v1/agenda?first=2027-03-08&last=2027-03-31",
    "/api/v1/rooms",
)
"""When something is planned in it, and when it is closed."""
ABOUT_IT = (
    f"/rooms/{SLUG}",
    f"/rooms/{SLUG}?week=2027-03-09",
    f"/calendar/room/{SLUG}.ics",
    f"/house/{SLUG}",
    f"/rooms-photo/{SLUG}-0000000000000000.jpg",
    f"/api/v1/rooms/{SLUG}/taken",
    f"/rooms/{SLUG}/door",
    f"/rooms/{SLUG}/now",
)
ON_THE_PATH = tuple(
    f"/rooms/book/{step}?{WISH}&room={SLUG}" for step in ("what", "when", "repeat", "room", "dates", "agenda")
)


def told(text: str) -> list[str]:
    """What of the private space stands in a text."""
    whole = text.replace("\r\n ", "")  # feeds fold their lines
    return [words for words in PLANTED if words.lower() in whole.lower()]


def plain(html: str) -> str:
    """A page whose links can be read: what was searched for stands in them too, in links to links as well.

    The calendar of what one looks at spells it in a way of its own; that one is left out.
    """
    return re.sub(r"/calendar/view/[^\s\"'<>&]*\.ics", "", unquote_plus(unquote_plus(html)))


@pytest.mark.parametrize("name", [*OUTSIDERS, *(pytest.param(name, marks=pytest.mark.slow) for name in FAR_WALKERS)])
def test_private_space_is_on_no_page_feed_or_file_that_somebody_meets(walked: Walked, name: str) -> None:
    visitor = walked.visitors[name]
    feeds = [page for page in visitor.pages if page.kind == "text/calendar"]
    assert feeds or name in ("invited", "newcomer")
    assert [(page.url, words) for page in visitor.pages if (words := told(page.text))] == []


@pytest.mark.parametrize("name", STRANGERS)
def test_search_for_a_private_space_says_what_a_search_for_nothing_says(walked: Walked, name: str) -> None:
    client = walked.visitors[name].client
    for search in SEARCHES:
        for words in (*PLANTED, SLUG):
            found, nothing = client.get(search + quote(words)), client.get(search + NOWHERE)
            assert found.status_code == nothing.status_code
            assert plain(found.text).replace(words, NOWHERE) == plain(nothing.text), search + words


@pytest.mark.parametrize("name", STRANGERS)
def test_private_space_is_not_shown_on_the_days_that_something_is_planned_in_it(walked: Walked, name: str) -> None:
    client = walked.visitors[name].client
    answers = {address: client.get(address) for address in THEN}
    assert {answer.status_code for answer in answers.values()} == {200}
    assert {address: words for address, answer in answers.items() if (words := told(answer.text))} == {}


@pytest.mark.parametrize("name", STRANGERS)
def test_address_of_a_private_space_says_what_an_address_of_nothing_says(walked: Walked, name: str) -> None:
    client = walked.visitors[name].client
    for address in ABOUT_IT:
        nothing = address.replace(SLUG, NOWHERE)
        answer, other = client.get(address), client.get(nothing)
        assert answer.status_code == other.status_code == 404, address
        assert answer.text.replace(SLUG, "") == other.text.replace(NOWHERE, ""), address


@pytest.mark.parametrize("name", ["resident", "neighbour", "administrator elsewhere"])
def test_private_space_cannot_be_booked_by_typing_its_address(walked: Walked, name: str) -> None:
    client = walked.visitors[name].client
    for address in ON_THE_PATH:
        answer = client.get(address, follow_redirects=True)
        assert [words for words in told(answer.text) if words != "Stiltehoek"] == [], address
        assert PRIVATE_SPACE not in answer.text
    sent = {"title": "Stil", "visibility": "public", "instead": f"{WISH}&room={SLUG}"}
    answer = client.post(f"/rooms/book/agenda?{WISH}&room={SLUG}", data=sent)
    assert answer.status_code in (303, 404)
    assert "/rooms/book/" in answer.headers.get("Location", "/rooms/book/")
    assert "rooms_booking" not in walked.watch.changed()


@pytest.mark.slow
def test_host_meets_it_so_there_is_something_to_hide(walked: Walked) -> None:
    pages = walked.visitors["host"].pages
    assert {words for page in pages for words in told(page.text)} == set(PLANTED)
