"""What paper says of a theme, in our own words. Whoever reads it is addressed as one addresses a stranger."""

from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """`title` of a poster; `invites` on a card or the phone; `on_day` the same with a day in it, `%(day)s`."""

    title: object
    invites: object
    on_day: object


WORDS: Final = {
    "bewegen": ThemeWords(_("Moving together"), _("We move together."), _("We move together on %(day)s.")),
    "eten": ThemeWords(_("Eat with us"), _("We eat together."), _("We eat together on %(day)s.")),
    "wonen": ThemeWords(
        _("At ease at home"), _("We help each other at home."), _("On %(day)s it is about living with ease.")
    ),
    "ontmoeten": ThemeWords(
        _("Meeting each other"), _("We like to see each other."), _("We see each other on %(day)s.")
    ),
}
"""For each theme, by its key."""
