"""A booking's own pages: for who booked, their group's contacts and the hosts, and for nobody else."""

from collections.abc import Callable

import icalendar
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app.clock import at as clock_at
from app.plugins import Piece, impl
from app.refs import Ref
from tests.factories import Make, at, span
from tests.plugins.rooms.conftest import THURSDAY, Counting, Scene

Browser = Callable[[int], FlaskClient]
SLOT = span(THURSDAY, "14:00-16:00")
MOVE = {"room": "zaal-b", "day": "2027-03-19", "start": "10:00", "end": "12:00"}


def soup(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.data, "html.parser")


def text(page: BeautifulSoup, selector: str = "main") -> str:
    found = page.select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else ""


@pytest.fixture
def lieke(scene: Scene, as_person: Browser) -> FlaskClient:
    return as_person(scene.lieke)


@pytest.mark.parametrize(
    ("method", "page"),
    [("GET", ""), ("GET", "/made"), ("GET", ".ics"), ("POST", "/move"), ("POST", "/cancel"), ("POST", "/restore")],
)
def test_booking_of_another_is_not_there(
    scene: Scene, client: FlaskClient, as_person: Browser, method: str, page: str
) -> None:
    key = scene.book(SLOT, title="Geheim plan")
    stranger = as_person(scene.noor).open(f"/rooms/booking/{key}{page}", method=method, data=MOVE)
    assert stranger.status_code == 404
    assert b"Geheim plan" not in stranger.data
    visitor = client.open(f"/rooms/booking/{key}{page}", method=method, data=MOVE)
    assert (visitor.status_code, visitor.headers["Location"][:8]) == (303, "/sign-in")
    assert as_person(scene.lieke).open("/rooms/booking/nothing1" + page, method=method).status_code == 404
    assert [(row.span, row.status) for row in scene.rows()] == [(SLOT, "confirmed")]


@pytest.mark.parametrize("who", ["booker", "contact", "host"])
def test_booking_is_seen_and_changed_by_who_may(scene: Scene, as_person: Browser, make: Make, who: str) -> None:
    choir = make.group("Buurtkoor", contacts=[scene.lieke, scene.noor])
    key = scene.book(SLOT, title="Repetitie", group_id=choir)
    reader = as_person({"booker": scene.lieke, "contact": scene.noor, "host": scene.toos}[who])
    page = soup(reader, f"/rooms/booking/{key}")
    assert text(page, "h1") == "Repetitie"
    assert "donderdag 18 maart, 14:00–16:00" in text(page, ".wij-sofar")
    assert "Overleg met 12 mensen" in text(page, ".wij-sofar")
    assert reader.post(f"/rooms/booking/{key}/cancel").status_code == 303


def test_member_of_the_group_who_is_no_contact_sees_nothing(scene: Scene, as_person: Browser, make: Make) -> None:
    choir = make.group("Buurtkoor", contacts=[scene.lieke], members=[scene.noor])
    key = scene.book(SLOT, group_id=choir)
    assert as_person(scene.noor).get(f"/rooms/booking/{key}").status_code == 404


@pytest.mark.sweep
def test_move_by_form_and_its_undo_by_another(scene: Scene, lieke: FlaskClient) -> None:
    key = scene.book(SLOT)
    answer = lieke.post(f"/rooms/booking/{key}/move", data=MOVE)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/rooms/booking/{key}")
    assert "Gelukt. Je reservering is verplaatst." in text(soup(lieke, f"/rooms/booking/{key}"))
    assert [(row.span, row.space_id) for row in scene.rows()] == [(span("2027-03-19", "10:00-12:00"), scene.den)]


def test_move_to_a_taken_time_is_409_and_keeps_what_was_typed(scene: Scene, lieke: FlaskClient) -> None:
    key = scene.book(SLOT)
    scene.book(span("2027-03-19", "11:00-12:00"), who=scene.noor, space=scene.den)
    answer = lieke.post(f"/rooms/booking/{key}/move", data=MOVE)
    page = BeautifulSoup(answer.data, "html.parser")
    assert answer.status_code == 409
    assert "Deze tijd is net bezet." in text(page, "#errors")
    assert text(page, "#room [selected]") == "Zaal B"
    assert [(row.span, row.space_id) for row in scene.rows() if row.public_id == key] == [(SLOT, scene.hall)]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"day": ""}, "Kies een dag."),
        ({"day": "🎉"}, "We begrijpen deze datum niet."),
        ({"start": "12:00", "end": "10:00"}, "Het eind ligt voor het begin."),
        ({"room": "spreekkamer"}, "Kies een van deze."),
        ({"room": ""}, "Kies een van deze."),
        ({"start": "nine"}, "Kies een van deze."),
    ],
)
def test_bad_move_says_what_is_wrong(
    scene: Scene, lieke: FlaskClient, make: Make, changed: dict[str, str], message: str
) -> None:
    make.space(scene.house, "Spreekkamer", slug="spreekkamer", private=True)
    key = scene.book(SLOT)
    answer = lieke.post(f"/rooms/booking/{key}/move", data=MOVE | changed)
    assert answer.status_code == 422
    assert message in text(BeautifulSoup(answer.data, "html.parser"), "#errors")
    assert [row.span for row in scene.rows()] == [SLOT]


@pytest.mark.parametrize("day", ["2027-03-14", "2029-03-18"])
def test_move_against_a_rule_is_refused_beside_the_day(scene: Scene, lieke: FlaskClient, day: str) -> None:
    key = scene.book(SLOT)
    answer = lieke.post(f"/rooms/booking/{key}/move", data=MOVE | {"day": day})
    assert answer.status_code == 409
    assert BeautifulSoup(answer.data, "html.parser").select_one("#day-error")


@pytest.mark.sweep
def test_cancel_offers_undo_and_undo_brings_it_back(scene: Scene, lieke: FlaskClient) -> None:
    key = scene.book(SLOT)
    lieke.post(f"/rooms/booking/{key}/cancel")
    page = soup(lieke, f"/rooms/booking/{key}")
    assert "Afgezegd. De ruimte is weer vrij." in text(page)
    undo = page.select_one(".wij-notice form")
    assert undo is not None
    assert undo["action"] == f"/rooms/booking/{key}/restore"
    lieke.post(str(undo["action"]))
    assert "Het gaat weer door. De ruimte is van jou." in text(soup(lieke, f"/rooms/booking/{key}"))
    assert [(row.status, row.sequence) for row in scene.rows()] == [("confirmed", 2)]


def test_undo_of_what_is_taken_by_now_is_409(scene: Scene, lieke: FlaskClient) -> None:
    key = scene.book(SLOT)
    lieke.post(f"/rooms/booking/{key}/cancel")
    scene.book(SLOT, who=scene.noor)
    assert lieke.post(f"/rooms/booking/{key}/restore").status_code == 409


@pytest.mark.parametrize(("scope", "left"), [("one", 3), ("following", 1), ("all", 0)])
def test_series_asks_which_dates_and_undo_brings_them_all_back(
    scene: Scene, lieke: FlaskClient, scope: str, left: int
) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=4)
    key = scene.rows()[1].public_id
    page = soup(lieke, f"/rooms/booking/{key}")
    assert [text(page, f"label[for={one['id']}]") for one in page.select("input[name=scope]")] == [
        "Alleen deze", "Deze en alle volgende", "Alle keren die nog komen",
    ]  # fmt: skip
    assert len(page.select("#dates ~ ul .wij-line")) == 4
    lieke.post(f"/rooms/booking/{key}/cancel", data={"scope": scope})
    assert sum(not row.is_cancelled for row in scene.rows()) == left
    undo = soup(lieke, f"/rooms/booking/{key}").select_one(".wij-notice form")
    assert undo is not None
    lieke.post(str(undo["action"]))
    assert sum(not row.is_cancelled for row in scene.rows()) == 4


def test_series_cancelled_from_a_past_date_can_be_undone(scene: Scene, lieke: FlaskClient) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=4)
    key = scene.rows()[0].public_id
    with clock_at(at("2027-03-26", "12:00")):
        lieke.post(f"/rooms/booking/{key}/cancel", data={"scope": "all"})
        undo = soup(lieke, f"/rooms/booking/{key}").select_one(".wij-notice form")
        assert undo is not None
        lieke.post(str(undo["action"]))
    assert [row.status for row in scene.rows()] == ["confirmed"] * 4


@pytest.mark.parametrize("scope", ["", "everything"])
def test_series_is_not_cancelled_without_saying_which_dates(scene: Scene, lieke: FlaskClient, scope: str) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=2)
    answer = lieke.post(f"/rooms/booking/{scene.rows()[0].public_id}/cancel", data={"scope": scope})
    assert answer.status_code == 422
    assert [row.status for row in scene.rows()] == ["confirmed"] * 2


def test_what_is_over_has_no_forms(scene: Scene, lieke: FlaskClient) -> None:
    key = scene.book(SLOT)
    with clock_at(at("2027-03-22", "09:00")):
        page = soup(lieke, f"/rooms/booking/{key}")
        assert page.select("main form") == []
        assert lieke.post(f"/rooms/booking/{key}/cancel").status_code == 409
        assert lieke.post(f"/rooms/booking/{key}/move", data=MOVE).status_code == 409


def test_file_for_ones_own_calendar_has_the_feeds_uid(scene: Scene, lieke: FlaskClient) -> None:
    key = scene.book(SLOT, title="Overleg")
    answer = lieke.get(f"/rooms/booking/{key}.ics")
    assert answer.mimetype == "text/calendar"
    (event,) = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    assert (event["uid"], event["summary"]) == (scene.rows()[0].uid, "Overleg")
    page = lieke.get(f"/rooms/booking/{key}").text
    for way in (f"/rooms/booking/{key}.ics", "google.com/calendar/render?action=TEMPLATE&amp;text=Overleg", "outlook"):
        assert way in page


@pytest.mark.both
def test_page_of_a_long_series_asks_as_much_as_of_a_short_one(
    scene: Scene, lieke: FlaskClient, counting: Counting
) -> None:
    def asked(key: str) -> int:
        with counting() as statements:
            assert lieke.get(f"/rooms/booking/{key}").status_code == 200
        return len(statements)

    short = scene.weekly("2027-03-17", "14:00-16:00", count=10)  # its end is not near either
    long = scene.weekly(THURSDAY, "14:00-16:00", count=52)
    asked(short)
    assert asked(short) == asked(long)


class Asking:
    """A plugin with a question after a booking and a word beside it."""

    @impl
    def wij_fill_slot(self, slot: str, ref: Ref) -> list[Piece]:
        """The slots of a booking's pages."""
        return [Piece(order=1, html=f"<p class=asking>{slot} {ref.key}</p>")] if slot.startswith("booking.") else []


def test_made_page_shows_what_others_ask_and_otherwise_goes_to_the_booking(
    make_app: Callable[..., Flask], scene: Scene, as_person: Browser
) -> None:
    key = scene.book(SLOT)
    bare = make_app(WIJ_PLUGINS="rooms")
    asking = make_app(WIJ_PLUGINS="rooms", extra_plugins={"asking": Asking()})
    cookie = as_person(scene.lieke)
    with cookie.session_transaction() as session:
        token = session["_user_id"]
    answers = {}
    for name, app in (("bare", bare), ("asking", asking)):
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = token
        answers[name] = client.get(f"/rooms/booking/{key}/made")
        if name == "asking":
            assert f"booking.side {key}" in client.get(f"/rooms/booking/{key}").get_data(as_text=True)
        else:
            page = text(soup(client, f"/rooms/booking/{key}"))
            assert "Gelukt. Zaal A is van jou op donderdag 18 maart, van 14:00 tot 16:00 uur." in page
    assert answers["bare"].headers["Location"] == f"/rooms/booking/{key}"
    page = answers["asking"].get_data(as_text=True)
    assert f"booking.after {key}" in page
    assert "Gelukt. Zaal A is van jou" in page
