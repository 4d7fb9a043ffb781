"""Who is to be called in the demo: some have moments to choose from, one agreed on a moment, one has no phone."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import combinations
from typing import Any, Final

from sqlalchemy import select

from app.clock import from_wall
from app.db import db
from plugins.outreach.place import the_house
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.models import Round
from plugins.outreach.talks.matching import Misfit, misfit
from plugins.outreach.talks.moments import choose_for, offer
from plugins.outreach.talks.planning import plan
from plugins.outreach.talks.reading import lines_for, need_of, visitors_for, weeks_ahead

OFFERED: Final = ("Corrie Meerkoet", "Nel Wilgenroos")
"""The last one told no phone number."""
AGREED: Final = "Gerda Tuinfluiter"
FROM: Final = 2
"""The weeks before this one are full already."""


def load(demo: Any) -> None:
    """Plan a talk for each, in the first weeks in which two visitors have room."""
    caller = demo.actor("Mirjam Winterloo")
    one = db.session.scalars(select(Round).where(Round.closed.is_(None)).order_by(Round.id)).first()
    if one is None:
        return
    replies = {reply.name: reply for reply in db.session.scalars(select(Reply).where(Reply.round_id == one.id))}
    for number, name in enumerate((*OFFERED, AGREED)):
        reply = replies[name]
        found = next(_room(one, reply), None)
        if found is None:
            continue
        week, pair = found
        talk = plan(caller, one.public_id, reply.public_id, week, pair)
        moments = _at(week, 0, 9 + number % 2 * 2), _at(week, 4, 13 + number % 2 * 2)
        offer(caller, talk, *moments)
        if name == AGREED:
            choose_for(caller, talk, moments[1])


def _room(one: Round, reply: Reply) -> Iterator[tuple[date, tuple[str, str]]]:
    """Weeks in which two visitors have room, wherever they like to go."""
    lines = lines_for(one)
    for week in weeks_ahead()[FROM:]:
        for first, second in combinations(visitors_for(lines, week), 2):
            if misfit(need_of(reply), first, second) in (None, Misfit.AREA):
                yield week, (first.key, second.key)


def _at(week: date, day: int, hour: int) -> datetime:
    return from_wall(week + timedelta(days=day), time(hour), the_house().zone)
