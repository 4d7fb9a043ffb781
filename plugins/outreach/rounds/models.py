"""Tables of a round: its letter, its counts, who does what, and the codes that are still good. Nobody is in them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import UNSEEN, Base, nothing
from app.refs import Ref
from plugins.outreach.partners.models import Partner
from plugins.outreach.wheel.models import District

INVITES, VISITS, PHONES = "invites", "visits", "phones"
ROLES = (INVITES, VISITS, PHONES)


class Round(Base):
    """Letters to one district, from one month on. Open until it is closed; then only its counts are left."""

    __tablename__ = "outreach_round"
    __table_args__ = (
        UniqueConstraint("district_id", "month"),
        CheckConstraint("yes >= 0 AND no >= 0 AND later >= 0", name="answers"),
        CheckConstraint("undeliverable >= 0 AND reminded >= 0", name="letters"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    public_id: Mapped[str] = mapped_column(String(12), unique=True, info=nothing())
    district_id: Mapped[int] = mapped_column(ForeignKey("outreach_district.id"), index=True, info=nothing())
    month: Mapped[date] = mapped_column(info=nothing())
    """The first day of the month in which its first letters go out."""
    opened: Mapped[date] = mapped_column(info=nothing())
    closed: Mapped[date | None] = mapped_column(info=nothing())
    phone: Mapped[str] = mapped_column(String(30), info=nothing())
    """The number in the letter: of an organisation, never somebody's own."""
    letter_nl: Mapped[str] = mapped_column(Text, info=nothing())
    letter_en: Mapped[str] = mapped_column(Text, default="", info=nothing())
    """What the organisations write to everybody; in English only where they want it."""
    reminds: Mapped[bool] = mapped_column(default=False, info=nothing())
    """Whether there is one reminder. It goes to everybody: nobody knows who said no."""
    reminded: Mapped[int] = mapped_column(default=0, info=nothing())
    undeliverable: Mapped[int] = mapped_column(default=0, info=nothing())
    yes: Mapped[int] = mapped_column(default=0, info=nothing())
    no: Mapped[int] = mapped_column(default=0, info=nothing())
    later: Mapped[int] = mapped_column(default=0, info=nothing())
    """How often "later" was said; whoever says it may still say yes or no."""
    sent: Mapped[int | None] = mapped_column(info=nothing())
    """Kept at closing; until then the wheel knows it."""

    district: Mapped[District] = relationship(lazy="joined", innerjoin=True)
    roles: Mapped[list["RoundRole"]] = relationship(lazy="selectin", cascade="all, delete-orphan")

    @property
    def ref(self) -> Ref:
        """What the log points at."""
        return Ref("outreach", "round", self.public_id)

    @property
    def languages(self) -> tuple[str, ...]:
        """In which its letter is there."""
        return ("nl", "en") if self.letter_en else ("nl",)

    def partners(self, kind: str) -> list[Partner]:
        """The organisations with one role, by name."""
        return sorted((one.partner for one in self.roles if one.kind == kind), key=lambda one: one.name)


class RoundRole(Base):
    """What an organisation does in a round."""

    __tablename__ = "outreach_round_role"
    __table_args__ = (CheckConstraint("kind IN ('invites', 'visits', 'phones')", name="kind"),)

    round_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_round.id", ondelete="CASCADE"), primary_key=True, info=nothing()
    )
    partner_id: Mapped[int] = mapped_column(ForeignKey("outreach_partner.id"), primary_key=True, info=nothing())
    kind: Mapped[str] = mapped_column(String(8), primary_key=True, info=nothing())

    partner: Mapped[Partner] = relationship(lazy="joined", innerjoin=True)


class ReplyCode(Base):
    """A code of a letter with which nobody said yes or no yet. Which letter it stands in, nobody here knows."""

    __tablename__ = "outreach_code"
    __table_args__ = UNSEEN

    digest: Mapped[str] = mapped_column(String(64), primary_key=True, info=nothing())
    round_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_round.id", ondelete="CASCADE"), index=True, info=nothing()
    )
