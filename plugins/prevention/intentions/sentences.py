"""Two ready sentences for each theme. They say what somebody does, never how somebody is."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _

from app.calendar.themes import Theme

OWN: Final = "own"
"""Not a ready one: in one's own words."""

SENTENCES: Final[Mapping[str, object]] = {
    "bewegen-1": _("I join the walk once."),
    "bewegen-2": _("I take the bicycle for an errand."),
    "eten-1": _("I eat along in the house once."),
    "eten-2": _("I cook something new, with somebody."),
    "wonen-1": _("I go through my house, room by room."),
    "wonen-2": _("I ask somebody to hang up a lamp."),
    "ontmoeten-1": _("I come by for coffee once."),
    "ontmoeten-2": _("I call somebody I have not spoken for long."),
}
"""By key, which is what is stored: so it is read in the reader's own language."""


def sentences_of(theme: Theme) -> list[tuple[str, object]]:
    """The two of a theme, as key and words."""
    return [(key, words) for key, words in SENTENCES.items() if key.rpartition("-")[0] == theme.key]
