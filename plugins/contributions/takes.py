"""What a task takes, said by whoever asks for it, so that everybody finds one that suits. Never about a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Take:
    """One thing a task takes, or makes easy: its key (stored), and its words in a list."""

    key: str
    label: object


TAKES: Final = (
    Take("seated", _("can be done seated")),
    Take("at_home", _("can be done at home")),
    Take("together", _("together with somebody")),
    Take("with_instruction", _("with instruction")),
    Take("heavy", _("heavy work")),
    Take("high", _("on a ladder")),
)
"""In the order in which they are shown: what makes it easier comes first."""

BY_KEY: Final = {take.key: take for take in TAKES}
LIGHT: Final = frozenset({"seated", "at_home"})
"""Those that ask little of the body."""
DEMANDING: Final = frozenset({"heavy", "high"})
"""Those that ask much of it."""
SHORT: Final = 30
"""Minutes; a task of at most this long is short."""


def pack(keys: Iterable[str]) -> str:
    """Keys as they are stored, in the order of TAKES. Raises KeyError for one that does not exist."""
    wanted = {BY_KEY[key].key for key in keys}
    return ",".join(take.key for take in TAKES if take.key in wanted)


def unpack(stored: str) -> tuple[str, ...]:
    """Stored keys, one by one; one that is no longer known is left out."""
    return tuple(key for key in stored.split(",") if key in BY_KEY)
