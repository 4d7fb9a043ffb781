"""Write down where an activity is online, or that it is not any more. One function, one transaction."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.events import ActivityChanged, say
from app.journal import note
from app.refusals import Refusal
from plugins.activities import telling
from plugins.activities.dates import touch
from plugins.activities.models import Activity, Occurrence
from plugins.activities.online.address import PLACE, OnlineAt
from plugins.activities.online.reading import row_of
from plugins.activities.online.writing import put
from plugins.activities.publishing import log_label
from plugins.activities.rights import activity_for
from plugins.activities.words import ONLINE_CHANGED, UNKNOWN_DATE


@transactional
def set_online(actor: Actor, activity_id: int, where: OnlineAt, date: str = "") -> None:
    """It is online there: each date, or the one with the public id `date`. An empty address: not any more.

    Who comes is told. Raises Refusal with its field, NotAllowed, NotFound.
    """
    activity = activity_for(actor, activity_id)
    dates = _dates(activity, date)
    one = dates[0] if date else None
    if where.address.strip():
        put(actor, activity, where, one)
    else:
        _remove(activity, one, dates)
    activity.changed_at = now()
    for each in dates:
        touch(each)
        if not each.is_cancelled:
            with notices.changing(actor, each.starts):
                telling.tell_coming(each, telling.CHANGED)
    say(ActivityChanged(ref=activity.ref, house_id=activity.house_id, person_id=actor.subject))
    note(actor, ONLINE_CHANGED, activity.ref, log_label(activity))


def _remove(activity: Activity, one: Occurrence | None, dates: list[Occurrence]) -> None:
    if any(each.place == PLACE and not each.spaces and not each.is_cancelled for each in dates):
        raise Refusal(_("Then it is nowhere. First choose a room or another place."), field="online")
    row = row_of(activity.id, one.id if one else None)
    if row is not None:
        db.session.delete(row)
        db.session.flush()


def _dates(activity: Activity, key: str) -> list[Occurrence]:
    """The dates to come that it is about. Raises Refusal for an unknown one."""
    wanted = sa.select(Occurrence).where(Occurrence.activity_id == activity.id, Occurrence.ends > now())
    if key:
        wanted = wanted.where(Occurrence.public_id == key)
    found = list(db.session.scalars(wanted.order_by(Occurrence.starts)).unique())
    if key and not found:
        raise Refusal(UNKNOWN_DATE, field="online")
    return found
