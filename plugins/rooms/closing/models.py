"""The table of who was told that their room is closed. Everything else of it is worked out when it is looked at."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, nothing


class ClosureTold(Base):
    """The closure was told about this booking. The row goes with the closure."""

    __tablename__ = "rooms_closure_told"

    booking_id: Mapped[int] = mapped_column(ForeignKey("rooms_booking.id"), primary_key=True, info=nothing())
    closure_id: Mapped[int] = mapped_column(
        ForeignKey("closure.id", ondelete="CASCADE"), primary_key=True, index=True, info=nothing()
    )
    told_at: Mapped[datetime] = mapped_column(info=nothing())
