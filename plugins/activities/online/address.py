"""Which addresses online we take: values, no database."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _

from app.refusals import Refusal

PLACE: Final = "Online"
"""What stands as the place of what is nowhere else; the same word in both languages."""
LONGEST: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineAt:
    """An address, and whether everybody sees it or only who signed up."""

    address: str
    everybody: bool = False


def checked(address: str) -> str:
    """The address, trimmed. Raises Refusal for what is not one of https, or holds a name and password."""
    address = address.strip()
    if len(address) > LONGEST:
        raise Refusal(_("That address is too long. Use at most 300 characters."), field="online")
    if not _is_plain_https(address):
        raise Refusal(_("Type the whole address of the meeting. It begins with https://"), field="online")
    return address


def _is_plain_https(address: str) -> bool:
    if any(not sign.isprintable() or sign.isspace() or sign in '<>"\\' for sign in address):
        return False
    try:
        parts = urlsplit(address)
        _port = parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and "." in (parts.hostname or "") and "@" not in parts.netloc
