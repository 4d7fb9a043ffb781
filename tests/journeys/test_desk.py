"""Walk 5: at the desk a host helps somebody without e-mail, and the log tells of both."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import expect

from tests.journeys.booking import book
from tests.journeys.walking import Walker


def test_host_helps_somebody_without_mail(visit: Callable[[], Walker], mark: str, day: date) -> None:
    name, title = f"Jannie Zonnebloem-{mark.title()}", f"Breien {mark}"
    toos = visit()
    toos.sign_in("Toos Kestelaar")
    toos.go("/desk")
    toos.fill("Name, phone number or code on the slip", name)
    toos.press("Search")
    toos.reads("Nobody found for ‘%(text)s’.", text=name)
    toos.fill("Name", name)
    toos.fill("Phone number, if there is one", "076-123 45 67")
    toos.press("Make known and help")
    toos.keep_language()
    banner = toos.page.locator(".wij-behalf")
    expect(banner).to_contain_text(name)

    book(toos, day, "12:00", "12:30", title)
    expect(banner).to_contain_text(name)
    toos.choose("Not now")
    toos.go("/activities/eettafel-schuif-aan")
    toos.press("I’m coming")

    toos.go("/desk/person")
    expect(toos.section("Your bookings").get_by_role("link", name=title, exact=True)).to_be_visible()
    expect(toos.page.locator(".wij-slip")).to_contain_text(title)
    toos.follow("Print the slip")
    expect(toos.page.locator(".wij-slip")).to_contain_text(name)
    toos.go("/me/log")
    made = toos.page.locator(".wij-line").filter(has_text=toos.say("Booked a room"))
    expect(made).to_contain_text("Toos Kestelaar")
    expect(banner).to_contain_text(name)
    toos.press("Done, stop")
    expect(banner).to_have_count(0)
    expect(toos.page.get_by_text(name)).to_have_count(0)


def test_host_calls_somebody_without_mail(visit: Callable[[], Walker]) -> None:
    toos = visit()
    toos.sign_in("Toos Kestelaar")
    toos.go("/desk/calls")
    toos.press("I will call", about="Ria Klokman")
    toos.reads("What you can say")
    expect(toos.page.locator(".wij-card")).to_contain_text("Bel 076-000 00 01")  # in her language
    toos.press("Spoken", about="Ria Klokman")
    expect(toos.page.locator("b", has_text="Ria Klokman")).to_have_count(0)
    toos.press("Undo")  # for who walks here next
    expect(toos.page.locator("b", has_text="Ria Klokman")).to_have_count(1)


def test_host_helps_somebody_on_the_phone(visit: Callable[[], Walker]) -> None:
    toos = visit()
    toos.sign_in("Toos Kestelaar")
    toos.go("/desk")
    toos.fill("Name, phone number or code on the slip", "Klokman")
    toos.press("Search")
    toos.press("On the phone", about="Ria Klokman")
    toos.keep_language()
    expect(toos.page.locator(".wij-behalf")).to_contain_text("Ria Klokman")
    toos.follow("Print the week in large letters")
    toos.press("Done, stop")
    expect(toos.page.locator(".wij-behalf")).to_have_count(0)
