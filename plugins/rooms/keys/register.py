"""The key register and the code of the key safe: what hosts do with them, and who holds a key."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import joinedload

from app import notices
from app.actors import Actor
from app.clock import now, wall
from app.db import db, transactional
from app.journal import note
from app.notices import Recipient
from app.people.search import find
from app.places.models import House
from app.places.rights import HOST, require
from app.refs import Ref, new_public_id
from app.refusals import NotFound, Refusal
from app.web import verbs
from plugins.rooms.keys.models import Key, SafeCode

RECALL: Final = "keys.recall"
KEPT: Final = timedelta(days=92)
"""How long a key that came back stays in the register."""

for _verb, _words in {
    "rooms.key.given": _("Gave out a key"),
    "rooms.key.signed": _("Noted that the key rules are signed"),
    "rooms.key.returned": _("Took back a key"),
    "rooms.key.recalled": _("Asked for a key back"),
    "rooms.code.changed": _("Changed the code of the key safe"),
    "rooms.code.seen": _("Looked at the code of the key safe"),
}.items():
    verbs.register(_verb, _words)

notices.kinds.register(
    RECALL,
    subject=_("Please bring the key back"),
    template="rooms/mail/key_recall.txt",
    spoken="rooms/mail/key_recall_spoken.txt",
)


@transactional
def give(actor: Actor, house_id: int, number: str, who: str, signed: bool) -> str:
    """Note that somebody holds a key; `who` is a piece of their name or their code. Answers its public id. For hosts.

    Raises Refusal for a key that is out already, and when it is not clear who it is.
    """
    house = require(actor, house_id, HOST)
    out = sa.select(Key.id).where(Key.house_id == house_id, Key.number == number, Key.returned_on.is_(None))
    if db.session.scalar(out.limit(1)) is not None:
        raise Refusal(_("This key is out already. First note that it came back."), field="number")
    found, more = find(who)
    if not found:
        raise Refusal(_("We know nobody by that name. Type the first letters."), field="person")
    if len(found) > 1 or more:
        raise Refusal(_("More people fit. Type the whole name."), field="person")
    today = _today(house)
    key = Key(
        public_id=new_public_id(),
        house_id=house_id,
        number=number,
        person_id=found[0].id,
        given_on=today,
        signed_on=today if signed else None,
    )
    db.session.add(key)
    note(actor, "rooms.key.given", key.ref, number)
    return key.public_id


@transactional
def mark_signed(actor: Actor, house_id: int, public_id: str) -> None:
    """Note that the holder signed the rules. For hosts. Raises NotFound."""
    key = _out(actor, house_id, public_id)
    if key.signed_on is None:
        key.signed_on = _today(db.session.get_one(House, house_id))
        note(actor, "rooms.key.signed", key.ref, key.number)


@transactional
def take_back(actor: Actor, house_id: int, public_id: str) -> None:
    """Note that a key came back. For hosts. Raises NotFound."""
    key = _out(actor, house_id, public_id)
    key.returned_on = _today(db.session.get_one(House, house_id))
    notices.withdraw(key.ref, RECALL)
    note(actor, "rooms.key.returned", key.ref, key.number)


@transactional
def recall(actor: Actor, house_id: int, public_id: str) -> None:
    """Ask the holder, by mail or phone, to bring the key back. For hosts. Raises NotFound."""
    key = _out(actor, house_id, public_id)
    key.recalled_at = now()
    note(actor, "rooms.key.recalled", key.ref, key.number)
    notices.withdraw(key.ref, RECALL)  # asked twice, told once
    if key.person_id is not None:
        told = {"number": key.number}
        notices.send(Recipient(person_id=key.person_id), RECALL, told, ref=key.ref, house_id=house_id)


@transactional
def set_code(actor: Actor, house_id: int, code: str) -> None:
    """Change the code of the key safe. For hosts. The log says that it changed, and not into what."""
    house = require(actor, house_id, HOST)
    row = db.session.get(SafeCode, house_id)
    if row is None:
        row = SafeCode(house_id=house_id, code=code, changed_at=now())
        db.session.add(row)
    row.code, row.changed_at = code, now()
    note(actor, "rooms.code.changed", Ref("rooms", "safe", house.slug), house.name)


def code_of(house_id: int) -> SafeCode | None:
    """The code, for who checked that the reader may see it."""
    return db.session.get(SafeCode, house_id)


def keys_of(house_id: int) -> list[Key]:
    """The register: what is out first, by number."""
    rows = sa.select(Key).where(Key.house_id == house_id).options(joinedload(Key.holder))
    return list(db.session.scalars(rows.order_by(Key.returned_on.is_not(None), Key.number, Key.id)))


def keys_held_by(person_id: int) -> list[Key]:
    """The keys that somebody has now."""
    held = sa.select(Key).where(Key.person_id == person_id, Key.returned_on.is_(None))
    return list(db.session.scalars(held.order_by(Key.number, Key.id)))


def with_own_key(house_id: int, person_ids: Iterable[int]) -> set[int]:
    """Which of these people hold a key of the house and signed its rules. One query."""
    held = sa.select(Key.person_id).where(
        Key.house_id == house_id,
        Key.person_id.in_(sorted(set(person_ids))),
        Key.returned_on.is_(None),
        Key.signed_on.is_not(None),
    )
    return {person_id for person_id in db.session.scalars(held) if person_id is not None}


@transactional
def expire_keys() -> None:
    """Let go of keys that came back three months ago."""
    db.session.execute(sa.delete(Key).where(Key.returned_on < now().date() - KEPT))


def export_keys(person_id: int) -> list[dict[str, Any]]:
    """The keys that somebody was given, oldest first."""
    rows = db.session.scalars(sa.select(Key).where(Key.person_id == person_id).order_by(Key.given_on, Key.id))
    return [
        {
            "number": key.number,
            "given": key.given_on.isoformat(),
            "rules_signed": _iso(key.signed_on),
            "returned": _iso(key.returned_on),
        }
        for key in rows
    ]


def _out(actor: Actor, house_id: int, public_id: str) -> Key:
    require(actor, house_id, HOST)
    key = db.session.scalar(
        sa.select(Key).where(Key.public_id == public_id, Key.house_id == house_id, Key.returned_on.is_(None))
    )
    if key is None:
        raise NotFound(_("This key is not out."))
    return key


def _today(house: House) -> date:
    return wall(now(), house.zone).date()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
