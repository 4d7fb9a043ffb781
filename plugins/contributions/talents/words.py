"""Days, parts of the day and ways to do it, as people say them."""

from typing import Final

from babel.dates import get_day_names
from flask_babel import lazy_gettext as _

from app.web import current_language
from plugins.contributions.takes import BY_KEY
from plugins.contributions.talents.models import HOSTS, ME, NEIGHBOURS, Talent

PART_WORDS: Final = {
    "morning": _("in the morning"),
    "afternoon": _("in the afternoon"),
    "evening": _("in the evening"),
}
SEEN_BY: Final = {
    ME: _("only you see this"),
    HOSTS: _("hosts see this"),
    NEIGHBOURS: _("neighbours see this"),
}


def day_words(day: int) -> str:
    """As in "dinsdag"; 0 is Monday."""
    return str(get_day_names("wide", locale=current_language())[day])


def how_words(talent: Talent) -> str:
    """When and how, in one line: "dinsdag, donderdag · 's middags · kan thuis"; "" where nothing was said."""
    days = ", ".join(day_words(day) for day in talent.day_numbers)
    parts = ", ".join(str(PART_WORDS[part]) for part in talent.part_keys)
    return " · ".join(filter(None, [days, parts, *(str(BY_KEY[key].label) for key in talent.take_keys)]))


def seen_by(talent: Talent) -> str:
    """Who sees it, in a word or two for its own person."""
    return str(SEEN_BY[talent.audience])
