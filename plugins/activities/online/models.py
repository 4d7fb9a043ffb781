"""The table of where activities are online."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Forget, nothing, person, words


class Online(Base):
    """An address online, of each date of an activity or of one of them."""

    __tablename__ = "activities_online"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities_activity.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    occurrence_id: Mapped[int | None] = mapped_column(
        ForeignKey("activities_occurrence.id", ondelete="CASCADE"), unique=True, info=nothing()
    )
    """The one date that it is about; None: each date that has none of its own."""
    address: Mapped[str] = mapped_column(String(300), info=words(Forget.EMPTY, of="by_id"))
    """It may name somebody: https://meet.example/lieke. Empty once that person is forgotten: then it is not online."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    everybody: Mapped[bool] = mapped_column(info=nothing())
    """Whether everybody sees the address; otherwise those who signed up, and the organisers."""
