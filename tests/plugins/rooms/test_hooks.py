"""What rooms gives the rest of the house: needs, words for references, cards, own data, retention, the demo."""

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.clock import Span
from app.clock import at as clock_at
from app.db import db
from app.demo import load as load_demo_house
from app.places.requests import HoldRequest
from app.plugins import current_hooks
from app.refs import Ref
from plugins.rooms import pieces
from plugins.rooms.models import ref_of
from tests.databases import SQLite
from tests.factories import Make, at, span
from tests.plugins.rooms.conftest import BUSY, MONDAY, THURSDAY, Counting, Scene

SLOT = span(THURSDAY, "14:00-16:00")
WEEK = Span(at(MONDAY, "00:00"), at("2027-03-22", "00:00"))


def test_many_people_leave_chairs_to_put_back_right_after(scene: Scene) -> None:
    key = scene.book(SLOT, people=10)
    scene.book(span(THURSDAY, "17:00-18:00"), people=9)
    scene.cancel(scene.book(span(THURSDAY, "19:00-20:00"), people=20))
    scene.book(span("2027-03-22", "10:00-11:00"), people=20)
    with scene.app.test_request_context():
        (need,) = [one for one in current_hooks().needs(scene.house, WEEK) if one.ref.owner == "rooms"]
    assert (need.ref, need.at, need.minutes, need.places) == (ref_of(key), SLOT.end, 10, 2)
    assert str(need.title) == "Stoelen terugzetten in Zaal A"


@pytest.mark.both
def test_reference_is_described_to_who_may_know_in_a_fixed_number_of_questions(
    scene: Scene, make: Make, counting: Counting
) -> None:
    choir = make.group("Buurtkoor", contacts=[scene.noor])
    public = ref_of(scene.book(SLOT, title="Koor"))
    busy = ref_of(scene.book(span(THURSDAY, "17:00-18:00"), title="Geheim", visibility=BUSY, group_id=None))
    group = ref_of(scene.book(span(THURSDAY, "19:00-20:00"), who=scene.noor, visibility=BUSY, group_id=choir))
    others = [Ref("rooms", "booking", "nothing1"), Ref("activities", "occurrence", "abcd")]

    def told(person_id: int | None, *refs: Ref) -> dict[Ref, tuple[str, bool]]:
        with scene.app.test_request_context():
            found = current_hooks().describe(refs, person_id)
        return {ref: (one.title, one.url is not None) for ref, one in found.items()}

    everything = (public, busy, group, *others)
    line = "do 18 maart, "
    assert told(None, *everything) == {public: (f"Koor, {line}14:00–16:00", False)}
    assert told(scene.lieke, *everything) == {
        public: (f"Zaal A, {line}14:00–16:00", True),
        busy: (f"Zaal A, {line}17:00–18:00", True),
    }
    assert set(told(scene.noor, *everything)) == {public, group}
    assert set(told(scene.toos, *everything)) == {public, busy, group}
    with counting() as one:
        told(scene.lieke, public)
    with counting() as three:
        told(scene.lieke, public, busy, group)
    assert len(one) == len(three)


def cards(scene: Scene, place: str, house_id: int | None, person_id: int | None) -> str:
    """The cards of rooms for a page; nobody is signed in."""
    with scene.app.test_request_context():
        return "".join(card.html for card in pieces.cards(place, house_id, person_id))


def test_home_offers_to_use_a_room_first(scene: Scene) -> None:
    assert "Een ruimte gebruiken" in cards(scene, "home", scene.house, None)
    page = scene.app.test_client().get("/").get_data(as_text=True)
    assert page.index("Een ruimte gebruiken") < page.index("Vandaag, ")


def test_own_page_shows_each_series_once_with_its_next_date(scene: Scene) -> None:
    scene.weekly(THURSDAY, "14:00-16:00", count=8, title="Koor")
    scene.book(span("2027-03-19", "10:00-12:00"), title="Overleg")
    scene.book(span("2027-03-19", "13:00-14:00"), who=scene.noor, title="Van Noor")
    shown = cards(scene, "me", None, scene.lieke)
    assert (shown.count("Koor"), shown.count("Overleg"), shown.count("Van Noor")) == (1, 1, 0)
    assert "elke donderdag" in shown
    assert "Er is nu geen ruimte gereserveerd." in cards(scene, "me", None, scene.toos)
    with clock_at(at("2027-03-20", "09:00")):
        assert "do 25 maart" in cards(scene, "me", None, scene.lieke)


def test_desk_shows_todays_bookings_to_hosts_of_that_house_only(
    scene: Scene, as_person: Callable[[int], FlaskClient]
) -> None:
    scene.book(span(MONDAY, "14:00-16:00"), title="Vandaag hier", visibility=BUSY)
    scene.book(span("2027-03-16", "14:00-16:00"), title="Morgen pas")
    assert cards(scene, "desk", scene.house, None) == ""
    page = as_person(scene.toos).get("/desk").get_data(as_text=True)
    assert "Vandaag hier" in page
    assert "Morgen pas" not in page


def test_own_data_holds_every_booking_with_its_words(scene: Scene) -> None:
    scene.book(SLOT, title="Overleg")
    scene.cancel(scene.book(span(THURSDAY, "17:00-18:00"), title="Toch niet", visibility=BUSY))
    scene.book(span(THURSDAY, "19:00-20:00"), who=scene.noor, title="Van Noor")
    with scene.app.test_request_context():
        found = current_hooks().export_person(scene.lieke)["rooms"]["bookings"]
    assert [(one["title"], one["room"], one["status"], one["visibility"]) for one in found] == [
        ("Overleg", "Zaal A", "confirmed", "public"),
        ("Toch niet", "Zaal A", "cancelled", "busy"),
    ]
    assert found[0]["starts"] == SLOT.start.isoformat()


@pytest.mark.both
def test_after_two_years_a_booking_forgets_who_made_it_and_keeps_the_rest(scene: Scene) -> None:
    scene.book(SLOT, title="Lang geleden")
    scene.weekly("2027-03-17", "10:00-11:00", count=2, title="Reeks")
    with clock_at(at("2029-03-20", "09:00")), scene.app.app_context():
        for _plugin, expire in current_hooks().expirers():
            expire()
    rows = scene.rows()
    assert [(row.title, row.person_id) for row in rows] == [("", None), ("", None), ("Reeks", scene.lieke)]
    assert [row.status for row in rows] == ["confirmed"] * 3
    assert scene.all("SELECT title, person_id FROM rooms_series") == [("Reeks", scene.lieke)]
    with clock_at(at("2029-03-25", "09:00")), scene.app.app_context():
        for _plugin, expire in current_hooks().expirers():
            expire()
    assert scene.all("SELECT title, person_id FROM rooms_series") == [("", None)]


def test_switched_off_there_are_no_pages_rules_feeds_or_objections(
    make_app: Callable[..., Flask], scene: Scene
) -> None:
    key = scene.book(SLOT)
    app = make_app(WIJ_PLUGINS="none")
    client = app.test_client()
    for path in ("/rooms/", "/rooms/zaal-a", "/rooms/book", f"/rooms/booking/{key}", "/calendar/room/zaal-a.ics"):
        assert client.get(path).status_code == 404, path
    home = client.get("/").get_data(as_text=True)
    assert "/rooms/" not in home
    assert "Een ruimte gebruiken" not in home
    with app.app_context():
        request = HoldRequest(
            actor=None,  # type: ignore[arg-type]  # nobody is asked
            ref=Ref("test", "thing", "one"),
            house_id=scene.house,
            space_ids=(scene.hall,),
            spans=(span("2027-03-01", "10:00-20:00"),),
        )
        assert list(current_hooks().objections(request)) == []
        assert not any(key.startswith("rooms.") for key in current_hooks().rules())
        assert db.session.scalar(sa.text("SELECT count(*) FROM rooms_booking")) == 1


@pytest.mark.slow
def test_demo_is_the_same_every_time_and_full_of_bookings(make_app: Callable[..., Flask], engine: SQLite) -> None:
    def filled() -> list[tuple[object, ...]]:
        url = engine.fresh()
        app = make_app(WIJ_DATABASE_URL=url, WIJ_PLUGINS="rooms")
        with app.app_context():
            load_demo_house(date(2027, 3, 9))
            rows = db.session.execute(sa.text("SELECT * FROM rooms_booking ORDER BY id")).all()
            mails = (
                "SELECT count(*) FROM notice JOIN person p ON p.id = person_id WHERE state = 'waiting' AND email <> ''"
            )
            assert db.session.scalar(sa.text(mails)) == 0
        return [tuple(row) for row in rows]

    first = filled()
    assert first == filled()
    by_series = [row for row in first if row[3] is not None]
    assert (len(by_series), len(first) - len(by_series)) == (73, 23)
    assert sum(row.count("cancelled") for row in first) == 3
