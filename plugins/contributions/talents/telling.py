"""The question to somebody who may like a task, through their own channel; and the words of the log."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.clock import now
from app.db import db
from app.notices import Recipient, kinds
from app.web import verbs
from plugins.contributions.asking import with_places
from plugins.contributions.talents.models import Invitation
from plugins.contributions.words import how_words

INVITED = "talent.invited"


def _prepare(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The task as it is when the question goes out; nothing when it was answered, or there is no place any more."""
    found = db.session.scalar(sa.select(Invitation).where(Invitation.public_id == params["invitation"]))
    if found is None or found.answered_at is not None:
        return None
    task = found.task
    asked = with_places([task], found.person_id)[0]
    if asked.mine or not asked.open(now()):
        return None
    return {"task": task.title, "how": how_words(asked, task.house.zone), "invitation": found.public_id}


kinds.register(
    INVITED,
    subject=_("Is this something for you? %(task)s"),
    template="contributions/talents/mail/invited.txt",
    spoken="contributions/talents/mail/invited_spoken.txt",
    prepare=_prepare,
)

for _verb, _words in {
    "contributions.talent.added": _("Told what one likes to do"),
    "contributions.talent.changed": _("Changed what one likes to do"),
    "contributions.talent.removed": _("Took off what one likes to do"),
    "contributions.talent.asked": _("Asked a neighbour to help with a task"),
}.items():
    verbs.register(_verb, _words)


def invited(invitation: Invitation) -> None:
    """Ask them."""
    notices.send(
        Recipient(person_id=invitation.person_id),
        INVITED,
        {"invitation": invitation.public_id},
        ref=invitation.thing,
        house_id=invitation.task.house_id,
    )
