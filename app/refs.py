"""Names for things that cross a border: public ids, and references that plugins pass each other."""

import re
import secrets
from dataclasses import dataclass

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""No 0/o, 1/i/l: these are read over the phone."""

_REF = re.compile(r"([a-z]+)/([a-z]+)/([a-z0-9-]+)")


def new_public_id(length: int = 8) -> str:
    """A short random id for outside (URLs, cards): 31 letters and digits, about 4.95 bits a character."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


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
