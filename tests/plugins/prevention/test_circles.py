"""Theme circles: anybody starts one or joins, whoever takes part changes it, and every change can be put back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.access import sessions
from app.actors import Actor
from app.clock import now
from app.db import db
from app.pointing import deciding
from app.privacy.export import own_data
from app.privacy.forgetting import forget
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.activities.planning import When, Where, Words
from plugins.activities.publishing import publish
from plugins.prevention.circles import having, joining, keeping, putting, reading
from plugins.prevention.circles.having import CircleValues
from plugins.prevention.circles.models import Circle, CircleMaterial, CircleOrganisation, CircleVersion
from plugins.prevention.circles.putting import MaterialValues, OrganisationValues
from tests.factories import Make, at

ABOUT = "Samen naar buiten Klaproos"
VALUES = CircleValues(theme="bewegen", name="Klaverveld beweegt", about=ABOUT)
PAGE = "/prevention/circles/klaverveld-beweegt"


@dataclass
class Ring:
    """A house with a circle that Chantal started."""

    app: Flask
    make: Make
    house: int
    chantal: int
    slug: str

    def do(self, person_id: int, act: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """Call a service for somebody, on this circle."""
        with self.app.app_context():
            return act(Actor.self(person_id), self.slug, *args, **more)

    def joined(self, name: str, *, show_name: bool = False) -> int:
        """Somebody who takes part."""
        person = self.make.person(name)
        self.do(person, joining.join, show_name=show_name)
        return person

    def browser(self, person_id: int) -> FlaskClient:
        """Somebody who is signed in."""
        client = self.app.test_client()
        with self.app.app_context():
            token = sessions.start(person_id, "code")
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
        return client

    def circle(self) -> Circle:
        """The circle, to be read only."""
        with self.app.app_context():
            return db.session.scalars(sa.select(Circle)).one()

    def see(self, person_id: int | None = None, path: str = PAGE) -> BeautifulSoup:
        """A page, for everybody or for somebody."""
        client = self.app.test_client() if person_id is None else self.browser(person_id)
        answer = client.get(path)
        assert answer.status_code == 200
        return BeautifulSoup(answer.data, "html.parser")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """It is Monday morning, 8 March 2027."""
    with clock.at(at("2027-03-08", "09:00")):
        yield


@pytest.fixture
def ring(app: Flask, make: Make) -> Ring:
    house, chantal = make.house("De Linde", slug="de-linde", phone="076-000 00 01"), make.person("Chantal Veerdonk")
    with app.app_context():
        slug = having.start(Actor.self(chantal), house, VALUES, show_name=True)
    return Ring(app, make, house, chantal, slug)


def words_of(soup: BeautifulSoup, heading: str) -> str:
    section = soup.select_one(f"section[aria-labelledby={heading}]")
    assert section is not None
    return section.get_text(" ", strip=True)


def test_name_of_member_stands_there_only_with_a_yes_and_few_are_not_counted(ring: Ring) -> None:
    ring.joined("Wout Tegelveld", show_name=True)
    lieke = ring.joined("Lieke Morgenster")
    outside, inside = ring.see(), ring.see(lieke)
    assert "Chantal, Wout en een paar buren." in words_of(outside, "who").replace("Wout, Chantal", "Chantal, Wout")
    assert "Lieke" not in outside.get_text()
    assert "Naast jou: Chantal, Wout." in words_of(inside, "who").replace("Wout, Chantal", "Chantal, Wout")


def test_guest_reads_and_is_asked_to_sign_in_to_join(ring: Ring, client: FlaskClient) -> None:
    soup = ring.see()
    link = soup.select_one("section[aria-labelledby=join] a.btn-primary")
    assert link is not None
    assert "/sign-in" in client.get(str(link["href"])).headers["Location"]
    assert soup.select(f'form[action^="{PAGE}"]') == []


def test_only_who_takes_part_changes_and_undo_puts_the_words_of_before_back(ring: Ring) -> None:
    wout = ring.make.person("Wout")
    new = CircleValues(theme="bewegen", name="Wij bewegen", about="Anders")
    with pytest.raises(NotAllowed):
        ring.do(wout, having.change, new)
    ring.do(wout, joining.join, show_name=False)
    before = ring.do(wout, having.change, new)
    assert (ring.circle().name, ring.circle().about_by_id, ring.circle().slug) == ("Wij bewegen", wout, ring.slug)
    client = ring.browser(ring.chantal)
    assert client.post(f"{PAGE}/versions/{before}").status_code == 303
    assert (ring.circle().name, ring.circle().about, ring.circle().about_by_id) == (VALUES.name, ABOUT, ring.chantal)


def test_change_that_says_the_same_makes_no_version(ring: Ring) -> None:
    assert ring.do(ring.chantal, having.change, VALUES) == ""
    with ring.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(CircleVersion.id))) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " . "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "klaverveld BEWEEGT"}, "name"),
        ({"theme": "slapen"}, "theme"),
        ({"about": "x" * 1001}, "about"),
        ({"whole_theme": False}, "whole_theme"),
    ],
)
def test_circle_that_cannot_be_is_refused_beside_its_field(ring: Ring, values: dict[str, Any], field: str) -> None:
    said = {"theme": "eten", "name": "Samen koken", **values}
    with ring.app.app_context(), pytest.raises(Refusal) as refused:
        having.start(Actor.self(ring.chantal), ring.house, CircleValues(**said))
    assert refused.value.field == field


def test_form_keeps_what_was_typed_and_starts_nothing_when_refused(ring: Ring) -> None:
    client = ring.browser(ring.chantal)
    answer = client.post("/prevention/circles/new", data={"theme": "eten", "name": VALUES.name, "about": "Getypt"})
    assert answer.status_code == 422
    soup = BeautifulSoup(answer.data, "html.parser")
    assert soup.select_one("#name-error") is not None
    assert "Getypt" in answer.text
    assert ring.circle().name == VALUES.name


@pytest.mark.sweep
def test_organisation_is_changed_and_put_back_one_at_a_time(ring: Ring) -> None:
    first = ring.do(ring.chantal, putting.put_organisation, OrganisationValues(name="Losse Veter", does="Wandelen"))
    second = ring.do(ring.chantal, putting.change_organisation, first, OrganisationValues(name="Losse Veters"))
    third = ring.do(ring.chantal, putting.change_organisation, second, OrganisationValues(name="Vaste Veter"))
    for key, name in ((first, "Losse Veter"), (third, "Vaste Veter"), (second, "Losse Veters")):
        ring.do(ring.chantal, putting.put_back, key)
        with ring.app.app_context():
            circle = db.session.scalars(sa.select(Circle)).one()
            assert [one.name for one in reading.standing(circle)] == [name]
    with pytest.raises(NotFound):
        ring.do(ring.chantal, putting.change_organisation, first, OrganisationValues(name="Weg"))


def test_link_of_material_is_one_of_the_web(ring: Ring) -> None:
    for link in ("javascript:alert(1)", "ftp://x.nl/a", "https://ja@nee.nl"):
        with pytest.raises(Refusal) as refused:
            ring.do(ring.chantal, putting.put_material, MaterialValues(title="Route", link=link))
        assert refused.value.field == "link"
    ring.do(ring.chantal, putting.put_material, MaterialValues(title="Route", link="route.example/rondje"))
    shown = ring.see().select_one("section[aria-labelledby=know] h3 a")
    assert shown is not None
    assert (shown["href"], shown["rel"]) == ("https://route.example/rondje", ["noopener", "noreferrer", "nofollow"])


def test_host_and_members_take_material_off_and_others_do_not(ring: Ring) -> None:
    key = ring.do(ring.chantal, putting.put_material, MaterialValues(title="Recept", text="Soep"))
    toos, wout = ring.make.person("Toos"), ring.make.person("Wout")
    ring.make.role(toos, ring.house)
    with pytest.raises(NotAllowed):
        ring.do(wout, putting.take_off, key)
    client = ring.browser(toos)
    assert client.post(f"{PAGE}/off/{key}").status_code == 303
    assert "Recept" not in ring.see().get_text()
    assert "Recept" in ring.see(ring.chantal, f"{PAGE}/versions").get_text()
    ring.do(ring.chantal, putting.put_back, key)
    assert "Recept" in ring.see().get_text()


def test_circle_that_rests_leaves_lists_and_feed_and_anybody_wakes_it(ring: Ring, client: FlaskClient) -> None:
    feed = f"/calendar/circle/{ring.slug}.ics"
    assert client.get(feed).status_code == 200
    ring.do(ring.chantal, having.stop)
    assert VALUES.name not in ring.see(path="/prevention/circles").get_text()
    assert client.get(feed).status_code == 404
    ring.do(ring.make.person("Wout"), having.wake)
    assert VALUES.name in words_of(ring.see(path="/prevention/bewegen"), "active")


def test_agenda_has_the_theme_and_what_chosen_groups_do_and_nothing_else(ring: Ring, client: FlaskClient) -> None:
    gardeners = ring.make.group("Tuingroep", contacts=[ring.chantal])
    publishes = (("Wandelen", ("bewegen",), None), ("Schoffelen", (), gardeners), ("Kaarten", ("ontmoeten",), None))
    with ring.app.app_context():
        for title, themes, group in publishes:
            when = When(first=date(2027, 3, 10), start=time(14), end=time(15))
            words = Words(title=title, themes=themes)
            publish(Actor.self(ring.chantal), ring.house, words, when, Where(place="Buiten"), group_id=group)

    def seen() -> tuple[list[str], list[str]]:
        lines = [one.get_text() for one in ring.see().select("section[aria-labelledby=on] .wij-line a")]
        feed = client.get(f"/calendar/circle/{ring.slug}.ics").text
        return sorted(lines), [title for title, *_rest in publishes if f"SUMMARY:{title}" in feed]

    assert seen() == (["Wandelen"], ["Wandelen"])
    both = CircleValues(theme="bewegen", name=VALUES.name, groups=(gardeners, 9999))
    ring.do(ring.chantal, having.change, both)
    assert seen() == (["Schoffelen", "Wandelen"], ["Wandelen", "Schoffelen"])
    only = CircleValues(theme="bewegen", name=VALUES.name, whole_theme=False, groups=(gardeners,))
    ring.do(ring.chantal, having.change, only)
    assert seen() == (["Schoffelen"], ["Schoffelen"])


def test_contact_is_their_own_or_else_the_house(ring: Ring) -> None:
    assert "076-000 00 01" in words_of(ring.see(), "ask")
    ring.do(ring.chantal, having.change, CircleValues(theme="eten", name=VALUES.name, contact="Bel Kaatje, 06-1"))
    assert "Bel Kaatje, 06-1" in words_of(ring.see(), "ask")
    assert "076-000 00 01" not in words_of(ring.see(), "ask")


def test_form_to_change_says_how_it_is_now_and_shares_no_id_with_the_rest_of_the_page(ring: Ring) -> None:
    ring.do(ring.chantal, having.change, CircleValues(theme="eten", name=VALUES.name, contact="Bel Kaatje, 06-1"))
    page = ring.see(ring.chantal, f"{PAGE}/edit")
    asked = page.select_one("#ask_at")
    assert asked is not None
    assert asked["value"] == "Bel Kaatje, 06-1"
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(map(str, ids)))


def test_host_hides_a_circle_from_everybody_but_who_takes_part(ring: Ring, client: FlaskClient) -> None:
    toos = ring.make.person("Toos")
    ring.make.role(toos, ring.house)
    with ring.app.app_context():
        deciding.hide(Actor.self(toos), ring.circle().thing, "Dit is reclame", "nl")
    answer = client.get(PAGE)
    assert answer.status_code == 404
    assert "Dit is reclame" in answer.text
    assert ABOUT not in answer.text
    assert VALUES.name not in client.get("/prevention/bewegen").text
    assert client.get(f"/calendar/circle/{ring.slug}.ics").status_code == 404
    assert ABOUT in ring.see(ring.chantal).get_text()


@pytest.mark.both
def test_forgetting_takes_words_and_materials_and_leaves_the_circle(ring: Ring) -> None:
    ring.joined("Wout")
    ring.do(ring.chantal, putting.put_material, MaterialValues(title="Recept", text="Soep"))
    ring.do(ring.chantal, putting.put_organisation, OrganisationValues(name="Losse Veter", does="Wandelen"))
    with ring.app.app_context():
        told = own_data(ring.chantal)
        assert "Soep" in str(told)
        assert ABOUT in str(told)
        db.session.remove()
        forget(Actor.self(ring.chantal), ring.chantal)
        circle = db.session.scalars(sa.select(Circle)).one()
        assert (circle.name, circle.about, len(circle.members)) == (VALUES.name, "", 1)
        assert [(one.name, one.does) for one in circle.organisations] == [("Losse Veter", "")]
        assert db.session.scalars(sa.select(CircleMaterial)).all() == []


@pytest.mark.sweep
def test_what_is_over_goes_in_time(ring: Ring) -> None:
    key = ring.do(ring.chantal, putting.put_organisation, OrganisationValues(name="Losse Veter"))
    ring.do(ring.chantal, putting.take_off, key)
    ring.do(ring.chantal, having.change, CircleValues(theme="eten", name=VALUES.name))
    with ring.app.app_context(), clock.at(now() + timedelta(days=31)):
        keeping.expire()
        assert db.session.scalars(sa.select(CircleOrganisation)).all() == []
    with ring.app.app_context(), clock.at(now() + timedelta(days=401)):
        keeping.expire()
        assert [one.theme for one in db.session.scalars(sa.select(CircleVersion))] == ["eten"]
    ring.do(ring.chantal, joining.leave)
    with ring.app.app_context(), clock.at(now() + timedelta(days=401)):
        keeping.expire()
        assert db.session.scalars(sa.select(Circle)).all() == []
