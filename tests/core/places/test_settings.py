"""The settings in the browser: who may open what, and what a change does."""

from collections.abc import Callable
from datetime import time

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.access import sessions
from app.actors import Actor
from app.db import db
from app.journal import LogLine
from app.places import houses
from app.places.availability import Hours
from app.places.hours import hours_of
from app.places.models import House, Neighbourhood, Space
from app.places.weekly import overlapping_days
from app.plugins import Card, impl
from app.refusals import Refusal
from tests.factories import Make

Browse = Callable[[int], FlaskClient]
SETTINGS = "/house/linde/settings"
FOR_HOSTS = ["", "/closures", "/rooms", "/rooms/zaal-a", "/rooms/zaal-a/words", "/rooms/zaal-a/photo"]
FOR_ADMINISTRATORS = [
    "/house",
    "/contact",
    "/hours",
    "/rooms/new",
    "/rooms/zaal-a/change",
    "/rooms/zaal-a/hours",
    "/roles",
]
POSTS = ["/rooms/zaal-a/up", "/rooms/zaal-a/down"]
HOUSE = {
    "name": "De Linde",
    "kind": "Buurthuis",
    "slug": "linde",
    "address": "Lindestraat 1, Breda",
    "neighbourhood": "Boeimeer",
    "about": "Voor en door de buurt.",
    "language": "nl",
    "zone_name": "Europe/Amsterdam",
    "holiday_country": "NL",
}


@pytest.fixture
def house(make: Make) -> int:
    return make.house(slug="linde")


@pytest.fixture
def room(make: Make, house: int) -> int:
    return make.space(house, slug="zaal-a")


@pytest.fixture
def browser(make: Make, house: int, room: int, as_person: Browse) -> Callable[[str], FlaskClient]:
    """A browser of somebody with a role in the house."""

    def of(kind: str) -> FlaskClient:
        person = make.person()
        make.role(person, house, kind)
        return as_person(person)

    return of


@pytest.fixture
def chief(browser: Callable[[str], FlaskClient]) -> FlaskClient:
    return browser("administrator")


def house_now(app: Flask, house: int) -> House:
    with app.app_context():
        return db.session.get_one(House, house)


# -- who may


def test_administrator_opens_all_and_a_host_what_hosts_do(browser: Callable[[str], FlaskClient]) -> None:
    host, chief = browser("host"), browser("administrator")
    for path in FOR_HOSTS:
        assert host.get(SETTINGS + path).status_code == 200, path
        assert chief.get(SETTINGS + path).status_code == 200, path
    for path in FOR_ADMINISTRATORS:
        assert host.get(SETTINGS + path).status_code == 403, path
        assert chief.get(SETTINGS + path).status_code == 200, path


@pytest.mark.parametrize("kind", ["opener", "closer", "key_holder"])
def test_other_roles_open_nothing(browser: Callable[[str], FlaskClient], kind: str) -> None:
    somebody = browser(kind)
    assert {somebody.get(SETTINGS + path).status_code for path in FOR_HOSTS + FOR_ADMINISTRATORS} == {403}


def test_administrator_of_another_house_opens_and_changes_nothing(
    app: Flask, make: Make, house: int, room: int, as_person: Browse
) -> None:
    person = make.person()
    make.role(person, make.house(), "administrator")
    stranger = as_person(person)
    assert {stranger.get(SETTINGS + path).status_code for path in FOR_HOSTS + FOR_ADMINISTRATORS} == {403}
    assert {stranger.post(SETTINGS + path).status_code for path in POSTS} == {403}
    assert stranger.post(SETTINGS + "/house", data=HOUSE | {"name": "Gekaapt"}).status_code == 403
    assert house_now(app, house).name == "De Linde"


def test_guest_is_sent_to_sign_in(client: FlaskClient, house: int) -> None:
    assert client.get(SETTINGS).headers["Location"].startswith("/sign-in")


def test_host_sees_only_what_a_host_may_open(browser: Callable[[str], FlaskClient]) -> None:
    page = browser("host").get(SETTINGS).text
    assert "/settings/closures" in page
    assert "/settings/roles" not in page
    assert "/settings/hours" not in page
    assert "/settings/rooms/new" not in browser("host").get(SETTINGS + "/rooms").text


def test_room_of_another_house_is_not_there(make: Make, chief: FlaskClient) -> None:
    make.space(make.house(), slug="elders")
    for path in ("/rooms/elders", "/rooms/elders/change", "/rooms/elders/photo", "/rooms/nergens"):
        assert chief.get(SETTINGS + path).status_code == 404, path


def test_plugin_adds_to_the_settings(make_app: Callable[..., Flask]) -> None:
    class Tea:
        @impl
        def wij_list_cards(self, place: str, house_id: int | None) -> list[Card]:
            return [Card(place=place, order=1, html=f"<h2>Tea {house_id}</h2>")] if place == "settings" else []

    app = make_app(extra_plugins={"tea": Tea()}, WIJ_PLUGINS="none")
    make = Make(app)
    house, person = make.house(slug="linde"), make.person()
    make.role(person, house, "host")
    with app.test_client() as client, app.app_context():
        with client.session_transaction() as cookie:
            cookie["_user_id"] = sessions.start(person, "code")
        assert f"<h2>Tea {house}</h2>" in client.get(SETTINGS).text


# -- the house


@pytest.mark.both
def test_house_changes_and_the_old_address_leads_to_the_new(app: Flask, house: int, chief: FlaskClient) -> None:
    answer = chief.post(
        SETTINGS + "/house",
        data=HOUSE | {"name": "De Kleine Dommelaar", "slug": "dommelaar", "neighbourhood": "Linden", "language": "en"},
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/house/dommelaar/settings")
    changed = house_now(app, house)
    assert (changed.name, changed.slug, changed.language) == ("De Kleine Dommelaar", "dommelaar", "en")
    assert (changed.neighbourhood.name, changed.neighbourhood.slug) == ("Linden", "linden")
    for old, new in (
        ("/house/linde", "/house/dommelaar"),
        ("/house/linde/rules", "/house/dommelaar/rules"),
        (SETTINGS + "/rooms/zaal-a", "/house/dommelaar/settings/rooms/zaal-a"),
    ):
        moved = chief.get(old)
        assert (moved.status_code, moved.headers["Location"]) == (301, new)


def test_house_is_put_in_a_neighbourhood_that_is_there_already(app: Flask, house: int, chief: FlaskClient) -> None:
    for _again in range(2):
        chief.post(SETTINGS + "/house", data=HOUSE | {"neighbourhood": "Wijk 1"})
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).where(Neighbourhood.name == "Wijk 1")) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "   "},
        {"name": "x" * 101},
        {"slug": ""},
        {"slug": "De Linde"},
        {"slug": "other"},
        {"slug": "../etc"},
        {"neighbourhood": ""},
        {"language": "fr"},
        {"zone_name": "Mars/Olympus"},
        {"holiday_country": "'; DROP TABLE house; --"},
        {"about": "x" * 5000},
        {"address": "x\x00y"},
    ],
)
def test_house_that_is_not_right_gets_a_message_keeps_what_was_typed_and_changes_nothing(
    app: Flask, house: int, make: Make, chief: FlaskClient, wrong: dict[str, str]
) -> None:
    make.house(slug="other")
    answer = chief.post(SETTINGS + "/house", data=HOUSE | {"kind": "Getypt <i>zo</i> 🏠"} | wrong)
    assert answer.status_code == 422
    assert "wij-error__text" in answer.text
    assert "Getypt &lt;i&gt;zo&lt;/i&gt; 🏠" in answer.text
    assert (house_now(app, house).kind, house_now(app, house).slug) == ("", "linde")


def test_contact_stands_on_every_page_from_then_on(client: FlaskClient, chief: FlaskClient) -> None:
    typed = {"contact_names": "Toos en Karim", "phone": "076-000 00 01", "phone_hours": "ma–vr 9–17 uur"}
    assert chief.post(SETTINGS + "/contact", data=typed).status_code == 303
    page = client.get("/house/linde/rules").text
    assert all(words in page for words in typed.values())
    assert chief.post(SETTINGS + "/contact", data=typed | {"phone": "bel maar"}).status_code == 422


def test_every_change_is_in_the_log_with_who_did_it(app: Flask, make: Make, house: int, as_person: Browse) -> None:
    person = make.person()
    make.role(person, house, "administrator")
    as_person(person).post(SETTINGS + "/contact", data={"contact_names": "Toos"})
    with app.app_context():
        (line,) = db.session.scalars(sa.select(LogLine).where(LogLine.verb.startswith("places.")))
    assert (line.verb, line.ref) == ("places.house.contact-changed", "places/house/linde")
    assert (line.typist_id, line.subject_id) == (person, person)


@pytest.mark.both
def test_new_house_gets_an_address_and_hours(app: Flask) -> None:
    with app.app_context():
        first = houses.add_house(Actor.job(), name="De Linde", neighbourhood="Boeimeer")
        second = houses.add_house(Actor.job(), name="De Linde", neighbourhood="Boeimeer", slug="tweede")
        third = houses.add_house(Actor.job(), name="De Linde", neighbourhood="Boeimeer")
        assert [db.session.get_one(House, one).slug for one in (first, second, third)] == [
            "de-linde",
            "tweede",
            "de-linde-2",
        ]
        assert len(hours_of(first)[None]) == 5
        with pytest.raises(Refusal):
            houses.add_house(Actor.job(), name="De Linde", neighbourhood="Boeimeer", slug="tweede")


# -- hours


@pytest.mark.both
def test_hours_are_typed_a_line_a_day(app: Flask, house: int, chief: FlaskClient) -> None:
    page = chief.get(SETTINGS + "/hours").text
    assert 'value="8:00–23:00"' in page
    assert "Maandag" in page
    typed = {"day0": "9-12, 13:00–22:00", "day4": "20:00 tot 2:00", "day6": "0:00-24:00"}
    assert chief.post(SETTINGS + "/hours", data=typed).status_code == 303
    with app.app_context():
        assert hours_of(house)[None] == [
            Hours(0, time(9), time(12)),
            Hours(0, time(13), time(22)),
            Hours(4, time(20), time(2)),
            Hours(6, time(0), time(0)),
        ]


def test_room_has_its_own_hours_until_they_are_emptied(app: Flask, house: int, room: int, chief: FlaskClient) -> None:
    chief.post(SETTINGS + "/rooms/zaal-a/hours", data={"day0": "10:00-12:00"})
    with app.app_context():
        assert hours_of(house)[room] == [Hours(0, time(10), time(12))]
        assert len(hours_of(house)[None]) == 7
    chief.post(SETTINGS + "/rooms/zaal-a/hours", data={})
    with app.app_context():
        assert room not in hours_of(house)


@pytest.mark.parametrize(
    "typed", ["altijd", "9-12-15", "9-25", "9:00-12:00, 11:00-15:00", "9:99-10", "<b>9-12</b>", "9"]
)
def test_hours_that_are_not_right_get_a_message_and_change_nothing(
    app: Flask, house: int, chief: FlaskClient, typed: str
) -> None:
    answer = chief.post(SETTINGS + "/hours", data={"day2": typed})
    assert answer.status_code == 422
    assert 'id="day2-error"' in answer.text
    assert "Woensdag" in answer.text
    with app.app_context():
        assert len(hours_of(house)[None]) == 7


@pytest.mark.parametrize(
    ("week", "wrong"),
    [
        ([], []),
        ([Hours(0, time(9), time(12)), Hours(0, time(12), time(17))], []),
        ([Hours(0, time(9), time(13)), Hours(0, time(12), time(17))], [0]),
        ([Hours(0, time(20), time(2)), Hours(1, time(1), time(9))], [1]),
        ([Hours(6, time(20), time(2)), Hours(0, time(1), time(9))], [0]),
        ([Hours(6, time(20), time(2)), Hours(0, time(2), time(9))], []),
        ([Hours(day, time(0), time(0)) for day in range(7)], []),
    ],
)
def test_openings_that_overlap_are_found_also_past_midnight_and_past_sunday(
    week: list[Hours], wrong: list[int]
) -> None:
    assert overlapping_days(week) == wrong


# -- rooms


@pytest.mark.both
def test_rooms_are_added_combined_switched_off_and_ordered(
    app: Flask, house: int, room: int, chief: FlaskClient
) -> None:
    typed = {"name": "Zaal B", "seated": "30", "standing": "", "facts": ["stage", "lift"], "bookable": "y"}
    assert chief.post(SETTINGS + "/rooms/new", data=typed).status_code == 303
    with app.app_context():
        second = db.session.scalars(sa.select(Space).where(Space.slug == "zaal-b")).one()
        assert (second.seated, second.fact_keys, second.bookable) == (30, ("lift", "stage"), True)
    whole = {"name": "Grote zaal", "slug": "", "parts": [str(room), str(second.id)], "private": "y"}
    assert chief.post(SETTINGS + "/rooms/new", data=whole).status_code == 303
    with app.app_context():
        hall = db.session.scalars(sa.select(Space).where(Space.slug == "grote-zaal")).one()
        assert (hall.leaf_ids, hall.bookable, hall.private) == ((room, second.id), False, True)
    page = chief.get(SETTINGS + "/rooms/grote-zaal/change").text
    assert f'checked class="form-check-input" id="parts-0" name="parts" type="checkbox" value="{room}"' in page
    assert chief.post(SETTINGS + "/rooms/grote-zaal/up").status_code == 303
    listed = chief.get(SETTINGS + "/rooms").text
    assert listed.index("/rooms/grote-zaal") < listed.index("/rooms/zaal-b")


def test_renamed_room_is_found_in_the_settings_under_its_old_address(chief: FlaskClient) -> None:
    answer = chief.post(SETTINGS + "/rooms/zaal-a/change", data={"name": "Zonzaal", "slug": "zonzaal", "bookable": "y"})
    assert answer.headers["Location"] == SETTINGS + "/rooms/zonzaal"
    moved = chief.get(SETTINGS + "/rooms/zaal-a")
    assert (moved.status_code, moved.headers["Location"]) == (301, SETTINGS + "/rooms/zonzaal")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 101},
        {"slug": "Zaal X"},
        {"seated": "veel"},
        {"seated": "-1"},
        {"standing": "999999"},
        {"buffer_minutes": "241"},
        {"facts": ["zwembad"]},
        {"parts": ["99999"]},
        {"parts": ["' OR 1=1"]},
        {"condition": "x" * 201},
    ],
)
def test_room_that_is_not_right_gets_a_message_and_changes_nothing(
    app: Flask, room: int, chief: FlaskClient, wrong: dict[str, object]
) -> None:
    typed: dict[str, object] = {"name": "Zonzaal", "slug": "zonzaal", "about": "Getypt <i>zo</i>"}
    answer = chief.post(SETTINGS + "/rooms/zaal-a/change", data=typed | wrong)
    assert answer.status_code == 422
    assert "wij-error__text" in answer.text
    assert "Getypt &lt;i&gt;zo&lt;/i&gt;" in answer.text
    with app.app_context():
        assert db.session.get_one(Space, room).slug == "zaal-a"


def test_host_tells_about_a_room_and_changes_nothing_else(
    app: Flask, room: int, browser: Callable[[str], FlaskClient]
) -> None:
    host = browser("host")
    typed = {"about": "Licht en ruim.", "condition": "Schoenen uit.", "name": "Gekaapt"}
    assert host.post(SETTINGS + "/rooms/zaal-a/words", data=typed).status_code == 303
    assert host.post(SETTINGS + "/rooms/zaal-a/change", data=typed).status_code == 403
    with app.app_context():
        found = db.session.get_one(Space, room)
        assert (found.name, found.about, found.condition) == ("Zaal A", "Licht en ruim.", "Schoenen uit.")


def test_plugins_page_tells_everyone_what_is_on(client: FlaskClient, house: int) -> None:
    page = client.get("/about/plugins").text
    assert "rooms" in page
    assert "wij_register_blueprints" in page
