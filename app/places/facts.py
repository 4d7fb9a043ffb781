"""What a space has and how one gets in, as known facts with a word and an icon each."""

from dataclasses import dataclass

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
    "stage": Fact(_("stage"), "music-note-beamed"),
    "kitchen": Fact(_("kitchen"), "basket"),
    "induction": Fact(_("induction hob"), "basket"),
    "coffee": Fact(_("coffee corner"), "chat-dots"),
    "tools": Fact(_("tools"), "tools"),
    "mats": Fact(_("mats"), "person-raised-hand"),
    "mirror": Fact(_("mirror"), "person-fill"),
    "garden": Fact(_("outside"), "flower1"),
    "sports": Fact(_("sports floor"), "dice-5"),
}
"""By key. A key is stored; a word may change."""
