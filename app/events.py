"""What happened, said once: a row in the same transaction, delivered afterwards to each plugin until it has taken it.

An event names things by id and by `Ref`, never by a person's name or words, so that nobody lives on in it.
"""

import dataclasses
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from flask import current_app
from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.clock import now
from app.db import UNSEEN, Base, Forget, after_commit, db, nothing, person
from app.refs import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to the thing `ref`, in the house `house_id`, for the person `person_id` (or nobody)."""

    ref: Ref
    house_id: int
    person_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingConfirmed(Event):
    """A space was booked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingMoved(Event):
    """A booking changed its time or its space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingCancelled(Event):
    """A booking is off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPublished(Event):
    """An activity was put in the agenda."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityChanged(Event):
    """One or more occurrences of an activity changed their time or place, or were cancelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaShared(Event):
    """Somebody told what they would like in the house."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaHappened(Event):
    """An idea became an activity; `person_id` put it in the agenda."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedUp(Event):
    """Somebody is coming."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOff(Event):
    """Somebody is not coming after all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseMade(Event):
    """Somebody promised a contribution.

    `need` is the thing that told the need for it, if one did, as text; `mark` is the need's own (`Need.mark`).
    """

    need: str | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseWithdrawn(Event):
    """A promise is off: taken back, or no longer needed. `need` and `mark` as with `PromiseMade`."""

    need: str | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseDone(Event):
    """A promised contribution was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsChanged(Event):
    """What a thing needs done is another now, or nothing any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedHandedBack(Event):
    """`person_id` promised what `ref` needs, and told its owner that they cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceClosed(Event):
    """A house or a space is closed for a while; `ref` names the closure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceReopened(Event):
    """A closure was taken away; `ref` named it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceUseChanged(Event):
    """When a house or a space is open in a week, or who may use a space, is another now; `ref` names it."""

    space_id: int | None = None
    """The space for which others count now: it is private or not bookable since, or no longer so."""


KINDS: dict[str, type[Event]] = {kind.__name__: kind for kind in Event.__subclasses__()}


class EventRow(Base):
    """An event as it was said."""

    __tablename__ = "event"
    __table_args__ = UNSEEN

    id: Mapped[int] = mapped_column(primary_key=True, info=nothing())
    kind: Mapped[str] = mapped_column(String(64), info=nothing())
    ref: Mapped[str] = mapped_column(String(100), info=nothing())
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), info=nothing())
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=person(Forget.EMPTY))
    more: Mapped[str] = mapped_column(Text, default="{}", info=nothing())
    said_at: Mapped[datetime] = mapped_column(index=True, info=nothing())

    def event(self) -> Event:
        """The event as its hearers know it."""
        return KINDS[self.kind](
            ref=Ref.parse(self.ref), house_id=self.house_id, person_id=self.person_id, **json.loads(self.more)
        )


class Delivery(Base):
    """An event that a plugin has not taken yet. The row goes when the plugin has taken it."""

    __tablename__ = "event_delivery"
    __table_args__ = UNSEEN

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, info=nothing())
    plugin: Mapped[str] = mapped_column(String(64), primary_key=True, info=nothing())
    tries: Mapped[int] = mapped_column(default=0, info=nothing())
    not_before: Mapped[datetime] = mapped_column(index=True, info=nothing())

    KEPT: ClassVar[int] = 90
    """Days that a delivered event is kept, for `wij doctor` and for looking back."""


def say(event: Event) -> None:
    """Store `event` in the open transaction, for every plugin that hears events."""
    fields: dict[str, Any] = {f.name: getattr(event, f.name) for f in dataclasses.fields(event)}
    ref, house_id, person_id = fields.pop("ref"), fields.pop("house_id"), fields.pop("person_id")
    row = EventRow(
        kind=type(event).__name__,
        ref=str(ref),
        house_id=house_id,
        person_id=person_id,
        more=json.dumps(fields),
        said_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    for plugin in current_app.extensions["wij_plugins"].hearers:
        db.session.add(Delivery(event_id=row.id, plugin=plugin, not_before=now()))
    after_commit(current_app.extensions["wij_jobs"].nudge)  # else the worker comes by within a minute
