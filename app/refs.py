"""Names for things that cross a border: public ids, and references that plugins pass each other."""

import random
import re
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""No 0/o, 1/i/l: these are read over the phone."""

_REF = re.compile(r"([a-z]+)/([a-z]+)/([a-z0-9-]+)")


_system = secrets.SystemRandom()
_chance: ContextVar[random.Random] = ContextVar("wij_chance", default=_system)


@contextmanager
def drawn_from(chance: random.Random) -> Iterator[None]:
    """Draw ids from `chance` for as long as the block lasts, so that the demo is the same every time."""
    token = _chance.set(chance)
    try:
        yield
    finally:
        _chance.reset(token)


def new_public_id(length: int = 8) -> str:
    """A short random id for outside (URLs, cards): 31 letters and digits, about 4.95 bits a character."""
    return "".join(_chance.get().choice(_ALPHABET) for _ in range(length))


def new_uid() -> str:
    """A random UID for a calendar (RFC 7986 §5.3), to be stored with the thing and never made again."""
    return str(uuid.UUID(int=_chance.get().getrandbits(128), version=4))


def new_bytes(length: int) -> bytes:
    """Random bytes, for salts."""
    return _chance.get().randbytes(length)


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """Points at a thing of any area or plugin without knowing its table: `rooms/booking/k3f9`."""

    owner: str
    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.owner}/{self.kind}/{self.key}"

    @classmethod
    def parse(cls, text: str) -> "Ref":
        """Read `owner/kind/key`; raises ValueError for anything else."""
        match = _REF.fullmatch(text)
        if match is None:
            raise ValueError(f"not a reference: {text!r}")
        return cls(*match.groups())
