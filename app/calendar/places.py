"""The houses of the neighbourhood as the agenda's pages tell of them: which there are, and what is on where."""

from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa

from app.calendar.entry import Entry
from app.db import db
from app.places.models import House, OldSlug


def all_houses() -> list[House]:
    """The neighbours' own houses, then those of partners."""
    return list(db.session.scalars(sa.select(House).order_by(House.is_partner, House.id)))


def own_houses(houses: list[House]) -> list[House]:
    """Those that are the neighbours' own; the first of all where none is."""
    return [house for house in houses if not house.is_partner] or houses[:1]


def main_house() -> House | None:
    """The first house that is the neighbours' own, or the first of all; None where there is no house yet."""
    return db.session.scalar(sa.select(House).order_by(House.is_partner, House.id).limit(1))


def house_called(slug: str) -> House | None:
    """The house whose slug this is, or was before (then its own is another one)."""
    house = db.session.scalar(sa.select(House).where(House.slug == slug))
    if house is not None:
        return house
    old = db.session.get(OldSlug, ("house", slug))
    return db.session.get(House, old.target_id) if old else None


def with_other_houses(entries: Iterable[Entry], here: House | None, houses: Iterable[House]) -> list[Entry]:
    """The entries, those in another house than `here` with its name: "Gymzaal, De Regenboogvis"."""
    names = {house.id: house.name for house in houses if house is not here}

    def told(entry: Entry) -> Entry:
        name = names.get(entry.house_id, "")
        known = name in entry.place
        return entry if known else replace(entry, place=f"{entry.place}, {name}" if entry.place else name)

    return [told(entry) for entry in entries]
