"""Finding something in the agenda: by words, labels and days, now and soon, and what fits on one's own device."""

from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app.calendar.entry import Status, Visibility
from app.clock import at
from tests.core.calendar.conftest import Tea
from tests.core.calendar.samples import an_entry
from tests.core.calendar.test_agenda import TODAY, agenda_lines, page, words
from tests.factories import Make


@pytest.fixture
def linde(make: Make) -> int:
    return make.house("De Linde", slug="linde", kind="Buurthuis", hours="09:00-22:00")


def titles(soup: Any) -> list[str]:
    return [found.get_text() for found in soup.select(".wij-line__what > :is(a, b, s)")]


def links(soup: Any, words_: str) -> list[str]:
    return [str(found["href"]) for found in soup.select("main a") if words_ in found.get_text()]


@pytest.fixture
def weeks(tea: Tea, linde: int) -> list[str]:
    """Something today, next week, in three weeks and in five."""
    tea.entries = [
        an_entry(TODAY, house_id=linde, uid="a", title="Één kop soep", themes=("eten",), labels=("gratis",)),
        an_entry("2026-09-17", house_id=linde, uid="b", title="Koken", description="Wij koken SOEP", themes=("eten",)),
        an_entry("2026-09-29", house_id=linde, uid="c", title="Kaarten", place="Soepkeuken", labels=("rustig",)),
        an_entry("2026-10-15", house_id=linde, uid="d", title="Soep met Kerst", labels=("gratis",)),
    ]
    return [entry.title for entry in tea.entries]


@pytest.mark.usefixtures("weeks")
def test_search_looks_four_weeks_ahead_in_titles_words_and_places(client: FlaskClient) -> None:
    soup = page(client, "/agenda?words=soép")
    assert titles(soup) == ["Één kop soep", "Koken", "Kaarten"]
    assert "10 september tot en met 7 oktober" in words(soup)
    assert "Je ziet: “soép”." in words(soup)
    assert titles(page(client, links(soup, "Later")[0])) == ["Soep met Kerst"]
    assert titles(page(client, "/agenda?words=een+SOEP")) == ["Één kop soep"]
    assert titles(page(client, "/agenda")) == ["Één kop soep"]
    assert titles(page(client, "/agenda/day/2026-09-17?words=soep")) == ["Koken"]


@pytest.mark.usefixtures("weeks")
def test_agenda_is_narrowed_by_labels_and_days_and_offers_only_what_is_there(client: FlaskClient) -> None:
    soup = page(client, "/agenda?label=gratis&label=rustig&weekday=2")
    assert titles(soup) == []
    soup = page(client, "/agenda?label=rustig&weekday=2&weekday=4")
    assert titles(soup) == ["Kaarten"]
    assert [box["value"] for box in soup.select("[name=label]")] == ["rustig", "gratis"][::-1]
    assert [box["value"] for box in soup.select("form [checked]")] == ["rustig", "2", "4"]
    assert "Thema, huis, dag en meer (3 gekozen)" in words(soup)
    assert [str(found["href"]) for found in soup.select(".wij-views a")] == [
        "/agenda/now?label=rustig",
        "/agenda?label=rustig&weekday=2&weekday=4",
        "/agenda/day/2026-09-10?label=rustig",
        "/agenda/weekend/2026-09-10?label=rustig",
        "/agenda/week/2026-09-10?label=rustig&weekday=2&weekday=4",
    ]


@pytest.mark.usefixtures("weeks")
@pytest.mark.parametrize(
    ("asked", "help_"),
    [
        ("words=soep&theme=wonen", ["/agenda?words=soep", "/agenda"]),
        ("words=taart", ["/agenda?words=taart&from=2026-10-08", "/agenda"]),
        ("label=pittig", ["/agenda?label=pittig&from=2026-10-08", "/agenda"]),
    ],
)
def test_search_that_finds_nothing_says_what_one_can_do(client: FlaskClient, asked: str, help_: list[str]) -> None:
    empty = page(client, f"/agenda?{asked}").select_one(".wij-empty")
    assert empty
    assert "Niets gevonden op deze dagen" in words(empty)
    assert [str(found["href"]) for found in empty.select("li a")] == help_
    assert empty.select_one('a[href="#contact"]')


@pytest.mark.parametrize("wrong", ["label=x", "label=gratis,x", "weekday=8", "theme=x", "house=x"])
def test_choice_that_is_not_there_is_a_404(client: FlaskClient, linde: int, wrong: str) -> None:
    assert [client.get(f"{path}?{wrong}").status_code for path in ("/agenda", "/agenda/now")] == [404, 404]


@pytest.mark.usefixtures("weeks")
def test_hostile_words_are_only_words(client: FlaskClient) -> None:
    for hostile in ("%3Cscript%3Ealert(1)%3C/script%3E", "%27%20OR%201=1", "%25", "_", "x" * 5000, "%E2%80%AE", "%F0"):
        answer = client.get(f"/agenda?words={hostile}")
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert len(answer.text) < 60_000
    assert client.get("/agenda?words=%00").status_code == 400


def test_nobody_finds_or_is_offered_what_is_not_public(client: FlaskClient, make: Make, tea: Tea, linde: int) -> None:
    private = make.space(linde, private=True)
    tea.entries = [
        an_entry(TODAY, house_id=linde, uid="a", title="Geheim", visibility=Visibility.BUSY, labels=("pittig",)),
        an_entry(TODAY, house_id=linde, uid="b", title="Geheim", visibility=Visibility.HIDDEN, labels=("pittig",)),
        an_entry(TODAY, house_id=linde, uid="c", title="Geheim", space_ids=(private,), labels=("pittig",)),
    ]
    for path in ("/agenda?words=geheim", "/agenda/now?words=geheim", "/agenda?label=rustig"):
        soup = page(client, path)
        assert titles(soup) == []
        assert not soup.select("#label-pittig")


def test_weekend_is_saturday_and_sunday_and_turns_by_the_week(client: FlaskClient, tea: Tea, linde: int) -> None:
    tea.entries = [
        an_entry(f"2026-09-{day}", house_id=linde, uid=str(day), title=f"Dag {day}") for day in (11, 12, 13, 14)
    ]
    soup = page(client, links(page(client, "/agenda"), "Weekend")[0])
    assert titles(soup) == ["Dag 12", "Dag 13"]
    assert links(soup, "Week ervoor") == ["/agenda/weekend/2026-09-05"]
    assert links(soup, "Week erna") == ["/agenda/weekend/2026-09-19"]
    assert titles(page(client, "/agenda/weekend/2026-09-13")) == ["Dag 12", "Dag 13"]
    assert client.get("/agenda/weekend/soon").status_code == 404


# -- now and soon (it is a quarter past two)


@pytest.fixture
def today(tea: Tea, linde: int) -> None:
    tea.entries = [
        an_entry(TODAY, "09:00-10:00", house_id=linde, uid="a", title="Geweest"),
        an_entry(TODAY, "13:30-15:30", house_id=linde, uid="b", title="Taalcafé", labels=("gratis",)),
        an_entry(TODAY, "14:00-16:00", house_id=linde, uid="c", title="Ging niet door", status=Status.CANCELLED),
        an_entry(TODAY, "16:00-17:00", house_id=linde, uid="d", title="Valt uit", status=Status.CANCELLED),
        an_entry(TODAY, "20:00-22:00", house_id=linde, uid="e", title="Kaarten"),
        an_entry(TODAY, "21:00-22:00", house_id=linde, uid="f", title="Te laat vandaag"),
    ]


def shown(soup: BeautifulSoup) -> dict[str, list[str]]:
    return {str(part["aria-labelledby"]): titles(part) for part in soup.select("main section[aria-labelledby]")}


@pytest.mark.usefixtures("today")
def test_now_and_soon_shows_what_is_on_and_the_next_hours_and_stays_true(client: FlaskClient) -> None:
    assert shown(page(client, "/agenda/now")) == {"current": ["Taalcafé"], "later": ["Valt uit", "Kaarten"]}
    with at(datetime(2026, 9, 10, 13, 31, tzinfo=UTC)):
        assert shown(page(client, "/agenda/now")) == {"later": ["Valt uit", "Kaarten", "Te laat vandaag"]}
    assert shown(page(client, "/agenda/now?label=gratis")) == {"current": ["Taalcafé"]}


@pytest.mark.usefixtures("today")
def test_now_and_soon_with_nothing_on_says_what_comes_first(client: FlaskClient) -> None:
    soup = page(client, "/agenda/now?words=laat")
    assert shown(soup) == {"nothing": ["Te laat vandaag"]}
    assert "Nu is er niets, en tot 20:15 ook niet." in words(soup)
    soup = page(client, "/agenda/now?words=taart")
    assert shown(soup) == {"nothing": []}
    assert links(soup, "komende dagen") == ["/agenda?words=taart"]


# -- what fits, on the device only


def test_lines_say_what_they_are_and_no_field_of_the_choice_can_be_sent(
    client: FlaskClient, tea: Tea, linde: int
) -> None:
    tea.entries = [
        an_entry(TODAY, "20:00-21:00", house_id=linde, themes=("eten",), labels=("rustig", "step_free")),
        an_entry(TODAY, "11:59-13:00", house_id=linde, uid="b"),
        an_entry(TODAY, "17:59-19:00", house_id=linde, uid="c"),
    ]
    soup = page(client, "/agenda")
    assert [line["data-is"] for line in soup.select(".wij-line")] == [
        "morning",
        "afternoon",
        "eten rustig step_free evening",
    ]
    [panel] = soup.select("[data-fits]")
    assert panel.has_attr("hidden")
    assert len(panel.select("input")) > 20
    assert panel.select("[name], form") == []
    assert panel.find_parent("form") is None
    assert not page(client, "/").select("[data-fits], [data-is]")
    assert agenda_lines(soup)[2] == "20:00–21:00 Theekransje rustig tempo"
