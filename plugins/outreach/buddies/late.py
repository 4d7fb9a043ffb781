"""Half an hour after visitors thought to be outside, and nobody heard of them: the buddy and the coordinators call."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app import notices
from app.clock import now
from app.db import db, transactional
from app.notices.kinds import AT_ONCE
from plugins.outreach.buddies.keeping import LATE, LONGER, is_late
from plugins.outreach.buddies.models import Inside
from plugins.outreach.buddies.reading import buddy_of
from plugins.outreach.place import the_house
from plugins.outreach.rounds.staff import coordinators_of
from plugins.outreach.talks.models import Talk

EVERY: Final = 5
"""Minutes between two looks."""


def sweep() -> None:
    """Ask to call, once for each talk."""
    waiting = (
        select(Inside.talk_id)
        .where(
            Inside.since.is_not(None), Inside.outside.is_(None), Inside.warned.is_(None), Inside.until <= now() - LONGER
        )
        .join(Talk)
        .where(Talk.held_on.is_(None))
    )  # told that it took place: they are outside
    for talk_id in db.session.scalars(waiting).all():
        _warn(talk_id)


@transactional
def _warn(talk_id: int) -> None:
    row = db.session.get(Inside, talk_id, with_for_update={"of": Inside}, populate_existing=True)
    if row is None or not is_late(row, now()):
        return
    row.warned = now()
    talk, buddy = row.talk, buddy_of(row.talk)
    told = {one.id: one for one in ([buddy] if buddy else []) + list(coordinators_of(talk.reply.round))}
    for person_id in told:
        notices.send(
            notices.Recipient(person_id=person_id), LATE, {"talk": talk.ref}, ref=talk.ref, house_id=the_house().id
        )


def _still_true(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Who is inside, since when, and how to call them; None once they are outside. Nothing of who is visited."""
    row = db.session.scalar(select(Inside).join(Talk).where(Talk.public_id == params["talk"].key))
    if row is None or not row.is_inside or row.talk.held_on is not None:
        return None
    return {**params, "since": row.since, "until": row.until, "people": row.talk.visitors}


notices.kinds.register(
    LATE,
    subject=_("Call for a moment whether all is well"),
    template="outreach/buddies/late.txt",
    spoken="outreach/buddies/late_spoken.txt",
    wait=AT_ONCE,
    prepare=_still_true,
)
