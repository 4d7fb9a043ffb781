"""What the log says, and what is said in more than one place."""

from typing import Final

from flask_babel import lazy_gettext as _

from app.web import verbs

ASKED: Final = "prevention.company.asked"
ANSWERED: Final = "prevention.company.answered"
DECIDED: Final = "prevention.company.decided"
STOPPED: Final = "prevention.company.stopped"

UNKNOWN: Final = _("We cannot find this.")
NEUTRAL: Final = _("Appointment")

for _verb, _label in {
    ASKED: _("Asked for company"),
    ANSWERED: _("Said whether to go along"),
    DECIDED: _("Said yes or no to company"),
    STOPPED: _("Let go of going together"),
}.items():
    verbs.register(_verb, _label)
