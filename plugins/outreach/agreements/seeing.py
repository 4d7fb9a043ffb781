"""Who sees what of somebody who said yes, in which phase: the one list of it, as data, for the documents to tell.

What is allowed is decided in `rounds.rights`, `talks.rights` and `after.rights`; a test holds this list against them.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final


class Phase(StrEnum):
    """How far it is with somebody who said yes."""

    ANSWERED = "answered"
    PLANNED = "planned"
    AGREED = "agreed"
    HELD = "held"
    CLOSED = "closed"


class Looker(StrEnum):
    """Who might look."""

    PERSON = "person"
    """The person themselves, with their own code."""
    COORDINATOR = "coordinator"
    """Of an organisation with a role in the round."""
    CALLER = "caller"
    """Of an organisation that phones in it."""
    VISITOR = "visitor"
    """One of the two of this talk."""
    HELPER = "helper"
    """Who does what they asked for in the talk, with their yes, until it is done."""
    OTHER = "other"
    """Everybody else: other visitors, who has no role in the round, an administrator (without a reason) or a host."""


class Sight(StrEnum):
    """How much of it."""

    ALL = "all"
    """The name; the address and phone number after a look that is written down."""
    NEEDED = "needed"
    """The name and phone number; the address only for information at home."""
    WEEK = "week"
    """When, in which district, in what form and language: nobody can be found with it."""
    NOTHING = "nothing"


_OPEN: Final = {
    Looker.PERSON: Sight.ALL,
    Looker.COORDINATOR: Sight.ALL,
    Looker.CALLER: Sight.ALL,
    Looker.VISITOR: Sight.NOTHING,
    Looker.HELPER: Sight.NOTHING,
    Looker.OTHER: Sight.NOTHING,
}
SEES: Final[Mapping[Phase, Mapping[Looker, Sight]]] = {
    Phase.ANSWERED: _OPEN,
    Phase.PLANNED: _OPEN | {Looker.VISITOR: Sight.WEEK},
    Phase.AGREED: _OPEN | {Looker.VISITOR: Sight.ALL},
    Phase.HELD: _OPEN | {Looker.HELPER: Sight.NEEDED},
    Phase.CLOSED: dict.fromkeys(Looker, Sight.NOTHING),
}
"""For each phase, who sees how much."""


def by_sight(phase: Phase) -> Iterator[tuple[Sight, list[Looker]]]:
    """(how much, who sees that much) of a phase, the most first; only what somebody sees."""
    for sight in Sight:
        lookers = [one for one in Looker if SEES[phase][one] is sight]
        if lookers:
            yield sight, lookers
