"""The table of who welcomes newcomers on a date."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Forget, nothing, person


class Welcomer(Base):
    """Somebody promised to welcome newcomers on a date."""

    __tablename__ = "activities_welcomer"

    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("activities_occurrence.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True, info=person(Forget.ROW)
    )
