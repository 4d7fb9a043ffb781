"""The log of who did what for whom: one line a change, in the same transaction. People can read their own lines.

It says what was done to which thing, never a name and never anybody's words. (Its pages are in `app.privacy`.)
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.actors import Actor
from app.clock import now
from app.db import UNSEEN, Base, Forget, db, nothing, person
from app.refs import Ref


class LogLine(Base):
    """Who typed, for whom, through which channel, what they did, to which thing."""

    __tablename__ = "log_line"
    __table_args__ = UNSEEN

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    at: Mapped[datetime] = mapped_column(index=True, info=nothing())
    typist_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    channel: Mapped[str] = mapped_column(String(10), info=nothing())
    verb: Mapped[str] = mapped_column(String(60), info=nothing())
    """`<area>.<thing>.<done>`: `rooms.booking.moved`. The word on screen comes from `app.privacy.verbs`."""
    ref: Mapped[str] = mapped_column(String(100), index=True, info=nothing())
    label: Mapped[str] = mapped_column(String(200), default="", info=nothing())
    """What the thing is called when its plugin is off: "Zaal A, 18-03-2027 14:00". No names of persons."""


def note(actor: Actor, verb: str, ref: Ref, label: str = "") -> None:
    """Write down, in the open transaction, that `actor` did `verb` to `ref`."""
    db.session.add(
        LogLine(
            at=now(),
            typist_id=actor.typist,
            subject_id=actor.subject,
            channel=str(actor.channel),
            verb=verb,
            ref=str(ref),
            label=label[:200],
        )
    )
