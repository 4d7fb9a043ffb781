"""The tags of moving, and what each means in our own words.

The guidelines for moving speak of these three (Gezondheidsraad, Beweegrichtlijnen 2017, of 22 August 2017).
"""

from typing import Final

from flask_babel import lazy_gettext as _

from app.plugins import TagSpec

PAGE: Final = "/prevention/counts"
"""The path of our page about them."""
_COUNTS: Final = _("counts towards")

TAGS: Final = (
    TagSpec(key="duur", label=_("moving"), before=_COUNTS, timed=True, page=PAGE),
    TagSpec(key="spieren-botten", label=_("strong muscles and bones"), before=_COUNTS, page=PAGE),
    TagSpec(key="balans", label=_("balance"), before=_COUNTS, page=PAGE),
)
BY_KEY: Final = {tag.key: tag for tag in TAGS}
"""The tags by the key under which activities keep them."""

MEANS: Final = {
    "duur": (
        _("You are on the move for a while, not too hard: you breathe a bit faster, and can still talk."),
        _("For example a walk, a bicycle ride, or work in the garden. How long it takes stands beside it."),
    ),
    "spieren-botten": (
        _("Your muscles have to do their best for a moment."),
        _("For example getting up from a chair a few times, taking the stairs, lifting, dancing."),
    ),
    "balans": (
        _("You practise standing firmly."),
        _("For example on one leg, round a bend, or slowly turning about."),
    ),
}
"""What each means, and an example."""
