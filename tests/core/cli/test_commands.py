"""What the command line does, and how it says what is wrong."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from app.cli import health, house
from app.clock import now
from app.db import db
from app.jobs.runs import beat
from app.people.models import Person, Role
from app.places.models import House
from tests.factories import Make


def test_new_house_and_its_first_administrator_are_two_commands(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    assert run(house.house, ["add", "Buurthuis De Linde", "--phone", "076-000 00 09"]).exit_code == 0
    said = run(house.person, ["add", "Toos Kestelaar", "--email", "Toos@Example.org", "--role", "administrator"])
    assert said.exit_code == 0, said.output
    with app.app_context():
        there = db.session.scalars(sa.select(House)).one()
        toos = db.session.scalars(sa.select(Person)).one()
        role = db.session.scalars(sa.select(Role)).one()
        assert (there.slug, there.phone) == ("buurthuis-de-linde", "076-000 00 09")
        assert (toos.email, role.person_id, role.house_id, role.kind) == (
            "toos@example.org",
            toos.id,
            there.id,
            "administrator",
        )
        assert role.until - role.since == timedelta(days=365)
    assert app.test_client().get("/house/buurthuis-de-linde").status_code == 200


def test_house_with_a_slug_that_is_taken_is_refused(app: Flask, make: Make) -> None:
    make.house(slug="de-linde")
    said = app.test_cli_runner().invoke(house.house, ["add", "De Linde", "--slug", "de-linde"])
    assert said.exit_code == 1
    with app.app_context():
        assert db.session.scalars(sa.select(House.slug)).all() == ["de-linde"]


@pytest.mark.parametrize("more", [[], ["--house", "nergens"]], ids=["two houses", "no such house"])
def test_role_without_a_clear_house_is_refused_and_adds_nobody(app: Flask, make: Make, more: list[str]) -> None:
    make.house(slug="een")
    make.house(slug="twee")
    said = app.test_cli_runner().invoke(house.person, ["add", "Toos", "--role", "host", *more])
    assert said.exit_code == 1
    assert "een, twee" in said.output
    with app.app_context():
        assert db.session.scalars(sa.select(Person)).all() == []


def test_plugin_list_names_each_plugin_and_its_hooks(make_app: Callable[..., Flask]) -> None:
    said = make_app(WIJ_PLUGINS="rooms").test_cli_runner().invoke(house.plugin, ["list"])
    assert said.output.startswith("rooms ")
    assert "wij_register_blueprints" in said.output
    assert "contributions" not in said.output


@pytest.mark.both
def test_health_is_503_until_the_worker_gives_a_sign_of_life(app: Flask) -> None:
    client = app.test_client()
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json == {
        "well": False,
        "checks": {"database": True, "migrations": True, "worker": False, "outbox": True},
    }
    with app.app_context():
        beat("me")
    assert client.get("/healthz").status_code == 200
    with time_machine.travel(now() + timedelta(minutes=6)):
        assert client.get("/healthz").status_code == 503


def test_health_is_503_as_json_when_the_database_is_gone(make_app: Callable[..., Flask]) -> None:
    app = make_app(WIJ_DATABASE_URL="sqlite:////nowhere/at/all.sqlite")
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["checks"]["database"] is False


def test_doctor_says_what_to_do(app: Flask) -> None:
    said = app.test_cli_runner().invoke(health.doctor)
    assert said.exit_code == 1
    assert "start `wij worker`" in said.output


def test_command_without_a_secret_key_says_in_one_line_how_to_make_one() -> None:
    said = subprocess.run([sys.executable, "-m", "app", "doctor"], env={}, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert said.stderr.startswith("wij: WIJ_SECRET_KEY is not set. Make one with:")
    assert said.stderr.count("\n") == 1
