"""Call off a date and others. What nobody counts on is taken out, so that no calendar fills up with what is off."""

import sqlalchemy as sa

from app.actors import Actor
from app.db import db, transactional
from app.events import ActivityChanged, say
from app.journal import note
from app.places.holding import release_all
from plugins.activities.dates import call_off
from plugins.activities.models import Occurrence, SignUp
from plugins.activities.publishing import log_label
from plugins.activities.spreading.following import reached
from plugins.activities.spreading.shifting import Reach
from plugins.activities.spreading.splitting import shorten
from plugins.activities.words import STOPPED


@transactional
def stop(actor: Actor, occurrence_id: int, reach: Reach, reason: str) -> None:
    """A date is off, and others with it; those who come are told, with a word why.

    Of a series, the dates with sign-ups stay as called off, and with a reason the first one too, so that everybody can
    read it; the others are taken out and the series ends. Dates that stand alone all stay as called off.
    """
    occurrence, rows = reached(actor, occurrence_id, reach)
    series, activity = occurrence.series, occurrence.activity
    staying = {one.id for one in rows} if series is None else _counted_on(rows)
    if reason.strip():
        staying.add(rows[0].id)
    release_all(one.ref for one in rows)
    for one in rows:
        if one.id not in staying:
            db.session.delete(one)
        elif not one.is_cancelled:
            call_off(actor, one, reason)
    db.session.flush()
    if series is not None:
        shorten(series)
    say(ActivityChanged(ref=activity.ref, house_id=activity.house_id, person_id=actor.subject))
    note(actor, STOPPED, activity.ref, log_label(activity))


def _counted_on(rows: list[Occurrence]) -> set[int]:
    known = sa.select(SignUp.occurrence_id).where(SignUp.occurrence_id.in_([one.id for one in rows]))
    return set(db.session.scalars(known))
