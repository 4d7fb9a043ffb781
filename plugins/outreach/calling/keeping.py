"""Calling: one person at a time is kept for a caller, and what they say is told with one tap."""

from datetime import date, datetime, timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select, update

from app.actors import Actor
from app.clock import now, wall
from app.db import db, transactional
from app.journal import note
from app.refusals import Refusal
from app.web import verbs
from plugins.outreach.calling.models import Call
from plugins.outreach.calling.reading import about_of, notes_for, turns_in
from plugins.outreach.calling.turns import LAPSES, next_for
from plugins.outreach.partners.models import COORDINATOR
from plugins.outreach.partners.rights import require, today
from plugins.outreach.place import the_house
from plugins.outreach.replies.keeping import let_go, look
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.keeping import locked
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.rounds.rights import require_sees
from plugins.outreach.talks.models import Stage, Talk
from plugins.outreach.talks.moments import choose_for, confirm, neither_for
from plugins.outreach.talks.reading import talk_with

OTHERS: Final = _("This call is no longer yours: it was told already, somebody else took it, or the moments changed.")

for _verb, _words in {
    "outreach.call.taken": _("Took on a call about a talk"),
    "outreach.call.left": _("Left a call about a talk to others"),
    "outreach.call.unanswered": _("Called about a talk, nobody answered"),
    "outreach.call.later": _("Put off a call about a talk"),
    "outreach.call.noted": _("Sent a note about a talk instead of calling"),
}.items():
    verbs.register(_verb, _words)


@transactional
def take_next(actor: Actor, key: str) -> bool:
    """Keep the next one of a round for `actor`, who is written down as having looked; False when there is nobody.

    Whoever has somebody already keeps them. Raises NotFound, NotAllowed, Refusal once the round is closed.
    """
    one = locked(round_with(key))  # callers of a round queue here: nobody is given out twice
    require_sees(actor, one)
    turn = next_for(turns_in(one).values(), actor.typist or 0, now(), today())
    if turn is None:
        return False
    if turn.is_held_by(actor.typist or 0, now()):
        return True
    talk = talk_with(turn.key)
    call = _call_about(talk)
    call.caller_id, call.claimed_at = actor.typist, now()
    look(actor, key, talk.reply.public_id)
    note(actor, "outreach.call.taken", talk.ref)
    return True


@transactional
def stop(actor: Actor, key: str) -> None:
    """Whom `actor` has is free for others. Raises NotFound, NotAllowed."""
    one = round_with(key)
    require_sees(actor, one)
    own = select(Reply.id).where(Reply.round_id == one.id)
    rows = select(Call, Talk).join(Talk, Talk.reply_id == Call.reply_id)
    for call, talk in db.session.execute(rows.where(Call.caller_id == actor.typist, Call.reply_id.in_(own))).all():
        call.caller_id = call.claimed_at = None
        note(actor, "outreach.call.left", talk.ref)


@transactional
def chose(actor: Actor, talk_key: str, starts: datetime) -> None:
    """They chose one of the two. They hear it once more by phone the day before, unless a letter or mail tells it.

    Raises NotFound, NotAllowed, Refusal beside `moment`.
    """
    _talk, call = _own(actor, talk_key)
    choose_for(actor, talk_key, starts)
    _over(call, starts)
    eve = wall(starts, the_house().zone).date() - timedelta(days=1)
    call.not_before = max(eve, today() + timedelta(days=1))


@transactional
def neither(actor: Actor, talk_key: str, moment: str) -> None:
    """Neither suits, or it suits no more: when it would, in their words. Raises NotFound, NotAllowed, Refusal."""
    _talk, call = _own(actor, talk_key)
    neither_for(actor, talk_key, moment)
    db.session.delete(call)


@transactional
def told(actor: Actor, talk_key: str) -> None:
    """They know when it is. Raises NotFound, NotAllowed, Refusal."""
    _talk, call = _own(actor, talk_key)
    confirm(actor, talk_key, "call")
    db.session.delete(call)


@transactional
def unanswered(actor: Actor, talk_key: str) -> None:
    """Nobody answered: another day again, and after three times not any more. Raises NotFound, NotAllowed, Refusal."""
    talk, call = _own(actor, talk_key)
    call.tries += 1
    _another_day(call, today() + timedelta(days=1))
    note(actor, "outreach.call.unanswered", talk.ref)


@transactional
def later(actor: Actor, talk_key: str, day: date) -> None:
    """They would rather be called on a day of their own. Raises NotFound, NotAllowed, Refusal beside `day`."""
    talk, call = _own(actor, talk_key)
    last = wall(talk.starts or talk.offered[-1], the_house().zone).date()
    if not today() < day <= last:
        raise Refusal(_("Choose a day from tomorrow to that of the talk."), field="day")
    _another_day(call, day)
    note(actor, "outreach.call.later", talk.ref)


def no_talk(actor: Actor, key: str, talk_key: str) -> None:
    """No talk after all: everything of them is gone at once. Raises NotFound, NotAllowed, Refusal."""
    let_go(actor, key, _own_reply(actor, talk_key))


@transactional
def note_sent(actor: Actor, talk_key: str) -> None:
    """A coordinator sent them a note: nobody calls about these moments. Raises NotFound, NotAllowed, Refusal."""
    require(actor, COORDINATOR)
    talk = talk_with(talk_key)
    require_sees(actor, locked(talk.reply.round))
    if talk.id not in {one.id for one in notes_for(talk.reply.round)}:
        raise Refusal(OTHERS)
    if talk.stage is Stage.AGREED:
        confirm(actor, talk_key, "letter")
    _call_about(talk).noted_on = today()
    note(actor, "outreach.call.noted", talk.ref)


@transactional
def expire() -> None:
    """Who called is told no longer than the call took."""
    over = update(Call).where(Call.claimed_at < now() - LAPSES)
    db.session.execute(over.values(caller_id=None, claimed_at=None))


def _call_about(talk: Talk) -> Call:
    """The row of a call, made anew where the last one was about other moments."""
    call = db.session.scalar(select(Call).where(Call.reply_id == talk.reply_id))
    if call is None:
        call = Call(reply_id=talk.reply_id, about=about_of(talk), tries=0)
        db.session.add(call)
    elif call.about != about_of(talk):
        _over(call, about_of(talk))
    return call


def _own(actor: Actor, talk_key: str) -> tuple[Talk, Call]:
    """The call that `actor` has, the round locked. Raises Refusal for one that is not theirs any more."""
    talk = talk_with(talk_key)
    require_sees(actor, locked(talk.reply.round))
    db.session.refresh(talk)
    call = db.session.scalar(select(Call).where(Call.reply_id == talk.reply_id, Call.caller_id == actor.typist))
    if call is None or talk.first is None or call.about != about_of(talk):
        raise Refusal(OTHERS)
    return talk, call


@transactional
def _own_reply(actor: Actor, talk_key: str) -> str:
    talk, _call = _own(actor, talk_key)
    return talk.reply.public_id


def _another_day(call: Call, day: date) -> None:
    call.caller_id = call.claimed_at = None
    call.not_before = day


def _over(call: Call, about: datetime) -> None:
    """What was said is told: from now on it is about another moment, if about any."""
    call.about, call.tries = about, 0
    call.caller_id = call.claimed_at = call.not_before = call.noted_on = None
