"""What a host does about what waits: takes a call, makes it, prints a slip.

Two hosts do not call the same person: who takes a call has it for a quarter of an hour.
"""

from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app import actors
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.notices.models import Channel, Notice, State
from app.notices.waiting import check, due, first_names, is_taken, one_reader
from app.refs import Ref
from app.refusals import NotFound, Refusal

UNANSWERED: Final = timedelta(hours=3)
LATER: Final = timedelta(hours=1)
CALLS: Final = 5
"""After so many unanswered calls it becomes a slip."""
UNDO: Final = timedelta(minutes=15)


@transactional
def take_call(actor: Actor, house_id: int, public_id: str) -> None:
    """Take a call. Raises Refusal when somebody else is calling, or when it is done already."""
    for notice in _call(actor, house_id, public_id):
        notice.taken_at, notice.taken_by_id = now(), actor.typist
        _note(actor, "notices.call.taken", notice)


@transactional
def spoke(actor: Actor, house_id: int, public_id: str) -> None:
    """They heard it. Only what was on the page of who took the call is done. Raises Refusal as for `take_call`."""
    for notice in _mine(actor, house_id, public_id):
        notice.state, notice.sent_at = State.DONE, now()
        _note(actor, "notices.call.spoken", notice)


@transactional
def no_answer(actor: Actor, house_id: int, public_id: str) -> None:
    """Nobody answered: it comes back in three hours, and becomes a slip after the fifth time. Raises Refusal."""
    for notice in _mine(actor, house_id, public_id):
        notice.tries += 1
        _put_back(notice, UNANSWERED)
        if notice.tries == CALLS:
            notice.channel, notice.next_try_at = Channel.SLIP, now()
        _note(actor, "notices.call.unanswered", notice)


@transactional
def call_later(actor: Actor, house_id: int, public_id: str) -> None:
    """Not now: it comes back in an hour. Raises Refusal."""
    for notice in _mine(actor, house_id, public_id):
        _put_back(notice, LATER)
        _note(actor, "notices.call.later", notice)


@transactional
def printed(actor: Actor, house_id: int, public_id: str) -> None:
    """A slip was printed. Raises Refusal when it was printed already."""
    for notice in _together(actor, house_id, public_id, Channel.SLIP):
        notice.state, notice.sent_at, notice.taken_by_id = State.DONE, now(), actor.typist
        _note(actor, "notices.slip.printed", notice)


@transactional
def undo(actor: Actor, house_id: int, public_id: str) -> None:
    """Take back "spoken" or "printed", within a quarter of an hour, by who said it. Raises Refusal, NotFound."""
    first = _find(actor, house_id, public_id)
    done = select(Notice).where(
        Notice.house_id == house_id,
        Notice.channel == first.channel,
        Notice.state == State.DONE,
        Notice.taken_by_id == actor.typist,
        Notice.sent_at == first.sent_at,
        Notice.sent_at >= now() - UNDO,
    )
    found = [one for one in db.session.scalars(done) if one_reader(one) == one_reader(first)]
    if not found:
        raise Refusal(_("This cannot be undone any more."))
    for notice in found:
        notice.state, notice.sent_at = State.WAITING, None
        _put_back(notice, timedelta(0))
        _note(actor, "notices.desk.undone", notice)


def _call(actor: Actor, house_id: int, public_id: str) -> list[Notice]:
    found = _together(actor, house_id, public_id, Channel.CALL)
    others = [one.taken_by_id for one in found if is_taken(one) and one.taken_by_id != actor.typist]
    if others:
        name = first_names(others).get(others[0] or 0, "")
        raise Refusal(_("%(name)s is calling now.", name=name))
    return found


def _mine(actor: Actor, house_id: int, public_id: str) -> list[Notice]:
    found = [one for one in _call(actor, house_id, public_id) if one.taken_by_id == actor.typist]
    if not found:
        raise Refusal(_("Press “I will call” first."))
    return found


def _together(actor: Actor, house_id: int, public_id: str, channel: Channel) -> list[Notice]:
    """Everything that the reader of this notice is to hear now, for one writer at a time."""
    first = _find(actor, house_id, public_id)
    locked = due(house_id, channel).with_for_update().execution_options(populate_existing=True)
    found = [one for one in db.session.scalars(locked) if one_reader(one) == one_reader(first)]
    if not found:
        raise Refusal(_("This was done a moment ago."))
    return found


def _find(actor: Actor, house_id: int, public_id: str) -> Notice:
    check(actor, house_id)
    found = db.session.scalar(
        select(Notice).where(Notice.public_id == public_id, Notice.house_id == house_id, Notice.channel != Channel.MAIL)
    )
    if found is None:
        raise NotFound(_("This is no longer on the list."))
    return found


def _put_back(notice: Notice, rest: timedelta) -> None:
    notice.taken_at = notice.taken_by_id = None
    notice.next_try_at = now() + rest


def _note(actor: Actor, verb: str, notice: Notice) -> None:
    """In the log of the reader: a host did it, for them."""
    channel = actors.Channel.PHONE if notice.channel == Channel.CALL else actors.Channel.DESK
    note(Actor(actor.typist, notice.person_id, channel), verb, Ref("notices", "notice", notice.public_id))
