"""Tasks of every size: a small role at an activity, and more than one job of a work day."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.walking import Walker

ACTIVITY = "/activities/eettafel-schuif-aan"


def test_small_role_is_written_by_who_organises_and_chosen_on_the_page(visit: Callable[[], Walker], mark: str) -> None:
    role = f"Servetten vouwen {mark}"
    chantal = visit()
    chantal.sign_in("Chantal Veerdonk")
    chantal.go(ACTIVITY)
    chantal.follow("Small roles")
    chantal.fill("What is to be done?", role)
    chantal.tick("Before it begins")
    chantal.fill("For how many people?", "2")
    chantal.press("Put it on the list")
    chantal.is_told("It is on the list. Neighbours can choose it.")

    lieke = visit()
    lieke.sign_in("Lieke Morgenster")
    lieke.go(ACTIVITY)
    lieke.follow("I’ll help", about=role)
    lieke.is_at(role)
    lieke.press("I’ll help")
    lieke.is_told("Thank you! You are helping with: %(title)s.", title=role)
    visitor = visit()
    visitor.go(ACTIVITY)
    expect(visitor.page.locator(".wij-task").filter(has_text=role)).to_contain_text("1/2")
    lieke.go("/me")
    lieke.press("Not after all", about=role)
    chantal.press("Not needed any more", about=role)
    chantal.is_told("Off the list: %(title)s.", title=role)


def test_neighbour_takes_two_jobs_of_a_work_day_and_the_host_prints_the_list(visit: Callable[[], Walker]) -> None:
    chosen = ("Blad harken", "Vogelhuisjes ophangen")
    lieke = visit()
    lieke.sign_in("Lieke Morgenster")
    lieke.go("/contributions/")
    lieke.step(lieke.page.locator(".wij-task").filter(has_text="Samen de tuin in").get_by_role("link"))
    lieke.is_at("Samen de tuin in")
    for job in chosen:
        lieke.press("I’ll help", about=job)
        lieke.is_told("Thank you! You are helping with: %(title)s.", title=job)
    address = lieke.page.url

    toos = visit()
    toos.sign_in("Toos Kestelaar")
    toos.go(address)
    toos.follow("The list on paper")
    expect(toos.page.get_by_role("rowheader")).to_have_count(5)
    expect(toos.page.locator("table")).not_to_contain_text("Lieke")

    lieke.go(address)
    for job in chosen:  # for who walks here next
        lieke.press("Not after all", about=job)
        lieke.is_told("That is fine. You let go of: %(title)s.", title=job)
