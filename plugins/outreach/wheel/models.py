"""Tables of the wheel. Districts, months and counts: nothing here is about a person."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, nothing
from app.refs import Ref

THE_ONE = 1


class Wheel(Base):
    """How the wheel turns. There is one for all houses together."""

    __tablename__ = "outreach_wheel"
    __table_args__ = (
        CheckConstraint("years BETWEEN 1 AND 20", name="years"),
        CheckConstraint("every IN (1, 2, 3, 6)", name="every"),
        CheckConstraint("visitors BETWEEN 0 AND 999 AND talks BETWEEN 1 AND 60", name="team"),
        CheckConstraint("together BETWEEN 1 AND 3 AND one_in BETWEEN 1 AND 10", name="talk"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, default=THE_ONE, info=nothing())
    first: Mapped[date] = mapped_column(info=nothing())
    """The first day of its first month."""
    years: Mapped[int] = mapped_column(default=5, info=nothing())
    every: Mapped[int] = mapped_column(default=1, info=nothing())
    """Letters go out every so many months."""
    quiet: Mapped[str] = mapped_column(String(40), default="7,8,12", info=nothing())
    """Months of the year without letters: "7,8,12"."""
    visitors: Mapped[int] = mapped_column(default=0, info=nothing())
    talks: Mapped[int] = mapped_column(default=2, info=nothing())
    """Talks of one visitor in a month."""
    together: Mapped[int] = mapped_column(default=2, info=nothing())
    """Visitors at one talk."""
    one_in: Mapped[int] = mapped_column(default=3, info=nothing())
    """Of so many letters, one is expected to lead to a talk."""

    @property
    def quiet_months(self) -> frozenset[int]:
        """Months of the year, 1 to 12, without letters."""
        return frozenset(int(month) for month in self.quiet.split(",") if month)

    @property
    def ref(self) -> Ref:
        """What the log points at."""
        return Ref("outreach", "wheel", "1")


class District(Base):
    """A district, with how many people of the age group live there, by whoever may count them."""

    __tablename__ = "outreach_district"
    __table_args__ = (CheckConstraint("letters BETWEEN 1 AND 20000", name="letters"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    name: Mapped[str] = mapped_column(String(60), unique=True, info=nothing())
    letters: Mapped[int] = mapped_column(info=nothing())
    source: Mapped[str] = mapped_column(String(120), default="", info=nothing())
    """Who counted, and when."""
    earliest: Mapped[date | None] = mapped_column(info=nothing())
    """The first day of the first month that the district allows."""
    latest: Mapped[date | None] = mapped_column(info=nothing())
    """The first day of the last month that it allows."""
    until: Mapped[date | None] = mapped_column(info=nothing())
    """Its last day on the wheel, once it is no longer a district of its own."""

    batches: Mapped[list["Letters"]] = relationship(
        back_populates="district", lazy="selectin", order_by="Letters.month", cascade="all, delete-orphan"
    )

    @property
    def ref(self) -> Ref:
        """What others point at."""
        return Ref("outreach", "district", self.public_id)

    def sent_since(self, first: date) -> int:
        """Letters that went out in the turn of the wheel that began with the month `first`."""
        return sum(one.sent or 0 for one in self.batches if one.month >= first)


class Letters(Base):
    """Letters of a district in one month: as planned, and as went out. The addresses are never here."""

    __tablename__ = "outreach_letters"
    __table_args__ = (
        UniqueConstraint("district_id", "month"),
        CheckConstraint("planned >= 0 AND (sent IS NULL OR sent BETWEEN 0 AND 20000)", name="numbers"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    district_id: Mapped[int] = mapped_column(ForeignKey("outreach_district.id", ondelete="CASCADE"), info=nothing())
    month: Mapped[date] = mapped_column(index=True, info=nothing())
    """Its first day."""
    planned: Mapped[int] = mapped_column(info=nothing())
    sent: Mapped[int | None] = mapped_column(info=nothing())
    """None until they went out."""

    district: Mapped[District] = relationship(back_populates="batches", lazy="joined", innerjoin=True)
