"""One's own page, details and address."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import sessions
from app.calendar.entry import Entry, EntryQuery, Status, Visibility
from app.clock import at, now
from app.db import db
from app.notices.models import Notice
from app.people.models import Person
from app.plugins import Card, impl
from app.refs import Ref
from tests.core.access.conftest import Inside, begin
from tests.factories import AMSTERDAM, Make, span

Browser = Callable[[int], FlaskClient]
DETAILS = {"name": "Lieke Morgenster", "phone": "", "language": "nl", "neighbourhood": ""}


class Tea:
    """A plugin with something in everybody's agenda."""

    @impl
    def wij_list_entries(self, query: EntryQuery) -> list[Entry]:
        day = (now() + timedelta(days=3)).date()
        entry = Entry(
            ref=Ref("tea", "cup", "one"),
            uid="tea-1",
            span=span(day, "14:00-15:00"),
            zone=AMSTERDAM,
            title="Thee drinken",
            status=Status.CONFIRMED,
            visibility=Visibility.PUBLIC,
            sequence=0,
            created=now(),
            modified=now(),
            house_id=1,
            place="Keuken",
            url="/tea/one",
            sensitive=True,
            neutral_title="Afspraak in huis",
            mine=True,
        )
        return [entry] if query.person_id and query.window.overlaps(entry.span) else []

    @impl
    def wij_list_cards(self, place: str, person_id: int | None) -> list[Card]:
        return [Card(place=place, order=1, html=f"<p>kaart {place} {person_id}</p>")]


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The core and one plugin."""
    return make_app(WIJ_PLUGINS="none", extra_plugins={"tea": Tea()})


@pytest.fixture
def lieke(make: Make, house: int) -> int:
    return make.person("Lieke Morgenster", email="lieke@example.org")


def email_of(app: Flask, person_id: int) -> str | None:
    with app.app_context():
        return db.session.scalars(select(Person.email).where(Person.id == person_id)).one()


def test_own_page_shows_own_agenda_and_cards(lieke: int, as_person: Browser) -> None:
    page = as_person(lieke).get("/me").text
    assert '<a href="/tea/one">Thee drinken</a>' in page
    assert f"kaart me {lieke}" in page


def test_own_pages_are_for_who_signed_in(client: FlaskClient, house: int) -> None:
    for path in ("/me", "/me/details", "/me/details/email", "/me/details/email/code", "/me/groups"):
        answer = client.get(path)
        assert (answer.status_code, answer.location) == (303, f"/sign-in?next={path}")


def test_page_at_the_desk_shows_of_a_sensitive_thing_only_when(
    make: Make, house: int, lieke: int, as_person: Browser, inside: Inside
) -> None:
    toos = make.person("Toos Kestelaar")
    make.role(toos, house, "host")
    browser = as_person(toos)
    begin(browser, inside.public_id(lieke))
    for path in ("/desk/person", "/desk/person/slip", "/desk/person/week"):
        page = browser.get(path).text
        assert "Afspraak in huis" in page
        assert "Thee drinken" not in page
        assert "/tea/one" not in page


@pytest.mark.parametrize(
    ("card", "listed"), [("", 1), ('<a href="/tea">Afspraak in huis</a>', 0), ("Afspraak in huis", 1)]
)
def test_page_at_the_desk_lists_what_no_card_tells(
    make_app: Callable[..., Flask], make: Make, house: int, lieke: int, inside: Inside, card: str, listed: int
) -> None:
    class Told(Tea):
        @impl
        def wij_list_cards(self, place: str, person_id: int | None) -> list[Card]:
            return [Card(place=place, order=1, html=card)] if place == "me" else []

    toos = make.person("Toos Kestelaar")
    make.role(toos, house, "host")
    app = make_app(WIJ_PLUGINS="none", extra_plugins={"tea": Told()})
    browser = app.test_client()
    with app.app_context(), browser.session_transaction() as cookie:
        cookie["_user_id"] = sessions.start(toos, "code")
    begin(browser, inside.public_id(lieke))
    assert browser.get("/desk/person").text.count("<b>Afspraak in huis</b>") == listed


def test_desk_shows_the_cards_of_plugins(make: Make, house: int, as_person: Browser) -> None:
    toos = make.person("Toos Kestelaar")
    make.role(toos, house, "host")
    assert "kaart desk None" in as_person(toos).get("/desk").text


def test_details_are_kept_and_logged(app: Flask, lieke: int, as_person: Browser, inside: Inside) -> None:
    browser = as_person(lieke)
    changed = DETAILS | {"name": "Lieke M.", "phone": "06-12 34 56 78", "language": "en", "show_name": "y"}
    assert browser.post("/me/details", data=changed).status_code == 303
    with app.app_context():
        person = db.session.get_one(Person, lieke)
        assert (person.name, person.phone, person.language) == ("Lieke M.", "06-12 34 56 78", "en")
        assert person.show_name is True
        assert person.email == "lieke@example.org"
    assert inside.log()[-1] == ("people.person.changed", lieke, lieke, "web")


def test_confirmed_neighbour_who_moves_is_not_confirmed_any_more(
    app: Flask, make: Make, house: int, as_person: Browser
) -> None:
    quarters = make.house() and 2  # a second house brings a second neighbourhood
    wout = make.person("Wout", neighbourhood_id=1, neighbour_confirmed_on=now().date())
    browser = as_person(wout)
    browser.post("/me/details", data=DETAILS | {"name": "Wout", "neighbourhood": "1"})
    with app.app_context():
        assert db.session.get_one(Person, wout).neighbour_confirmed_on is not None
    browser.post("/me/details", data=DETAILS | {"name": "Wout", "neighbourhood": str(quarters)})
    with app.app_context():
        assert db.session.get_one(Person, wout).neighbour_confirmed_on is None


def test_new_address_counts_when_its_code_was_typed_and_the_old_one_is_told(
    app: Flask, lieke: int, as_person: Browser, inside: Inside
) -> None:
    browser = as_person(lieke)
    browser.post("/me/details/email", data={"email": "Nieuw@Example.org"})
    assert email_of(app, lieke) == "lieke@example.org"
    done = browser.post("/me/details/email/code", data={"code": inside.newest_code()})
    assert (done.status_code, done.location) == (303, "/me/details")
    assert email_of(app, lieke) == "nieuw@example.org"
    with app.app_context():
        told = db.session.execute(select(Notice.kind, Notice.guest_email).order_by(Notice.id)).all()
    assert told == [("access.address_code", "nieuw@example.org"), ("access.address_changed", "lieke@example.org")]
    assert inside.log()[-1] == ("people.address.changed", lieke, lieke, "web")


def test_wrong_or_late_code_leaves_the_address(app: Flask, lieke: int, as_person: Browser, inside: Inside) -> None:
    browser = as_person(lieke)
    browser.post("/me/details/email", data={"email": "nieuw@example.org"})
    assert browser.post("/me/details/email/code", data={"code": inside.wrong_code()}).status_code == 422
    with at(now() + timedelta(minutes=10)):
        assert browser.post("/me/details/email/code", data={"code": inside.newest_code()}).status_code == 422
    assert email_of(app, lieke) == "lieke@example.org"


def test_address_of_another_is_not_told_before_and_not_taken_after_the_code(
    app: Flask, make: Make, lieke: int, as_person: Browser, inside: Inside
) -> None:
    make.person("Wout Tegelveld", email="wout@example.org")
    browser = as_person(lieke)
    assert browser.post("/me/details/email", data={"email": "wout@example.org"}).status_code == 303
    assert browser.post("/me/details/email/code", data={"code": inside.newest_code()}).status_code == 422
    assert email_of(app, lieke) == "lieke@example.org"


def test_code_for_a_new_address_signs_nobody_in(app: Flask, lieke: int, as_person: Browser, inside: Inside) -> None:
    browser = as_person(lieke)
    browser.post("/me/details/email", data={"email": "nieuw@example.org"})
    with browser.session_transaction() as cookie:
        asked = cookie["wij_new_address"]
    stranger = app.test_client()
    with stranger.session_transaction() as cookie:
        cookie["wij_asked"] = asked | {"next": "/me"}
    assert stranger.post("/sign-in/code", data={"code": inside.newest_code()}).status_code == 422


def test_code_for_one_persons_address_is_nothing_for_another(
    app: Flask, make: Make, lieke: int, as_person: Browser, inside: Inside
) -> None:
    wout = make.person("Wout Tegelveld", email="wout@example.org")
    browser, other = as_person(lieke), as_person(wout)
    browser.post("/me/details/email", data={"email": "nieuw@example.org"})
    with browser.session_transaction() as cookie, other.session_transaction() as stolen:
        stolen["wij_new_address"] = cookie["wij_new_address"]
    other.post("/me/details/email/code", data={"code": inside.newest_code()})
    assert email_of(app, wout) == "wout@example.org"


def test_last_way_in_is_not_taken_away(
    app: Flask, make: Make, house: int, lieke: int, as_person: Browser, inside: Inside
) -> None:
    browser = as_person(lieke)
    assert browser.post("/me/details/email", data={"email": ""}).status_code == 422
    assert email_of(app, lieke) == "lieke@example.org"
    toos = make.person("Toos Kestelaar")
    make.role(toos, house, "host")
    desk = as_person(toos)
    begin(desk, inside.public_id(lieke))
    desk.post("/desk/person/card", data={"pin": "8305", "repeat": "8305"})
    assert browser.post("/me/details/email", data={"email": ""}).status_code == 303
    assert email_of(app, lieke) is None
