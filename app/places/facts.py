"""What a space has and how one gets in, as known facts with a word and an icon each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about a space: its word, and the icon beside it."""

    label: object
    icon: str


FACTS = {
    "wheelchair": Fact(_("wheelchair access"), "person-wheelchair"),
    "step_free": Fact(_("no steps"), "person-wheelchair"),
    "lift": Fact(_("lift"), "person-wheelchair"),
    "hearing_loop": Fact(_("hearing loop"), "ear"),
    "projector": Fact(_("projector"), "projector"),
    "screen": Fact(_("large screen"), "laptop"),
    "stage": Fact(_("stage"), "music-note-beamed"),
    "kitchen": Fact(_("kitchen"), "basket"),
    "sink": Fact(_("sink"), "basket"),
    "induction": Fact(_("induction hob"), "basket"),
    "coffee": Fact(_("coffee corner"), "chat-dots"),
    "tools": Fact(_("tools"), "tools"),
    "mats": Fact(_("mats"), "person-raised-hand"),
    "mirror": Fact(_("mirror"), "person-fill"),
    "garden": Fact(_("outside"), "flower1"),
    "sports": Fact(_("sports floor"), "dice-5"),
}
"""By key. A key is stored; a word may change."""

IMPLIED: Final[Mapping[str, tuple[str, ...]]] = {"wheelchair": ("step_free",), "kitchen": ("sink",)}
"""What a fact says as well, so that a house need not tick both."""


def told_by(keys: Iterable[str]) -> set[str]:
    """These facts, and what they say as well."""
    own = set(keys)
    return own.union(*(IMPLIED.get(key, ()) for key in own))


def missing(keys: Iterable[str], wanted: Iterable[str]) -> tuple[str, ...]:
    """Those of the `wanted` facts that a space with the facts `keys` does not have, in the order of FACTS."""
    lacking = set(wanted) - told_by(keys)
    return tuple(key for key in FACTS if key in lacking)
