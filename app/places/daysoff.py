"""Which days are days off, and why, for series that leave them out; and the school holidays that a house keeps.

Public holidays are computed. School holidays are decided each year, by region: a house writes down its own.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.clock import now, wall
from app.db import db, transactional
from app.places import verbs
from app.places.holidays import holidays_of
from app.places.models import House, SchoolBreak
from app.places.rights import HOST, require
from app.refs import Ref, new_public_id
from app.refusals import NotFound, Refusal
from app.web import current_language

HOLIDAYS: Final = "holidays"
SCHOOL: Final = "school"
LONGEST: Final = timedelta(days=100)


def days_off(house: House, days: Iterable[date], kinds: Collection[str]) -> dict[date, str]:
    """Of these days, those that are off, each with its reason in the reader's words. At most one query."""
    wanted = sorted(set(days))
    if not wanted or not kinds:
        return {}
    found: dict[date, str] = {}
    if SCHOOL in kinds:
        for one in _between(house.id, wanted[0], wanted[-1]):
            found |= {day: one.name for day in wanted if one.first_day <= day <= one.last_day}
    if HOLIDAYS in kinds:
        years = range(wanted[0].year, wanted[-1].year + 1)
        named = {one.day: one.name for one in holidays_of(house.holiday_country, years, current_language())}
        found |= {day: named[day] for day in wanted if day in named}
    return found


def has_school_breaks(house_id: int) -> bool:
    """Whether the house wrote down any that are still to come."""
    return bool(coming(house_id))


def coming(house_id: int) -> Sequence[SchoolBreak]:
    """The school holidays that are not over, soonest first."""
    today = now().date()
    return db.session.scalars(
        sa.select(SchoolBreak)
        .where(SchoolBreak.house_id == house_id, SchoolBreak.last_day >= today)
        .order_by(SchoolBreak.first_day, SchoolBreak.id)
    ).all()


@transactional
def add_break(actor: Actor, house_id: int, name: str, first: date, last: date) -> str:
    """Write down a school holiday. Raises Refusal with its field, NotAllowed."""
    house = require(actor, house_id, HOST)
    if not name.strip():
        raise Refusal(_("What is it called?"), field="name")
    if last < first:
        raise Refusal(_("The last day is before the first."), field="last")
    if last - first > LONGEST:
        raise Refusal(_("That is longer than a school holiday. Look at the days again."), field="last")
    if not abs(first - wall(now(), house.zone).date()) <= timedelta(days=1200):
        raise Refusal(_("That day is too far away."), field="first")
    row = SchoolBreak(
        public_id=new_public_id(), house_id=house_id, name=name.strip()[:60], first_day=first, last_day=last
    )
    db.session.add(row)
    db.session.flush()
    journal.note(actor, verbs.SCHOOL_BREAK_ADDED, _ref(row), row.name)
    return row.public_id


@transactional
def remove_break(actor: Actor, key: str) -> None:
    """Remove a school holiday. Raises NotFound, NotAllowed."""
    known = sa.select(SchoolBreak).where(SchoolBreak.public_id == key)
    row = db.session.scalar(known) if key.isalnum() else None
    if row is None:
        raise NotFound(_("This is no longer there."))
    require(actor, row.house_id, HOST)
    journal.note(actor, verbs.SCHOOL_BREAK_REMOVED, _ref(row), row.name)
    db.session.delete(row)


def _between(house_id: int, first: date, last: date) -> Sequence[SchoolBreak]:
    return db.session.scalars(
        sa.select(SchoolBreak)
        .where(SchoolBreak.house_id == house_id, SchoolBreak.first_day <= last, SchoolBreak.last_day >= first)
        .order_by(SchoolBreak.first_day)
    ).all()


def _ref(row: SchoolBreak) -> Ref:
    return Ref("places", "schoolbreak", row.public_id)
