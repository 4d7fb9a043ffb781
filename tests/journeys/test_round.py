"""A whole round of letters in the browser: from the letter to the closing, after which nothing of anybody is found."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

from app import clock
from app.access import sessions
from app.actors import Actor
from app.db import db
from app.people.models import Person
from plugins.outreach.partners.keeping import add_partner, begin, give_part, partners
from plugins.outreach.partners.models import CALLER, VISITOR
from plugins.outreach.visitors.keeping import PaperValues, WishValues, pair, tell_papers, tell_wishes
from plugins.outreach.wheel.keeping import DistrictValues, Turning, add_district, set_wheel, take_proposal
from plugins.outreach.wheel.months import first_of
from tests.factories import Make, at
from tests.journeys.device import stored
from tests.journeys.walking import ZONE, Walker
from tests.plugins.outreach.test_gone import found

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
BOTH = pytest.mark.parametrize("way", [("nl", True), ("en", True)], ids=["nl", "en"], indirect=True)
NAME, ADDRESS, PHONE = "Merkteken Naamvrouw", "Merkteken-Adres 12", "076-000 77 77"
MARKS = (NAME, ADDRESS, PHONE)
"""Of somebody who says yes. Afterwards they stand nowhere."""
PIN = "74291650"
NAMES = ("chantal", "toos", "mirjam", "wout", "anneke")


class Quiet(WSGIRequestHandler):
    """Writes no line for each request: those of the house itself are listened to."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@dataclass
class Town:
    """A house that is served, with a clock of its own; and who is there."""

    app: Flask
    address: str = ""
    moment: datetime = field(default_factory=lambda: datetime.now(ZONE))
    people: dict[str, int] = field(default_factory=dict)

    def __call__(self, environ: Any, start: Any) -> Iterable[bytes]:
        """Answer a request as it is answered at that moment."""
        with clock.at(self.moment), closing(ClosingIterator(self.app(environ, start))) as answer:
            return list(answer)

    def do(self, act: Callable[..., Any], who: str, *values: Any) -> Any:
        """Call a service as `who`."""
        with self.app.app_context():
            return act(Actor.self(self.people[who]), *values)

    def key(self, name: str) -> str:
        """The public id of a person."""
        with self.app.app_context():
            return db.session.get_one(Person, self.people[name]).public_id

    def be(self, walker: Walker, name: str) -> Walker:
        """Let somebody be signed in."""
        with self.app.app_context(), clock.at(self.moment):
            token = sessions.start(self.people[name], "code")
        signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert signer is not None
        value = str(signer.dumps({"_user_id": token, "_fresh": True}))
        walker.page.context.add_cookies([{"name": "session", "value": value, "url": self.address}])
        walker.go("/outreach/")
        walker.keep_language()
        return walker


@contextmanager
def served(town: Town) -> Iterator[None]:
    """At an address of this machine."""
    server = make_server("127.0.0.1", 0, town, threaded=True, request_handler=Quiet)
    town.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def town(make_app: Callable[..., Flask]) -> Iterator[Town]:
    """It is a week ago. Toos coordinates, Mirjam phones, Wout and Anneke visit; Klaverveld gets its letters."""
    app = make_app(WTF_CSRF_ENABLED=True)
    make, town = Make(app), Town(app)
    town.moment = town.moment - timedelta(days=7)
    today = town.moment.date()
    until = today + timedelta(days=120)
    with clock.at(town.moment - timedelta(days=1)):
        house = make.house("De Linde", slug="de-linde")
        for name in NAMES:
            town.people[name] = make.person(name.title(), email=f"{name}@example.org")
        make.role(town.people["chantal"], house, "administrator")
        town.do(begin, "chantal", "De Linde", town.key("toos"))
        union = town.do(add_partner, "toos", "Ouderenbond", "076-000 00 71")
        with app.app_context():
            (linde,) = (one.public_id for one in partners() if one.name == "De Linde")
        town.do(give_part, "toos", linde, town.key("mirjam"), CALLER, until)
        for number, name in enumerate(("wout", "anneke")):
            town.do(give_part, "toos", union, town.key(name), VISITOR, until)
            seen = today - timedelta(days=80)
            papers = PaperValues(trained_on=seen, pass_number=f"K{number}", conduct_seen_on=seen)
            town.do(tell_papers, "toos", town.key(name), papers)
            town.do(tell_wishes, name, WishValues(languages=("taal-nl", "taal-en"), areas=(), talks=2))
        town.do(pair, "toos", town.key("wout"), town.key("anneke"))
        turning = Turning(first=first_of(today), years=1, every=3, quiet=(), visitors=2, talks=2, together=2, one_in=3)
        town.do(set_wheel, "toos", turning)
        town.do(add_district, "toos", DistrictValues(name="Klaverveld", letters=8))
        town.do(take_proposal, "toos")
    with served(town):
        yield town


@pytest.fixture
def house(town: Town) -> str:
    """Where the browser goes."""
    return town.address


@BOTH
def test_round_goes_from_the_letter_to_the_closing_and_leaves_only_counts(
    visit: Callable[[], Walker], town: Town, database: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def come(name: str = "") -> Walker:
        walker = visit()
        if walker.language == "en":
            walker.sit_at_a_desk()
        return town.be(walker, name) if name else walker

    toos, mirjam, wout, person = come("toos"), come("mirjam"), come("wout"), come()
    page = begin_round(toos)
    letters = print_letters(toos, page)

    code = say_yes(person, letters[0])
    toos.go(f"{page}/enter/card")
    toos.fill("The code in the letter, if it is at hand", letters[1])
    toos.choose("No, thanks")
    mirjam.go(f"{page}/enter/phone")
    mirjam.fill("The code in the letter, if it is at hand", letters[2])
    mirjam.choose("Later")

    starts = at(datetime.now(ZONE).date(), "14:00")
    plan(toos, page)
    offer(wout, starts)
    person.go(f"/outreach/mine/{code}")
    person.step(person.page.locator(f'button[value="{starts.isoformat()}"]'))
    person.is_told("Agreed. We look forward to it.")
    confirm_by_letter(toos, page)

    town.moment = datetime.now(ZONE)
    visit_offline(wout)

    town.moment = starts
    go_in_and_out(come("wout"), come("toos"))

    town.moment = starts + timedelta(days=1)
    tell_how_it_went(come("wout"))
    handle(toos, page)
    person.go(f"/outreach/mine/{code}")
    for words in (
        "Taken along on their phone, locked, for that day only",
        "You had your talk. Thank you for having us.",
    ):
        person.reads(words)

    with town.app.app_context():
        assert found(NAME) == ["outreach_reply.name"]
    toos.go(f"{page}/close")
    toos.press("Close it for good")
    toos.is_told("Closed. Only the counts are left.")
    person.go(f"/outreach/mine/{code}")
    person.reads("Nothing of you is here: the code is not right, or what you told has been deleted.")
    nothing_is_left(town, (*MARKS, code, code.upper(), *letters), database)
    assert [mark for mark in MARKS if mark in caplog.text] == []


def begin_round(toos: Walker) -> str:
    """By who coordinates; the address of the round's page."""
    toos.go("/outreach/rounds/new")
    for heading, names in (("Who invites?", ("De Linde", "Ouderenbond")), ("Who visits?", ("Ouderenbond",))):
        for name in names:
            toos.page.get_by_role("group", name=toos.say(heading)).get_by_label(name).check()
    toos.page.get_by_role("group", name=toos.say("Who phones?")).get_by_label("De Linde").check()
    toos.fill("Which number stands in the letter?", "076-000 00 01")
    toos.press("Begin the round")
    toos.is_told("The round has begun. Read the letter first.")
    return toos.page.url


def print_letters(toos: Walker, page: str) -> list[str]:
    """Letters with their reply cards in the language of who walks, on paper; their codes."""
    toos.go(f"{page}/letter")
    toos.fill("The letter in English (optional)", "Dear neighbour, may we come by for a talk?")
    toos.press("Keep")
    toos.go(f"{page}/codes")
    toos.fill("How many codes?", "3")
    toos.press("Make letters in Dutch" if toos.language == "nl" else "Make letters in English")
    sheets = toos.page.locator("article.wij-sheet")
    toos.page.emulate_media(media="print")
    assert [sheets.nth(number).get_attribute("aria-label") for number in range(6)] == [
        toos.say(words, number=number)
        for number in (1, 2, 3)
        for words in ("Letter %(number)s", "Reply card %(number)s")
    ]
    assert toos.page.locator(".wij-noprint:visible, header .wij-bar:visible").count() == 0
    expect(sheets.first.get_by_text(toos.say("Three answers, all as good"))).to_be_visible()
    toos.page.emulate_media(media="screen")
    return [sheets.nth(number).locator("b.text-nowrap").inner_text() for number in (0, 2, 4)]


def say_yes(person: Walker, letter: str) -> str:
    """With the code of a letter; one's own code."""
    person.go("/outreach/answer")
    person.fill("Which code is in your letter?", letter)
    person.press("Go on")
    person.choose("Yes")
    for label, words in (
        ("What is your name?", NAME),
        ("Your address (only for a talk at home)", ADDRESS),
        ("Your phone number", PHONE),
        ("In which language? (optional)", "Engels" if person.language == "en" else ""),
    ):
        person.fill(label, words)
    person.press("Send")
    person.is_at("Your talk")
    return person.page.url.rpartition("/")[2]


def plan(toos: Walker, page: str) -> None:
    """The pair that fits, next week."""
    toos.go(f"{page}/talks")
    toos.follow("Plan", about=NAME)
    toos.step(toos.page.locator("button[name=pair]").first)
    toos.is_told("Planned. They hear it, and offer two moments.")


def offer(wout: Walker, starts: datetime) -> None:
    """Two moments, without a name or an address in sight."""
    wout.go("/outreach/visiting")
    wout.step(wout.section("My talks").locator("a").first)
    assert [mark for mark in MARKS if mark in wout.page.content()] == []
    there = starts.astimezone(ZONE)
    other = there + timedelta(days=-1 if there.weekday() == 6 else 1)
    for label, words in (
        ("The first day", there.date().isoformat()),
        ("At what time?", "14:00"),
        ("The second day", other.date().isoformat()),
        ("And at what time?", "10:00"),
    ):
        wout.fill(label, words)
    wout.press("Offer these two")
    wout.is_told("Offered. You hear which one it becomes.")


def confirm_by_letter(toos: Walker, page: str) -> None:
    """A letter in the language of the person."""
    toos.go(f"{page}/talks")
    toos.step(toos.page.get_by_role("link", name=NAME).last)
    toos.press("Tell them when it is")
    letter = toos.page.locator("article.wij-sheet")
    toos.page.emulate_media(media="print")
    for words in (ADDRESS, toos.say("You chose a moment for a talk. This is what we agreed on:")):
        expect(letter.get_by_text(words)).to_be_visible()
    toos.page.emulate_media(media="screen")
    toos.press("The letter is in the post")


def visit_offline(wout: Walker) -> None:
    """Along on the phone: with the PIN alone, without a network, and gone after the day."""
    wout.go("/outreach/day")
    wout.follow("Take it along without internet")
    page = wout.page
    for label in ("Choose a PIN", "The same PIN once more"):
        wout.fill(label, PIN)
    with page.expect_navigation(url="**/outreach/door/"):
        page.get_by_role("button", name=wout.say("Take it along"), exact=True).click()
    page.context.set_offline(True)
    page.reload()
    type_pin(wout, "90817263")
    wout.reads(wout.say("That is not it. Wrong {n} more times, and everything is wiped.").replace("{n}", "4"))
    assert [mark for mark in MARKS if mark in page.content()] == []
    type_pin(wout, PIN)
    expect(page.get_by_role("heading", level=3)).to_have_text(f"14:00 · {NAME}")
    assert [mark for mark in MARKS if mark not in page.content()] == []
    is_wiped_after_the_day(wout, page)


def type_pin(wout: Walker, pin: str) -> None:
    """And wait for what comes of it elsewhere."""
    wout.page.get_by_label(wout.say("Your PIN"), exact=True).fill(pin)
    wout.page.get_by_role("button", name=wout.say("Show my day"), exact=True).click()


def is_wiped_after_the_day(wout: Walker, page: Page) -> None:
    """The first thing that happens when the page is opened the next day."""
    page.clock.set_fixed_time(datetime.now(ZONE) + timedelta(days=1))
    page.reload()
    wout.reads("Nothing is taken along on this device.")
    assert stored(page)["local"] == {}
    page.context.set_offline(False)


def go_in_and_out(wout: Walker, toos: Walker) -> None:
    """At the door, and the buddy, who planned it, sees it without a name or an address."""
    wout.go("/outreach/visiting")
    wout.step(wout.section("My talks").locator("a").first)
    wout.press("See the address")
    wout.reads(ADDRESS)
    wout.follow("Your talk as a visitor")
    wout.press("We go inside")
    wout.is_told("Your buddy sees it. Have a good talk.")
    toos.choose("Buddy")
    toos.reads("Inside since %(since)s, until about %(until)s.", since="14:00", until="15:00")
    assert [mark for mark in MARKS if mark in toos.page.content()] == []
    wout.press("We are outside again")
    wout.is_told("Good. Your buddy sees it.")


def tell_how_it_went(wout: Walker) -> None:
    """It took place, and they asked for one thing; after that one sees nothing of them."""
    wout.go("/outreach/visiting")
    wout.choose("Yes, at their home")
    wout.tick("An activity together")
    wout.fill("Who gets their name and phone number for it?", "De Linde")
    wout.tick("They are fine with this: exactly that one gets their name and phone number.")
    wout.press("Write it down")
    wout.press("That was all")
    wout.go("/outreach/day")
    assert [mark for mark in MARKS if mark in wout.page.content()] == []
    assert wout.section("My talks").locator("a").count() == 0


def handle(toos: Walker, page: str) -> None:
    """What was asked for is done, and gone."""
    toos.go(f"{page}/asked")
    toos.step(toos.page.locator(".wij-line a").first)
    toos.press("It is done")
    toos.reads("Nothing is open.")


def nothing_is_left(town: Town, secrets: Iterable[str], database: str) -> None:
    """In no table, and in no file beside the database."""
    with town.app.app_context():
        assert [hit for mark in secrets for hit in found(mark)] == []
    path = Path(database.removeprefix("sqlite:///"))
    held = b"".join(one.read_bytes() for one in path.parent.glob(path.stem + "*") if one.is_file())
    assert [mark for mark in MARKS if mark.encode() in held] == []
