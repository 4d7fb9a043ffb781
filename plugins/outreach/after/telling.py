"""Tell somebody that something was given to them to do. Who asked for it is in no notice."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app import notices
from app.db import db
from plugins.outreach.after.models import Followup
from plugins.outreach.place import the_house

GIVEN: Final = "outreach.given"


def tell(one: Followup, person_id: int) -> None:
    """Tell who took it on, in the open transaction."""
    recipient = notices.Recipient(person_id=person_id)
    notices.send(recipient, GIVEN, {"followup": one.ref}, ref=one.ref, house_id=the_house().id)


def _still_true(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    one = db.session.scalar(select(Followup).where(Followup.public_id == params["followup"].key))
    if one is None or one.taken_by_id is None:
        return None
    return {**params, "district": one.talk.reply.round.district.name}


notices.kinds.register(
    GIVEN,
    subject=_("Something to do after a talk"),
    template="outreach/after/given.txt",
    spoken="outreach/after/given_spoken.txt",
    prepare=_still_true,
)
