"""Which groups somebody belongs to, and for which they speak. A group's contacts speak for it."""

from sqlalchemy import func, select

from app.db import db
from app.people.models import Group, Membership, Person


def groups_of(person_id: int) -> list[Group]:
    """The groups that somebody belongs to, by name."""
    mine = select(Membership.group_id).where(Membership.person_id == person_id)
    return list(db.session.scalars(select(Group).where(Group.id.in_(mine)).order_by(Group.name, Group.id)))


def groups_spoken_for(person_id: int) -> list[Group]:
    """The groups that somebody may book and publish for, by name."""
    mine = select(Membership.group_id).where(Membership.person_id == person_id, Membership.is_contact)
    return list(db.session.scalars(select(Group).where(Group.id.in_(mine)).order_by(Group.name, Group.id)))


def speaks_for(person_id: int | None, group_id: int) -> bool:
    """Whether somebody is a contact of a group. Nobody (None) speaks for none."""
    membership = db.session.get(Membership, (group_id, person_id)) if person_id is not None else None
    return membership is not None and membership.is_contact


def group_with_slug(slug: str) -> Group | None:
    """The group at `/groups/<slug>`."""
    return db.session.scalar(select(Group).where(Group.slug == slug))


def members_of(group_id: int) -> list[tuple[Person, bool]]:
    """Who belongs to a group, contacts first, then by name; with each whether they are a contact."""
    rows = db.session.execute(
        select(Person, Membership.is_contact)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.group_id == group_id)
        .order_by(Membership.is_contact.desc(), Person.name, Person.id)
    )
    return [(person, is_contact) for person, is_contact in rows]


def size_of(group_id: int) -> int:
    """How many people belong to a group."""
    return db.session.scalar(select(func.count()).where(Membership.group_id == group_id)) or 0
