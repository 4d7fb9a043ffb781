"""What the card says. The questions are our own words: no instrument of anybody, nothing to score or to write down."""

from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString


@dataclass(frozen=True, slots=True)
class Topic:
    """One of the five, with open questions to begin with."""

    name: LazyString
    questions: tuple[LazyString, ...]


TOPICS: Final = (
    Topic(
        _("Health"),
        (
            _("How are you these days?"),
            _("What gives you energy?"),
            _("What would you like to keep doing for a long time?"),
        ),
    ),
    Topic(
        _("How you live"),
        (
            _("What does a good day look like?"),
            _("What do you like to do, inside or outside?"),
            _("What would you like to begin, or begin again?"),
        ),
    ),
    Topic(
        _("Food"),
        (
            _("What do you like to eat best?"),
            _("With whom do you eat?"),
            _("How do your groceries get here?"),
        ),
    ),
    Topic(
        _("Your house"),
        (
            _("What makes this your home?"),
            _("What is handy here, and what is a nuisance?"),
            _("How would you like to live in five years?"),
        ),
    ),
    Topic(
        _("The people around you"),
        (
            _("Whom do you see in an ordinary week?"),
            _("Whom would you like to see more often?"),
            _("Whom do you call when you need a hand?"),
        ),
    ),
)

WEEK, PARTNERS, KEPT = "week", "partners", "kept"
LEAFLETS: Final = {
    WEEK: _("What there is to do this week"),
    PARTNERS: _("Who does it together, and whom to call"),
    KEPT: _("What we keep of you, and how you see it"),
}
"""What visitors may bring, printed with the card."""
