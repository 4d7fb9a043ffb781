"""Words of activities: what the log says, and the expected no's that several places give."""

from flask_babel import lazy_gettext as _

from app.web import verbs

UNKNOWN = _("We don't know this activity. Maybe it was taken out of the agenda.")
UNKNOWN_DATE = _("We don't know this date.")
UNKNOWN_HOUSE = _("There is no such house.")
ORGANISERS_ONLY = _("Only the people who organise this can change it.")
SIGN_IN_FIRST = _("Sign in first. Then you can put something in the agenda.")
OVER = _("This date is over. What was, stays as it was.")
SCREEN_IS_TURNED = _("You are doing this for somebody else. Press “Done, stop” first.")

PUBLISHED = "activities.activity.published"
WORDS_CHANGED = "activities.activity.changed"
ORGANISER_ADDED = "activities.organiser.added"
ORGANISER_LEFT = "activities.organiser.left"
RESCHEDULED = "activities.series.changed"
CONTINUED = "activities.series.continued"
STOPPED = "activities.series.stopped"
MOVED = "activities.date.moved"
CANCELLED = "activities.date.cancelled"
RESTORED = "activities.date.restored"
ADDED = "activities.date.added"
ROOM_LOST = "activities.date.room_lost"
ONLINE_CHANGED = "activities.activity.online"
ROOM_BACK = "activities.date.room_back"
ROLES_CHANGED = "activities.roles.changed"
SIGNING_CHANGED = "activities.signing.changed"
SIGNED_UP = "activities.signup.made"
SIGNED_OFF = "activities.signup.cancelled"
ANSWERED = "activities.signup.answered"
WAITS = "activities.wait.begun"
COUNTED = "activities.date.counted"
NOT_COUNTED = "activities.date.uncounted"
LIST_MADE = "activities.date.listed"
WAITS_NO_LONGER = "activities.wait.ended"

for _verb, _label in {
    PUBLISHED: _("Put an activity in the agenda"),
    WORDS_CHANGED: _("Changed the words of an activity"),
    ORGANISER_ADDED: _("Added an organiser"),
    ORGANISER_LEFT: _("An organiser stopped"),
    RESCHEDULED: _("Changed the time or place of an activity"),
    CONTINUED: _("Let an activity go on"),
    STOPPED: _("Ended an activity"),
    MOVED: _("Changed one date of an activity"),
    CANCELLED: _("Called off one date of an activity"),
    RESTORED: _("Put a date back in the agenda"),
    ADDED: _("Added a date to an activity"),
    ROOM_LOST: _("The room of a date cannot be used"),
    ONLINE_CHANGED: _("Changed where an activity is online"),
    ROOM_BACK: _("The room of a date can be used again"),
    ROLES_CHANGED: _("Changed the small roles of an activity"),
    SIGNING_CHANGED: _("Changed how one signs up"),
    SIGNED_UP: _("Signed up"),
    SIGNED_OFF: _("Signed off"),
    ANSWERED: _("Answered what the organisers ask"),
    COUNTED: _("Counted how many were there"),
    NOT_COUNTED: _("Took a head count back"),
    LIST_MADE: _("Made a list of who comes, to print"),
    WAITS: _("Waits for a place"),
    WAITS_NO_LONGER: _("Waits no longer"),
}.items():
    verbs.register(_verb, _label)
