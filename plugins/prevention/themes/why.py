"""Why a theme matters, in three short sentences of our own. Nothing here is advice to one person."""

from typing import Final

from flask_babel import lazy_gettext as _

WHY: Final = {
    "bewegen": (
        _("Moving keeps you strong and on your feet."),
        _("A little is good, a bit more is better."),
        _("And together it is more fun."),
    ),
    "eten": (
        _("Good food tastes better at a table with others."),
        _("You learn dishes from each other."),
        _("And nobody has to cook for one every day."),
    ),
    "wonen": (
        _("A house that fits you lets you stay where you are."),
        _("Often it is something small: a lamp, a grip, a threshold."),
        _("Do it before it is needed; neighbours like to help."),
    ),
    "ontmoeten": (
        _("A few good contacts make a neighbourhood."),
        _("Doing something together is the easiest way to begin."),
        _("You need not be good at it, only come by."),
    ),
}
"""Three sentences for each theme, by its key."""
