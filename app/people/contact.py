"""Ways to reach somebody, as they are kept: read what people type, or say in plain words what is wrong with it."""

import re
from typing import Final

from flask_babel import lazy_gettext as _

from app.refusals import Refusal

NAME_MAX: Final = 100
EMAIL_MAX: Final = 254
"""RFC 5321 §4.5.3.1.3."""

_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
"""What browsers take for one (HTML, `input type=email`), with a dot in the domain."""
_PHONE = re.compile(r"\+?[\d\s()./-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control signs, and those that turn the direction of the words around them."""


def clean_name(text: str) -> str:
    """A name on one line, without double spaces. Raises Refusal when nothing is left, or far too much."""
    name = " ".join(_CONTROL.sub(" ", text).split())
    if not any(sign.isalnum() for sign in name):
        raise Refusal(_("Fill in a name, please. A first name is enough."), field="name")
    if len(name) > NAME_MAX:
        raise Refusal(_("That name is too long. Use at most 100 characters."), field="name")
    return name


def clean_email(text: str) -> str | None:
    """An address in lower case; None for an empty one. Raises Refusal for what cannot be an address."""
    email = text.strip().lower()
    if not email:
        return None
    if len(email) > EMAIL_MAX or not _EMAIL.fullmatch(email):
        raise Refusal(_("This is not an e-mail address. Type it like this: name@example.org."), field="email")
    return email


def clean_phone(text: str) -> str:
    """A number as people write it, "" for none. Raises Refusal for what cannot be dialled."""
    phone = " ".join(text.split())
    if not phone:
        return ""
    if len(phone) > 30 or not _PHONE.fullmatch(phone) or not 6 <= len(digits_of(phone)) <= 15:
        raise Refusal(_("This is not a phone number. Type it like this: 06-12 34 56 78."), field="phone")
    return phone


def digits_of(text: str) -> str:
    """Only the digits."""
    return "".join(sign for sign in text if sign in "0123456789")
