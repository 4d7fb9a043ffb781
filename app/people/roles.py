"""Who has which role where, today. A role has a last day; an administrator may do what a host may."""

from datetime import date
from typing import Final

from sqlalchemy import select

from app.actors import Actor
from app.clock import now, wall
from app.db import db
from app.people.models import Person, Role
from app.places.models import House

IMPLIED: Final = {"host": ("host", "administrator")}
"""Kinds that another kind brings along."""


def has_role(person_id: int | None, house_id: int, *kinds: str) -> bool:
    """Whether somebody has one of `kinds` in a house today. Nobody (None) has no role."""
    return person_id is not None and house_id in houses_with_role(person_id, *kinds)


def may(actor: Actor, house_id: int, *kinds: str) -> bool:
    """Whether `actor` may do what takes one of `kinds`: the subject has it, and so has the one who types."""
    return has_role(actor.subject, house_id, *kinds) and (
        not actor.on_behalf or has_role(actor.typist, house_id, *kinds)
    )


def houses_with_role(person_id: int, *kinds: str) -> list[int]:
    """Ids of the houses where somebody has one of `kinds` today, sorted."""
    wanted = {kind for given in kinds for kind in IMPLIED.get(given, (given,))}
    return sorted({house_id for house_id, kind in roles_of(person_id) if kind in wanted})


def roles_of(person_id: int) -> set[tuple[int, str]]:
    """Somebody's roles of today, as (house_id, kind). One query; what a role implies is not in it."""
    rows = db.session.execute(
        select(Role, House).join(House, House.id == Role.house_id).where(Role.person_id == person_id)
    )
    return {(role.house_id, role.kind) for role, house in rows if role.since <= _today(house) <= role.until}


def hosts_of(house_id: int) -> list[Person]:
    """Who may do what a host may in a house today, by name."""
    return people_with(house_id, "host")


def people_with(house_id: int, *kinds: str) -> list[Person]:
    """Who has one of `kinds` in a house today, by name."""
    house = db.session.get(House, house_id)
    if house is None:
        return []
    today, wanted = _today(house), {kind for given in kinds for kind in IMPLIED.get(given, (given,))}
    given = select(Role.person_id).where(
        Role.house_id == house_id, Role.kind.in_(sorted(wanted)), Role.since <= today, Role.until >= today
    )
    return list(db.session.scalars(select(Person).where(Person.id.in_(given)).order_by(Person.name, Person.id)))


def _today(house: House) -> date:
    return wall(now(), house.zone).date()
