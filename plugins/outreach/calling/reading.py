"""Who is to be called in a round, as it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from app.actors import Actor
from app.clock import now
from app.db import db
from plugins.outreach.calling.models import Call
from plugins.outreach.calling.turns import Turn, gets_note, is_due
from plugins.outreach.partners.rights import today
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.models import Round
from plugins.outreach.rounds.rights import require_sees
from plugins.outreach.talks.models import Stage, Talk


@dataclass(frozen=True, slots=True)
class Standing:
    """The list of today in numbers: who is to be called, and how many of them somebody calls now."""

    due: int
    held: int


def turns_in(one: Round) -> dict[str, Turn]:
    """By public id of the talk: who has moments to choose from, or one that nobody told them of once more."""
    rows = (
        select(Talk, Call)
        .join(Reply, Reply.id == Talk.reply_id)
        .outerjoin(Call, Call.reply_id == Talk.reply_id)
        .where(Reply.round_id == one.id, Talk.first.is_not(None), Talk.confirmed_by.is_(None), Talk.held_on.is_(None))
        .order_by(Talk.id)
    )
    return {talk.public_id: turn_of(talk, call) for talk, call in db.session.execute(rows)}


def turn_of(talk: Talk, call: Call | None) -> Turn:
    """A call that was about another moment says nothing any more."""
    about = about_of(talk)
    agreed = talk.stage is Stage.AGREED
    bare = Turn(
        key=talk.public_id,
        about=about,
        last=about if agreed else talk.offered[-1],
        agreed=agreed,
        phone=bool(talk.reply.phone),
        mail="@" in talk.reply.reach,
    )
    if call is None or call.about != about:
        return bare
    return replace(
        bare,
        tries=call.tries,
        not_before=call.not_before,
        caller=call.caller_id,
        claimed=call.claimed_at,
        noted=call.noted_on is not None,
    )


def about_of(talk: Talk) -> datetime:
    """The moment that a call is about."""
    return talk.starts or talk.offered[0]


def standing(actor: Actor, one: Round) -> Standing:
    """How the list of today stands. Raises NotAllowed."""
    require_sees(actor, one)
    due = [turn for turn in turns_in(one).values() if is_due(turn, now(), today())]
    return Standing(len(due), sum(turn.is_held(now()) for turn in due))


def held_by(actor: Actor, one: Round) -> Talk | None:
    """Whom `actor` calls now, if anybody. Raises NotAllowed."""
    require_sees(actor, one)
    return _talk_of(turn for turn in turns_in(one).values() if turn.is_held_by(actor.typist or 0, now()))


def own_call(actor: Actor, one: Round, talk_key: str) -> Talk | None:
    """The call that `actor` has, however long it takes, as long as nobody else took it. Raises NotAllowed."""
    require_sees(actor, one)
    turn = turns_in(one).get(talk_key)
    return _talk_of([turn]) if turn is not None and actor.typist is not None and turn.caller == actor.typist else None


def notes_for(one: Round) -> Sequence[Talk]:
    """Who gets a note, the soonest first."""
    keys = [turn.key for turn in turns_in(one).values() if gets_note(turn, now())]
    return sorted(db.session.scalars(select(Talk).where(Talk.public_id.in_(keys))), key=about_of)


def _talk_of(turns: Iterable[Turn]) -> Talk | None:
    keys = [turn.key for turn in turns]
    return db.session.scalar(select(Talk).where(Talk.public_id.in_(keys)).limit(1))
