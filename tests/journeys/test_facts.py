"""Who checks facts: reads a source and signs it off, adds an address nearby, takes it off again."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.walking import Walker

LIST = "/prevention/check/de-kleine-dommelaar"


def test_source_is_read_and_signed_off_and_an_address_comes_and_goes(visit: Callable[[], Walker], mark: str) -> None:
    title = f"Buurtbureau {mark}"
    toos, visitor = visit(), visit()
    toos.sign_in("Toos Kestelaar")
    toos.go(LIST)
    toos.follow("Check", about=toos.say("De Luisterlijn (somebody who listens)"))
    toos.press("Sign it off")
    toos.reads("Read the source first. Only then can it be signed off.")
    toos.tick("I have read the source today, and it says this")
    toos.press("Sign it off")
    toos.is_told("Signed off. Thank you for reading it.")
    visitor.go("/prevention/facts/luisterlijn")
    visitor.go("/prevention/norms")

    toos.follow("Add an address or a number")
    toos.fill("What is it called?", title)
    toos.fill("What for? A sentence a line", "Helpt met brieven.")
    toos.fill("Phone number", "bel maar")
    toos.fill("Who says so? The name of the source", "Zij zelf")
    toos.press("Put it on the list")
    toos.reads("Type a phone number with digits, as in 076-000 00 01.")
    toos.fill("Phone number", "076-000 00 97")
    toos.press("Put it on the list")
    toos.is_told("It is on the list. Nobody has checked it yet.")
    toos.follow("Change the words")
    toos.follow("Back without changing anything")
    visitor.go("/prevention/addresses")
    expect(visitor.page.locator(".wij-task").filter(has_text=title)).to_contain_text("076-000 00 97")

    toos.press("Take it off the list")
    toos.is_told("Your text no longer stands here.")
    visitor.go("/prevention/worried")
    expect(visitor.page.locator("main form")).to_have_count(0)
