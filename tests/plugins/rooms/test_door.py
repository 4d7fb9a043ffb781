"""The door of a room: what its tablet shows, using the room at once, and saying that one is here."""

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app.access import cards
from app.actors import Actor
from app.clock import at as clock_at
from app.web.qr import qr_of
from plugins.rooms.door import arriving, setting
from plugins.rooms.models import BUSY
from tests.factories import Make, at, span
from tests.plugins.rooms.conftest import MONDAY, Counting, Scene

Browser = Callable[[int], FlaskClient]
AFTERNOON = span(MONDAY, "14:00-15:30")
DOOR = "/rooms/zaal-a/door"


def soup(client: FlaskClient, path: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == status, path
    return BeautifulSoup(answer.data, "html.parser")


def text(page: Tag, selector: str = "main") -> str:
    found = page.select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else ""


def checks_in(scene: Scene, space: int | None = None) -> None:
    with scene.app.app_context():
        setting.set_door(Actor.self(scene.toos), space or scene.hall, checks_in=True, grace_minutes=15)


def card_of(scene: Scene, person: int) -> str:
    with scene.app.app_context():
        return cards.issue(Actor.self(scene.toos), person, scene.house, pin="8305", repeat="8305")


def code_of(scene: Scene, key: str) -> str:
    with scene.app.app_context():
        return arriving.code_of(key)


def free_unused(scene: Scene) -> None:
    with scene.app.app_context():
        arriving.free_unused()


def statuses(scene: Scene) -> list[str]:
    return [row.status for row in scene.rows()]


def test_door_says_free_or_taken_until_when_and_what_is_on_today(scene: Scene, client: FlaskClient) -> None:
    scene.book(AFTERNOON, title="Taalcafé")
    scene.book(span(MONDAY, "19:00-20:00"), title="Geheim plan", visibility=BUSY)
    with clock_at(at(MONDAY, "13:40")):
        page = soup(client, DOOR)
    assert text(page, "h1") == "Vrij tot 14:00"
    assert page.select_one(".wij-door.free")
    assert [text(one, "a") or one.get_text() for one in page.select(".wij-door__use a")] == ["15 minuten"]
    assert text(page, "header") == "Zaal A Maandag 15 maart, 13:40 Sindsdien geen nieuws. Ververs"
    assert [" ".join(one.get_text(" ").split()) for one in page.select(".wij-door__today li")] == [
        "14:00–15:30 Taalcafé",
        "19:00–20:00 Bezet besloten groep",
    ]
    with clock_at(at(MONDAY, "14:10")):
        page = soup(client, DOOR)
    assert text(page, "h1") == "Bezet tot 15:30"
    assert page.select_one(".wij-door.taken")
    assert "Daarna vrij tot 19:00 uur." in text(page, ".wij-door__now")
    assert page.select(".wij-door__use a") == []
    with clock_at(at(MONDAY, "23:10")):
        assert text(soup(client, DOOR), "h1") == "Nu dicht"


def test_door_shows_no_names_and_not_what_is_nobodys_news(scene: Scene, client: FlaskClient, make: Make) -> None:
    choir = make.group("Buurtkoor", contacts=[scene.lieke])
    scene.book(AFTERNOON, title="Geheim plan", visibility=BUSY, group_id=choir)
    for moment in ("13:00", "14:30", "16:00"):
        with clock_at(at(MONDAY, moment)):
            for path in (DOOR, "/rooms/zaal-a/now", "/houses/de-linde/lobby"):
                shown = client.get(path).text
                assert [word for word in ("Lieke", "Morgenster", "Buurtkoor", "Geheim") if word in shown] == []


def test_door_asks_for_news_by_itself_also_without_a_script(scene: Scene, client: FlaskClient) -> None:
    page = soup(client, DOOR)
    assert page.select_one("noscript meta[http-equiv=refresh][content='60']")
    assert page.select_one("noscript a[href='/rooms/zaal-a/door']")
    assert page.select_one("script[src*='rooms/door']")


def test_door_takes_the_same_number_of_queries_however_much_is_booked(
    scene: Scene, client: FlaskClient, counting: Counting
) -> None:
    def asked() -> int:
        with counting() as statements:
            client.get(DOOR)
        return len(statements)

    scene.book(span(MONDAY, "09:00-10:00"))
    few = asked()
    for hour in range(10, 20):
        scene.book(span(MONDAY, f"{hour}:00-{hour + 1}:00"))
    assert asked() == few


def test_room_is_used_at_once_with_a_house_card_and_nobody_stays_signed_in(scene: Scene, client: FlaskClient) -> None:
    number = card_of(scene, scene.lieke)
    with clock_at(at(MONDAY, "13:43")):
        assert "Zaal A, 30 minuten" in text(soup(client, f"{DOOR}/card?minutes=30"), "h1")
        wrong = client.post(f"{DOOR}/card", data={"number": number, "pin": "0000", "minutes": "30"})
        assert (wrong.status_code, scene.rows()) == (409, [])
        answer = client.post(f"{DOOR}/card", data={"number": number, "pin": "8305", "minutes": "30"})
        assert (answer.status_code, answer.headers["Location"]) == (303, DOOR)
        page = soup(client, DOOR)
        assert "Gelukt. De ruimte is van jou, 30 minuten lang." in text(page)
        assert text(page, "h1") == "Bezet tot 14:15"
        assert client.get("/me").status_code == 303
    (made,) = scene.rows()
    assert (made.span, made.person_id, made.visibility) == (span(MONDAY, "13:40-14:15"), scene.lieke, BUSY)
    assert scene.all("SELECT channel FROM log_line WHERE verb = 'rooms.booking.made'") == [("card",)]


def test_room_is_used_at_once_by_who_is_signed_in_on_a_phone(scene: Scene, as_person: Browser) -> None:
    scene.book(span(MONDAY, "14:30-15:00"), who=scene.noor)
    lieke = as_person(scene.lieke)
    with clock_at(at(MONDAY, "14:00")):
        assert [one["value"] for one in soup(lieke, "/rooms/zaal-a/now").select("[name=minutes]")] == ["15", "30"]
        taken = lieke.post(f"{DOOR}/use", data={"minutes": "60"})
        assert (taken.status_code, "Deze tijd is net bezet." in taken.text) == (409, True)
        assert lieke.post(f"{DOOR}/use", data={"minutes": "45"}).status_code == 422
        assert lieke.post(f"{DOOR}/use", data={}).status_code == 422
        answer = lieke.post(f"{DOOR}/use", data={"minutes": "30"})
        assert "/rooms/booking/" in answer.headers["Location"]
    assert [row.span for row in scene.rows()] == [span(MONDAY, "14:00-14:30"), span(MONDAY, "14:30-15:00")]


def test_card_at_the_door_is_tried_only_so_often(scene: Scene, client: FlaskClient) -> None:
    number = card_of(scene, scene.lieke)
    for _try in range(5):
        assert client.post(f"{DOOR}/card", data={"number": number, "pin": "1111"}).status_code == 409
    assert client.post(f"{DOOR}/card", data={"number": number, "pin": "8305", "minutes": "15"}).status_code == 429
    assert scene.rows() == []


def test_code_at_the_door_is_tried_only_so_often(scene: Scene, client: FlaskClient) -> None:
    checks_in(scene)
    key = scene.book(AFTERNOON)
    right = code_of(scene, key)
    wrong = "0000" if right != "0000" else "1111"
    with clock_at(at(MONDAY, "14:00")):
        for _try in range(20):
            assert client.post(f"{DOOR}/here", data={"code": wrong}).status_code == 409
        assert client.post(f"{DOOR}/here", data={"code": right}).status_code == 429
    assert scene.all("SELECT * FROM rooms_arrival") == []


@pytest.mark.parametrize("way", ["code", "card", "page", "host", "phone"])
def test_who_booked_says_that_they_are_there(scene: Scene, client: FlaskClient, as_person: Browser, way: str) -> None:
    checks_in(scene)
    key = scene.book(AFTERNOON)
    scene.book(AFTERNOON, space=scene.den, who=scene.noor)
    number, code = card_of(scene, scene.lieke), code_of(scene, key)
    page = as_person(scene.toos if way == "host" else scene.lieke)
    with clock_at(at(MONDAY, "14:10")):
        shown = soup(page, f"/rooms/booking/{key}")
        assert f"Of bij de deur, met deze code: {code}" in text(shown, ".wij-split__side")
        assert "Doe dat voor 14:15 uur." in text(shown, ".wij-split__side")
        assert "Ik ben er" in text(soup(client, DOOR))
        if way == "code":
            answer = client.post(f"{DOOR}/here", data={"code": f" {code[:2]} {code[2:]} "})
        elif way == "card":
            answer = client.post(f"{DOOR}/card", data={"number": number, "pin": "8305"})
        elif way == "phone":
            form = soup(page, "/rooms/zaal-a/now").select_one("form[action$='/here']")
            assert form is not None
            answer = page.post(str(form["action"]))
        else:
            answer = page.post(f"/rooms/booking/{key}/here")
        assert answer.status_code == 303
        assert "Ik ben er" not in text(soup(client, DOOR))
    with clock_at(at(MONDAY, "14:20")):
        free_unused(scene)
    assert statuses(scene) == ["confirmed", "confirmed"]


def test_another_cannot_say_that_somebody_is_there(scene: Scene, client: FlaskClient, as_person: Browser) -> None:
    checks_in(scene)
    key = scene.book(AFTERNOON)
    other = scene.book(AFTERNOON, space=scene.den, who=scene.noor)
    number, elsewhere = card_of(scene, scene.noor), code_of(scene, other)
    with clock_at(at(MONDAY, "14:10")):
        assert as_person(scene.noor).post(f"/rooms/booking/{key}/here").status_code == 404
        assert client.post(f"/rooms/booking/{key}/here").status_code == 303
        assert client.post(f"{DOOR}/card", data={"number": number, "pin": "8305"}).status_code == 409
        assert client.post(f"{DOOR}/here", data={"code": elsewhere}).status_code == 409
    for early in ("13:29", "15:30"):
        with clock_at(at(MONDAY, early)):
            assert as_person(scene.lieke).post(f"/rooms/booking/{key}/here").status_code == 409
    assert scene.all("SELECT * FROM rooms_arrival") == []


def test_square_code_at_the_door_opens_this_room_now(scene: Scene, client: FlaskClient) -> None:
    drawn = soup(client, DOOR).select_one("img.wij-qr")
    assert drawn is not None
    assert drawn["src"] == qr_of("http://localhost/rooms/zaal-a/now")
    with clock_at(at(MONDAY, "13:40")):
        page = soup(client, "/rooms/zaal-a/now")
    assert text(page, "h1") == "Zaal A"
    assert page.select_one("a[href='/sign-in?next=/rooms/zaal-a/now']")


def test_private_room_has_a_door_at_a_secret_address_only(
    scene: Scene, client: FlaskClient, as_person: Browser, make: Make
) -> None:
    secret = make.space(scene.house, "Spreekkamer", slug="spreekkamer", private=True)
    scene.book(AFTERNOON, who=scene.toos, space=secret, title="Gesprek")
    toos = as_person(scene.toos)
    for visitor in (client, as_person(scene.lieke), toos):
        for page in ("door", "now", "door/card", "door/here"):
            assert visitor.get(f"/rooms/spreekkamer/{page}").status_code == 404
    assert client.get("/rooms/door/nothing").status_code == 404
    assert toos.post("/rooms/spreekkamer/door/address").status_code == 303
    link = soup(toos, "/rooms/spreekkamer/door/settings").select_one("a[href*='/rooms/door/']")
    assert link is not None
    address = str(link["href"]).removeprefix("http://localhost")
    with clock_at(at(MONDAY, "14:30")):
        shown = client.get(address)
    tablet = BeautifulSoup(shown.data, "html.parser")
    assert (text(tablet, "h1"), text(tablet, "header b")) == ("Bezet tot 15:30", "Deze ruimte")
    assert [word for word in ("spreekkamer", "gesprek", "toos") if word in unquote(shown.text).lower()] == []
    assert tablet.select("main a, main form, img") == []
    assert toos.post("/rooms/spreekkamer/door/address").status_code == 303
    assert client.get(address).status_code == 404


def test_hosts_of_the_house_set_the_door_and_others_do_not(scene: Scene, as_person: Browser, make: Make) -> None:
    elsewhere = make.person("Mirjam Winterloo")
    make.role(elsewhere, make.house("Wilgenhof"), "host")
    good = {"checks_in": "y", "grace_minutes": "20"}
    for stranger in (scene.lieke, elsewhere):
        for path in ("settings", "address"):
            assert as_person(stranger).post(f"{DOOR}/{path}", data=good).status_code == 403
    toos = as_person(scene.toos)
    assert toos.post(f"{DOOR}/settings", data=good | {"grace_minutes": "600"}).status_code == 422
    assert scene.all("SELECT * FROM rooms_door") == []
    assert toos.post(f"{DOOR}/settings", data=good).status_code == 303
    assert scene.all("SELECT checks_in, grace_minutes FROM rooms_door") == [(True, 20)]
    settings = soup(toos, "/house/de-linde/settings")
    assert settings.select_one("a[href='/rooms/zaal-a/door/settings']")
    assert settings.select_one("a[href='/houses/de-linde/lobby']")


def test_lobby_lists_what_is_public_today(scene: Scene, client: FlaskClient, make: Make) -> None:
    scene.book(span(MONDAY, "09:00-10:00"), title="Ontbijt")
    scene.book(AFTERNOON, title="Taalcafé")
    scene.book(span(MONDAY, "16:00-17:00"), title="Geheim plan", visibility=BUSY)
    scene.book(span(MONDAY, "20:00-21:00"), title="Koor", space=scene.den)
    scene.cancel(scene.book(span(MONDAY, "18:00-19:00"), title="Afgezegd"))
    private = make.space(scene.house, "Spreekkamer", slug="spreekkamer", private=True)
    scene.book(span(MONDAY, "20:00-21:00"), title="Gesprek", space=private, who=scene.toos)
    with clock_at(at(MONDAY, "14:30")):
        page = soup(client, "/houses/de-linde/lobby")
        assert [" ".join(one.get_text(" ").split()) for one in page.select("li")] == [
            "14:00–15:30 Taalcafé Zaal A nu bezig",
            "20:00–21:00 Koor Zaal B",
        ]
    with clock_at(at(MONDAY, "21:30")):
        assert "Wat er vandaag was, is geweest." in text(soup(client, "/houses/de-linde/lobby"))
    with clock_at(at("2027-03-16", "10:00")):
        assert "Er staat vandaag niets in de agenda." in text(soup(client, "/houses/de-linde/lobby"))
    assert client.get("/houses/nergens/lobby").status_code == 404
    assert re.search(r"<time[^>]*>8:00</time>", client.get("/houses/de-linde/lobby").text)
