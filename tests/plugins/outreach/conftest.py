"""A house with an administrator, a coordinator, a visitor, a caller, and somebody with no part at all."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app import clock
from app.actors import Actor
from app.db import db
from app.people.models import Person
from plugins.outreach.partners.keeping import add_partner, begin, give_part, partners
from plugins.outreach.partners.models import CALLER, VISITOR
from tests.factories import Make, at

UNTIL = date(2027, 6, 30)
"""The last day of the parts of Wout and Mirjam."""


@dataclass
class Round:
    """Who is there. Everything is done in contexts of its own."""

    app: Flask
    house: int
    people: dict[str, int] = field(default_factory=dict)
    partners: dict[str, str] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Somebody who acts for themselves."""
        return Actor.self(self.people[name])

    def key(self, name: str) -> str:
        """The public id of a person."""
        with self.app.app_context():
            return db.session.get_one(Person, self.people[name]).public_id

    def do(self, act: Any, who: str, *values: Any) -> Any:
        """Call a service as `who`."""
        with self.app.app_context():
            return act(self.actor(who), *values)

    def rows(self, *columns: Any) -> list[tuple[Any, ...]]:
        """What stands in the tables, in order."""
        with self.app.app_context():
            return sorted(tuple(row) for row in db.session.execute(sa.select(*columns)))


@pytest.fixture(autouse=True)
def march() -> Iterator[None]:
    """It is the middle of March 2027."""
    with clock.at(at("2027-03-15", "10:00")):
        yield


@pytest.fixture
def team(app: Flask, make: Make) -> Round:
    """Chantal is administrator, Toos coordinates, Wout visits, Mirjam phones, since January; Ria has no part."""
    with clock.at(at("2027-01-02", "10:00")):
        return made(app, make)


def made(app: Flask, make: Make) -> Round:
    """The team, made now."""
    found = Round(app, make.house("De Linde", slug="de-linde"))
    for name in ("chantal", "toos", "wout", "mirjam", "ria"):
        found.people[name] = make.person(name.title(), email=f"{name}@example.org")
    make.role(found.people["chantal"], found.house, "administrator")
    found.do(begin, "chantal", "De Linde", found.key("toos"))
    with app.app_context():
        found.partners = {one.name: one.public_id for one in partners()}
    found.partners["Ouderenbond"] = found.do(add_partner, "toos", "Ouderenbond", "076-000 00 71")
    found.do(give_part, "toos", found.partners["Ouderenbond"], found.key("wout"), VISITOR, UNTIL)
    found.do(give_part, "toos", found.partners["De Linde"], found.key("mirjam"), CALLER, UNTIL)
    return found
