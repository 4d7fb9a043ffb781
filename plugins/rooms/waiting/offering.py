"""Give time that is free to the first in line. All of it runs in the transaction of whoever calls."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from app.actors import Actor, Channel
from app.clock import Span, now
from app.db import db, transactional
from app.offers import offer_until
from app.places import HoldRequest, hold, release
from app.places.models import Space
from app.places.search import spaces_for
from app.refusals import Refusal
from plugins.rooms.finding import timetables
from plugins.rooms.fitting import Timetable
from plugins.rooms.rights import may_know
from plugins.rooms.waiting import telling
from plugins.rooms.waiting.models import ENDED, OFFERED, WAITING, SlotWish


@transactional
def sweep() -> None:
    """Let offers end whose time is over, and offer what is free, in every house. The job's work."""
    for house_id in db.session.scalars(sa.select(SlotWish.house_id).where(SlotWish.state != ENDED).distinct()).all():
        serve(house_id)


def serve(house_id: int) -> None:
    """End the offers of a house that were not answered in time, and offer what is free to the first in line."""
    _serve(_line(house_id), None)


def make_way(person_id: int | None, space: Space, spans: Sequence[Span]) -> None:
    """Before somebody books: serve the line first, so that nobody slips past it. One query when nobody waits.

    What is kept for the booker themself they may have, and behind their own wish nobody is served.
    """
    line = _line(space.house_id)
    for wish in line:
        own_offer = wish.state == OFFERED and (wish.person_id, wish.offered_space_id) == (person_id, space.id)
        if own_offer and any(wish.span.overlaps(span) for span in spans):
            end(wish)
    _serve(line, person_id)


def take_back(house_id: int, spans: Sequence[Span]) -> None:
    """Undo offers of these times that nobody has heard of yet: who cancelled and regrets it comes first."""
    for wish in _line(house_id):
        if wish.state == OFFERED and any(wish.span.overlaps(span) for span in spans) and telling.unsay(wish):
            release(wish.ref)
            wish.state, wish.expires_at, wish.offered_space_id = WAITING, None, None
    db.session.flush()


def end(wish: SlotWish) -> None:
    """Let a wish end, and let go of what is kept for it."""
    if wish.state == OFFERED:
        release(wish.ref)
        telling.unsay(wish)
    wish.state = ENDED
    db.session.flush()


def _line(house_id: int) -> list[SlotWish]:
    """The wishes of a house that are alive, who wished first in front, locked for this transaction."""
    query = (
        sa.select(SlotWish)
        .where(SlotWish.house_id == house_id, SlotWish.state.in_((WAITING, OFFERED)))
        .order_by(SlotWish.wished_at, SlotWish.id)
        .with_for_update(of=SlotWish)
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query))


def _serve(line: Sequence[SlotWish], booker: int | None) -> None:
    moment = now()
    for wish in line:
        if wish.starts <= moment or (wish.expires_at is not None and wish.expires_at <= moment):
            end(wish)
    waiting = [wish for wish in line if wish.state == WAITING]
    own = [wish.span for wish in waiting if booker is not None and wish.person_id == booker]
    others = [wish for wish in waiting if not any(wish.span.overlaps(span) for span in own)]
    if others:
        _offer_each(others, moment)


def _offer_each(waiting: Sequence[SlotWish], moment: datetime) -> None:
    rooms = spaces_for([waiting[0].house_id], 1)
    asked = {wish.space.id: wish.space for wish in waiting if wish.space is not None}
    spaces = [*asked.values(), *(room for room in rooms if room.id not in asked)]
    tables = timetables(spaces, [wish.span for wish in waiting])
    for wish in waiting:
        until = offer_until(moment, wish.starts, wish.zone)
        fitting = _known(wish) if wish.space is not None else spaces_that_fit(rooms, wish.people)
        if until is not None:
            _offer(wish, fitting, tables, until)


def spaces_that_fit(rooms: Iterable[Space], people: int) -> list[Space]:
    """Those of `rooms` where so many people fit, in the same order: the smallest first."""
    return [room for room in rooms if max(room.seated, room.standing) >= people]


def _known(wish: SlotWish) -> list[Space]:
    """The room that was wished for, unless it became private for who wished."""
    asker = Actor(wish.person_id, wish.person_id, Channel.JOB)
    return [wish.space] if wish.space is not None and may_know(asker, wish.space) else []


def _offer(wish: SlotWish, fitting: Sequence[Space], tables: dict[int, Timetable], until: datetime) -> None:
    """Hold the first room that is free for a wish. Where rules are against it, somebody else's turn comes."""
    for space in fitting:
        if not tables[space.id].fits(wish.span):
            continue
        request = HoldRequest(
            actor=Actor(wish.person_id, wish.person_id, Channel.JOB),
            ref=wish.ref,
            house_id=wish.house_id,
            space_ids=(space.id,),
            spans=(wish.span,),
            purpose=wish.purpose,
            group_id=wish.group_id,
        )
        try:
            with db.session.begin_nested():
                hold(request, state="held", expires_at=until)
        except Refusal:
            continue
        wish.state, wish.expires_at, wish.offered_space = OFFERED, until, space
        db.session.flush()
        telling.offered(wish, space)
        return
