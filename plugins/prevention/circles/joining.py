"""Take part in a circle, with or without one's first name on its page; leave it. One is one transaction."""

from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.refusals import Refusal
from plugins.prevention.circles import words as said
from plugins.prevention.circles.having import locked, somebody
from plugins.prevention.circles.models import CircleMember


@transactional
def join(actor: Actor, slug: str, *, show_name: bool) -> None:
    """Take part; said again, only whether the first name stands there changes. Raises Refusal, NotAllowed, NotFound."""
    person_id, circle = somebody(actor), locked(slug)
    if circle.stopped_at is not None:
        raise Refusal(_("This circle rests. Wake it first."))
    member = circle.member(person_id)
    if member is None:
        member = CircleMember(person_id=person_id, since=now())
        circle.members.append(member)
        circle.alive_at = now()
    member.show_name = show_name
    db.session.flush()
    note(actor, said.JOINED, circle.thing, circle.name)


@transactional
def leave(actor: Actor, slug: str) -> None:
    """Leave, without a reason. What one put there stays, one can take it off first. Raises NotAllowed, NotFound."""
    circle = locked(slug)
    member = circle.member(somebody(actor))
    if member is not None:
        circle.members.remove(member)
        db.session.delete(member)
        note(actor, said.LEFT, circle.thing, circle.name)
