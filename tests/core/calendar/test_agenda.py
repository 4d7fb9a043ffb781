"""The pages of the agenda."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app.calendar.entry import Status, Visibility
from app.clock import at
from app.db import transaction
from app.places.models import OldSlug
from app.plugins import Card
from tests.core.calendar.conftest import Tea
from tests.core.calendar.samples import an_entry
from tests.factories import Make
from tests.factories import span as a_span

TODAY = "2026-09-10"  # a Thursday, 14:15


@pytest.fixture
def linde(make: Make) -> int:
    return make.house("De Linde", slug="linde", kind="Buurthuis", hours="09:00-22:00")


def page(client: FlaskClient, path: str = "/", status: int = 200) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def agenda_lines(soup: Any) -> list[str]:
    return [" ".join(line.get_text(" ").split()) for line in soup.select(".wij-line")]


# -- the house


def test_visitor_sees_today_with_what_was_is_and_comes(client: FlaskClient, tea: Tea, linde: int) -> None:
    tea.entries = [
        an_entry(TODAY, "09:00-10:15", uid="1", title="Wandelgroep", url="/w", house_id=linde),
        an_entry(TODAY, "13:30-15:30", uid="2", title="Taalcafé", place="Zaal A", house_id=linde),
        an_entry(TODAY, "19:30-22:00", uid="3", title="Klaverjassen", note="nog 2 plekken", house_id=linde),
        an_entry(TODAY, "20:00-21:00", uid="4", title="Zingen", house_id=linde, status=Status.CANCELLED),
        an_entry("2026-09-12", "10:00-11:00", uid="5", title="Fietsles", house_id=linde),
        an_entry("2026-09-14", "10:00-11:00", uid="6", title="Volgende week", house_id=linde),
    ]
    soup = page(client)
    assert "Goedemiddag. Wat wil je doen?" in words(soup)
    assert "Het huis is open tot 22:00 uur." in words(soup)
    assert "Vandaag, donderdag 10 september" in words(soup)
    assert agenda_lines(soup.select_one("[aria-labelledby=today]")) == [
        "9:00–10:15 Wandelgroep geweest",
        "13:30–15:30 Taalcafé Zaal A nu bezig",
        "19:30–22:00 Klaverjassen nog 2 plekken",
        "20:00–21:00 Zingen afgezegd",
    ]
    assert agenda_lines(soup.select_one("[aria-labelledby=week]")) == ["10:00–11:00 Fietsles"]
    assert soup.select_one('a[href="/w"]')
    assert soup.select_one('a[href="webcal://wij.example/calendar/house/linde.ics"]')


@pytest.mark.parametrize(
    ("hour", "hello", "door"),
    [
        (1, "Goedenacht.", "Het huis gaat om 9:00 uur open."),
        (5, "Goedemorgen.", "Het huis gaat om 9:00 uur open."),
        (10, "Goedemiddag.", "Het huis is open tot 22:00 uur."),
        (16, "Goedenavond.", "Het huis is open tot 22:00 uur."),
        (21, "Goedenavond.", "Het huis is nu dicht. Het gaat vrijdag om 9:00 uur open."),
    ],
)
def test_house_greets_by_the_time_of_day(client: FlaskClient, linde: int, hour: int, hello: str, door: str) -> None:
    with at(datetime(2026, 9, 10, hour, tzinfo=UTC)):
        text = words(page(client))
    assert hello in text
    assert door in text


def test_house_that_is_closed_says_when_it_opens(client: FlaskClient, make: Make, linde: int) -> None:
    make.closure(linde, a_span(TODAY, "08:00-23:00"))
    assert "Het gaat vrijdag om 9:00 uur open." in words(page(client))


def test_house_page_works_with_nothing_in_it(client: FlaskClient, linde: int) -> None:
    text = words(page(client))
    assert "Voor vandaag is niets gepland." in text
    assert "Wil jij iets beginnen?" in text
    assert "Ergens aan meedoen" in text


def test_plugins_bring_choices_and_cards(app: Flask, client: FlaskClient, tea: Tea, linde: int) -> None:
    tea.cards = [
        Card(place="choice", order=1, html='<li id="room">Een ruimte gebruiken</li>'),
        Card(place="home", order=1, html='<p id="hands">Handen gevraagd</p>'),
    ]
    soup = page(client)
    choices = soup.select(".wij-choices > li")
    assert [choice.get("id") for choice in choices] == ["room", None]
    assert soup.select_one(".wij-split__side #hands")


def test_missing_card_is_said_and_the_rest_is_shown(app: Flask, client: FlaskClient, tea: Tea, linde: int) -> None:
    app.config["WIJ_CONTAIN_FAILURES"] = True
    tea.broken_cards = True
    assert "Een deel van deze pagina is even niet te zien." in words(page(client))


def test_failing_entries_are_a_503(app: Flask, client: FlaskClient, tea: Tea, linde: int) -> None:
    app.config["WIJ_CONTAIN_FAILURES"] = True
    tea.broken = True
    assert client.get("/").status_code == 503
    assert client.get("/agenda").status_code == 503


def test_without_a_house_the_page_says_how_to_begin(client: FlaskClient) -> None:
    assert "wij house add" in words(page(client))
    assert page(client, "/agenda")


def test_partner_houses_are_linked_from_the_main_house(client: FlaskClient, make: Make, linde: int) -> None:
    make.house("Gymzaal", slug="gymzaal", is_partner=True)
    soup = page(client)
    assert soup.select_one('a[href="/house/gymzaal"]')
    assert "Goedemiddag." in words(soup)


def test_main_page_tells_what_is_on_at_partners_and_a_house_page_does_not(
    client: FlaskClient, make: Make, tea: Tea, linde: int
) -> None:
    gym = make.house("De Regenboogvis", slug="gym", is_partner=True)
    tea.entries = [
        an_entry(TODAY, uid="1", title="Koor", place="Zaal A", house_id=linde),
        an_entry(TODAY, uid="2", title="Voetbal", place="Gymzaal", house_id=gym),
        an_entry(TODAY, uid="3", title="Judo", place="Mat van De Regenboogvis", house_id=gym),
    ]
    assert agenda_lines(page(client).select_one("[aria-labelledby=today]")) == [
        "19:00–21:00 Judo Mat van De Regenboogvis",
        "19:00–21:00 Koor Zaal A",
        "19:00–21:00 Voetbal Gymzaal, De Regenboogvis",
    ]
    assert agenda_lines(page(client, "/house/linde").select_one("[aria-labelledby=today]")) == [
        "19:00–21:00 Koor Zaal A"
    ]


def test_several_own_houses_are_a_choice(client: FlaskClient, make: Make, linde: int) -> None:
    make.house("De Eik", slug="eik")
    make.house("Gymzaal", slug="gymzaal", is_partner=True)
    soup = page(client)
    assert [a["href"] for a in soup.select("a.wij-choice")] == ["/house/linde", "/house/eik"]
    assert soup.select_one('a[href="/house/gymzaal"]')


def test_house_under_an_old_slug_answers_301(app: Flask, client: FlaskClient, linde: int) -> None:
    with app.app_context(), transaction() as session:
        session.add(OldSlug(kind="house", slug="eik", target_id=linde))
    answer = client.get("/house/eik")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/house/linde")
    assert client.get("/house/none").status_code == 404


# -- the agenda


def test_agenda_lists_a_week_from_today_and_turns_its_pages(client: FlaskClient, tea: Tea, linde: int) -> None:
    tea.entries = [
        an_entry("2026-09-09", uid="1", title="Gisteren", house_id=linde),
        an_entry(TODAY, uid="2", title="Vandaag", house_id=linde),
        an_entry("2026-09-16", uid="3", title="Woensdag", house_id=linde),
        an_entry("2026-09-17", uid="4", title="Later", house_id=linde),
    ]
    soup = page(client, "/agenda")
    assert [line.split(" ", 1)[1] for line in agenda_lines(soup)] == ["Vandaag", "Woensdag"]
    later = next(a["href"] for a in soup.select(".wij-turn a") if "Week erna" in a.get_text())
    assert later == "/agenda?from=2026-09-17"
    assert [line.split(" ", 1)[1] for line in agenda_lines(page(client, str(later)))] == ["Later"]


def test_week_begins_on_monday_and_a_day_is_a_day(client: FlaskClient, tea: Tea, linde: int) -> None:
    tea.entries = [an_entry(f"2026-09-{n:02}", uid=str(n), title=f"Dag {n}", house_id=linde) for n in range(5, 16)]
    week = [line.split(" ", 1)[1] for line in agenda_lines(page(client, "/agenda/week/2026-09-10"))]
    assert [line.removesuffix(" geweest") for line in week] == [f"Dag {n}" for n in range(7, 14)]
    day = [line.split(" ", 1)[1] for line in agenda_lines(page(client, "/agenda/day/2026-09-10"))]
    assert day == ["Dag 10"]


def test_agenda_is_narrowed_by_house_and_theme(client: FlaskClient, make: Make, tea: Tea, linde: int) -> None:
    eik = make.house("De Eik", slug="eik")
    tea.entries = [
        an_entry(uid="1", title="Soep", house_id=linde, themes=("eten",)),
        an_entry(uid="2", title="Gym", house_id=linde, themes=("bewegen",)),
        an_entry(uid="3", title="Taart", house_id=eik, themes=("eten",)),
    ]
    soup = page(client, "/agenda?house=linde&theme=eten")
    assert [line.split(" ", 1)[1] for line in agenda_lines(soup)] == ["Soep"]
    assert soup.select_one('option[value="linde"][selected]')
    assert len(agenda_lines(page(client, "/agenda?house=&theme="))) == 3
    empty = page(client, "/agenda?house=eik&theme=bewegen")
    assert "Niets gevonden op deze dagen voor Bewegen · De Eik." in words(empty)


@pytest.mark.parametrize(
    "path",
    [
        "/agenda?house=none",
        "/agenda?theme=none",
        "/agenda?from=yesterday",
        "/agenda?from=9999-12-31",
        "/agenda/day/2026-02-30",
        "/agenda/week/0001-01-01",
        "/agenda/day/9999-12-31",
    ],
)
def test_agenda_that_is_not_there_is_a_404(client: FlaskClient, linde: int, path: str) -> None:
    assert client.get(path).status_code == 404


def test_empty_day_says_what_one_can_do(client: FlaskClient, linde: int) -> None:
    text = words(page(client, "/agenda/day/2026-09-12"))
    assert "Er is nog niets op zaterdag." in text
    assert "Wil jij iets beginnen?" in text


def test_public_pages_show_no_taken_times(client: FlaskClient, tea: Tea, linde: int) -> None:
    tea.entries = [an_entry(TODAY, house_id=linde, visibility=Visibility.BUSY)]
    for path in ("/", "/agenda"):
        text = words(page(client, path))
        assert "Theekransje" not in text
        assert "Bezet" not in text


def test_own_things_are_marked_and_sensitive_ones_are_not(
    as_person: Callable[[int], FlaskClient], make: Make, tea: Tea, linde: int
) -> None:
    lieke = make.person()
    one = an_entry("2026-09-11", uid="1", title="Koor", house_id=linde)
    grief = replace(one, uid="2", title="Rouwgroep", sensitive=True)
    other = replace(one, uid="3", title="Schaken")
    tea.entries, tea.own = [one, grief, other], {lieke: [one, grief]}
    found = agenda_lines(page(as_person(lieke), "/agenda"))
    assert [line.split(" ", 1)[1] for line in found] == ["Koor van jou", "Rouwgroep", "Schaken"]


@pytest.mark.parametrize("path", ["/", "/agenda", "/agenda/now", "/agenda/week/2026-09-10", "/house/linde"])
def test_page_in_english_has_no_dutch_of_ours(client: FlaskClient, linde: int, path: str) -> None:
    client.set_cookie("wij_lang", "en")
    text = words(page(client, path))
    for dutch in ("Vandaag", "Bekijk", "Ergens", "Voor deze dagen", "huizen", "Weergave", "Thema"):
        assert dutch not in text


@pytest.mark.parametrize(
    "path", ["/", "/agenda", "/agenda/now", "/agenda?words=thee&label=gratis", "/agenda/week/2026-09-15"]
)
def test_page_asks_no_more_for_more_entries(
    app: Flask, client: FlaskClient, tea: Tea, linde: int, path: str, count_queries: Callable[[Flask], Any]
) -> None:
    numbers = []
    client.get(path)
    for count in (1, 30):
        tea.entries = [an_entry("2026-09-11", uid=f"{n}", house_id=linde) for n in range(count)]
        with count_queries(app) as found:
            client.get(path)
        numbers.append(len(found))
    assert numbers[0] == numbers[1] <= 16
