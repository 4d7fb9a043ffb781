"""Words of the idea box: what the log says, and the expected no's that several places give."""

from flask_babel import lazy_gettext as _

from app.web import verbs

UNKNOWN_IDEA = _("We don't know this idea. Maybe it was taken back.")
HAPPENED_ALREADY = _("It is an activity already. Look there.")
HELPERS_ONLY = _("First say that you help to organise it. Then you can put it in the agenda.")

SHARED = "activities.idea.shared"
CHANGED = "activities.idea.changed"
TAKEN_BACK = "activities.idea.taken_back"
PUT_BACK = "activities.idea.put_back"
WOKEN = "activities.idea.woken"
JOINED = "activities.idea.joined"
LEFT = "activities.idea.left"
HAPPENED = "activities.idea.happened"
ANSWERED = "activities.idea.answered"

for _verb, _label in {
    SHARED: _("Put an idea in the idea box"),
    CHANGED: _("Changed an idea"),
    TAKEN_BACK: _("Took back an idea"),
    PUT_BACK: _("Put an idea back in the idea box"),
    WOKEN: _("Woke an idea that was resting"),
    JOINED: _("Joined in with an idea"),
    LEFT: _("Stepped back from an idea"),
    HAPPENED: _("Made an activity of an idea"),
    ANSWERED: _("Said whether to organise along"),
}.items():
    verbs.register(_verb, _label)
