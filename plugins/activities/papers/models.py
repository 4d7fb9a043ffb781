"""The table of lists that were made."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Forget, nothing, person


class PaperList(Base):
    """A list of who comes to a date was made to print. It holds no names: these are looked up while it works."""

    __tablename__ = "activities_paper"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("activities_occurrence.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    until: Mapped[datetime] = mapped_column(index=True, info=nothing())
    """From then on it works no more."""
