"""Set a deadline, and hold to it. The desk writes somebody down after it, too: who calls or walks in is helped."""

from datetime import datetime

from flask_babel import lazy_gettext as _

from app.actors import Actor, Channel
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.refusals import Refusal
from app.web import dates
from plugins.activities.deadline.models import Deadline
from plugins.activities.deadline.moments import DAYS, closes_at
from plugins.activities.models import Occurrence
from plugins.activities.publishing import log_label
from plugins.activities.rights import activity_for
from plugins.activities.words import SIGNING_CHANGED


@transactional
def set_deadline(actor: Actor, activity_id: int, days: int) -> None:
    """One signs up until `days` days before each date; 0: until it is over. Raises Refusal, NotAllowed, NotFound."""
    activity = activity_for(actor, activity_id)
    if days and days not in DAYS:
        raise Refusal(_("Choose one of these."), field="days")
    own = db.session.get(Deadline, activity.id)
    if not days and own is not None:
        db.session.delete(own)
    elif days:
        own = own or Deadline(activity_id=activity.id)
        own.days = days
        db.session.add(own)
    note(actor, SIGNING_CHANGED, activity.ref, log_label(activity))


def days_of(activity_id: int) -> int:
    """How many days before it one signs up; 0 where there is no deadline."""
    own = db.session.get(Deadline, activity_id)
    return own.days if own else 0


def closing_of(occurrence: Occurrence) -> datetime | None:
    """Until when one signs up for a date; None where there is no deadline."""
    days = days_of(occurrence.activity_id)
    return closes_at(occurrence.starts, days, occurrence.activity.zone) if days else None


def refuse_when_closed(actor: Actor, occurrence: Occurrence) -> None:
    """Raise Refusal after the deadline, other than for the desk."""
    closing = closing_of(occurrence)
    if closing is None or now() < closing or actor.channel in (Channel.DESK, Channel.PHONE):
        return
    zone = occurrence.activity.zone
    raise Refusal(
        _(
            "You could sign up until %(day)s, %(clock)s. Call us or walk in: maybe there is a place.",
            day=dates.day(closing, zone),
            clock=dates.clock(closing, zone),
        )
    )
