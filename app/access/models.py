"""Tables of access: codes by mail, house cards, sessions, and how often something was tried."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UNSEEN, Base, Forget, contact, nothing, person


class Code(Base):
    """A one-time code on its way to an e-mail address.

    The six digits are nowhere: they are derived from `nonce` and the secret key when the mail is written.
    """

    __tablename__ = "access_code"
    __table_args__ = UNSEEN

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(32), unique=True, info=nothing())
    """Kept by the browser that asked: a code works in that browser only."""
    email: Mapped[str] = mapped_column(String(254), info=contact(Forget.ROW, of="person_id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    """Whose address it is, or will be; None for somebody new."""
    purpose: Mapped[str] = mapped_column(String(20), info=nothing())
    """`sign_in`, or `new_address` for somebody who changes theirs."""
    nonce: Mapped[str] = mapped_column(String(64), info=nothing())
    expires_at: Mapped[datetime] = mapped_column(index=True, info=nothing())
    used_at: Mapped[datetime | None] = mapped_column(info=nothing())


class Attempts(Base):
    """How often something was tried since `since`: counted in the database, so over all processes together."""

    __tablename__ = "access_attempts"
    __table_args__ = UNSEEN

    kind: Mapped[str] = mapped_column(String(30), primary_key=True, info=nothing())
    key: Mapped[str] = mapped_column(String(64), primary_key=True, info=nothing())
    """Keyed hash of the address, card or network it is about, so that nobody can be read from it."""
    count: Mapped[int] = mapped_column(info=nothing())
    since: Mapped[datetime] = mapped_column(index=True, info=nothing())


class Card(Base):
    """A house card: a number, also as QR, and a PIN that only its owner knows."""

    __tablename__ = "access_card"
    __table_args__ = UNSEEN

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    number: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    """Ten random digits: what is typed where no camera is at hand."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    pin_hash: Mapped[str] = mapped_column(String(200), info=nothing())
    issued_at: Mapped[datetime] = mapped_column(info=nothing())
    revoked_at: Mapped[datetime | None] = mapped_column(info=nothing())


class Session(Base):
    """Somebody is signed in on some device. While they act for somebody else at the desk, it says for whom."""

    __tablename__ = "access_session"
    __table_args__ = UNSEEN

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=nothing())
    """SHA-256 of the random token in the cookie."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    way: Mapped[str] = mapped_column(String(10), info=nothing())
    """How they came in: `code`, `card` or `demo`; it decides how long an unused session lasts."""
    started_at: Mapped[datetime] = mapped_column(info=nothing())
    seen_at: Mapped[datetime] = mapped_column(info=nothing())
    """Roughly: written once in a while, not at each step."""
    ended_at: Mapped[datetime | None] = mapped_column(index=True, info=nothing())
    behalf_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    behalf_house_id: Mapped[int | None] = mapped_column(ForeignKey("house.id"), info=nothing())
    """The house at whose desk it is: acting lasts no longer than the role in it."""
    behalf_channel: Mapped[str | None] = mapped_column(String(10), info=nothing())
    behalf_since: Mapped[datetime | None] = mapped_column(info=nothing())


__all__ = ["Attempts", "Card", "Code", "Session"]
