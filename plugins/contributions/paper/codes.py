"""Short codes of task cards: the beginning of a task's public id, as long as it takes to tell it from the others."""

import re
from collections.abc import Iterable
from typing import Final

SHORTEST: Final = 4
"""Letters and digits: easy to type, and about a million of them."""
_CODE: Final = re.compile(r"[a-z0-9]{4,12}")


def codes_of(keys: Iterable[str]) -> dict[str, str]:
    """The code of each public id: capitals, at least SHORTEST long, and longer where two begin alike."""
    known = sorted(set(keys))
    return {key: key[: _length(key, known)].upper() for key in known}


def read_code(text: str) -> str | None:
    """The beginning of a public id, as somebody typed it: "k3f 9", "K3F9". None for what cannot be one."""
    typed = re.sub(r"[\s.-]+", "", text).lower()
    return typed if _CODE.fullmatch(typed) else None


def _length(key: str, known: list[str]) -> int:
    length = SHORTEST
    while length < len(key) and any(other != key and other.startswith(key[:length]) for other in known):
        length += 1
    return length
