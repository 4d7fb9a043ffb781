"""The poster of a week and the sheet of a month."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.calendar import sheet
from app.calendar.entry import EntryQuery, Status, Visibility
from app.calendar.gathering import gather
from app.calendar.projection import Audience
from app.clock import Span, at
from app.db import transaction
from app.places.models import OldSlug
from app.web.qr import qr_of
from tests.core.calendar.conftest import Tea
from tests.core.calendar.samples import an_entry
from tests.core.calendar.test_agenda import page, words
from tests.factories import Make
from tests.factories import span as a_span

TODAY = "2026-09-10"  # a Thursday, 14:15
MONDAY = date(2026, 9, 7)


@pytest.fixture
def linde(make: Make) -> int:
    return make.house("De Linde", slug="linde", kind="Buurthuis", address="Lindelaan 1", phone="076-000 00 01")


def lines(client: FlaskClient, path: str = "/house/linde/poster") -> list[str]:
    soup = page(client, path)
    found = soup.select(".wij-sheet__day > h2, .wij-sheet__day li")
    return [" ".join(line.get_text(" ").split()).replace(" ,", ",") for line in found]


def test_poster_tells_the_week_of_the_house_and_where_to_ask(client: FlaskClient, tea: Tea, linde: int) -> None:
    tea.entries = [
        an_entry(
            "2026-09-07", "09:30-11:00", uid="1", title="Koffie", place="Huiskamer", url="/koffie", house_id=linde
        ),
        an_entry(TODAY, "13:30-15:30", uid="2", title="Taalcafé", house_id=linde),
        an_entry("2026-09-14", "10:00-11:00", uid="3", title="Volgende week", house_id=linde),
    ]
    assert lines(client) == [
        "Maandag 7 september",
        "9:30 Koffie, Huiskamer",
        "Donderdag 10 september",
        "13:30 Taalcafé",
    ]
    sheet_of = page(client, "/house/linde/poster").select_one(".wij-sheet")
    assert sheet_of
    assert "Deze week in de buurt Buurthuis De Linde , 7 tot en met 13 september" in words(sheet_of)
    assert "Lindelaan 1. Vragen? Bel 076-000 00 01 ." in words(sheet_of)
    assert [code["src"] for code in sheet_of.select(".wij-qr")] == [
        qr_of("https://wij.example/koffie"),
        qr_of("https://wij.example/agenda/day/2026-09-10"),
        qr_of("https://wij.example/agenda/week/2026-09-07"),
    ]


@pytest.mark.parametrize("path", ["/house/linde/poster", "/house/linde/month"])
def test_nothing_hangs_on_the_wall_that_is_not_for_everybody_or_is_off(
    client: FlaskClient, make: Make, tea: Tea, linde: int, path: str
) -> None:
    secret = make.space(linde, "Spreekkamer", private=True)
    tea.entries = [
        an_entry(TODAY, uid="1", title="Open middag", house_id=linde),
        an_entry(TODAY, uid="2", title="Verjaardag Jansen", house_id=linde, visibility=Visibility.BUSY),
        an_entry(TODAY, uid="3", title="Geheim overleg", house_id=linde, visibility=Visibility.HIDDEN),
        an_entry(TODAY, uid="4", title="Gesprek", house_id=linde, space_ids=(secret,)),
        an_entry(TODAY, uid="5", title="Zingen", house_id=linde, status=Status.CANCELLED),
        an_entry(TODAY, uid="6", title="Praatgroep", note="7 mensen", house_id=linde, sensitive=True),
    ]
    told = words(page(client, path).select_one(".wij-sheet"))
    assert "Open middag" in told
    assert "Praatgroep" in told
    for kept in ("Jansen", "Bezet", "Geheim", "Gesprek", "Spreekkamer", "Zingen", "7 mensen"):
        assert kept not in told


def test_poster_keeps_to_the_wall_when_the_clock_changes(client: FlaskClient, tea: Tea, linde: int) -> None:
    tea.entries = [
        an_entry(day, "10:00-11:00", uid=day, title="Koor", house_id=linde) for day in ("2026-10-24", "2026-10-25")
    ] + [an_entry("2026-10-26", "00:30-01:00", uid="x", title="Nachtwacht", house_id=linde)]
    assert lines(client, "/house/linde/poster/2026-10-22") == [
        "Zaterdag 24 oktober",
        "10:00 Koor",
        "Zondag 25 oktober",
        "10:00 Koor",
    ]
    october = page(client, "/house/linde/month/2026-10")
    assert [words(box) for box in october.select("td:has(li)")] == [
        "24 10:00 Koor",
        "25 10:00 Koor",
        "26 0:30 Nachtwacht",
    ]


def test_what_began_before_the_week_stands_under_its_first_day(client: FlaskClient, tea: Tea, linde: int) -> None:
    night = Span(datetime(2026, 9, 6, 20, tzinfo=UTC), datetime(2026, 9, 6, 23, tzinfo=UTC))
    weeks = Span(datetime(2026, 9, 1, 8, tzinfo=UTC), datetime(2026, 9, 20, 8, tzinfo=UTC))
    tea.entries = [
        an_entry(uid="1", title="Feest", span=night, house_id=linde),
        an_entry(uid="2", title="Expositie", span=weeks, house_id=linde),
    ]
    assert lines(client) == ["Maandag 7 september", "de hele dag Expositie", "tot 1:00 Feest"]


def test_poster_from_friday_on_is_that_of_next_week(client: FlaskClient, linde: int) -> None:
    with at(datetime(2026, 9, 10, 12, tzinfo=UTC)):
        assert "7 tot en met 13 september" in words(page(client, "/house/linde/poster"))
    with at(datetime(2026, 9, 11, 12, tzinfo=UTC)):
        assert "14 tot en met 20 september" in words(page(client, "/house/linde/poster"))


def test_only_house_tells_of_its_partners_and_one_of_several_does_not(
    client: FlaskClient, make: Make, tea: Tea, linde: int
) -> None:
    gym = make.house("Gymzaal", slug="gym", is_partner=True)
    tea.entries = [an_entry(TODAY, "20:00-21:00", title="Voetbal", house_id=gym)]
    assert lines(client)[1:] == ["20:00 Voetbal, Gymzaal"]
    make.house("De Wilg", slug="wilg")
    assert lines(client) == []


def test_paper_speaks_the_language_of_the_reader(client: FlaskClient, tea: Tea, linde: int) -> None:
    tea.entries = [an_entry(TODAY, house_id=linde)]
    client.set_cookie("wij_lang", "en")
    assert "This week near you" in words(page(client, "/house/linde/poster"))
    assert "Thursday 10 September" in words(page(client, "/house/linde/poster"))
    assert "September 2026" in words(page(client, "/house/linde/month"))


@pytest.mark.parametrize(
    "path",
    ["/house/other/poster", "/house/linde/poster/9999-12-31", "/house/linde/month/9999-12", "/house/linde/month/x"],
)
def test_sheet_of_nothing_is_not_found(client: FlaskClient, linde: int, path: str) -> None:
    page(client, path, 404)


@pytest.mark.parametrize("rest", ["/poster", "/poster/2026-09-10", "/month", "/month/2026-09"])
def test_sheet_at_an_old_address_leads_to_the_new_one(app: Flask, client: FlaskClient, linde: int, rest: str) -> None:
    with app.app_context(), transaction() as session:
        session.add(OldSlug(kind="house", slug="oud", target_id=linde))
    answer = client.get(f"/house/oud{rest}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/house/linde{rest}")


def test_agenda_house_and_poster_lead_to_paper(client: FlaskClient, linde: int) -> None:
    assert page(client, "/").select_one('a[href="/house/linde/poster"]')
    agenda = page(client, "/agenda/week/2026-09-07")
    assert agenda.select_one('a[href="/house/linde/poster/2026-09-07"]')
    assert agenda.select_one('a[href="/house/linde/month/2026-09"]')


@pytest.mark.parametrize("path", ["/house/linde/poster/2026-09-07", "/house/linde/month/2026-09"])
def test_full_sheet_asks_the_database_as_often_as_an_empty_one(
    app: Flask,
    client: FlaskClient,
    tea: Tea,
    linde: int,
    count_queries: Callable[[Flask], AbstractContextManager[list[str]]],
    path: str,
) -> None:
    def asked() -> int:
        with count_queries(app) as found:
            page(client, path)
        return len(found)

    tea.entries = [an_entry(TODAY, uid="0", house_id=linde)]
    one = asked()
    tea.entries = [
        an_entry(str(MONDAY + timedelta(days=n % 7)), uid=str(n), url=f"/{n}", house_id=linde) for n in range(40)
    ]
    assert asked() == one


# -- the day list of the host


def test_day_list_tells_each_room_with_numbers_and_without_names(
    make: Make, tea: Tea, linde: int, as_person: Callable[[int], FlaskClient]
) -> None:
    hall, secret = make.space(linde, "Zaal A"), make.space(linde, "Spreekkamer", private=True)
    busy, off = Visibility.BUSY, Status.CANCELLED
    tea.entries = [
        an_entry(TODAY, "09:00-10:00", uid="1", title="Koffie", house_id=linde, space_ids=(hall,), people=12),
        an_entry(TODAY, uid="2", title="Jansen", house_id=linde, space_ids=(hall,), people=1, visibility=busy),
        an_entry(TODAY, uid="3", title="Gesprek", house_id=linde, space_ids=(secret,)),
        an_entry(TODAY, uid="4", title="Praatgroep", house_id=linde, place="Bij de kerk", sensitive=True, people=7),
        an_entry(TODAY, uid="5", title="Zingen", house_id=linde, space_ids=(hall,), status=off),
        an_entry("2026-09-11", uid="6", title="Morgen", house_id=linde, space_ids=(hall,)),
    ]
    toos = make.person("Toos")
    make.role(toos, linde, "host")
    found = page(as_person(toos), "/desk/day").select(".wij-sheet__day")
    assert [words(room).replace(" ,", ",") for room in found] == [
        "Zaal A 9:00 Koffie, tot 10:00 · 12 mensen verwacht 19:00 Bezet, tot 21:00 · 1 persoon verwacht",
        "Spreekkamer 19:00 Bezet, tot 21:00",
        "Bij de kerk 19:00 Praatgroep, tot 21:00",
    ]


def test_day_list_is_for_hosts(make: Make, linde: int, as_person: Callable[[int], FlaskClient]) -> None:
    page(as_person(make.person("Lieke")), "/desk/day", 403)


def test_how_many_are_expected_is_not_told_to_everybody(app: Flask, tea: Tea, linde: int) -> None:
    tea.entries = [an_entry(TODAY, house_id=linde, people=12)]
    query = EntryQuery(window=a_span(TODAY, "00:00-23:00"))
    with app.test_request_context():
        assert [[one.people for one in gather(query, audience)] for audience in (Audience.AGENDA, Audience.SPACE)] == [
            [None],
            [None],
        ]
        assert [one.people for one in gather(query, Audience.HOST)] == [12]


# -- what fits


def week(*days: int, words: str = "Koffie") -> dict[date, list[str]]:
    return {MONDAY + timedelta(days=n): [words] * lines for n, lines in enumerate(days)}


def kept(found: sheet.Fit) -> list[int]:
    return list(found.kept.values())


@pytest.mark.parametrize(
    ("days", "name"),
    [((1, 1), "large"), ((2, 2, 2, 2, 2, 1), "medium"), ((2, 3, 2, 3, 2, 2), "small"), ((4,) * 6, "full")],
)
def test_letters_are_as_large_as_the_week_allows(days: tuple[int, ...], name: str) -> None:
    found = sheet.fit(week(*days))
    assert (found.size.name, kept(found)) == (name, list(days))


def test_what_does_not_fit_goes_from_the_fullest_days() -> None:
    found = kept(sheet.fit(week(2, 30, 3, 12, 1)))
    assert (found[0], found[2], found[4]) == (2, 3, 1)
    assert 0 <= found[1] - found[3] <= 1 or found[3] - found[1] == 1
    assert found[1] > 8


def test_long_words_take_two_rows() -> None:
    short, long = sheet.fit(week(*(5,) * 5)), sheet.fit(week(*(5,) * 5, words="Koffie " * 12))
    assert kept(short) == [5] * 5
    assert sum(kept(long)) < 20


def test_every_day_keeps_a_line_however_full_the_week() -> None:
    assert min(kept(sheet.fit(week(*(99,) * 7, words="Koffie " * 12)))) >= 1


def test_box_of_a_month_says_how_many_it_leaves_out() -> None:
    assert sheet.fit_in_month(["9:30 Koffie"] * 7, 5) == 7
    assert sheet.fit_in_month(["9:30 Koffie"] * 8, 5) == 6
    assert sheet.fit_in_month(["13:00 Samen iets moois maken"] * 4, 5) == 3


def test_month_has_its_whole_weeks() -> None:
    assert [len(sheet.weeks_of_month(date(*first))) for first in ((2027, 2, 1), (2026, 9, 1), (2026, 8, 1))] == [
        4,
        5,
        6,
    ]
