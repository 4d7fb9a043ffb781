"""Tables of the calendar."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import MADE_AGAIN, UNSEEN, Base, Forget, nothing, person, words


class FeedToken(Base):
    """Lets one program of one person read one calendar, their own or that of a role, until it is ended.

    The token itself is shown once and not kept: whoever reads this table cannot read a calendar with it.
    """

    __tablename__ = "feed_token"
    __table_args__ = (CheckConstraint("lets_see IN ('', 'all', 'times')", name="lets_see"), UNSEEN)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    label: Mapped[str] = mapped_column(String(60), info=words(Forget.EMPTY, of="person_id"))
    """Where it is used: "mijn telefoon"; or who reads along through it: "mijn dochter"."""
    kind: Mapped[str] = mapped_column(String(20), default="", info=nothing())
    """Which kind of calendar, as plugins tell them; "" for the person's own."""
    slug: Mapped[str] = mapped_column(String(60), default="", info=nothing())
    """Which calendar of that kind."""
    lets_see: Mapped[str] = mapped_column(String(5), default="", server_default="", info=nothing())
    """What somebody else gets to see with it, by its person's own will: "all", "times"; "" for one's own use."""
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=nothing())
    """SHA-256 of the token, in hexadecimal. The token is 128 random bits, so a fast hash is enough."""
    made_at: Mapped[datetime] = mapped_column(info=nothing())
    last_fetched_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """To the hour: written at most once an hour."""
    revoked_at: Mapped[datetime | None] = mapped_column(info=nothing())


class FeedState(Base):
    """Since when a feed is as it is now. `hash` is the SHA-256 of its bytes, in hexadecimal.

    It cannot be read from the entries: one that is deleted, or leaves the window, changes the feed too.
    """

    __tablename__ = "calendar_feed"
    __table_args__ = UNSEEN

    key: Mapped[str] = mapped_column(String(120), primary_key=True, info=nothing())
    hash: Mapped[str] = mapped_column(String(64), info=nothing())
    became_at: Mapped[datetime] = mapped_column(info=nothing())
    stamp: Mapped[str] = mapped_column(String(120), default="", info=nothing())
    """Of which content version, day and settings it was made: while these are the same, so are its bytes."""


class FeedBytes(Base):
    """The bytes of a feed that everybody may read, as they were made last, and of which components they are.

    What only one person may read is not kept. All of it can be made again, so forgetting anybody empties the table.
    """

    __tablename__ = "calendar_bytes"
    __table_args__ = MADE_AGAIN

    key: Mapped[str] = mapped_column(String(120), primary_key=True, info=nothing())
    made_at: Mapped[datetime] = mapped_column(index=True, info=nothing())
    cut_at: Mapped[datetime | None] = mapped_column(info=nothing())
    """Where the past was cut off, of a feed that would be too large with it."""
    size: Mapped[int] = mapped_column(info=nothing())
    """How many bytes it takes."""
    pieces: Mapped[bytes] = mapped_column(LargeBinary, info=nothing())
    """The keys and lengths of its components, in order (app/calendar/pieces.py)."""
    body: Mapped[bytes] = mapped_column(LargeBinary, info=nothing())
