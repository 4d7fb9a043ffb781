"""Words of circles: what the log says, and the expected no's that several places give."""

from flask_babel import lazy_gettext as _

from app.web import verbs

UNKNOWN = _("We don't know this circle. Maybe it is no more.")
GONE = _("This is not here any more.")
MEMBERS_ONLY = _("First say that you take part. Then you can change it too.")
SIGN_IN_FIRST = _("Sign in first, or come by the desk. Then we do it for you.")
TOO_LONG = _("That is too long. Use at most %(max)s characters.", max=1000)
NO_LINK = _("This is not the address of a web page. It looks like this: https://example.nl.")

STARTED = "prevention.circle.started"
CHANGED = "prevention.circle.changed"
STOPPED = "prevention.circle.stopped"
WOKEN = "prevention.circle.woken"
JOINED = "prevention.circle.joined"
LEFT = "prevention.circle.left"
PUT = "prevention.circle.put"
TAKEN_OFF = "prevention.circle.taken_off"
PUT_BACK = "prevention.circle.put_back"

for _verb, _label in {
    STARTED: _("Started a theme circle"),
    CHANGED: _("Changed a theme circle"),
    STOPPED: _("Let a theme circle rest"),
    WOKEN: _("Woke a theme circle"),
    JOINED: _("Joined a theme circle"),
    LEFT: _("Left a theme circle"),
    PUT: _("Put something with a theme circle"),
    TAKEN_OFF: _("Took something off a theme circle"),
    PUT_BACK: _("Put something back with a theme circle"),
}.items():
    verbs.register(_verb, _label)
