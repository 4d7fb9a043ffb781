"""What a house has: its things and its set-ups, added, changed and removed by hosts. One function, one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.db import db, transactional
from app.places.models import Space
from app.places.rights import HOST, require
from app.refs import Ref, new_public_id
from app.refusals import NotFound, Refusal
from app.web import verbs
from plugins.rooms.preparing.models import MOST, Setup, Thing

for _verb, _words in {
    "rooms.thing.added": _("Added a thing of the house"),
    "rooms.thing.changed": _("Changed a thing of the house"),
    "rooms.thing.removed": _("Removed a thing of the house"),
    "rooms.setup.added": _("Added a way to set up a room"),
    "rooms.setup.removed": _("Removed a way to set up a room"),
}.items():
    verbs.register(_verb, _words)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingValues:
    """What a host says of a thing; `space_id` None is the whole house, `out` why it cannot be used just now."""

    name: str
    quantity: int
    space_id: int | None = None
    words: str = ""
    out: str = ""


@transactional
def add_thing(actor: Actor, house_id: int, values: ThingValues) -> str:
    """Put a thing on the list; its public id. Raises Refusal (with its field), NotAllowed."""
    require(actor, house_id, HOST)
    thing = Thing(public_id=new_public_id(), house_id=house_id)
    _fill(thing, values)
    db.session.add(thing)
    db.session.flush()
    journal.note(actor, "rooms.thing.added", _ref("thing", thing.public_id), thing.name)
    return thing.public_id


@transactional
def change_thing(actor: Actor, key: str, values: ThingValues) -> None:
    """Change a thing. What is lent already stays lent: the desk sees it. Raises Refusal, NotFound, NotAllowed."""
    thing = thing_with(key)
    require(actor, thing.house_id, HOST)
    _fill(thing, values)
    journal.note(actor, "rooms.thing.changed", _ref("thing", key), thing.name)


@transactional
def remove_thing(actor: Actor, key: str) -> None:
    """Take a thing off the list, and out of the bookings that it goes with. Raises NotFound, NotAllowed."""
    thing = thing_with(key)
    require(actor, thing.house_id, HOST)
    journal.note(actor, "rooms.thing.removed", _ref("thing", key), thing.name)
    db.session.execute(sa.delete(Thing).where(Thing.id == thing.id))


@transactional
def add_setup(actor: Actor, house_id: int, space_id: int, name: str, people: int) -> str:
    """Add a way in which a room can be set up. Raises Refusal (with its field), NotAllowed."""
    require(actor, house_id, HOST)
    _check_space(house_id, space_id)
    if not name.strip():
        raise Refusal(_("What do you call it?"), field="name")
    if not 1 <= people <= MOST:
        raise Refusal(_("Type a number from 1 to %(most)s.", most=MOST), field="people")
    setup = Setup(public_id=new_public_id(), space_id=space_id, name=name.strip()[:40], people=people)
    db.session.add(setup)
    db.session.flush()
    journal.note(actor, "rooms.setup.added", _ref("setup", setup.public_id), setup.name)
    return setup.public_id


@transactional
def remove_setup(actor: Actor, key: str) -> None:
    """Remove a way to set up a room. Raises NotFound, NotAllowed."""
    setup = db.session.scalar(sa.select(Setup).where(Setup.public_id == key))
    if setup is None:
        raise NotFound(_("This is no longer there."))
    require(actor, setup.space.house_id, HOST)
    journal.note(actor, "rooms.setup.removed", _ref("setup", key), setup.name)
    db.session.execute(sa.delete(Setup).where(Setup.id == setup.id))


def things_of(house_id: int) -> Sequence[Thing]:
    """All things of a house, by name."""
    return db.session.scalars(sa.select(Thing).where(Thing.house_id == house_id).order_by(Thing.name, Thing.id)).all()


def things_in(space: Space) -> Sequence[Thing]:
    """What can be used in a room: its own things, and those of the whole house; nothing that is out of use."""
    here = sa.or_(Thing.space_id.is_(None), Thing.space_id == space.id)
    query = sa.select(Thing).where(Thing.house_id == space.house_id, here, Thing.out_words == "")
    return db.session.scalars(query.order_by(Thing.space_id.is_(None), Thing.name, Thing.id)).all()


def setups_in(house_id: int) -> Sequence[Setup]:
    """All set-ups of a house's rooms, room by room."""
    query = sa.select(Setup).join(Space).where(Space.house_id == house_id)
    return db.session.scalars(query.order_by(Space.position, Space.id, Setup.people, Setup.id)).all()


def thing_with(key: str) -> Thing:
    """Raises NotFound."""
    thing = db.session.scalar(sa.select(Thing).where(Thing.public_id == key))
    if thing is None:
        raise NotFound(_("This is no longer there."))
    return thing


def _fill(thing: Thing, values: ThingValues) -> None:
    if not values.name.strip():
        raise Refusal(_("What is it?"), field="name")
    if not 1 <= values.quantity <= MOST:
        raise Refusal(_("Type a number from 1 to %(most)s.", most=MOST), field="quantity")
    if values.space_id is not None:
        _check_space(thing.house_id, values.space_id)
    thing.name, thing.quantity, thing.space_id = values.name.strip()[:60], values.quantity, values.space_id
    thing.words, thing.out_words = values.words.strip()[:200], values.out.strip()[:200]


def _check_space(house_id: int, space_id: int) -> None:
    space = db.session.get(Space, space_id)
    if space is None or space.house_id != house_id:
        raise Refusal(_("Choose one of these."), field="space")


def _ref(kind: str, key: str) -> Ref:
    return Ref("rooms", kind, key)
