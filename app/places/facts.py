"""What a space has and how one gets in, as known facts with a word and an icon each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about a space: its word, the icon beside it, and what one says of a space that does not have it."""

    label: object
    icon: str
    absent: object


FACTS = {
    "wheelchair": Fact(_("wheelchair access"), "person-wheelchair", _("not for wheelchairs")),
    "step_free": Fact(_("no steps"), "person-wheelchair", _("with a step")),
    "lift": Fact(_("lift"), "person-wheelchair", _("no lift")),
    "toilet": Fact(_("accessible toilet"), "person-wheelchair", _("no accessible toilet")),
    "hearing_loop": Fact(_("hearing loop"), "ear", _("no hearing loop")),
    "projector": Fact(_("projector"), "projector", _("no projector")),
    "screen": Fact(_("large screen"), "laptop", _("no large screen")),
    "stage": Fact(_("stage"), "music-note-beamed", _("no stage")),
    "kitchen": Fact(_("kitchen"), "basket", _("no kitchen")),
    "sink": Fact(_("sink"), "basket", _("no sink")),
    "induction": Fact(_("induction hob"), "basket", _("no induction hob")),
    "coffee": Fact(_("coffee corner"), "chat-dots", _("no coffee corner")),
    "tools": Fact(_("tools"), "tools", _("no tools")),
    "mats": Fact(_("mats"), "person-raised-hand", _("no mats")),
    "mirror": Fact(_("mirror"), "person-fill", _("no mirror")),
    "garden": Fact(_("outside"), "flower1", _("not outside")),
    "sports": Fact(_("sports floor"), "dice-5", _("no sports floor")),
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
