"""Late changes: call who cannot know yet, and spare who does. What to do is decided in `lateness`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.calendar.tokens import last_fetches_of
from app.clock import now
from app.db import db, transactional
from app.notices import kinds
from app.notices.changes import current_change
from app.notices.lateness import News, Step, is_late, next_step, patience_ends
from app.notices.models import Channel, Notice, State
from app.notices.sending import for_the_desk
from app.notices.service import Recipient, send
from app.notices.waiting import is_taken
from app.notices.wording import reader_of
from app.refs import Ref


def tell_if_late(recipient: Recipient, kind: str, params: Mapping[str, Any], *, ref: Ref, house_id: int) -> None:
    """Tell somebody whose calendar holds it too, when the change that is being made is a late one.

    It waits a while, and does not go out when their own calendar reads the change meanwhile. For those who would hear
    nothing otherwise: who organises it too, who speaks for the same group. Call it within `changing`.
    """
    change = current_change()
    begins_at = change.begins_for(recipient.person_id) if change else None
    if begins_at is not None and is_late(now(), begins_at):
        wait = now() + kinds.find(kind).wait
        send(recipient, kind, params, ref=ref, house_id=house_id, not_before=patience_ends(wait, begins_at))


@transactional
def follow_up() -> None:
    """Take the next step with everything that was told about what is still to begin. A job: every few minutes."""
    watched = list(
        db.session.scalars(
            sa.select(Notice)
            .where(Notice.begins_at.is_not(None), Notice.state.in_((State.WAITING, State.SENT)))
            .order_by(Notice.id)
        )
    )
    fetches = last_fetches_of({one.person_id for one in watched if one.person_id is not None})
    for notice in watched:
        _take_step(notice, fetches.get(notice.person_id or 0))


def _take_step(notice: Notice, read_at: datetime | None) -> None:
    begins_at = notice.begins_at
    if begins_at is None:
        return
    reader = reader_of(notice)
    news = News(
        told_at=notice.created_at,
        begins_at=begins_at,
        mailed_at=notice.sent_at if notice.channel == Channel.MAIL and notice.state == State.SENT else None,
        by_phone=bool(reader.phone),
        read_at=read_at,
    )
    match next_step(news, now()):
        case Step.SETTLED:
            notice.begins_at = None
        case Step.SPARE if not is_taken(notice):
            notice.state = State.WITHDRAWN
        case Step.CALL:
            kind = kinds.find(notice.kind)
            if not kind.only_mail:
                db.session.add(for_the_desk(notice, reader, kind))
            notice.begins_at = None
