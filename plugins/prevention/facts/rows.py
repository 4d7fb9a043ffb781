"""The rows of facts: a house's own texts, and who checked which. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.clock import now, wall
from app.db import db
from app.people.models import Person
from app.places.models import House
from app.refusals import NotFound
from plugins.prevention.facts.models import FactCheck, FactVersion
from plugins.prevention.facts.words import Words, digest

UNKNOWN: Final = _("We do not know this, or it is no longer there.")
Mark = tuple[str, str]
"""Key and digest: exactly one text."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Who read the source when; `name` is "" where the role stands for it."""

    key: str
    on: date
    name: str
    person_id: int | None


def own_texts(house: House, key: str | None = None) -> Sequence[FactVersion]:
    """What the house wrote, oldest first, also what stands no longer; of one fact, or of all."""
    wanted = sa.select(FactVersion).where(FactVersion.house_id == house.id).order_by(FactVersion.id)
    return db.session.scalars(wanted if key is None else wanted.where(FactVersion.key == key)).all()


def checks_of(house: House, key: str | None) -> list[tuple[Mark, Checked]]:
    """Every check with the text that it is about, the newest first. One query."""
    wanted = (
        sa.select(FactCheck, Person)
        .outerjoin(Person, Person.id == FactCheck.person_id)
        .where(FactCheck.house_id == house.id)
        .order_by(FactCheck.checked_on.desc(), FactCheck.id.desc())
    )
    rows = db.session.execute(wanted if key is None else wanted.where(FactCheck.key == key))
    return [((check.key, check.digest), _checked(check, somebody)) for check, somebody in rows]


def _checked(check: FactCheck, somebody: Person | None) -> Checked:
    name = somebody.first_name if somebody is not None and check.show_name else ""
    return Checked(check.public_id, check.checked_on, name, check.person_id)


def words_of(row: FactVersion) -> Words:
    """What a row says."""
    return Words(
        title=row.title,
        body=row.body,
        source=row.source,
        link=row.link,
        phone=row.phone,
        dated=row.dated,
        valid_until=row.valid_until,
    )


def digest_of(row: FactVersion) -> str:
    """The mark of a house's own text."""
    return digest([words_of(row)])


def own_of(house_id: int, key: str) -> FactVersion | None:
    """The house's own text that stands now."""
    wanted = sa.select(FactVersion).where(
        FactVersion.house_id == house_id, FactVersion.key == key, FactVersion.ended_at.is_(None)
    )
    return db.session.scalars(wanted.order_by(FactVersion.id.desc()).limit(1)).first()


def house_with(house_id: int) -> House:
    """The house. Raises NotFound."""
    house = db.session.get(House, house_id)
    if house is None:
        raise NotFound(_("There is no such house."))
    return house


def today_in(house: House) -> date:
    """The day on the house's wall."""
    return wall(now(), house.zone).date()


def day_of(moment: datetime, house: House) -> date:
    """The day of a moment on the house's wall."""
    return wall(moment, house.zone).date()
