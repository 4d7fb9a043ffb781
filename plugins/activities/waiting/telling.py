"""What is said about an offer: to who waited, and taken back when it is over before it went out."""

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app import notices
from app.db import db
from app.refs import Ref
from plugins.activities.models import Occurrence
from plugins.activities.telling import params_of, recipient_of
from plugins.activities.waiting.models import OFFERED, Wait

OFFER: Final = "activity.offered"


def offered(wait: Wait, occurrence: Occurrence) -> None:
    """Tell who waited that places are kept for them, and until when, if there is a way to reach them."""
    recipient = recipient_of(wait)
    if recipient is None:
        return
    facts = {**params_of(occurrence, wait), "until": wait.expires_at}
    notices.send(recipient, OFFER, facts, ref=wait.ref, house_id=occurrence.activity.house_id)


def unsay(wait: Wait) -> int:
    """Take back an offer that has not gone out. Answers how many notices that were."""
    return notices.withdraw(wait.ref, OFFER)


def _still_true(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The words for the reader, with the code that no notice keeps; None when the offer is over."""
    ref: Ref = params["signup"]
    wait = db.session.scalar(sa.select(Wait).where(Wait.public_id == ref.key))
    if wait is None or wait.state != OFFERED:
        return None
    return {**params, "title": params["title"] or gettext("Your appointment"), "code": wait.code}


notices.kinds.register(
    OFFER,
    subject=_("There is a place for you: %(title)s"),
    template="activities/waiting/offered.txt",
    spoken="activities/waiting/offered_spoken.txt",
    prepare=_still_true,
)
