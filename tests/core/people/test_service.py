"""Persons: made, changed, confirmed; and the ways to reach them."""

import threading

import pytest
from flask import Flask

from app.actors import Actor, Channel
from app.db import db
from app.people.contact import clean_email, clean_name, clean_phone
from app.people.joining import joins_by_mail
from app.people.models import Person
from app.people.search import find
from app.people.service import add_person, change_address, change_details, confirm_neighbour
from app.refusals import NotAllowed, Refusal
from tests.factories import Make

pytestmark = pytest.mark.sweep


def test_name_is_enough(app: Flask) -> None:
    with app.app_context():
        person = db.session.get_one(Person, add_person(Actor.job(), name=" Bep   Tuinhek "))
        assert (person.name, person.email, person.phone, person.language) == ("Bep Tuinhek", None, "", "nl")
        assert person.first_name == "Bep"
        assert person.show_name is False


def test_two_people_without_an_address_may_have_one_name(app: Flask) -> None:
    with app.app_context():
        assert add_person(Actor.job(), name="Bep") != add_person(Actor.job(), name="Bep")


def test_address_belongs_to_one_person_however_it_is_written(app: Flask) -> None:
    with app.app_context():
        add_person(Actor.job(), name="Bep", email="Bep@Example.org")
        with pytest.raises(Refusal) as refusal:
            add_person(Actor.job(), name="Ander", email=" bep@example.ORG ")
        assert refusal.value.field == "email"


def test_two_at_one_moment_with_one_address_are_one_person(app: Flask) -> None:
    answers: list[str] = []
    together = threading.Barrier(6)

    def add() -> None:
        with app.app_context():
            together.wait()
            try:
                add_person(Actor.job(), name="Bep", email="bep@example.org")
                answers.append("made")
            except Refusal:
                answers.append("refused")

    threads = [threading.Thread(target=add) for _thread in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["made"] + ["refused"] * 5


def test_nobody_changes_anothers_details_or_address(app: Flask, make: Make) -> None:
    lieke, wout = make.person("Lieke"), make.person("Wout")
    with app.app_context():
        with pytest.raises(NotAllowed):
            change_details(
                Actor.self(wout), lieke, name="X", phone="", language="nl", neighbourhood_id=None, show_name=True
            )
        with pytest.raises(NotAllowed):
            change_address(Actor.self(wout), lieke, "x@example.org")


def test_neighbour_is_confirmed_by_another_who_is_host(app: Flask, make: Make) -> None:
    house, toos, lieke = make.house(), make.person("Toos"), make.person("Lieke")
    make.role(toos, house, "host")
    with app.app_context():
        for actor, person in ((Actor.self(lieke), lieke), (Actor.self(toos), toos), (Actor.guest(), lieke)):
            with pytest.raises(NotAllowed):
                confirm_neighbour(actor, person, house)
        confirm_neighbour(Actor(toos, lieke, Channel.DESK), lieke, house)
        assert db.session.get_one(Person, lieke).neighbour_confirmed_on is not None


def test_anybody_joins_by_mail_until_the_house_decides_otherwise(app: Flask, make: Make) -> None:
    house = make.house()
    with app.app_context():
        assert joins_by_mail(house)
        assert joins_by_mail(None)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Lieke@Example.ORG ", "lieke@example.org"), ("", None), ("a.b+c@x.example.org", "a.b+c@x.example.org")],
)
def test_address_is_kept_in_lower_case(typed: str, kept: str | None) -> None:
    assert clean_email(typed) == kept


@pytest.mark.parametrize("typed", ["06-12345678", "+31 6 12 34 56 78", "076-000 00 14", "(076) 000 00 14"])
def test_phone_is_kept_as_it_was_written(typed: str) -> None:
    assert clean_phone(f" {typed} ") == typed


@pytest.mark.parametrize("typed", ["", "   ", "...", "🦄", "\u202e"])
def test_name_needs_a_letter_or_digit(app: Flask, typed: str) -> None:
    with pytest.raises(Refusal):
        clean_name(typed)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("vogel", ["Kees Vogelpoel"]),
        ("VOGEL", ["Kees Vogelpoel"]),
        ("pool", []),
        ("poel kees", ["Kees Vogelpoel"]),
        ("özdemir", ["Zoë Özdemir"]),
        ("076", ["Kees Vogelpoel", "Ria Klokman"]),
        ("076-00000 15", ["Kees Vogelpoel"]),
        ("0760000014", ["Ria Klokman"]),
        ("RIAK LOKM", ["Ria Klokman"]),
        ("k", []),
        ("", []),
        ("100%", []),
        ("e_", []),
    ],
)
def test_search_finds_by_name_phone_or_code(app: Flask, make: Make, text: str, names: list[str]) -> None:
    with app.app_context():
        make.person("Kees Vogelpoel", phone="076-000 00 15")
        add_person(Actor.job(), name="Ria Klokman", phone="(076) 000.00.14", public_id="riaklokm")
        add_person(Actor.job(), name="Zoë Özdemir")
        found, more = find(text)
        assert ([person.name for person in found], more) == (names, False)


def test_search_finds_nobody_who_was_forgotten(app: Flask, make: Make) -> None:
    lieke = make.person("Lieke Morgenster")
    with app.app_context():
        assert [person.id for person in find("lieke")[0]] == [lieke]
        with db.engine.begin() as connection:
            connection.execute(db.text("UPDATE person SET forgotten_at = joined_at"))
        db.session.rollback()
        assert find("lieke") == ([], False)
