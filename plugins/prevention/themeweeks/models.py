"""Tables of theme weeks: the weeks, how they were before, and what is on in those days but is not of them."""

from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Forget, nothing, person, words
from app.refs import Ref
from plugins.prevention.circles.models import OWNER, Circle


class Told:
    """What a theme week tells: as it is now in the week, as it was in its versions."""

    title: Mapped[str] = mapped_column(String(80), info=nothing())
    about: Mapped[str] = mapped_column(Text, default="", info=words(Forget.EMPTY, of="about_by_id"))
    about_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """Whose words `about` are: of who changed them last."""


class ThemeWeek(Told, Base):
    """Some days of a theme, held by a circle."""

    __tablename__ = "prevention_theme_week"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    circle_id: Mapped[int] = mapped_column(
        ForeignKey("prevention_circle.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    theme: Mapped[str] = mapped_column(String(20), info=nothing())
    """Of the circle when it was made: a circle that turns to something else takes no week along."""
    first_day: Mapped[date] = mapped_column(index=True, info=nothing())
    last_day: Mapped[date] = mapped_column(index=True, info=nothing())
    made_at: Mapped[datetime] = mapped_column(info=nothing())
    removed_at: Mapped[datetime | None] = mapped_column(info=nothing())
    hidden: Mapped[bool] = mapped_column(default=False, info=nothing())
    """By a host, with a reason (app/pointing)."""

    circle: Mapped[Circle] = relationship(lazy="joined", innerjoin=True)
    left_out: Mapped[list["LeftOut"]] = relationship(lazy="selectin", passive_deletes=True)

    def leaves_out(self, thing: Ref) -> bool:
        """Whether who organises `thing` said that it is not of this week."""
        return any(one.ref == str(thing) for one in self.left_out)

    @property
    def thing(self) -> Ref:
        """As the log and pointing know it."""
        return Ref(OWNER, "week", self.public_id)

    @property
    def days(self) -> list[date]:
        """Each day of it."""
        return [self.first_day + timedelta(days=n) for n in range((self.last_day - self.first_day).days + 1)]


class ThemeWeekVersion(Told, Base):
    """How a theme week was, from a moment on. The newest is how it is now."""

    __tablename__ = "prevention_theme_week_version"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    week_id: Mapped[int] = mapped_column(
        ForeignKey("prevention_theme_week.id", ondelete="CASCADE"), index=True, info=nothing()
    )
    first_day: Mapped[date] = mapped_column(info=nothing())
    last_day: Mapped[date] = mapped_column(info=nothing())
    at: Mapped[datetime] = mapped_column(info=nothing())


class LeftOut(Base):
    """Something of the theme in those days that carries no mark: who organises it said so, and need not say why."""

    __tablename__ = "prevention_theme_week_left_out"

    week_id: Mapped[int] = mapped_column(
        ForeignKey("prevention_theme_week.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    ref: Mapped[str] = mapped_column(String(100), primary_key=True, info=nothing())
    """The thing with all its dates (`Entry.thing`)."""
