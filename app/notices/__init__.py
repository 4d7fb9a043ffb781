"""What the house tells people: an outbox, and three ways out of it (mail, a call task for the desk, a printed slip).

A feature registers its kinds of notice (`kinds.register`) and sends them inside its own transaction; the worker does
the rest. What undoes a thing calls `withdraw(ref)`, so that undo also undoes the mail. What moves a thing or calls it
off tells that within `changing(actor, start)`: when it begins soon, the desk also calls who cannot know it yet.
"""

from datetime import timedelta

from flask import Flask
from flask_babel import lazy_gettext as _

from app import jobs
from app.notices import kinds, late
from app.notices.changes import changing
from app.notices.health import health
from app.notices.late import tell_if_late
from app.notices.mail import CalendarFile, server_at
from app.notices.retention import expire
from app.notices.sending import sweep
from app.notices.service import Recipient, send, withdraw
from app.notices.views import blueprint
from app.notices.waiting import at_the_desk
from app.plugins import Job
from app.web import verbs

__all__ = [
    "CalendarFile",
    "Recipient",
    "at_the_desk",
    "changing",
    "expire",
    "health",
    "init_app",
    "kinds",
    "send",
    "sweep",
    "tell_if_late",
    "withdraw",
]

for _verb, _label in (
    ("notices.call.taken", _("Took on a phone call")),
    ("notices.call.spoken", _("Told by phone")),
    ("notices.call.unanswered", _("Called, nobody answered")),
    ("notices.call.later", _("Put off a phone call")),
    ("notices.slip.printed", _("Printed a slip")),
    ("notices.desk.undone", _("Put a call or a slip back on the list")),
):
    verbs.register(_verb, _label)


def init_app(app: Flask) -> None:
    """Add the desk's pages and the sweep of the outbox. Raises Misconfigured for a WIJ_MAIL_URL that says nothing."""
    server_at(app.config["WIJ_MAIL_URL"])
    app.register_blueprint(blueprint)
    jobs.add_sweep(app, "notices.send", sweep)
    jobs.add(app, Job(name="notices.late", every=timedelta(minutes=5), run=late.follow_up))
