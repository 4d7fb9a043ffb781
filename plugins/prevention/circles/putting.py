"""Put organisations and materials with a circle, change them, take them off, put them back. One is one transaction."""

import re
from dataclasses import dataclass
from typing import Final, TypeVar

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.calendar.importing.reading import safe_link
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.places.rights import HOST, may
from app.refs import new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.prevention.circles import words as said
from plugins.prevention.circles.having import LONGEST, for_member, locked, somebody
from plugins.prevention.circles.models import Circle, CircleMaterial, CircleOrganisation

T = TypeVar("T", CircleOrganisation, CircleMaterial)
_ON_THE_WEB: Final = re.compile(r"https?://[^/:?#]+\.[^/:?#]+(:\d+)?([/?#]|$)")
MOST: Final = 60
"""Of each in one circle; what is more is looked for by nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationValues:
    """What an organisation tells everybody of itself."""

    name: str
    does: str = ""
    link: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialValues:
    """A link, a short text, or both."""

    title: str
    text: str = ""
    link: str = ""


@transactional
def put_organisation(actor: Actor, slug: str, values: OrganisationValues) -> str:
    """Put an organisation with a circle; its public id. Raises Refusal (with its field), NotAllowed, NotFound."""
    circle = for_member(actor, slug)
    _room(CircleOrganisation, circle)
    made = _organisation(actor, circle, values)
    note(actor, said.PUT, circle.thing, circle.name)
    return made.public_id


@transactional
def change_organisation(actor: Actor, slug: str, key: str, values: OrganisationValues) -> str:
    """Let an organisation stand there in other words; its public id. How it was is kept for a while.

    Raises Refusal (with its field), NotAllowed, NotFound.
    """
    circle = for_member(actor, slug)
    before = _with(CircleOrganisation, circle, key) if key.isalnum() else None
    if before is None or before.removed_at is not None:
        raise NotFound(said.GONE)
    made = _organisation(actor, circle, values)
    made.replaces_id, made.hidden = before.id, before.hidden
    if made.does == before.does:
        made.put_by_id = before.put_by_id
    before.removed_at = now()
    note(actor, said.CHANGED, circle.thing, circle.name)
    return made.public_id


@transactional
def put_material(actor: Actor, slug: str, values: MaterialValues) -> str:
    """Put a link or a short text with a circle; its public id. Raises Refusal (its field), NotAllowed, NotFound."""
    circle = for_member(actor, slug)
    _room(CircleMaterial, circle)
    title, text = _line(values.title, "title"), _text(values.text, "text")
    link = _link(values.link)
    if not text and not link:
        raise Refusal(_("Give a link, or write a few words."), field="link")
    material = CircleMaterial(
        public_id=new_public_id(), circle_id=circle.id, title=title, text=text, link=link, put_by_id=somebody(actor)
    )
    material.at = circle.alive_at = now()
    db.session.add(material)
    note(actor, said.PUT, circle.thing, circle.name)
    return material.public_id


@transactional
def take_off(actor: Actor, slug: str, key: str) -> None:
    """Take an organisation or a material off. For who takes part, and hosts of the house. Twice is once.

    Raises NotAllowed, NotFound.
    """
    circle, thing = _to_tidy(actor, slug, key)
    if thing.removed_at is None:
        thing.removed_at = now()
        note(actor, said.TAKEN_OFF, circle.thing, circle.name)


@transactional
def put_back(actor: Actor, slug: str, key: str) -> None:
    """Put back what was taken off, or how an organisation was before it was changed. For the same people.

    Raises NotAllowed, NotFound.
    """
    circle, thing = _to_tidy(actor, slug, key)
    if thing.removed_at is not None:
        if isinstance(thing, CircleOrganisation):
            _instead(circle, thing)
        thing.removed_at = None
        note(actor, said.PUT_BACK, circle.thing, circle.name)


def _instead(circle: Circle, chosen: CircleOrganisation) -> None:
    """Take off whatever else stands for the same organisation: each change made another one of it."""
    first: dict[int, int] = {}
    for one in sorted(circle.organisations, key=lambda one: one.id):
        first[one.id] = first.get(one.replaces_id or 0, one.id)
    for one in circle.organisations:
        if first[one.id] == first[chosen.id] and one is not chosen:
            one.removed_at = one.removed_at or now()


def _organisation(actor: Actor, circle: Circle, values: OrganisationValues) -> CircleOrganisation:
    made = CircleOrganisation(
        public_id=new_public_id(),
        name=_line(values.name, "name"),
        does=_text(values.does, "does"),
        link=_link(values.link),
        phone=values.phone[:30],
        email=values.email[:254],
        put_by_id=somebody(actor),
    )
    circle.organisations.append(made)
    circle.alive_at = now()
    db.session.flush()
    return made


def _to_tidy(actor: Actor, slug: str, key: str) -> tuple[Circle, CircleOrganisation | CircleMaterial]:
    circle = locked(slug)
    if circle.member(somebody(actor)) is None and not may(actor, circle.house_id, HOST):
        raise NotAllowed(said.MEMBERS_ONLY)
    found = (_with(CircleOrganisation, circle, key) or _with(CircleMaterial, circle, key)) if key.isalnum() else None
    if found is None:
        raise NotFound(said.GONE)
    return circle, found


def _with(kind: type[T], circle: Circle, key: str) -> T | None:
    return db.session.scalar(sa.select(kind).where(kind.circle_id == circle.id, kind.public_id == key))


def _room(kind: type[CircleOrganisation | CircleMaterial], circle: Circle) -> None:
    standing = sa.select(sa.func.count()).where(kind.circle_id == circle.id, kind.removed_at.is_(None))
    if (db.session.scalar(standing) or 0) >= MOST:
        raise Refusal(_("There is a lot here already. Take something off first."))


def _line(text: str, field: str) -> str:
    line = " ".join(text.split())
    if not any(sign.isalnum() for sign in line):
        raise Refusal(_("Write a few words, please."), field=field)
    if len(line) > 100:
        raise Refusal(_("That is too long. Use at most %(max)s characters.", max=100), field=field)
    return line


def _text(text: str, field: str) -> str:
    if len(text.strip()) > LONGEST:
        raise Refusal(said.TOO_LONG, field=field)
    return text.strip()


def _link(text: str) -> str:
    """An address of a web page; "example.nl" counts as https://example.nl."""
    if not text:
        return ""
    link = safe_link(text if "://" in text else f"https://{text}")
    if not _ON_THE_WEB.match(link):
        raise Refusal(said.NO_LINK, field="link")
    return link
