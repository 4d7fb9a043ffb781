"""Tables of facts: what a house made of them, and who read the source of which text."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Forget, nothing, person


class FactVersion(Base):
    """A text of a fact in the house's own words. The newest one that has not ended stands; the rest is history."""

    __tablename__ = "prevention_fact_version"
    __table_args__ = (
        CheckConstraint("kind IN ('norm', 'address', 'emergency')", name="kind"),
        Index("ix_prevention_fact_version_house", "house_id", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    key: Mapped[str] = mapped_column(String(40), info=nothing())
    """Of what shipped, or made for an address of the house itself."""
    kind: Mapped[str] = mapped_column(String(10), info=nothing())
    theme: Mapped[str] = mapped_column(String(20), default="", info=nothing())
    """"" is every theme."""
    title: Mapped[str] = mapped_column(String(100), info=nothing())
    """In the house's own words, like those below."""
    body: Mapped[str] = mapped_column(Text, info=nothing())
    phone: Mapped[str] = mapped_column(String(30), default="", info=nothing())
    link: Mapped[str] = mapped_column(String(300), default="", info=nothing())
    source: Mapped[str] = mapped_column(String(200), info=nothing())
    dated: Mapped[str] = mapped_column(String(10), default="", info=nothing())
    """Of the source, as far as it is known: "2017-08-22", "2020-06", "2015"."""
    valid_until: Mapped[date | None] = mapped_column(info=nothing())
    language: Mapped[str] = mapped_column(String(2), info=nothing())
    """In which it was written."""
    written_at: Mapped[datetime] = mapped_column(info=nothing())
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    based_on: Mapped[str] = mapped_column(String(64), default="", info=nothing())
    """The mark of what shipped when this was written: when that becomes another one, it is time to look again."""
    ended_at: Mapped[datetime | None] = mapped_column(index=True, info=nothing())
    """When another text came in its place, or it was taken off."""


class FactCheck(Base):
    """Somebody with the role read the source of one exact text that day, and found it right."""

    __tablename__ = "prevention_fact_check"
    __table_args__ = (Index("ix_prevention_fact_check_house", "house_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    key: Mapped[str] = mapped_column(String(40), info=nothing())
    digest: Mapped[str] = mapped_column(String(64), info=nothing())
    """The mark of the text that was checked."""
    checked_on: Mapped[date] = mapped_column(index=True, info=nothing())
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    show_name: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether their first name may stand with it; else the role does."""
