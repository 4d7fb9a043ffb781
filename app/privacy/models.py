"""Tables of privacy."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, nothing


class Forgotten(Base):
    """Somebody asked to be forgotten. A random id and a moment: enough to forget them again after a restore."""

    __tablename__ = "privacy_forgotten"

    public_id: Mapped[str] = mapped_column(String(12), primary_key=True, info=nothing())
    at: Mapped[datetime] = mapped_column(info=nothing())
