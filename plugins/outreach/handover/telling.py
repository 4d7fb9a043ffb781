"""Notices of going along: to what, and when. With whom stands in none of them."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app import notices
from app.db import db
from plugins.outreach.handover.models import Along
from plugins.outreach.place import the_house

QUESTION: Final = "outreach.along_question"
ANSWERED: Final = "outreach.along_answered"
BOTH: Final = "outreach.along_both"
NOT_NEEDED: Final = "outreach.along_not_needed"


def tell(along: Along, person_id: int, kind: str) -> None:
    """Tell one of them, in the open transaction."""
    params = {"along": along.thing, "title": along.title, "day": along.day}
    notices.send(notices.Recipient(person_id=person_id), kind, params, ref=along.thing, house_id=the_house().id)


def _still_true(kind: str) -> notices.kinds.Prepare:
    def prepare(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
        along = db.session.scalar(select(Along).where(Along.public_id == params["along"].key))
        if kind == NOT_NEEDED:
            return params
        if along is None or {QUESTION: along.yes_on is not None, BOTH: not along.goes}.get(kind, False):
            return None
        return {**params, "key": along.public_id, "asked": along.followup.public_id, "yes": along.yes_on is not None}

    return prepare


for _kind, _subject, _name in (
    (QUESTION, _("Would you go along? %(title)s"), "question"),
    (ANSWERED, _("Somebody answered whether they go along: %(title)s"), "answered"),
    (BOTH, _("You go together: %(title)s"), "both"),
    (NOT_NEEDED, _("It is not needed any more: %(title)s"), "not_needed"),
):
    notices.kinds.register(
        _kind,
        subject=_subject,
        template=f"outreach/handover/mail/{_name}.txt",
        spoken=f"outreach/handover/mail/{_name}_spoken.txt",
        prepare=_still_true(_kind),
    )
