"""House cards: a number (also as QR) and a PIN. For who has no e-mail, or no wish to use it."""

import functools
import secrets
from itertools import pairwise
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import select, update

from app.access import attempts
from app.access.models import Card
from app.access.words import (
    CARD_ISSUED,
    CARD_REVOKED,
    CARD_WRONG,
    HOSTS_ONLY,
    NO_CARD,
    PIN_DIGITS,
    PIN_EASY,
    PIN_REPEAT,
)
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.people.contact import digits_of
from app.people.models import Person
from app.people.roles import has_role
from app.people.service import ref_of
from app.refusals import NotAllowed, NotFound, Refusal

DIGITS: Final = 10
"""Of a card number. It is no secret; with so many, nobody hits on another's by chance."""

_hasher: Final = PasswordHasher()


def card_of(person_id: int) -> Card | None:
    """The card that somebody can use now."""
    return db.session.scalar(select(Card).where(Card.person_id == person_id, Card.revoked_at.is_(None)))


def spaced(number: str) -> str:
    """A card number as it is read out: "4821 093 756"."""
    return f"{number[:4]} {number[4:7]} {number[7:]}"


@transactional
def issue(actor: Actor, person_id: int, house_id: int, *, pin: str, repeat: str) -> str:
    """Give somebody a card at the desk, with a PIN that they chose. Answers its number. An earlier card stops.

    Raises NotAllowed for who is no host of the house, or gives themselves one; Refusal beside `pin` or `repeat`.
    """
    if actor.typist == person_id or not has_role(actor.typist, house_id, "host"):
        raise NotAllowed(HOSTS_ONLY)
    hashed = _hasher.hash(_chosen(pin, repeat))
    person = db.session.get_one(Person, person_id, with_for_update=True)  # one card, also with two desks at a time
    _stop_all(person_id)
    card = Card(number=_new_number(), person_id=person_id, pin_hash=hashed, issued_at=now())
    db.session.add(card)
    note(Actor(actor.typist, person_id, actor.channel), CARD_ISSUED, ref_of(person))
    return card.number


@transactional
def revoke(actor: Actor) -> None:
    """Stop the card of the subject: it is lost, or they want none. Raises NotFound where there is none."""
    card = card_of(actor.subject) if actor.subject is not None else None
    if card is None:
        raise NotFound(NO_CARD)
    _stop_all(card.person_id)
    note(actor, CARD_REVOKED, ref_of(db.session.get_one(Person, card.person_id)))


def owner_of(number: str, pin: str, *, network: str) -> int:
    """Whose card it is, when number and PIN go together. Answers the person's id. Raises Refusal, TooOften.

    A number that does not exist takes as long and says the same.
    """
    number, pin = digits_of(number), digits_of(pin)
    attempts.count(
        (network, attempts.TRIES_FROM_NETWORK),
        (number, attempts.TRIES_OF_CARD),
        (number, attempts.TRIES_OF_CARD_A_DAY),
    )
    card = db.session.scalar(select(Card).where(Card.number == number))
    if not _fits(card.pin_hash if card else _nobodys_hash(), pin) or card is None or card.revoked_at is not None:
        raise Refusal(CARD_WRONG, field="pin")
    attempts.forget_tries(number, attempts.TRIES_OF_CARD, attempts.TRIES_OF_CARD_A_DAY)
    return card.person_id


def _stop_all(person_id: int) -> None:
    current = update(Card).where(Card.person_id == person_id, Card.revoked_at.is_(None))
    db.session.execute(current.values(revoked_at=now()))


def _new_number() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def _chosen(pin: str, repeat: str) -> str:
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8):
        raise Refusal(PIN_DIGITS, field="pin")
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1 and steps <= {0, 1, 9}:  # 0000, 1234, 4321
        raise Refusal(PIN_EASY, field="pin")
    if pin != repeat:
        raise Refusal(PIN_REPEAT, field="repeat")
    return pin


def _fits(hashed: str, pin: str) -> bool:
    try:
        return _hasher.verify(hashed, pin)
    except VerificationError:
        return False


@functools.cache
def _nobodys_hash() -> str:
    """What an unknown number is compared with, so that it takes as long."""
    return _hasher.hash(secrets.token_hex(8))
