"""The table of what is about to be moved in. It is kept for a day, while somebody looks at it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person
from app.db import words as words_of
from app.places.models import Space


class MoveIn(Base):
    """A file that somebody brought, as text, and the room for what names none."""

    __tablename__ = "rooms_move_in"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    space_id: Mapped[int | None] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), info=nothing())
    maker_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.ROW))
    content: Mapped[str] = mapped_column(Text, info=words_of(Forget.ROW, of="maker_id"))
    made_at: Mapped[datetime] = mapped_column(index=True, info=nothing())

    space: Mapped[Space | None] = relationship(lazy="joined")
