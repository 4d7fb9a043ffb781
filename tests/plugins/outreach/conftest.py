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
from plugins.outreach.replies.answering import Wish, say_yes
from plugins.outreach.rounds.keeping import RoundValues, begin_round, make_codes
from plugins.outreach.visitors.keeping import PaperValues, tell_papers
from plugins.outreach.wheel.keeping import DistrictValues, Turning, add_district, set_wheel, take_proposal, tell_sent
from tests.factories import Make, at

WISH = Wish(name="Riet Kwikstaart", form="home", address="Verzonnenlaan 14", phone="076-000 00 81")
UNTIL = date(2027, 6, 30)
"""The last day of the parts of Wout and Mirjam."""


@dataclass
class Round:
    """Who is there. Everything is done in contexts of its own."""

    app: Flask
    house: int
    people: dict[str, int] = field(default_factory=dict)
    partners: dict[str, str] = field(default_factory=dict)
    round: str = ""
    codes: list[str] = field(default_factory=list)
    district: dict[str, str] = field(default_factory=dict)

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


@pytest.fixture
def going(team: Round) -> Round:
    """The round of Klaverveld: 8 letters of January, 4 codes. De Linde phones, Ouderenbond visits, both invite."""
    with clock.at(at("2027-01-04", "10:00")):
        turning = Turning(first=date(2027, 1, 1), years=1, every=3, quiet=(), visitors=8, talks=2, together=2, one_in=3)
        team.do(set_wheel, "toos", turning)
        for name, letters in (("Klaverveld", 8), ("Molenrand", 24)):
            district = DistrictValues(name=name, letters=letters)
            team.district[name] = team.do(add_district, "toos", district)
        team.do(take_proposal, "toos")
        linde, union = team.partners["De Linde"], team.partners["Ouderenbond"]
        roles = {"invites": (linde, union), "visits": (union,), "phones": (linde,)}
        values = RoundValues(roles=roles, phone="076-000 00 01")
        team.round = team.do(begin_round, "toos", team.district["Klaverveld"], values)
        team.codes = team.do(make_codes, "toos", team.round, 4)
        team.do(tell_sent, "toos", team.district["Klaverveld"], date(2027, 1, 1), 8)
    return team


@pytest.fixture
def said(going: Round, make: Make) -> Round:
    """Riet said yes. Wout and Anneke visit for the Ouderenbond, with papers; Sjef visits too, without a pass."""
    for name in ("anneke", "sjef"):
        going.people[name] = make.person(name.title(), email=f"{name}@example.org")
        going.do(give_part, "toos", going.partners["Ouderenbond"], going.key(name), VISITOR, UNTIL)
    for number, name in enumerate(("wout", "anneke", "sjef")):
        values = PaperValues(
            trained_on=date(2027, 1, 5),
            pass_number=f"K{number}" if number < 2 else "",
            conduct_seen_on=date(2027, 1, 6),
        )
        going.do(tell_papers, "toos", going.key(name), values)
    with going.app.app_context():
        going.codes.append(say_yes(going.codes[0], WISH))
    return going


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
