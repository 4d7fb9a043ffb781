"""A talk held still for as long as a transaction lasts."""

from typing import Final

from flask_babel import lazy_gettext as _

from app.db import db
from app.refusals import Refusal
from plugins.outreach.rounds.keeping import locked
from plugins.outreach.talks.models import Stage, Talk

OVER: Final = _("This talk has been. Nothing of it can be changed.")


def held_still(talk: Talk) -> Talk:
    """The talk, locked, as it is now. Raises Refusal once it has been, or its round is closed."""
    locked(talk.reply.round)
    db.session.refresh(talk)
    if talk.stage is Stage.HELD:
        raise Refusal(OVER)
    return talk
