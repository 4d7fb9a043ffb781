"""What waits for a host, what is hidden, and what was decided about one thing."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from app.db import db
from app.pointing.models import Pointing, Ruling
from app.pointing.things import Thing, thing_at
from app.refs import Ref


@dataclass(frozen=True, slots=True)
class Case:
    """A thing with what is said of it: why people point at it, and the decision that holds now."""

    thing: Thing
    pointings: list[Pointing]
    ruling: Ruling | None

    @property
    def waits(self) -> bool:
        """Whether a host has still to look at it: somebody pointed, or its writer answered."""
        return bool(self.pointings) or (self.ruling is not None and self.ruling.hidden and bool(self.ruling.answer))


def waiting_in(house_id: int) -> int:
    """How many things wait for a host of a house: for the desk."""
    return sum(case.waits for case in cases_in(house_id))


def cases_in(house_id: int) -> list[Case]:
    """What waits for a host and what is hidden, the longest waiting first. Things that are gone are left out."""
    pointed = db.session.scalars(_open().where(Pointing.house_id == house_id)).all()
    hidden = db.session.scalars(_current().where(Ruling.house_id == house_id, Ruling.hidden)).all()
    refs = list(dict.fromkeys([*(one.ref for one in pointed), *(one.ref for one in hidden)]))
    found = [case for ref in refs if (case := _case(ref, pointed)) is not None]
    return sorted(found, key=lambda case: not case.waits)


def case_of(ref: Ref) -> Case | None:
    """One thing with what is said of it."""
    return _case(ref, db.session.scalars(_open().where(*_about(Pointing, ref))).all())


def ruling_of(ref: Ref) -> Ruling | None:
    """The decision about a thing that holds now."""
    return db.session.scalars(_current().where(*_about(Ruling, ref)).order_by(Ruling.id.desc()).limit(1)).first()


def ruling_with(public_id: str) -> Ruling | None:
    """The decision with this public id, also one that does not hold any more."""
    return db.session.scalar(sa.select(Ruling).where(Ruling.public_id == public_id)) if public_id.isalnum() else None


def open_at(ref: Ref) -> list[Pointing]:
    """Why people point at a thing, as far as no host looked at it."""
    return list(db.session.scalars(_open().where(*_about(Pointing, ref))))


def _case(ref: Ref, pointed: Iterable[Pointing]) -> Case | None:
    thing = thing_at(ref)
    return Case(thing, [one for one in pointed if one.ref == ref], ruling_of(ref)) if thing is not None else None


def _open() -> sa.Select[Pointing]:
    return sa.select(Pointing).where(Pointing.ruling_id.is_(None)).order_by(Pointing.at, Pointing.id)


def _current() -> sa.Select[Ruling]:
    return sa.select(Ruling).where(Ruling.ended_at.is_(None))


def _about(table: type[Pointing] | type[Ruling], ref: Ref) -> tuple[sa.ColumnElement[bool], ...]:
    return table.owner == ref.owner, table.kind == ref.kind, table.key == ref.key
