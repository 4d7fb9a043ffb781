"""What access says: verbs for the log, and answers that are not yes."""

from typing import Final

from flask_babel import lazy_gettext as _

from app.web import verbs

SIGNED_IN: Final = "access.session.started"
SIGNED_OUT: Final = "access.session.ended"
SIGNED_OUT_EVERYWHERE: Final = "access.session.ended-everywhere"
CARD_ISSUED: Final = "access.card.issued"
CARD_REVOKED: Final = "access.card.revoked"
ACTING_STARTED: Final = "access.acting.started"
ACTING_STOPPED: Final = "access.acting.stopped"

for _verb, _label in {
    SIGNED_IN: _("Signed in"),
    SIGNED_OUT: _("Signed out"),
    SIGNED_OUT_EVERYWHERE: _("Signed out everywhere"),
    CARD_ISSUED: _("Got a house card"),
    CARD_REVOKED: _("The house card was stopped"),
    ACTING_STARTED: _("Help at the desk began"),
    ACTING_STOPPED: _("Help at the desk ended"),
}.items():
    verbs.register(_verb, _label)

CHANNELS: Final = {
    "web": _("on the website"),
    "desk": _("at the desk"),
    "phone": _("by phone"),
    "card": _("with the house card"),
    "job": _("by the house itself"),
}
"""How something was done, in a log."""

TOO_OFTEN: Final = _("That was tried very often. Wait a quarter of an hour, or ask at the desk.")
FILL_IN_ADDRESS: Final = _("Fill in your e-mail address, please.")
NO_HOUSE: Final = _("There is no house here yet.")
CODE_WRONG: Final = _("This code is not right. Look in the newest mail.")
CODE_OVER: Final = _("This code does not work any more. Ask for a new one.")
JOIN_AT_DESK: Final = _("You can join at the desk. Come by, or call us.")
CARD_WRONG: Final = _("Number and PIN do not go together. Try again, or ask at the desk.")
PIN_DIGITS: Final = _("A PIN has 4 to 8 digits.")
PIN_EASY: Final = _("This PIN is easy to guess. Choose another one.")
PIN_REPEAT: Final = _("The two PINs are not the same. Type them again.")
HOSTS_ONLY: Final = _("Only a host of this house can do this.")
THAT_IS_YOU: Final = _("That is you. You need no help for that.")
OUTRANKS: Final = _("This person is an administrator. Another administrator can help.")
ENDED_BY_TIME: Final = _("The help for this person has ended by itself.")
NOT_DONE: Final = _("The help for this person had ended by then, so nothing was done. Start again.")
NO_WAY_IN: Final = _("Without an address you could not sign in. Ask for a house card at the desk first.")
NO_CARD: Final = _("There is no such card.")
