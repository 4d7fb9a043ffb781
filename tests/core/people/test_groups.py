"""Groups, and their pages."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.actors import Actor
from app.db import db
from app.people import grouping
from app.people.groups import group_with_slug, groups_of, groups_spoken_for, members_of, size_of, speaks_for
from app.people.models import Group
from app.plugins import Piece, impl
from app.refs import Ref
from app.refusals import NotAllowed, NotFound, Refusal
from tests.factories import Make

Browser = Callable[[int], FlaskClient]


@pytest.fixture
def hamza(make: Make) -> int:
    return make.person("Hamza Korenveld")


@pytest.fixture
def lieke(make: Make) -> int:
    return make.person("Lieke Morgenster")


@pytest.fixture
def koor(make: Make, hamza: int) -> int:
    make.house()
    return make.group("Buurtkoor", contacts=[hamza])


def slug(app: Flask, group: int) -> str:
    with app.app_context():
        return db.session.get_one(Group, group).slug


def test_who_starts_a_group_is_its_contact(app: Flask, hamza: int) -> None:
    with app.app_context():
        found = group_with_slug(grouping.start_group(Actor.self(hamza), name="Taalcafé ‘Praat mee’"))
        assert found is not None
        assert found.slug == "taalcafe-praat-mee"
        assert speaks_for(hamza, found.id)
        assert [group.id for group in groups_of(hamza)] == [found.id]


def test_groups_with_one_name_have_two_addresses(app: Flask, hamza: int) -> None:
    with app.app_context():
        slugs = {grouping.start_group(Actor.self(hamza), name=name) for name in ("Koor", "KOOR!", "李小龍", "龍")}
    assert len(slugs) == 4
    assert all(one.replace("-", "").isalnum() for one in slugs)


def test_new_is_no_address_of_a_group(app: Flask, hamza: int, as_person: Browser) -> None:
    with app.app_context():
        address = grouping.start_group(Actor.self(hamza), name="New")
    assert "New" in as_person(hamza).get(f"/groups/{address}").text
    assert address != "new"


def test_member_belongs_and_does_not_speak(app: Flask, lieke: int, koor: int) -> None:
    with app.app_context():
        grouping.join_group(Actor.self(lieke), koor)
        grouping.join_group(Actor.self(lieke), koor)
        assert size_of(koor) == 2
        assert [group.id for group in groups_of(lieke)] == [koor]
        assert groups_spoken_for(lieke) == []
        assert not speaks_for(lieke, koor)
        assert not speaks_for(None, koor)
        with pytest.raises(NotAllowed):
            grouping.change_group(Actor.self(lieke), koor, name="Ander koor", about="")
        with pytest.raises(NotAllowed):
            grouping.make_contact(Actor.self(lieke), koor, lieke)


def test_joining_again_leaves_a_contact_contact(app: Flask, hamza: int, koor: int) -> None:
    with app.app_context():
        grouping.join_group(Actor.self(hamza), koor)
        assert speaks_for(hamza, koor)


def test_contact_makes_another_contact_and_then_steps_back(app: Flask, hamza: int, lieke: int, koor: int) -> None:
    with app.app_context():
        with pytest.raises(Refusal):
            grouping.end_contact(Actor.self(hamza), koor, hamza)
        with pytest.raises(NotFound):
            grouping.make_contact(Actor.self(hamza), koor, lieke)
        grouping.join_group(Actor.self(lieke), koor)
        grouping.make_contact(Actor.self(hamza), koor, lieke)
        grouping.end_contact(Actor.self(lieke), koor, hamza)
        assert [(person.name, contact) for person, contact in members_of(koor)] == [
            ("Lieke Morgenster", True),
            ("Hamza Korenveld", False),
        ]


def test_leaving_is_always_possible_and_hosts_help_a_group_without_contact(
    app: Flask, make: Make, hamza: int, lieke: int
) -> None:
    house, toos = make.house(), make.person("Toos")
    make.role(toos, house, "host")
    with app.app_context():
        found = group_with_slug(grouping.start_group(Actor.self(hamza), name="Koor", house_id=house))
        assert found is not None
        koor = found.id
        grouping.join_group(Actor.self(lieke), koor)
        grouping.leave_group(Actor.self(hamza), koor)
        grouping.leave_group(Actor.self(hamza), koor)
        assert groups_of(hamza) == []
        with pytest.raises(NotAllowed):
            grouping.make_contact(Actor.self(lieke), koor, lieke)
        grouping.make_contact(Actor.self(toos), koor, lieke)
        assert speaks_for(lieke, koor)


def test_public_page_names_the_group_and_nobody_in_it(
    app: Flask, client: FlaskClient, make: Make, lieke: int, hamza: int, koor: int, as_person: Browser
) -> None:
    path = f"/groups/{slug(app, koor)}"
    outsider = as_person(lieke)
    for browser in (client, outsider):
        page = browser.get(path).text
        assert "Buurtkoor" in page
        assert "Hamza" not in page
        assert "Korenveld" not in page
    outsider.post(f"{path}/join")
    assert "Korenveld" not in outsider.get(path).text
    assert "Lieke Morgenster" in as_person(hamza).get(path).text


def test_page_of_no_group_is_not_there(client: FlaskClient, make: Make) -> None:
    make.house()
    assert client.get("/groups/nothing").status_code == 404


def test_joining_and_leaving_by_the_page_can_be_undone(app: Flask, lieke: int, koor: int, as_person: Browser) -> None:
    path, browser = f"/groups/{slug(app, koor)}", as_person(lieke)
    assert browser.post(f"{path}/join").location == path
    assert f'action="{path}/leave"' in browser.get(path).text
    assert "Buurtkoor" in browser.get("/me/groups").text
    assert browser.post(f"{path}/leave").location == "/me/groups"
    assert f'action="{path}/join"' in browser.get("/me/groups").text


def test_group_is_started_and_changed_by_the_page(hamza: int, koor: int, as_person: Browser) -> None:
    browser = as_person(hamza)
    assert browser.post("/groups/new", data={"name": "Klaverjas", "about": "Kaarten"}).location == "/groups/klaverjas"
    assert 'value="Klaverjas"' in browser.get("/groups/klaverjas/change").text
    browser.post("/groups/klaverjas/change", data={"name": "Klaverjassen", "about": "Kaarten op dinsdag"})
    page = browser.get("/groups/klaverjas").text
    assert "Klaverjassen" in page
    assert "Kaarten op dinsdag" in page


def test_only_contacts_reach_what_contacts_do(
    app: Flask, lieke: int, hamza: int, koor: int, as_person: Browser
) -> None:
    path, browser = f"/groups/{slug(app, koor)}", as_person(lieke)
    assert browser.get(f"{path}/change").status_code == 403
    assert browser.post(f"{path}/change", data={"name": "Mijn koor"}).status_code == 403
    with app.app_context():
        [(contact, _is_contact)] = members_of(koor)
        person = contact.public_id
    assert browser.post(f"{path}/contacts/end", data={"person": person}).status_code == 403
    assert browser.post(f"{path}/contacts", data={"person": person}).status_code == 403


def test_plugin_fills_the_side_of_the_page(make_app: Callable[..., Flask], koor: int) -> None:
    class Tea:
        @impl
        def wij_fill_slot(self, slot: str, ref: Ref) -> list[Piece]:
            return [Piece(order=1, html=f"<p>{slot} {ref}</p>")]

    app = make_app(WIJ_PLUGINS="none", extra_plugins={"tea": Tea()})
    address = slug(app, koor)
    assert f"<p>group.side people/group/{address}</p>" in app.test_client().get(f"/groups/{address}").text
