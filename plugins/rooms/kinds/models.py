"""The table of rules for a kind of use or a room. Rows stay: what was decided before can be read."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, nothing
from app.places.models import Space
from app.refs import Ref


class KindRule(Base):
    """What a house decided about one kind of use, one room, or one kind in one room."""

    __tablename__ = "rooms_kind_rule"
    __table_args__ = (
        CheckConstraint(
            "what IN ('longest', 'notice', 'horizon', 'approval', 'hours', 'times', 'neighbours')", name="what"
        ),
        CheckConstraint("per IN ('', 'week', 'month', 'season')", name="per"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True, info=nothing())
    space_id: Mapped[int | None] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), index=True, info=nothing())
    """None for every room."""
    kind: Mapped[str] = mapped_column(String(20), default="", info=nothing())
    """A key of `plugins.rooms.purposes`; empty for every kind."""
    what: Mapped[str] = mapped_column(String(10), info=nothing())
    value: Mapped[int] = mapped_column(info=nothing())
    per: Mapped[str] = mapped_column(String(6), default="", info=nothing())
    """For how often: in a week, a month or a season."""
    since: Mapped[date] = mapped_column(info=nothing())
    why: Mapped[str] = mapped_column(Text, info=nothing())
    """The house's own words."""
    decided_at: Mapped[datetime] = mapped_column(info=nothing())
    ended_on: Mapped[date | None] = mapped_column(info=nothing())
    """From this day on it does not hold any more."""

    space: Mapped[Space | None] = relationship(lazy="joined")

    @property
    def ref(self) -> Ref:
        """What the log points at it with."""
        return Ref("rooms", "rule", self.public_id)
