"""How long the reply of somebody lasts: the dates of their talk, and of what they asked for, put to the deadlines."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select

from app.clock import wall
from app.db import db
from plugins.outreach.after.models import Followup
from plugins.outreach.partners.rights import today
from plugins.outreach.place import the_house
from plugins.outreach.replies.deadlines import answered_before, goes_on, talked_before
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.models import Round
from plugins.outreach.talks.models import Talk


@dataclass(frozen=True, slots=True)
class Going:
    """Of a round: (day, how many replies go in its night), in order; and how many stay for what is still open."""

    days: Sequence[tuple[date, int]]
    staying: int


def goes_of(reply: Reply) -> date | None:
    """The day in whose night a reply goes, at the earliest the next one; None while something is open."""
    return _days(Reply.id == reply.id)[reply.id]


def going_from(one: Round) -> Going:
    """What goes when from a round."""
    days = list(_days(Reply.round_id == one.id).values())
    return Going(sorted(Counter(day for day in days if day is not None).items()), days.count(None))


def due(day: date) -> Sequence[Reply]:
    """The replies that go in the night of `day`."""
    near = or_(Reply.answered <= answered_before(day), Talk.held_on <= talked_before(day))
    ids = [reply_id for reply_id, last in _last_days(near).items() if last is not None and last <= day]
    return db.session.scalars(select(Reply).where(Reply.id.in_(ids)).order_by(Reply.id)).all()


def _days(which: ColumnElement[bool]) -> dict[int, date | None]:
    """As shown: what is due already goes in the next night."""
    return {key: max(day, today() + timedelta(days=1)) if day else None for key, day in _last_days(which).items()}


def _last_days(which: ColumnElement[bool]) -> dict[int, date | None]:
    rows = db.session.execute(
        select(Reply.id, Reply.answered, Talk.id, Talk.held_on, Talk.starts, Talk.handled_on)
        .outerjoin(Talk, Talk.reply_id == Reply.id)
        .where(which)
    ).all()
    still_open: defaultdict[int | None, int] = defaultdict(int)
    counts = select(Followup.talk_id, func.count()).group_by(Followup.talk_id)
    for talk_id, number in db.session.execute(counts):
        still_open[talk_id] = number
    found = {}
    for reply_id, answered, talk_id, held_on, starts, handled_on in rows:
        handled = [*([handled_on] if handled_on else []), *[None] * still_open[talk_id]]
        agreed = wall(starts, the_house().zone).date() if starts and not held_on else None
        found[reply_id] = goes_on(answered, held_on, handled, agreed)
    return found
