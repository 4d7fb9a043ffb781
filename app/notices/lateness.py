"""Who has to be called about a late change: a decision over moments. No database, no Flask.

Something that begins soon moves, or is off. A mail may be read too late, and many calendars look for news once a day.
So the desk calls who cannot know it yet; whoever's own calendar has read the change since, is left in peace.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

LATE: Final = timedelta(hours=24)
"""How long before it begins a change is late: calendars that look once a day may miss it."""
LOOKS: Final = timedelta(hours=1)
"""How long a calendar gets to find the change by itself: our feeds ask it to look so often."""
LAST: Final = timedelta(hours=3)
"""So long before it begins, nobody waits for a calendar any more."""


class Step(StrEnum):
    """What to do now about one thing that somebody was told, or is to be told."""

    SETTLED = "settled"
    """Nothing more, now or later."""
    WAIT = "wait"
    CALL = "call"
    """The mail may be read too late: the desk calls as well."""
    SPARE = "spare"
    """They know: what has not gone out to them yet need not go any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A change and how far it has come to one person. `begins_at`: the first moment at which they could go wrong."""

    told_at: datetime
    """When the change was made."""
    begins_at: datetime
    mailed_at: datetime | None
    """When a mail about it went out; None for none, or not yet."""
    by_phone: bool
    """Whether they can be called."""
    read_at: datetime | None
    """When a calendar of their own last read what is theirs."""

    @property
    def is_known(self) -> bool:
        """Whether their calendar has read the change."""
        return self.read_at is not None and self.read_at >= self.told_at


def is_late(told_at: datetime, begins_at: datetime) -> bool:
    """Whether a change came too late for a calendar that looks once a day."""
    return begins_at - told_at <= LATE


def next_step(news: News, now: datetime) -> Step:
    """What to do now. A mail that has not gone out, and a call that was not made, stay as long as they are news."""
    if news.is_known:
        return Step.SETTLED if news.mailed_at is not None else Step.SPARE
    if now >= news.begins_at:
        return Step.SETTLED
    if news.mailed_at is None:
        return Step.WAIT
    if not news.by_phone or not is_late(news.told_at, news.begins_at):
        return Step.SETTLED
    return Step.CALL if now >= patience_ends(news.mailed_at, news.begins_at) else Step.WAIT


def patience_ends(told_at: datetime, begins_at: datetime) -> datetime:
    """Until when a calendar gets the time to find out by itself, for who was told at `told_at`."""
    return max(told_at, min(told_at + LOOKS, begins_at - LAST))
