"""Words for what stands in the log: a feature registers its verbs, the pages of the log show them."""

from typing import Final

_VERBS: Final[dict[str, object]] = {}
"""Filled while modules are loaded and never changed after, so one dictionary serves all."""


def register(verb: str, label: object) -> None:
    """Give `verb` (`rooms.booking.made`) its words, a lazy translation. Raises ValueError where others were given."""
    if str(_VERBS.setdefault(verb, label)) != str(label):
        raise ValueError(f"two labels for the verb {verb!r}: {_VERBS[verb]!r} and {label!r}")


def label(verb: str) -> str:
    """The words of a verb in the reader's language; of one that nobody registered (its plugin is gone), the verb."""
    return str(_VERBS.get(verb, verb))


def registered() -> dict[str, object]:
    """Every verb with its words."""
    return dict(_VERBS)
