"""Let go of what has had its time: every night, and all of a round at once when it is closed."""

from datetime import UTC, datetime, time
from functools import partial

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, func, select

from app.actors import Actor
from app.db import after_commit, db, transactional
from app.journal import note
from app.privacy.forgetting import clear_log, remember
from app.web import verbs
from plugins.outreach.after.lasting import due
from plugins.outreach.handover import answering as alongs
from plugins.outreach.handover.models import Again
from plugins.outreach.partners.rights import today
from plugins.outreach.reasons.models import Access
from plugins.outreach.replies.deadlines import looks_before
from plugins.outreach.replies.keeping import delete_reply
from plugins.outreach.replies.models import Look, Reply
from plugins.outreach.rounds.keeping import open_round
from plugins.outreach.rounds.models import ReplyCode, Round
from plugins.outreach.rounds.reading import sent_of

verbs.register("outreach.round.closed", _("Closed a round: only its counts are left"))


def close_round(actor: Actor, key: str) -> None:
    """Close a round for good: only its counts are left, in the file too. Raises Refusal, NotFound, NotAllowed."""
    _close(actor, key)
    clear_log()


@transactional
def expire() -> None:
    """Replies whose day has come, with their talk and what was asked for in it; and looks of a year ago."""
    day = today()
    for reply in due(day):
        delete_reply(reply)
    before = datetime.combine(looks_before(day), time(), UTC)
    db.session.execute(delete(Look).where(Look.at < before))
    alongs.expire()


def replies_of(one: Round) -> int:
    """How many replies are here still."""
    return db.session.scalar(select(func.count()).select_from(Reply).where(Reply.round_id == one.id)) or 0


@transactional
def _close(actor: Actor, key: str) -> None:
    one = open_round(actor, key)
    one.sent, one.closed = sent_of(one), today()
    for reply in db.session.scalars(select(Reply).where(Reply.round_id == one.id)):
        delete_reply(reply)
    db.session.execute(delete(ReplyCode).where(ReplyCode.round_id == one.id))
    reasons = delete(Access).where(Access.round_id == one.id).returning(Access.public_id)
    for public_id in db.session.scalars(reasons).all():
        after_commit(partial(remember, public_id))
    db.session.execute(delete(Again).where(Again.round_id == one.id))
    note(actor, "outreach.round.closed", one.ref, one.district.name)
