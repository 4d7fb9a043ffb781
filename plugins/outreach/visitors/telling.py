"""Tell a visitor that a refresher is due: once for each training, a month before, through their own channel."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app import notices
from app.db import db, transactional
from plugins.outreach.partners.rights import today
from plugins.outreach.place import the_house
from plugins.outreach.visitors.models import Visitor
from plugins.outreach.visitors.readiness import is_soon_due, refresher_due
from plugins.outreach.visitors.reading import visitors

REFRESHER: Final = "outreach.refresher"


def sweep() -> None:
    """Tell everybody whose refresher is due within a month, each once."""
    for line in visitors():
        if line.visitor.trained_on and is_soon_due(line.visitor.trained_on, today()):
            _tell(line.visitor.id)


@transactional
def _tell(visitor_id: int) -> None:
    visitor = db.session.get(Visitor, visitor_id)
    if visitor is None or visitor.trained_on is None:
        return
    if visitor.refresher_told_for == visitor.trained_on:
        return
    visitor.refresher_told_for = visitor.trained_on
    recipient = notices.Recipient(person_id=visitor.person_id)
    notices.send(recipient, REFRESHER, {"visitor": visitor.ref}, ref=visitor.ref, house_id=the_house().id)


def _still_true(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The day from which it is due; None once there was a refresher, or they stopped."""
    visitor = db.session.scalar(select(Visitor).where(Visitor.public_id == params["visitor"].key))
    if visitor is None or visitor.trained_on is None or visitor.refresher_told_for != visitor.trained_on:
        return None
    return {**params, "due": refresher_due(visitor.trained_on)}


notices.kinds.register(
    REFRESHER,
    subject=_("A refresher for visitors"),
    template="outreach/visitors/refresher.txt",
    spoken="outreach/visitors/refresher_spoken.txt",
    prepare=_still_true,
)
