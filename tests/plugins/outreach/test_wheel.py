"""The wheel in the browser: how it turns, its districts, the plan, what went out, and the picture of it."""

from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import clock
from plugins.outreach.visitors.keeping import PaperValues, tell_papers
from plugins.outreach.wheel.keeping import (
    DistrictValues,
    Turning,
    add_district,
    end_district,
    set_wheel,
    take_proposal,
    tell_sent,
)
from plugins.outreach.wheel.models import District, Letters
from plugins.outreach.wheel.months import month_at, number_of
from tests.factories import at
from tests.plugins.outreach.conftest import Round

JANUARY, MARCH = date(2027, 1, 1), date(2027, 3, 1)
SMALL = {
    "years": "1",
    "every": "3",
    "visitors": "1",
    "talks": "1",
    "together": "2",
    "one_in": "3",
    "first": "2027-01-01",
}
"""The form of a wheel with a single visitor."""
TURNING = Turning(first=JANUARY, years=1, every=3, quiet=(), visitors=8, talks=2, together=2, one_in=3)


@pytest.fixture
def planned(team: Round) -> Round:
    """A wheel of one year, letters each quarter, planned in January: Klaverveld 8, Molenrand 12, so 5 a quarter."""
    with clock.at(at("2027-01-04", "10:00")):
        team.do(set_wheel, "toos", TURNING)
        for name, letters in (("Klaverveld", 8), ("Molenrand", 12)):
            team.do(add_district, "toos", DistrictValues(name=name, letters=letters))
        team.do(take_proposal, "toos")
    return team


def key_of(team: Round, name: str) -> str:
    """The public id of a district."""
    return next(str(key) for key, called in team.rows(District.public_id, District.name) if called == name)


def plan_of(team: Round) -> list[tuple[str, int, int, int | None]]:
    """(district, month of the year, planned, sent), in order."""
    names = dict(team.rows(District.id, District.name))
    rows = team.rows(Letters.month, Letters.district_id, Letters.planned, Letters.sent)
    return [(names[district], month.month, planned, sent) for month, district, planned, sent in rows]


def soup_of(browser: FlaskClient, path: str) -> BeautifulSoup:
    answer = browser.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.data, "html.parser")


def test_plan_of_january_is_even_over_the_quarters(planned: Round) -> None:
    assert plan_of(planned) == [
        ("Klaverveld", 1, 5, None),
        ("Klaverveld", 4, 3, None),
        ("Molenrand", 4, 2, None),
        ("Molenrand", 7, 5, None),
        ("Molenrand", 10, 5, None),
    ]


def test_what_went_out_stays_and_the_rest_is_planned_anew(planned: Round) -> None:
    """Four of five letters of January went out; the fifth goes along from April on."""
    planned.do(tell_sent, "toos", key_of(planned, "Klaverveld"), JANUARY, 4)
    planned.do(take_proposal, "toos")
    assert plan_of(planned) == [
        ("Klaverveld", 1, 5, 4),
        ("Klaverveld", 4, 4, None),
        ("Molenrand", 4, 1, None),
        ("Molenrand", 7, 5, None),
        ("Molenrand", 10, 6, None),
    ]


def test_new_and_moved_district_make_another_proposal(planned: Round, as_person: Callable[[int], FlaskClient]) -> None:
    toos = as_person(planned.people["toos"])
    form = {"name": "Zandkamp", "letters": "6", "source": "", "earliest": "2027-10-01", "latest": ""}
    assert toos.post("/outreach/wheel/districts/new", data=form).status_code == 303
    moved = {"name": "Klaverveld", "letters": "8", "source": "", "earliest": "", "latest": "2027-04-01"}
    assert toos.post(f"/outreach/wheel/districts/{key_of(planned, 'Klaverveld')}", data=moved).status_code == 303
    assert toos.post("/outreach/wheel/plan").status_code == 303
    assert plan_of(planned) == [
        ("Klaverveld", 4, 8, None),
        ("Molenrand", 7, 9, None),
        ("Molenrand", 10, 3, None),
        ("Zandkamp", 10, 6, None),
    ]


def test_page_says_that_it_does_not_fit_and_what_would_be_enough(
    planned: Round, as_person: Callable[[int], FlaskClient]
) -> None:
    """Seven letters of April ask for three talks; one visitor of one talk a month holds one in three months."""
    toos = as_person(planned.people["toos"])
    assert toos.post("/outreach/wheel/settings", data=SMALL).status_code == 303
    warning = soup_of(toos, "/outreach/wheel").select_one("section[aria-labelledby=fits] .wij-notice.wrong")
    assert warning is not None
    assert "De volste briefmaand vraagt 3 gesprekken. Er zijn er 1 mogelijk." in warning.get_text(" ", strip=True)
    assert [one.get_text(strip=True) for one in warning.select("li")] == [
        "in totaal 2 bezoekers",
        "2 gesprekken per maand voor elke bezoeker",
        "7 maanden met brieven, dus een langer rad of minder stille maanden",
    ]


def test_letters_are_told_as_a_number_and_never_more_than_there_are(
    planned: Round, as_person: Callable[[int], FlaskClient]
) -> None:
    toos, letters = (
        as_person(planned.people["toos"]),
        f"/outreach/wheel/districts/{key_of(planned, 'Klaverveld')}/letters",
    )
    refused = toos.post(f"{letters}/2027-01", data={"sent": "9"})
    assert refused.status_code == 422
    assert "Typ een getal van 0 tot en met 8" in refused.get_data(as_text=True)
    assert "Deze maand moet nog komen." in toos.post(f"{letters}/2027-04", data={"sent": "3"}).get_data(as_text=True)
    assert [toos.get(f"{letters}/{month}").status_code for month in ("2027-02", "2027-13", "x")] == [404] * 3
    assert [one for one in plan_of(planned) if one[3] is not None] == []
    assert toos.post(f"{letters}/2027-01", data={"sent": "5"}).status_code == 303
    assert plan_of(planned)[0] == ("Klaverveld", 1, 5, 5)
    assert toos.post(f"{letters}/2027-01", data={"sent": "0"}).status_code == 303
    assert plan_of(planned)[0] == ("Klaverveld", 1, 5, None)


def test_picture_and_table_tell_the_same_counts(planned: Round, as_person: Callable[[int], FlaskClient]) -> None:
    planned.do(tell_sent, "toos", key_of(planned, "Klaverveld"), JANUARY, 5)
    page = soup_of(as_person(planned.people["wout"]), "/outreach/wheel")
    picture = page.select_one("svg.wij-chart")
    assert picture is not None
    assert picture["aria-label"] == (
        "Balken, één per jaar: 5 van de 20 brieven zijn verstuurd. De getallen staan in de tabel hieronder."
    )
    assert [one.get_text() for one in picture.select("text.big")] == ["5 / 20"]
    assert [one.get_text() for one in page.select("table td")] == ["5", "15"]
    assert page.select("form[action*=plan]") == []  # who visits looks, and changes nothing


def test_everybody_reads_which_district_is_when_and_no_numbers(planned: Round, client: FlaskClient) -> None:
    page = soup_of(client, "/outreach/")
    when = page.select_one("section[aria-labelledby=when]")
    assert when is not None
    assert [line.get_text(" ", strip=True) for line in when.select("li")] == ["2027 Klaverveld, Molenrand"]
    assert not any(number in page.get_text() for number in ("12", "20 "))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "Molenrand"}, "name"),
        ({"letters": "0"}, "letters"),
        ({"letters": "veel"}, "letters"),
        ({"earliest": "2027-06-01", "latest": "2027-05-01"}, "latest"),
        ({"earliest": "1999-01-01"}, "earliest"),
    ],
)
def test_district_with_something_wrong_is_refused_beside_its_field(
    planned: Round, as_person: Callable[[int], FlaskClient], values: dict[str, str], field: str
) -> None:
    before = planned.rows(District.name, District.letters)
    form = {"name": "Zandkamp", "letters": "6", "source": "GGD", "earliest": "", "latest": ""} | values
    answer = as_person(planned.people["toos"]).post("/outreach/wheel/districts/new", data=form)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.data, "html.parser")
    assert [link["href"] for link in page.select("#errors a")] == [f"#{field}"]
    assert page.select_one("#source")["value"] == "GGD"  # type: ignore[index]  # not there is a failure too
    assert planned.rows(District.name, District.letters) == before


def test_wheel_of_twelve_quiet_months_is_refused(planned: Round, as_person: Callable[[int], FlaskClient]) -> None:
    quiet = {"quiet": [str(month) for month in range(1, 13)]}
    answer = as_person(planned.people["toos"]).post("/outreach/wheel/settings", data={**SMALL, **quiet})
    assert answer.status_code == 422
    assert "Laat ten minste één maand over" in answer.get_data(as_text=True)


def test_district_that_is_taken_off_keeps_its_counts_and_may_come_back(planned: Round) -> None:
    key = key_of(planned, "Klaverveld")
    planned.do(tell_sent, "toos", key, JANUARY, 5)
    planned.do(end_district, "toos", key)
    assert plan_of(planned)[0] == ("Klaverveld", 1, 5, 5)
    assert [one[0] for one in plan_of(planned)].count("Klaverveld") == 1
    planned.do(add_district, "toos", DistrictValues(name="Klaverveld", letters=8))
    assert key_of(planned, "Klaverveld") == key


@pytest.mark.parametrize("number", [-14, -1, 0, 11, 12, 59])
def test_months_are_counted_back_and_forth(number: int) -> None:
    assert number_of(month_at(number, MARCH), MARCH) == number


def test_settings_tell_who_can_go_now(planned: Round, as_person: Callable[[int], FlaskClient]) -> None:
    toos = as_person(planned.people["toos"])
    assert "0 bezoekers op de lijst kunnen nu op pad." in toos.get("/outreach/wheel/settings").get_data(as_text=True)
    seen = PaperValues(trained_on=date(2027, 1, 5), pass_number="K1", conduct_seen_on=date(2027, 1, 5))
    planned.do(tell_papers, "toos", planned.key("wout"), seen)
    page = toos.get("/outreach/wheel/settings").get_data(as_text=True)
    assert "1 bezoeker op de lijst kan nu op pad. Samen willen ze 2 keer per maand gaan." in page
