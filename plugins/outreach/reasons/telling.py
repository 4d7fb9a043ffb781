"""Tell who coordinates a round at once that an administrator looks, and why. The notice itself holds no reason."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app import notices
from app.db import db
from app.notices.kinds import AT_ONCE
from plugins.outreach.place import the_house
from plugins.outreach.reasons.models import Access

OPENED: Final = "outreach.access"


def tell(access: Access, persons: Iterable[int]) -> None:
    """Each through their own channel, in the open transaction."""
    for person_id in persons:
        recipient = notices.Recipient(person_id=person_id)
        notices.send(recipient, OPENED, {"access": access.ref}, ref=access.ref, house_id=the_house().id)


def _said(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Who and why, as long as the round is open; also when it was over soon."""
    access = db.session.scalar(select(Access).where(Access.public_id == params["access"].key))
    if access is None or access.person is None:
        return None
    return {
        **params,
        "name": access.person.name,
        "reason": access.reason,
        "district": access.round.district.name,
        "opened": access.opened,
        "until": access.until,
    }


notices.kinds.register(
    OPENED,
    subject=_("An administrator looks at who would like a talk in %(district)s"),
    template="outreach/reasons/opened.txt",
    spoken="outreach/reasons/opened_spoken.txt",
    wait=AT_ONCE,
    prepare=_said,
)
