"""Walk 2: a resident books a room on the guided path, finds it everywhere, moves it, and cancels it, and not."""

from collections.abc import Callable
from datetime import date, datetime

from playwright.sync_api import expect

from tests.journeys.booking import ROOM, SLUG, book, choose_up_to_the_agenda, tell_the_agenda
from tests.journeys.calendars import event
from tests.journeys.walking import ZONE, Walker

ROOM_FEED = f"/calendar/room/{SLUG}.ics"


def link_for(walker: Walker, place: str) -> str:
    """Make a link to one's own calendar, as one does for a phone."""
    walker.go("/me")
    walker.follow("My calendars")
    walker.fill("Where will you use it?", place)
    walker.press("Make a link")
    walker.is_told("You see this link only now.")
    return walker.page.locator("#feed-field").input_value()


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """That time on the wall."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def test_resident_books_moves_cancels_and_takes_it_back(visit: Callable[[], Walker], mark: str, day: date) -> None:
    title = f"Huurdersoverleg {mark}"
    lieke = visit()
    lieke.sign_in("Lieke Morgenster")
    feed = link_for(lieke, "my phone")

    book(lieke, day, "10:00", "11:30", title)
    lieke.follow("See your booking")

    mine = event(lieke.fetch(feed), title)
    assert (mine.starts, mine.ends) == (at(day, 10), at(day, 11, 30))
    public = event(lieke.fetch(ROOM_FEED), title)
    assert (public.uid, public.people) == (mine.uid, False)
    lieke.go("/me")
    expect(lieke.section("My bookings").get_by_role("link", name=title, exact=True)).to_be_visible()

    lieke.sit_at_a_desk()
    lieke.go(f"/rooms/{SLUG}?week={day.isoformat()}")
    cell = lieke.page.locator("td.is-mine").filter(has_text=title)
    expect(cell).to_contain_text(lieke.say("yours"))
    visitor = visit()
    visitor.sit_at_a_desk()
    visitor.go(f"/rooms/{SLUG}?week={day.isoformat()}")
    expect(visitor.page.locator("td.is-taken").filter(has_text=title)).to_have_count(1)

    lieke.page.goto(cell.locator("a").get_attribute("href") or "")
    lieke.select("From", "13:00")
    lieke.select("Until", "15:00")
    lieke.press("Move my booking")
    lieke.is_told("Done. Your booking has moved.")
    moved = event(lieke.fetch(feed), title)
    assert (moved.uid, moved.starts, moved.ends) == (mine.uid, at(day, 13), at(day, 15))
    assert moved.sequence > mine.sequence

    lieke.press("Cancel my booking")
    cancelled = event(lieke.fetch(feed), title)
    assert (cancelled.uid, cancelled.status) == (mine.uid, "CANCELLED")
    lieke.press("Undo")
    lieke.is_told("It is on again. The room is yours.")
    again = event(lieke.fetch(feed), title)
    assert (again.uid, again.status) == (mine.uid, "CONFIRMED")
    lieke.press("Cancel my booking")  # her own page shows the next five: the other ways of this walk want room there
    assert again.sequence > cancelled.sequence > moved.sequence


def test_contact_of_a_group_books_for_it(visit: Callable[[], Walker], mark: str, day: date) -> None:
    group, title = "Eettafel ‘Schuif aan’", f"Menu bedenken {mark}"
    chantal = visit()
    chantal.sign_in("Chantal Veerdonk")
    book(chantal, day, "16:00", "17:00", title, group=group, purpose="Do something together")
    chantal.follow("See your booking")
    expect(chantal.page.locator(".wij-sofar")).to_contain_text(group)
    chantal.go("/me")
    expect(chantal.section("My bookings").get_by_role("link", name=title, exact=True)).to_be_visible()
    chantal.section("My bookings").get_by_role("link", name=title, exact=True).click()
    chantal.follow(ROOM)


def test_time_that_was_just_taken_is_told_with_what_is_possible(
    visit: Callable[[], Walker], mark: str, day: date
) -> None:
    lieke, chantal = visit(), visit()
    lieke.sign_in("Lieke Morgenster")
    chantal.sign_in("Chantal Veerdonk")
    choose_up_to_the_agenda(lieke, day, "19:00", "19:30")
    book(chantal, day, "19:00", "19:30", f"Eerder {mark}")

    tell_the_agenda(lieke, f"Later {mark}")
    lieke.is_at("This time has just been taken")
    lieke.step(lieke.page.locator("button.wij-choice").first)
    lieke.follow("See your booking")
    expect(lieke.page.get_by_role("heading", level=1)).to_have_text(f"Later {mark}")
