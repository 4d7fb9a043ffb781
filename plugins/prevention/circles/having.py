"""Start a circle, change what it says, put an earlier version back, let it rest and wake it. One is one transaction."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.calendar.themes import BY_KEY
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.people.models import Group
from app.places.models import House
from app.places.slugs import slug_of
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.prevention.circles import words as said
from plugins.prevention.circles.models import Circle, CircleMember, CircleVersion, Said

LONGEST: Final = 1000
MOST: Final = 20
"""Circles of one person; who is in so many has no evening left."""
MOST_GROUPS: Final = 12
MOST_VERSIONS: Final = 40
OWN_PAGES: Final = frozenset({"new", "weeks"})
"""Words that stand in addresses of our own pages."""
FIELDS: Final = ("theme", "name", "about", "about_by_id", "contact", "contact_by_id", "whole_theme", "group_ids")


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleValues:
    """What a circle says of itself. `groups`: ids of groups of which everything stands in its agenda."""

    theme: str
    name: str
    about: str = ""
    contact: str = ""
    whole_theme: bool = True
    groups: tuple[int, ...] = ()


@transactional
def start(actor: Actor, house_id: int, values: CircleValues, *, show_name: bool = False) -> str:
    """Start a circle and take part in it; its slug. Raises Refusal (with its field), NotAllowed, NotFound."""
    person_id = somebody(actor)
    if db.session.get(House, house_id) is None:
        raise NotFound(_("There is no house yet."))
    own = sa.select(sa.func.count()).where(CircleMember.person_id == person_id)
    if (db.session.scalar(own) or 0) >= MOST:
        raise Refusal(_("You are in many circles. Leave one first."), field="name")
    circle = Circle(
        public_id=new_public_id(), house_id=house_id, started_at=now(), alive_at=now(), members=[], organisations=[]
    )
    circle.name = circle.about = circle.contact = ""
    _fill(actor, circle, values)
    circle.slug = _free_slug(circle.name)
    circle.members.append(CircleMember(person_id=person_id, show_name=show_name, since=now()))
    db.session.add(circle)
    db.session.flush()
    _keep(circle)
    note(actor, said.STARTED, circle.thing, circle.name)
    return circle.slug


@transactional
def change(actor: Actor, slug: str, values: CircleValues) -> str:
    """Let a circle say something else; the public id of how it was before, "" when nothing changed.

    For who takes part. Raises Refusal (with its field), NotAllowed, NotFound.
    """
    circle = for_member(actor, slug)
    before, was = newest(circle.id), _told(circle)
    _fill(actor, circle, values)
    return _changed(actor, circle, before, was)


@transactional
def restore(actor: Actor, slug: str, key: str) -> str:
    """Put the version `key` back, words of whoever wrote them; the public id of how it was, "" for no change.

    Raises NotAllowed, NotFound.
    """
    circle = for_member(actor, slug)
    wanted = sa.select(CircleVersion).where(CircleVersion.circle_id == circle.id, CircleVersion.public_id == key)
    version = db.session.scalar(wanted) if key.isalnum() else None
    if version is None:
        raise NotFound(_("We don't keep this version any more."))
    before, was = newest(circle.id), _told(circle)
    for name in FIELDS:
        setattr(circle, name, getattr(version, name))
    return _changed(actor, circle, before, was)


@transactional
def stop(actor: Actor, slug: str) -> None:
    """Let a circle rest: it leaves the lists. For who takes part. Twice is once. Raises NotAllowed, NotFound."""
    circle = for_member(actor, slug)
    if circle.stopped_at is None:
        circle.stopped_at = now()
        note(actor, said.STOPPED, circle.thing, circle.name)


@transactional
def wake(actor: Actor, slug: str) -> None:
    """Let a circle go on. Anybody who is signed in may. Raises NotAllowed, NotFound."""
    somebody(actor)
    circle = locked(slug)
    if circle.stopped_at is not None:
        circle.stopped_at, circle.alive_at = None, now()
        note(actor, said.WOKEN, circle.thing, circle.name)


def somebody(actor: Actor) -> int:
    """Who it is for. Raises NotAllowed for a guest."""
    if actor.subject is None:
        raise NotAllowed(said.SIGN_IN_FIRST)
    return actor.subject


def locked(slug: str) -> Circle:
    """The circle with this slug, locked. Raises NotFound. Call it in a transaction."""
    wanted = sa.select(Circle).where(Circle.slug == slug).with_for_update(of=Circle.__table__)
    known = slug.replace("-", "").isalnum()
    circle = db.session.scalar(wanted.execution_options(populate_existing=True)) if known else None
    if circle is None:
        raise NotFound(said.UNKNOWN)
    return circle


def for_member(actor: Actor, slug: str) -> Circle:
    """The circle, locked, for who takes part. Raises NotAllowed, NotFound. Call it in a transaction."""
    circle = locked(slug)
    if circle.member(somebody(actor)) is None:
        raise NotAllowed(said.MEMBERS_ONLY)
    return circle


def newest(circle_id: int) -> CircleVersion | None:
    """The version that says how a circle is now."""
    wanted = sa.select(CircleVersion).where(CircleVersion.circle_id == circle_id)
    return db.session.scalar(wanted.order_by(CircleVersion.id.desc()).limit(1))


def _fill(actor: Actor, circle: Circle, values: CircleValues) -> None:
    name, about, contact = " ".join(values.name.split()), values.about.strip(), " ".join(values.contact.split())
    _check(circle, name, values)
    if len(about) > LONGEST:
        raise Refusal(said.TOO_LONG, field="about")
    if about != circle.about:
        circle.about, circle.about_by_id = about, actor.subject
    if contact != circle.contact:
        circle.contact, circle.contact_by_id = contact[:200], actor.subject
    circle.theme, circle.name, circle.whole_theme = values.theme, name, values.whole_theme
    circle.group_ids = ",".join(map(str, _known_groups(values.groups)))


def _check(circle: Circle, name: str, values: CircleValues) -> None:
    if values.theme not in BY_KEY:
        raise Refusal(_("Choose one of these."), field="theme")
    if not any(sign.isalnum() for sign in name):
        raise Refusal(_("What is the circle called? A few words are enough."), field="name")
    if len(name) > 80:
        raise Refusal(_("That is too long. Use at most %(max)s characters.", max=80), field="name")
    others = sa.select(Circle.name, Circle.id).where(Circle.stopped_at.is_(None))
    if any(other.casefold() == name.casefold() and one != circle.id for other, one in db.session.execute(others)):
        raise Refusal(_("There is a circle of this name already. You can join it."), field="name")
    if not values.whole_theme and not values.groups:
        raise Refusal(_("Choose what stands in the agenda: the theme, or what some groups do."), field="whole_theme")
    if len(set(values.groups)) > MOST_GROUPS:
        raise Refusal(_("Choose at most %(max)s groups.", max=MOST_GROUPS), field="groups")


def _known_groups(ids: tuple[int, ...]) -> list[int]:
    return list(db.session.scalars(sa.select(Group.id).where(Group.id.in_(set(ids))).order_by(Group.id)))


def _told(said_by: Said) -> tuple[object, ...]:
    return tuple(getattr(said_by, name) for name in FIELDS)


def _changed(actor: Actor, circle: Circle, before: CircleVersion | None, was: tuple[object, ...]) -> str:
    if _told(circle) == was:
        return ""
    circle.alive_at = now()
    _keep(circle)
    note(actor, said.CHANGED, circle.thing, circle.name)
    return before.public_id if before is not None else ""


def _keep(circle: Circle) -> None:
    version = CircleVersion(public_id=new_public_id(), circle_id=circle.id, at=now())
    for name in FIELDS:
        setattr(version, name, getattr(circle, name))
    db.session.add(version)
    db.session.flush()
    of_circle = sa.select(CircleVersion.id).where(CircleVersion.circle_id == circle.id)
    kept = db.session.scalars(of_circle.order_by(CircleVersion.id.desc()).limit(MOST_VERSIONS)).all()
    db.session.execute(
        sa.delete(CircleVersion).where(CircleVersion.circle_id == circle.id, CircleVersion.id.not_in(kept))
    )


def _free_slug(name: str) -> str:
    base = slug_of(name)[:54].strip("-")
    slug, number = base, 1
    while slug in OWN_PAGES or db.session.scalar(sa.select(Circle.id).where(Circle.slug == slug)) is not None:
        number += 1
        slug = f"{base}-{number}"
    return slug
