"""The one way in which all that hangs on a talk is let go of: what was to be told, and the room."""

from app.actors import Actor
from app.clock import now
from app.db import db
from plugins.outreach.replies.going import when_changed, when_gone
from plugins.outreach.replies.models import Reply
from plugins.outreach.talks import room
from plugins.outreach.talks.models import Stage, Talk
from plugins.outreach.talks.reading import talk_of
from plugins.outreach.talks.telling import OFF, send, take_back_all


def let_go(actor: Actor, talk: Talk) -> None:
    """The talk is about to be deleted: visitors hear that they need not come, and its room is free.

    Every way on which a talk goes calls this: off the plan, no talk after all, the nightly clearing, a round closed.
    """
    is_to_come = talk.stage is not Stage.HELD and (talk.starts is None or talk.starts > now())
    if not clear(talk) and is_to_come:
        send(actor, talk, OFF, [one.id for one in talk.visitors])


def clear(talk: Talk) -> bool:
    """Let go of its room and of what was still to be told; whether its visitors had not even heard of it."""
    room.let_go(talk)
    return take_back_all(talk)


@when_gone
def _with_reply(reply: Reply) -> None:
    talk = talk_of(reply)
    if talk is not None:
        let_go(Actor.guest(), talk)
        db.session.delete(talk)  # said, not left to the database: calendars must notice


@when_changed
def _another_form(reply: Reply) -> None:
    talk = talk_of(reply)
    if talk is not None:
        room.follow_form(talk)
