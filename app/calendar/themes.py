"""The four themes of the house. They are core: activities, prevention and the agenda all speak of them."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: its key (stored, and in addresses), its word, and the icon beside it."""

    key: str
    label: object
    icon: str


THEMES = (
    Theme("bewegen", _("Being active"), "bicycle"),
    Theme("eten", _("Eating together"), "basket"),
    Theme("wonen", _("Living well"), "house-heart"),
    Theme("ontmoeten", _("Meeting people"), "chat-heart"),
)
"""In the order in which they are shown."""

BY_KEY = {theme.key: theme for theme in THEMES}
