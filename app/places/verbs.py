"""What the log says was done in the settings of a house."""

from typing import Final

from flask_babel import lazy_gettext as _

from app.web import verbs

HOUSE_ADDED: Final = "places.house.added"
HOUSE_CHANGED: Final = "places.house.changed"
CONTACT_CHANGED: Final = "places.house.contact-changed"
HOURS_CHANGED: Final = "places.hours.changed"
SPACE_ADDED: Final = "places.space.added"
SPACE_CHANGED: Final = "places.space.changed"
SPACES_ORDERED: Final = "places.space.ordered"
PHOTO_ADDED: Final = "places.photo.added"
PHOTO_REMOVED: Final = "places.photo.removed"
CLOSURE_ADDED: Final = "places.closure.added"
CLOSURE_REMOVED: Final = "places.closure.removed"
SCHOOL_BREAK_ADDED: Final = "places.school_break.added"
SCHOOL_BREAK_REMOVED: Final = "places.school_break.removed"
RULE_DECIDED: Final = "places.rule.decided"

_LABELS: Final = {
    HOUSE_ADDED: _("Added a house"),
    HOUSE_CHANGED: _("Changed the house"),
    CONTACT_CHANGED: _("Changed whom people can call"),
    HOURS_CHANGED: _("Changed the opening hours"),
    SPACE_ADDED: _("Added a room"),
    SPACE_CHANGED: _("Changed a room"),
    SPACES_ORDERED: _("Changed the order of the rooms"),
    PHOTO_ADDED: _("Added a photo of a room"),
    PHOTO_REMOVED: _("Removed a photo of a room"),
    CLOSURE_ADDED: _("Added a closure"),
    CLOSURE_REMOVED: _("Removed a closure"),
    SCHOOL_BREAK_ADDED: _("Wrote down a school holiday"),
    SCHOOL_BREAK_REMOVED: _("Removed a school holiday"),
    RULE_DECIDED: _("Wrote down a house rule"),
}


def register() -> None:
    """Give each verb its words."""
    for verb, label in _LABELS.items():
        verbs.register(verb, label)
