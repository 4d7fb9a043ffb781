"""The log of who did what for whom: one line a change, in the same transaction. People can read their own lines.

It says what was done to which thing, never a name and never anybody's words. (Its pages are in `app.privacy`.)
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.actors import Actor
from app.clock import now
from app.db import Base, Forget, before_commit, db, nothing, person
from app.refs import Ref


class LogLine(Base):
    """Who typed, for whom, through which channel, what they did, to which thing."""

    __tablename__ = "log_line"

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


class ContentVersion(Base):
    """One row: a number that every change of the house moves on. What was made of an older one may be out of date."""

    __tablename__ = "content_version"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    version: Mapped[int] = mapped_column(info=nothing())


def content_changed() -> None:
    """Move the content version on, as the last thing of the open transaction. `note` does it by itself."""
    before_commit(_move_on)


def _move_on() -> None:
    db.session.execute(sa.update(ContentVersion).values(version=ContentVersion.version + 1))


def note(actor: Actor, verb: str, ref: Ref, label: str = "") -> None:
    """Write down, in the open transaction, that `actor` did `verb` to `ref`. What is kept of before may be outdated."""
    content_changed()
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
