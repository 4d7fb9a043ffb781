"""One day of all rooms: a column for each, as many queries for one room as for twenty, and nothing of a private one."""

from collections.abc import Callable

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from tests.factories import span
from tests.plugins.rooms.conftest import THURSDAY, Counting, Scene

As = Callable[[int], FlaskClient]
PATH = f"/rooms/day/{THURSDAY}"


def grid(client: FlaskClient, path: str = PATH) -> Tag:
    """The table of a page."""
    table = BeautifulSoup(client.get(path).text, "html.parser").select_one("table.wij-rooms")
    assert table is not None
    return table


def spoken(table: Tag, kind: str) -> list[str]:
    """What a screen reader says of the cells of a kind, in order."""
    return [" ".join(cell.get_text(" ", strip=True).split()) for cell in table.select(f"td.is-{kind}")]


def test_every_room_has_a_column_and_every_cell_says_room_day_and_time(scene: Scene) -> None:
    scene.book(span(THURSDAY, "14:00-16:00"), title="Overleg van de straat")
    scene.book(span(THURSDAY, "10:00-11:00"), who=scene.noor, space=scene.den, visibility="busy", title="Geheim plan")
    table = grid(scene.app.test_client())
    assert [head.get_text(strip=True) for head in table.select("thead th[data-room]")] == ["Zaal A", "Zaal B"]
    assert spoken(table, "taken") == [
        "Zaal B, donderdag 18 maart, 10:00 tot 11:00, bezet",
        "Zaal A, donderdag 18 maart, 14:00 tot 16:00, Overleg van de straat bezet",
    ]
    free = spoken(table, "free")
    assert "Zaal A, donderdag 18 maart, 9:00 tot 10:00, vrij" in free
    assert len([one for one in free if one.startswith("Zaal")]) == len(free)
    link = table.select_one("td.is-free a")
    assert link is not None
    assert link["href"] == f"/rooms/book/when?day={THURSDAY}&start=09:00&end=10:00&room=zaal-a"


def test_own_booking_is_shown_as_ones_own_and_leads_to_its_page(scene: Scene, as_person: As) -> None:
    key = scene.book(span(THURSDAY, "14:00-16:00"), visibility="busy", title="Voor mij")
    table = grid(as_person(scene.lieke))
    link = table.select_one("td.is-mine a")
    assert link is not None
    assert link["href"] == f"/rooms/booking/{key}"
    assert "Voor mij" not in grid(as_person(scene.noor)).get_text()


def test_private_room_is_for_hosts_alone(scene: Scene, as_person: As) -> None:
    hidden = scene.make.space(scene.house, "Stiltekamer", slug="stil", private=True)
    scene.book(span(THURSDAY, "14:00-16:00"), who=scene.toos, space=hidden, people=2, title="Gesprek Zwijgsteen")
    for reader in (scene.app.test_client(), as_person(scene.lieke)):
        page = reader.get(PATH).text
        assert "Stiltekamer" not in page
        assert "Zwijgsteen" not in page
    page = as_person(scene.toos).get(PATH).text
    assert "Stiltekamer" in page
    assert "Gesprek Zwijgsteen" in page


def test_combined_room_and_its_parts_are_in_each_others_way(scene: Scene) -> None:
    scene.make.space(scene.house, "Grote zaal", slug="grote-zaal", parts=[scene.hall, scene.den], seated=40)
    scene.book(span(THURSDAY, "14:00-16:00"), space=scene.den, people=4, title="Breien")
    taken = spoken(grid(scene.app.test_client()), "taken")
    assert sorted(one.split(",")[0] for one in taken) == ["Grote zaal", "Zaal B"]


def test_day_costs_as_many_queries_for_many_rooms_and_bookings(scene: Scene, as_person: As, counting: Counting) -> None:
    lieke = as_person(scene.lieke)

    def cost() -> int:
        lieke.get(PATH)
        with counting() as asked:
            assert lieke.get(PATH).status_code == 200
        return len(asked)

    scene.book(span(THURSDAY, "10:00-11:00"))
    few = cost()
    for number in range(18):
        room = scene.make.space(scene.house, f"Kamer {number}", slug=f"kamer-{number}")
        scene.book(span(THURSDAY, "14:00-16:00"), space=room, people=1)
    assert cost() == few


def test_day_that_is_none_or_too_far_away_is_not_found(scene: Scene) -> None:
    guest = scene.app.test_client()
    for day in ("2027-02-30", "morgen", "1999-01-01", "2427-01-01"):
        assert guest.get(f"/rooms/day/{day}").status_code == 404
    assert guest.get("/rooms/day").headers["Location"].endswith("/rooms/day/2027-03-15")


def test_place_in_the_address_fills_the_form_that_moves_and_moves_nothing(scene: Scene, as_person: As) -> None:
    key = scene.book(span(THURSDAY, "14:00-16:00"))
    asked = "room=zaal-b&day=2027-03-19&start=10:00&end=12:30"
    page = BeautifulSoup(as_person(scene.lieke).get(f"/rooms/booking/{key}?{asked}").text, "html.parser")
    chosen = {one.parent["name"]: one["value"] for one in page.select("form select option[selected]") if one.parent}
    assert (chosen["room"], chosen["start"], chosen["end"]) == ("zaal-b", "10:00", "12:30")
    day = page.select_one("input[name=day]")
    assert day is not None
    assert day["value"] == "2027-03-19"
    assert "Er is nog niets verzet" in page.get_text()
    assert scene.rows()[0].span == span(THURSDAY, "14:00-16:00")
    junk = as_person(scene.lieke).get(f"/rooms/booking/{key}?room=nergens&day=x&start=99:99")
    assert junk.status_code == 200
