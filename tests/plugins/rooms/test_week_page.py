"""A room's week and day: a real table with spoken cells, a list on a phone, and only what the reader may see."""

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app.clock import Span
from app.clock import at as clock_at
from app.db import db
from tests.factories import AMSTERDAM, Make, at, span
from tests.plugins.rooms.conftest import BUSY, MONDAY, THURSDAY, Counting, Scene

Browser = Callable[[int], FlaskClient]
SLOT = span(THURSDAY, "14:00-16:00")


def soup(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.data, "html.parser")


def cells(client: FlaskClient, path: str = "/rooms/zaal-a?week=2027-03-15") -> dict[str, Tag]:
    """Cells of the grid by what a screen reader says first: "donderdag 18 maart, 14:00 tot 16:00"."""
    table = soup(client, path).select_one("table.wij-week")
    assert table is not None
    found: dict[str, Tag] = {}
    for cell in table.select("td"):
        spoken = cell.select_one(".visually-hidden")
        assert spoken is not None, cell
        found[spoken.get_text().rstrip(", ")] = cell
    return found


def text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


@pytest.mark.both
def test_week_shows_free_taken_yours_closed_and_cancelled(scene: Scene, as_person: Browser, make: Make) -> None:
    make.closure(scene.house, span("2027-03-16", "09:00-12:00"), reason="grote schoonmaak")
    scene.book(SLOT, title="Overleg Verzonnenlaan", visibility=BUSY)
    scene.book(span(THURSDAY, "19:00-20:30"), who=scene.noor, title="Koor")
    scene.book(span("2027-03-19", "10:00-12:00"), who=scene.noor, title="Geheim", visibility=BUSY)
    scene.cancel(scene.book(span("2027-03-17", "13:00-14:30"), who=scene.noor, title="Peulvruchten"), who=scene.noor)
    grid = cells(as_person(scene.lieke))
    mine = grid["donderdag 18 maart, 14:00 tot 16:00"]
    assert (mine["class"], mine["rowspan"]) == (["is-mine"], "4")
    assert text(mine).endswith("Overleg Verzonnenlaan van jou")
    assert mine.select_one("a[href^='/rooms/booking/']")
    assert text(grid["donderdag 18 maart, 19:00 tot 20:30"]).endswith("Koor bezet")
    secret = grid["vrijdag 19 maart, 10:00 tot 12:00"]
    assert (secret["class"], secret.select("a")) == (["is-taken"], [])
    assert text(secret) == "vrijdag 19 maart, 10:00 tot 12:00, bezet"
    assert text(grid["dinsdag 16 maart, 9:00 tot 12:00"]).endswith("dicht grote schoonmaak")
    off = grid["woensdag 17 maart, 13:00 tot 14:30"]
    assert (off["class"], text(off.select_one("s") or off)) == (["is-cancelled"], "Peulvruchten")
    free = grid["donderdag 18 maart, 17:00 tot 18:00"]
    link = free.select_one("a")
    assert link is not None
    assert link["href"] == "/rooms/book/when?day=2027-03-18&start=17:00&end=18:00&room=zaal-a"


def test_every_row_of_the_grid_is_full(scene: Scene, client: FlaskClient) -> None:
    scene.book(span(THURSDAY, "14:15-15:50"))
    scene.book(span(THURSDAY, "15:50-16:10"), who=scene.noor)
    table = soup(client, "/rooms/zaal-a?week=2027-03-15").select_one("table.wij-week tbody")
    assert table is not None
    rows = table.find_all("tr", recursive=False)
    covered = [[0] * 8 for _row in rows]
    for top, row in enumerate(rows):
        place = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while covered[top][place]:
                place += 1
            for down in range(int(str(cell.get("rowspan", "1")))):
                covered[top + down][place] += 1
    assert len(rows) == 26
    assert {count for row in covered for count in row} == {1}


def test_booking_that_is_not_mine_has_no_title_for_visitors_and_a_page_for_hosts(
    scene: Scene, client: FlaskClient, as_person: Browser
) -> None:
    key = scene.book(SLOT, title="Geheim plan", visibility=BUSY)
    for path in ("/rooms/zaal-a?week=2027-03-15", "/rooms/zaal-a?day=2027-03-18"):
        assert b"Geheim plan" not in client.get(path).data
        assert b"Geheim plan" not in as_person(scene.noor).get(path).data
        assert b"Geheim plan" in as_person(scene.lieke).get(path).data
    host = cells(as_person(scene.toos))["donderdag 18 maart, 14:00 tot 16:00"]
    assert text(host).endswith("Geheim plan bezet")
    assert host.select_one(f"a[href='/rooms/booking/{key}']")


def test_time_to_tidy_up_is_not_offered(scene: Scene, client: FlaskClient, make: Make) -> None:
    make.space(scene.house, "Keuken", slug="keuken", buffer=30)
    kitchen = scene.all("SELECT id FROM space WHERE slug = 'keuken'")[0][0]
    scene.book(SLOT, space=kitchen, people=5)
    grid = cells(client, "/rooms/keuken?week=2027-03-15")
    assert text(grid["donderdag 18 maart, 16:00 tot 16:30"]).endswith("opruimtijd")
    assert grid["donderdag 18 maart, 16:00 tot 16:30"].select("a") == []
    assert grid["donderdag 18 maart, 16:30 tot 17:00"].select("a")


def test_what_is_past_cannot_be_chosen(scene: Scene, client: FlaskClient) -> None:
    with clock_at(at(MONDAY, "12:40")):
        page = soup(client, "/rooms/zaal-a")
        grid = cells(client, "/rooms/zaal-a")
    assert text(grid["maandag 15 maart, 9:00 tot 12:30"]).endswith("voorbij")
    assert grid["maandag 15 maart, 9:00 tot 12:30"].select("a") == []
    assert grid["maandag 15 maart, 12:30 tot 13:00"].select("a")
    today = page.select_one("thead [aria-current=date]")
    assert today is not None
    assert text(today) == "ma maandag 15"
    assert text(page.select_one("tbody [aria-current=time]") or page) == "12:00"


@pytest.mark.parametrize(("day", "spoken"), [("2027-03-25", "donderdag 25 maart"), ("2027-04-01", "donderdag 1 april")])
def test_week_before_and_after_the_clock_change_show_the_same_wall_time(
    scene: Scene, client: FlaskClient, day: str, spoken: str
) -> None:
    scene.weekly(THURSDAY, "19:00-20:30", count=4, title="Koor")
    assert text(cells(client, f"/rooms/zaal-a?week={day}")[f"{spoken}, 19:00 tot 20:30"]).endswith("Koor bezet")
    lines = [text(line) for line in soup(client, f"/rooms/zaal-a?day={day}").select(".wij-slot.is-taken")]
    assert lines == ["19:00–20:30 Koor bezet"]


def test_day_list_offers_free_time_in_one_piece(scene: Scene, as_person: Browser) -> None:
    scene.book(SLOT, title="Overleg")
    slots = soup(as_person(scene.lieke), "/rooms/zaal-a?day=2027-03-18").select(".wij-slot")
    assert [text(slot) for slot in slots] == [
        "9:00–14:00 vrij Kies een tijd op donderdag tussen 9:00 en 14:00",
        "14:00–16:00 Overleg van jou Wijzig Overleg",
        "16:00–22:00 vrij Kies een tijd op donderdag tussen 16:00 en 22:00",
    ]


def test_closed_hours_are_told_as_far_as_the_grid_goes(scene: Scene, client: FlaskClient, make: Make) -> None:
    make.closure(scene.house, span("2027-03-20", "00:00-10:00"), reason="onderhoud")
    make.closure(scene.house, Span.day(date(2027, 3, 21), AMSTERDAM), reason="feestdag")
    grid = cells(client)
    assert text(grid["zaterdag 20 maart, 9:00 tot 10:00"]).endswith("dicht onderhoud")
    assert text(grid["zondag 21 maart, 9:00 tot 22:00"]).endswith("dicht feestdag")
    lines = [text(line) for line in soup(client, "/rooms/zaal-a?day=2027-03-21").select(".wij-slot")]
    assert lines == ["9:00–22:00 dicht: feestdag"]


def test_week_can_be_turned_and_odd_days_show_this_week(scene: Scene, client: FlaskClient) -> None:
    page = soup(client, "/rooms/zaal-a?week=2027-03-18")
    assert text(page.select_one("h2") or page) == "Week 11, 15 tot en met 21 maart"
    links = {link.get("id"): link["href"] for link in page.select(".wij-turn .btn")}
    assert links["week-before"] == "/rooms/zaal-a?week=2027-03-08"
    assert links["week-after"] == "/rooms/zaal-a?week=2027-03-22"
    for odd in ("week=soon", "week=9999-12-31", "week=", "week=0001-01-01", "day=<script>", "day=2027-02-30"):
        assert client.get(f"/rooms/zaal-a?{odd}").status_code == 200, odd


def test_renamed_room_answers_with_its_new_address(scene: Scene, client: FlaskClient) -> None:
    with scene.app.app_context():
        insert = "INSERT INTO old_slug (kind, slug, target_id) VALUES ('space', 'oude-zaal', :id)"
        db.session.execute(sa.text(insert), {"id": scene.hall})
        db.session.commit()
    answer = client.get("/rooms/oude-zaal?day=2027-03-18")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/rooms/zaal-a?day=2027-03-18")
    assert client.get("/rooms/nergens").status_code == 404


@pytest.mark.both
def test_number_of_questions_does_not_grow_with_the_bookings(
    scene: Scene, as_person: Browser, counting: Counting
) -> None:
    lieke = as_person(scene.lieke)

    def asked(path: str) -> int:
        with counting() as statements:
            assert lieke.get(path).status_code == 200
        return len(statements)

    scene.weekly(THURSDAY, "09:00-10:00", count=1)
    paths = ("/rooms/zaal-a?week=2027-03-15", "/rooms/zaal-a?day=2027-03-18", "/rooms/")
    before = [asked(path) for path in paths]
    scene.book(span(THURSDAY, "10:00-11:00"), who=scene.noor)
    scene.book(span(THURSDAY, "11:00-12:00"), who=scene.noor, visibility=BUSY)
    scene.weekly("2027-03-17", "14:00-16:00", count=52)
    assert [asked(path) for path in paths] == before


def test_grid_needs_no_script_and_its_script_is_small(scene: Scene, client: FlaskClient) -> None:
    page = soup(client, "/rooms/zaal-a")
    (script,) = [one["src"] for one in page.select("script[src]") if "week" in str(one["src"])]
    with client.get(str(script)) as answer:
        assert answer.status_code == 200
        assert len(answer.data) <= 10_240  # the budget of a page, also before it is gzipped
    assert page.select("[style], [onclick], script:not([src])") == []
    assert page.select_one("table.wij-week caption [hidden]")
    assert page.select_one("a.wij-skip[href='#after-grid']")
    assert page.select_one("#after-grid")
