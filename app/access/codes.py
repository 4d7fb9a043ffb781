"""One-time codes by mail: six digits, ten minutes, once, and only in the browser that asked.

The digits are kept nowhere. A row holds a random nonce; digits are derived from it and the secret key, first when the
mail is written and again when somebody types them.
"""

import hmac
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import select, update

from app.access import attempts
from app.access.models import Code
from app.access.words import CODE_OVER, CODE_WRONG, FILL_IN_ADDRESS, NO_HOUSE
from app.clock import now
from app.db import db, transactional
from app.notices import Recipient, kinds, send
from app.people.contact import clean_email
from app.people.joining import joins_by_mail
from app.people.models import Person
from app.people.service import person_with_email
from app.refs import Ref
from app.refusals import Refusal

LASTS: Final = timedelta(minutes=10)
SIGN_IN: Final = "sign_in"
NEW_ADDRESS: Final = "new_address"

SIGN_IN_MAIL: Final = "access.code"
NEW_ADDRESS_MAIL: Final = "access.address_code"


def ask_to_sign_in(email: str, *, network: str, house_id: int | None, language: str) -> str:
    """Mail a code to an address and answer the key with which this browser may use it.

    What is answered, and what it takes, is the same for an address that we know and one that we don't. A stranger gets
    no mail where the house rule lets nobody join by mail. Raises Refusal for what is no address, TooOften.
    """
    address = _address(email)
    attempts.count((network, attempts.CODES_FROM_NETWORK), *_mails_to(address))
    return _make_for_sign_in(address, house_id, language)


def ask_for_new_address(person_id: int, email: str, *, network: str, house_id: int | None) -> str:
    """Mail a code to the address that somebody wants to use from now on. Answers the code's key. Raises as above."""
    address = _address(email)
    attempts.count((network, attempts.CODES_FROM_NETWORK), *_mails_to(address), *_mails_to(f"person/{person_id}"))
    return _make_for_new_address(person_id, address, house_id)


def use(key: str, digits: str, *, purpose: str, network: str) -> Code:
    """Take a code: right, in time and for the first time. Answers it. Raises Refusal beside `code`, TooOften."""
    code = db.session.scalar(select(Code).where(Code.public_id == key, Code.purpose == purpose))
    if code is None:
        raise Refusal(CODE_OVER, field="code")
    attempts.count(
        (network, attempts.TRIES_FROM_NETWORK),
        (key, attempts.TRIES_OF_CODE),
        (code.email, attempts.TRIES_FOR_ADDRESS),
    )
    taken = _take(key, "".join(digits.split()))
    attempts.forget_tries(taken.email, attempts.TRIES_FOR_ADDRESS)
    return taken


def digits_of(code: Code) -> str:
    """The six digits of a code."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    digest = hmac.new(secret, f"access-code/{code.public_id}/{code.nonce}".encode(), "sha256").digest()
    return f"{int.from_bytes(digest) % 1_000_000:06d}"


def is_live(code: Code) -> bool:
    """Whether a code can still be used."""
    return code.used_at is None and now() < code.expires_at


@transactional
def _make_for_sign_in(address: str, house_id: int | None, language: str) -> str:
    person, strangers_welcome = person_with_email(address), joins_by_mail(house_id)
    code = _make(address, SIGN_IN, person.id if person else None)
    if person is not None:
        _mail(code, Recipient(person_id=person.id), SIGN_IN_MAIL, house_id)
    elif strangers_welcome:
        _mail(code, Recipient(name=address, email=address, language=language), SIGN_IN_MAIL, house_id)
    return code.public_id


@transactional
def _make_for_new_address(person_id: int, address: str, house_id: int | None) -> str:
    person = db.session.get_one(Person, person_id)
    code = _make(address, NEW_ADDRESS, person_id)
    recipient = Recipient(name=person.name, email=address, language=person.language)
    _mail(code, recipient, NEW_ADDRESS_MAIL, house_id)
    return code.public_id


def _make(address: str, purpose: str, person_id: int | None) -> Code:
    code = Code(
        public_id=secrets.token_hex(16),
        email=address,
        person_id=person_id,
        purpose=purpose,
        nonce=secrets.token_hex(32),
        expires_at=now() + LASTS,
    )
    db.session.add(code)
    db.session.flush()
    return code


def _mail(code: Code, recipient: Recipient, kind: str, house_id: int | None) -> None:
    if house_id is None:
        raise Refusal(NO_HOUSE)
    send(recipient, kind, {"code_id": code.id}, ref=Ref("access", "code", code.public_id), house_id=house_id)


@transactional
def _take(key: str, digits: str) -> Code:
    code = db.session.scalars(select(Code).where(Code.public_id == key)).one()
    right = hmac.compare_digest(digits_of(code).encode(), digits.encode())
    if not is_live(code):
        raise Refusal(CODE_OVER, field="code")
    if not right:
        raise Refusal(CODE_WRONG, field="code")
    once = update(Code).where(Code.id == code.id, Code.used_at.is_(None)).values(used_at=now())
    if db.session.execute(once.returning(Code.id)).first() is None:  # somebody was faster with the same code
        raise Refusal(CODE_OVER, field="code")
    return code


def _mails_to(whom: str) -> list[tuple[str, attempts.Limit]]:
    return [(whom, attempts.CODES_TO_ADDRESS), (whom, attempts.CODES_TO_ADDRESS_A_DAY)]


def _address(email: str) -> str:
    address = clean_email(email)
    if address is None:
        raise Refusal(FILL_IN_ADDRESS, field="email")
    return address


def _values(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What the mail says: the digits, made just now; None when they would come too late."""
    code = db.session.get(Code, params["code_id"])
    if code is None or not is_live(code):
        return None
    digits = digits_of(code)
    return {"code": f"{digits[:3]} {digits[3:]}", "minutes": int(LASTS.total_seconds() // 60)}


for _kind, _subject, _template in (
    (SIGN_IN_MAIL, _("Your code to sign in"), "access/mail/code.txt"),
    (NEW_ADDRESS_MAIL, _("Your code for this address"), "access/mail/address_code.txt"),
):
    kinds.register(_kind, subject=_subject, template=_template, wait=kinds.AT_ONCE, prepare=_values, only_mail=True)
