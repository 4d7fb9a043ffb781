"""Whose turn it is to be called: facts in, one person out. Nobody is chased: three tries, then a note."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

LAPSES: Final = timedelta(minutes=20)
"""So long somebody is kept for who calls them."""
TRIES: Final = 3
"""So often nobody answers; then they get a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Somebody who may have to be called. `key` is the public id of the talk."""

    key: str
    about: datetime
    """The moment it is about: the one agreed on, or the first of the two that are offered."""
    last: datetime
    """The last moment that it is about; afterwards there is nothing to call about."""
    agreed: bool
    phone: bool
    mail: bool
    """Whether they told an e-mail address."""
    tries: int = 0
    not_before: date | None = None
    caller: int | None = None
    claimed: datetime | None = None
    noted: bool = False

    def is_held(self, now: datetime) -> bool:
        """Whether a caller has them, and not too long already."""
        return self.caller is not None and self.claimed is not None and now < self.claimed + LAPSES

    def is_held_by(self, caller: int, now: datetime) -> bool:
        """Whether this caller has them."""
        return self.caller == caller and self.is_held(now)


def waits(turn: Turn, now: datetime) -> bool:
    """Whether they are to hear something that no mail tells: which moments there are, or when it is."""
    return turn.last > now and not turn.noted and not (turn.agreed and turn.mail)


def is_due(turn: Turn, now: datetime, today: date) -> bool:
    """Whether they are to be called today."""
    comes_back = turn.not_before is None or turn.not_before <= today
    return waits(turn, now) and turn.phone and turn.tries < TRIES and comes_back


def gets_note(turn: Turn, now: datetime) -> bool:
    """Whether a note goes to them: nobody answered three times, or there is neither phone nor mail."""
    unreached = turn.tries >= TRIES if turn.phone else not turn.mail
    return waits(turn, now) and unreached


def next_for(turns: Iterable[Turn], caller: int, now: datetime, today: date) -> Turn | None:
    """Whom this caller gets: the one they have already, else the one whose moment comes first and nobody has."""
    due = sorted((turn for turn in turns if is_due(turn, now, today)), key=lambda turn: (turn.about, turn.key))
    own = (turn for turn in due if turn.is_held_by(caller, now))
    free = (turn for turn in due if not turn.is_held(now))
    return next(own, next(free, None))
