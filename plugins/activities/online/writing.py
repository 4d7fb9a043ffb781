"""Write an address down, within a transaction: of publishing, or of setting it."""

from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.db import db
from app.refusals import Refusal
from plugins.activities.models import Activity, Occurrence
from plugins.activities.online.address import OnlineAt, checked
from plugins.activities.online.models import Online
from plugins.activities.online.reading import row_of


def put(actor: Actor, activity: Activity, where: OnlineAt, one: Occurrence | None = None) -> None:
    """It is online there: each date, or this one. Raises Refusal with its field. Call it in a transaction."""
    address = checked(where.address)
    if not where.everybody and activity.places is None:
        raise Refusal(_("Only who signs up? Then say how many people can come."), field="online_for")
    row = row_of(activity.id, one.id if one else None)
    if row is None:
        row = Online(activity_id=activity.id, occurrence_id=one.id if one else None)
        db.session.add(row)
    row.address, row.everybody, row.by_id = address, where.everybody, actor.subject
    db.session.flush()
