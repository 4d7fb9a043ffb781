"""Walk 3: after a booking something in return, or nothing; a promise is seen, done and thanked, at the desk as well."""

import re
from collections.abc import Callable
from datetime import date

from playwright.sync_api import expect

from tests.journeys.booking import book
from tests.journeys.walking import Walker

HOUSE = "/house/de-kleine-dommelaar"
QUESTION = "Would you like to do something in return?"


def picked_up(walker: Walker) -> int:
    """How many tasks were picked up this season, as the house's page tells everybody."""
    walker.go(HOUSE)
    words = walker.say(
        "This season: %(picked)s of the %(asked)s tasks picked up. Thank you, everyone!", picked=0, asked=0
    )
    pattern = re.escape(words).replace("0", r"(\d+)")
    found = re.search(pattern, walker.page.locator("main").inner_text())
    assert found, f"no number like: {pattern}"
    return int(found[1])


def test_proposed_task_is_promised_done_and_thanked(visit: Callable[[], Walker], mark: str, day: date) -> None:
    lieke = visit()
    lieke.sign_in("Lieke Morgenster")
    book(lieke, day, "17:00", "17:30", f"Bijpraten {mark}")
    lieke.reads(QUESTION)
    answers = lieke.page.locator(".wij-choice")
    assert answers.count() <= 4  # at most two tasks, something else, not now
    sizes = {(round(box["width"]), round(box["height"])) for one in answers.all() if (box := one.bounding_box())}
    assert len(sizes) == 1, f"answers are not the same size: {sizes}"

    lieke.take(answers.first.locator(".wij-choice__title").inner_text())
    promise = lieke.section("Doing something in return").get_by_role("link").first
    title = promise.inner_text()
    lieke.is_told("Thank you! You are helping with: %(title)s.", title=title)
    lieke.step(promise)
    address = lieke.page.url
    visitor = visit()
    visitor.go("/contributions/")
    expect(visitor.page.locator(".wij-task").filter(has_text=title).first).to_be_visible()
    lieke.press("It’s done")
    lieke.is_told("Thank you! Done: %(title)s.", title=title)

    thanks = f"Wat fijn dat je er was, {mark}!"
    chantal = visit()
    chantal.sign_in("Chantal Veerdonk")
    chantal.go(address)
    chantal.follow("Say thank you")
    chantal.fill("Your thank-you", thanks)
    chantal.press("Send my thank-you")
    chantal.is_told("Your thank-you is on its way.")

    visitor.go(HOUSE)
    expect(visitor.page.get_by_text(thanks)).to_have_count(0)
    lieke.go("/me")
    lieke.press("Show it, with my first name", about=thanks)
    visitor.go(HOUSE)
    expect(visitor.section("Helping hands wanted").get_by_text(f"“{thanks}”")).to_be_visible()


def test_own_words_count_like_any_task(visit: Callable[[], Walker], mark: str, day: date) -> None:
    visitor, lieke = visit(), visit()
    before = picked_up(visitor)
    lieke.sign_in("Lieke Morgenster")
    book(lieke, day, "17:30", "18:00", f"Napraten {mark}")
    lieke.choose("Something else")
    lieke.fill("What would you like to do?", f"Appeltaart bakken {mark}")
    lieke.press("I’ll do this")
    assert picked_up(visitor) == before + 1
    lieke.go("/me")
    lieke.press("It’s done", about=f"Appeltaart bakken {mark}")

    toos = visit()
    toos.sign_in("Toos Kestelaar")
    toos.go("/contributions/manage")
    done = toos.section("Done this month").locator("li").filter(has_text=f"Appeltaart bakken {mark}")
    toos.step(done.get_by_role("link"))
    toos.fill("Your thank-you", "De taart was heerlijk.")
    toos.press("Send my thank-you")
    toos.is_told("Your thank-you is on its way.")


def test_not_now_is_fine_and_leaves_the_booking(visit: Callable[[], Walker], mark: str, day: date) -> None:
    lieke = visit()
    lieke.sign_in("Lieke Morgenster")
    book(lieke, day, "9:00", "9:30", f"Opstaan {mark}")
    lieke.choose("Not now")
    lieke.is_told("That is fine too. Your booking stands.")
    expect(lieke.page.get_by_role("heading", level=1)).to_have_text(f"Opstaan {mark}")


def test_desk_walks_from_booking_to_thanks_for_somebody_without_mail(
    visit: Callable[[], Walker], mark: str, day: date
) -> None:
    name, title = f"Greet Appelgaard-{mark.title()}", f"Haken {mark}"
    toos = visit()
    toos.sign_in("Toos Kestelaar")
    toos.go("/desk")
    toos.fill("Name, phone number or code on the slip", name)
    toos.press("Search")
    toos.fill("Name", name)
    toos.fill("Phone number, if there is one", "076-123 45 68")
    toos.press("Make known and help")
    toos.keep_language()
    book(toos, day, "18:30", "19:00", title)
    toos.reads(QUESTION)
    toos.take(toos.page.locator(".wij-choice").first.locator(".wij-choice__title").inner_text())
    promise = toos.section("Doing something in return").get_by_role("link").first
    task = promise.inner_text()
    toos.is_told("Thank you! You are helping with: %(title)s.", title=task)
    toos.step(promise)
    address = toos.page.url
    toos.go("/desk/person")
    toos.press("It’s done", about=task, within="Your tasks")
    toos.is_told("Thank you! Done: %(title)s.", title=task)
    toos.press("Done, stop")
    expect(toos.page.get_by_text(name)).to_have_count(0)

    thanks = f"Dank je wel, {mark}! Het was zo klaar."
    chantal = visit()
    chantal.sign_in("Chantal Veerdonk")
    chantal.go(address)
    chantal.follow("Say thank you")
    chantal.fill("Your thank-you", thanks)
    chantal.press("Send my thank-you")

    toos.go("/desk")
    toos.keep_language()
    toos.fill("Name, phone number or code on the slip", name)
    toos.press("Search")
    toos.press("On the phone", about=name)
    toos.keep_language()
    toos.go("/desk/person")
    toos.press("Show it, with my first name", about=thanks)
    toos.press("Done, stop")
    toos.go(HOUSE)
    toos.keep_language()
    expect(toos.section("Helping hands wanted").get_by_text(f"“{thanks}”")).to_be_visible()
