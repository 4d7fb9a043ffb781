"""Remind who comes tomorrow. The job's work: each date in a transaction of its own, each sign-up once."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app import notices
from app.clock import now
from app.db import db, transactional
from app.people.models import Person
from app.refs import Ref
from plugins.activities.models import Activity, Occurrence, SignUp, joined
from plugins.activities.online.reading import address_for
from plugins.activities.reminding.models import Reminder
from plugins.activities.reminding.moments import is_time, remind_from
from plugins.activities.telling import params_of, recipient_of

REMINDER: Final = "signup.reminder"
_AHEAD: Final = timedelta(days=2)
"""What begins within it may be tomorrow, in any zone."""


def sweep() -> None:
    """Remind of the dates that are due."""
    soon = (
        sa.select(Occurrence.id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(
            Occurrence.starts > now(),
            Occurrence.starts < now() + _AHEAD,
            Occurrence.cancelled_at.is_(None),
            Activity.places.is_not(None),
        )
        .order_by(Occurrence.id)
    )
    for occurrence_id in db.session.scalars(soon).all():
        _remind_of(occurrence_id)


@transactional
def _remind_of(occurrence_id: int) -> None:
    occurrence = db.session.get(Occurrence, occurrence_id)
    if occurrence is None or occurrence.is_cancelled:
        return
    starts, zone = occurrence.starts, occurrence.activity.zone
    rows = db.session.execute(
        sa.select(SignUp, Person.email, Reminder)
        .outerjoin(Person, Person.id == SignUp.person_id)
        .outerjoin(Reminder, Reminder.signup_id == SignUp.id)
        .where(
            SignUp.occurrence_id == occurrence_id,
            SignUp.cancelled_at.is_(None),
            sa.or_(Reminder.signup_id.is_(None), Reminder.starts != starts),
        )
        .order_by(SignUp.id)
    )
    for signup, email, reminder in rows.all():
        by_mail = bool(email or signup.email)
        if signup.at < remind_from(starts, zone, by_mail=by_mail) and is_time(now(), starts, zone, by_mail=by_mail):
            _remind(signup, occurrence, reminder)


def _remind(signup: SignUp, occurrence: Occurrence, earlier: Reminder | None) -> None:
    reminder = earlier or Reminder(signup_id=signup.id)
    reminder.starts = occurrence.starts
    db.session.add(reminder)
    recipient = recipient_of(signup)
    if recipient is not None:
        facts = params_of(occurrence, signup)
        notices.send(recipient, REMINDER, facts, ref=signup.ref, house_id=occurrence.activity.house_id)


@transactional
def expire() -> None:
    """Let go of reminders of what is over."""
    db.session.execute(sa.delete(Reminder).where(Reminder.starts < now() - _AHEAD))


def _still_true(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The words for the reader; None when they signed off, or the date is off, over or moved."""
    ref: Ref = params["signup"]
    code = db.session.scalar(
        sa.select(SignUp.code)
        .join(Occurrence, Occurrence.id == SignUp.occurrence_id)
        .where(
            SignUp.public_id == ref.key,
            SignUp.cancelled_at.is_(None),
            Occurrence.cancelled_at.is_(None),
            Occurrence.starts == params["span"].start,
            Occurrence.starts > now(),
        )
    )
    if code is None:
        return None
    return {
        **params,
        "title": params["title"] or gettext("Your appointment"),
        "place": params["place"] or joined(params["rooms"]),
        "code": code,
        "online": address_for(ref) if params["title"] else "",
    }


notices.kinds.register(
    REMINDER,
    subject=_("You're expected: %(title)s"),
    template="activities/reminding/reminder.txt",
    spoken="activities/reminding/reminder_spoken.txt",
    prepare=_still_true,
)
