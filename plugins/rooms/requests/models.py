"""Tables of requests: what is asked of each date, and what was asked back and answered."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Forget, nothing, person, words


class Request(Base):
    """Somebody asked for a date. A change that needs a new answer begins it anew, in the same row."""

    __tablename__ = "rooms_request"

    booking_id: Mapped[int] = mapped_column(ForeignKey("rooms_booking.id"), primary_key=True, info=nothing())
    asker_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """For whom it was asked."""
    typist_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    """Who typed it."""
    asked_at: Mapped[datetime] = mapped_column(info=nothing())
    answer_by: Mapped[datetime] = mapped_column(info=nothing())
    """When the house promised to have answered."""
    reminded_at: Mapped[datetime | None] = mapped_column(info=nothing())
    answered_at: Mapped[datetime | None] = mapped_column(info=nothing())
    said_yes: Mapped[bool] = mapped_column(default=False, info=nothing())
    answerer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    reason: Mapped[str] = mapped_column(Text, default="", info=words(Forget.EMPTY, of="answerer_id"))


class RequestWord(Base):
    """A question of the house about a request, or the asker's answer. The dates of a series share them."""

    __tablename__ = "rooms_request_word"

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    uid: Mapped[str] = mapped_column(String(36), index=True, info=nothing())
    """The uid of the booking, or of its series."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    from_house: Mapped[bool] = mapped_column(info=nothing())
    text: Mapped[str] = mapped_column(Text, info=words(Forget.EMPTY, of="person_id"))
    said_at: Mapped[datetime] = mapped_column(info=nothing())
