"""Tables of notices: the outbox, and nothing else."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import UNSEEN, Base, Forget, contact, nothing, person, words
from app.people.models import Person
from app.places.models import House


class Channel(StrEnum):
    """How a notice reaches somebody."""

    MAIL = "mail"
    CALL = "call"
    """A call task: somebody at the desk calls."""
    SLIP = "slip"
    """A printed slip, handed over at the desk."""


class State(StrEnum):
    """How far a notice is."""

    WAITING = "waiting"
    SENT = "sent"
    """The mail server took it. For mail only."""
    DONE = "done"
    """The desk told it, or printed it."""
    GIVEN_UP = "given_up"
    """The mail could not be delivered; a call task or a slip took its place where there can be one."""
    WITHDRAWN = "withdrawn"
    """It was undone, or it was no longer true, before it went out."""


class Notice(Base):
    """Something that the house tells one person. What it says is made when it goes out, from `kind` and `params`."""

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_due", "state", "channel", "next_try_at"),
        Index("ix_notice_desk", "house_id", "channel", "state"),
        Index("ix_notice_begins_at", "begins_at"),
        UNSEEN,
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    kind: Mapped[str] = mapped_column(String(60), info=nothing())
    """A key of `app.notices.kinds`: "booking.confirmed"."""
    ref: Mapped[str] = mapped_column(String(100), index=True, info=nothing())
    """The thing it is about: what undoes the thing, withdraws the notice."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    """For whom. Their address and language are looked up when it goes out; a guest's stand here."""
    guest_name: Mapped[str] = mapped_column(String(100), default="", info=contact(Forget.EMPTY, of=""))
    guest_email: Mapped[str] = mapped_column(String(254), default="", info=contact(Forget.EMPTY, of=""))
    guest_phone: Mapped[str] = mapped_column(String(30), default="", info=contact(Forget.EMPTY, of=""))
    language: Mapped[str] = mapped_column(String(2), info=nothing())
    """What the reader read when it was written; a person's own language of the day goes before it."""
    params: Mapped[str] = mapped_column(Text, default="", info=words(Forget.EMPTY, of="person_id"))
    """Ids and plain facts as JSON (`app.notices.params`); "" when its time is over."""
    ics: Mapped[bytes | None] = mapped_column(LargeBinary, info=words(Forget.EMPTY, of="person_id"))
    ics_method: Mapped[str | None] = mapped_column(String(10), info=nothing())
    channel: Mapped[str] = mapped_column(String(10), info=nothing())
    state: Mapped[str] = mapped_column(String(10), default=State.WAITING, info=nothing())
    urgent: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Somebody sits waiting for it (a sign-in code): it goes before the others."""
    created_at: Mapped[datetime] = mapped_column(index=True, info=nothing())
    not_before: Mapped[datetime] = mapped_column(info=nothing())
    """When it may go out: a little later than it was written, so that undo can withdraw it."""
    begins_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """Of a change: when what changed begins. None where its reader knows in time, or nothing more can be done."""
    next_try_at: Mapped[datetime] = mapped_column(info=nothing())
    """At first the same; later when a mail that failed is tried again, or somebody called again."""
    tries: Mapped[int] = mapped_column(default=0, info=nothing())
    """How often a mail failed, or how often a call was not answered."""
    taken_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """Since when a worker is sending it, or a host is calling: a lease, which ends by itself."""
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """Which host is calling."""
    sent_at: Mapped[datetime | None] = mapped_column(index=True, info=nothing())
    """When it reached its reader: mailed, told or printed."""
    kept_text: Mapped[str | None] = mapped_column(Text, info=words(Forget.EMPTY, of="person_id"))
    """The mail as it went out. In the demo only, where `/demo/mail` shows it."""

    reader: Mapped[Person | None] = relationship(foreign_keys=person_id)
    house: Mapped[House] = relationship()
