"""The settings in the browser: who may open what, and what a change does."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.access import sessions
from app.actors import Actor
from app.db import db
from app.journal import LogLine
from app.places import houses
from app.places.hours import hours_of
from app.places.models import House, Neighbourhood
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


def test_plugins_page_tells_everyone_what_is_on(client: FlaskClient, house: int) -> None:
    page = client.get("/about/plugins").text
    assert "rooms" in page
    assert "wij_register_blueprints" in page
