"""Nobody goes along any more: what is still to be told of it, and to whom."""

from collections.abc import Sequence

from sqlalchemy import select

from app import notices
from app.db import db
from plugins.outreach.after.models import Followup
from plugins.outreach.handover import telling
from plugins.outreach.handover.models import Along
from plugins.outreach.replies.models import Reply
from plugins.outreach.talks.models import Talk


def along_of(one: Followup) -> Along | None:
    """Which activity was chosen, and who goes along, so far."""
    return db.session.scalar(select(Along).where(Along.followup_id == one.id))


def let_go(along: Along) -> None:
    """Nobody goes along any more; who had said yes hears it. In the open transaction."""
    notices.withdraw(along.thing)
    if along.companion_id is not None and along.yes_on is not None:
        telling.tell(along, along.companion_id, telling.NOT_NEEDED)
    along.companion_id = along.partner_id = along.yes_on = along.agreed_on = None


def let_go_of_all(reply: Reply) -> None:
    """The same for all that somebody asked for, with the notices about it, before their reply goes."""
    for one in _followups(reply):
        along = along_of(one)
        if along is not None:
            let_go(along)
        notices.withdraw(one.ref)


def _followups(reply: Reply) -> Sequence[Followup]:
    return db.session.scalars(select(Followup).join(Talk).where(Talk.reply_id == reply.id).order_by(Followup.id)).all()
