"""The table of jobs: when each is due, and who does it now."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UNSEEN, Base, nothing


class JobRun(Base):
    """When a job is due, who does it now, and how it went. One row a job, and one for the worker's heartbeat."""

    __tablename__ = "job_run"
    __table_args__ = UNSEEN

    name: Mapped[str] = mapped_column(String(100), primary_key=True, info=nothing())
    due_at: Mapped[datetime] = mapped_column(info=nothing())
    worker: Mapped[str | None] = mapped_column(String(100), info=nothing())
    lease_until: Mapped[datetime | None] = mapped_column(info=nothing())
    finished_at: Mapped[datetime | None] = mapped_column(info=nothing())
    failures: Mapped[int] = mapped_column(default=0, info=nothing())
    """In a row."""
