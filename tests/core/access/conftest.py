"""What tests of access share: a house, a mailbox to look in, and somebody at its desk."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.access import codes
from app.access.models import Code
from app.db import db
from app.journal import LogLine
from app.notices.models import Notice
from app.people.models import Person
from tests.factories import Make


@dataclass
class Inside:
    """What only the house itself knows."""

    app: Flask

    def newest_code(self) -> str:
        """The six digits of the code that was asked for last."""
        with self.app.app_context():
            code = db.session.scalars(select(Code).order_by(Code.id.desc()).limit(1)).one()
            return codes.digits_of(code)

    def wrong_code(self) -> str:
        """Six digits that are not those."""
        return f"{(int(self.newest_code()) + 1) % 1_000_000:06d}"

    def mails(self) -> list[str]:
        """The kinds of notices in the outbox, oldest first."""
        with self.app.app_context():
            return list(db.session.scalars(select(Notice.kind).order_by(Notice.id)))

    def log(self) -> list[tuple[str, int | None, int | None, str]]:
        """(verb, typist, subject, channel) of each line, oldest first."""
        with self.app.app_context():
            rows = db.session.scalars(select(LogLine).order_by(LogLine.id))
            return [(row.verb, row.typist_id, row.subject_id, row.channel) for row in rows]

    def people(self) -> int:
        """How many persons there are."""
        with self.app.app_context():
            return db.session.scalar(select(func.count()).select_from(Person)) or 0

    def public_id(self, person_id: int) -> str:
        """How the outside calls somebody."""
        with self.app.app_context():
            return db.session.get_one(Person, person_id).public_id


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The core alone: access must do without any plugin."""
    return make_app(WIJ_PLUGINS="none")


@pytest.fixture
def inside(app: Flask) -> Inside:
    """Look behind the counter."""
    return Inside(app)


@pytest.fixture
def house(make: Make) -> int:
    """A house with a phone."""
    return make.house(phone="076-000 00 01")


@pytest.fixture
def desk(make: Make, house: int, as_person: Callable[[int], FlaskClient]) -> tuple[int, FlaskClient]:
    """A host of the house, and the browser at the desk."""
    toos = make.person("Toos Kestelaar", email="toos@example.org")
    make.role(toos, house, "host")
    return toos, as_person(toos)


def shown(client: FlaskClient, path: str, *personal: str) -> str:
    """A page without what differs from reader to reader: the token of its forms, and the words given."""
    text = re.sub(r'name="csrf_token"[^>]*', "", client.get(path).text)
    for words in personal:
        text = text.replace(words, "")
    return text


def ask(client: FlaskClient, email: str, **more: str) -> TestResponse:
    """Ask for a code."""
    return client.post("/sign-in", data={"email": email, **more})


def begin(client: FlaskClient, public_id: str, channel: str = "desk") -> TestResponse:
    """Begin to act for somebody."""
    return client.post("/desk/start", data={"person": public_id, "channel": channel})
