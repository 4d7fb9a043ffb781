"""The table of school holidays. They are decided each year, by region: a house writes down its own."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, nothing


class SchoolBreak(Base):
    """A school holiday, from its first day up to and with its last."""

    __tablename__ = "rooms_school_break"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    name: Mapped[str] = mapped_column(String(60), info=nothing())
    first_day: Mapped[date] = mapped_column(info=nothing())
    last_day: Mapped[date] = mapped_column(info=nothing())
