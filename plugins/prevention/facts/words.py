"""The words of a fact, and a mark that is another one as soon as they change. Pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from typing import Final

from app.web.front import phone_link

NORM: Final = "norm"
ADDRESS: Final = "address"
EMERGENCY: Final = "emergency"
KINDS: Final = (NORM, ADDRESS, EMERGENCY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a fact says, in one language."""

    title: str
    body: str
    """A sentence a line."""
    source: str
    link: str = ""
    """Where the source can be read; of an address its own page."""
    phone: str = ""
    dated: str = ""
    """Of the source, as far as it is known (`dated.py`)."""
    valid_until: date | None = None
    """The last day for which the source says this; None where it names none."""

    @property
    def lines(self) -> list[str]:
        """The sentences."""
        return [line for line in self.body.split("\n") if line.strip()]


def digest(texts: Iterable[Words]) -> str:
    """A mark of these words, in every language they are in."""
    told = "\x1e".join("\x1f".join(str(part) for part in astuple(one)) for one in texts)
    return hashlib.sha256(told.encode()).hexdigest()


def call_link(phone: str, country: str) -> str:
    """A `tel:` address. Short and free numbers are dialled as they are: abroad they do not exist."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return f"tel:{digits}" if digits.startswith(("0800", "0900")) else phone_link(phone, country)
