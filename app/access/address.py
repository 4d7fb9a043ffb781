"""Changing one's e-mail address: the new one counts when a code sent to it was typed, and the old one is told."""

from typing import Final

from flask_babel import lazy_gettext as _

from app.access import codes
from app.access.cards import card_of
from app.access.words import CODE_OVER, NO_WAY_IN
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.notices import Recipient, kinds, send
from app.people.models import Person
from app.people.service import change_address, ref_of
from app.refusals import NotAllowed, Refusal

CHANGED_MAIL: Final = "access.address_changed"

kinds.register(
    CHANGED_MAIL,
    subject=_("Your e-mail address was changed"),
    template="access/mail/address_changed.txt",
    wait=kinds.AT_ONCE,
    only_mail=True,
)


def confirm(actor: Actor, key: str, digits: str, *, network: str, house_id: int | None) -> None:
    """Use the address that the code went to from now on. Raises Refusal beside `code`, TooOften."""
    code = codes.use(key, digits, purpose=codes.NEW_ADDRESS, network=network)
    if code.person_id is None or code.person_id != actor.subject:
        raise NotAllowed(CODE_OVER)
    _change(actor, code.person_id, code.email, house_id)


def remove(actor: Actor, person_id: int, house_id: int | None) -> None:
    """Be without an address from now on. Raises Refusal beside `email` when there would be no way in any more."""
    if card_of(person_id) is None:
        raise Refusal(NO_WAY_IN, field="email")
    _change(actor, person_id, None, house_id)


@transactional
def _change(actor: Actor, person_id: int, email: str | None, house_id: int | None) -> None:
    person = db.session.get_one(Person, person_id)
    before = person.email
    change_address(actor, person_id, email)
    if before and before != email and house_id is not None:
        told = Recipient(name=person.name, email=before, language=person.language)
        send(told, CHANGED_MAIL, {"at": now()}, ref=ref_of(person), house_id=house_id)
