"""What is to be looked at first. Pure: a function of facts."""

from collections.abc import Iterable
from dataclasses import dataclass

from plugins.prevention.facts.reading import Fact


@dataclass(frozen=True, slots=True)
class SortedOut:
    """Each fact in one of these, in the order in which they stood."""

    overdue: tuple[Fact, ...]
    to_fill_in: tuple[Fact, ...]
    unchecked: tuple[Fact, ...]
    fine: tuple[Fact, ...]


def sort_out(facts: Iterable[Fact]) -> SortedOut:
    """What nobody can call yet, what may no longer be true, what nobody has read, and what is fine."""
    heaps: dict[str, list[Fact]] = {"overdue": [], "to_fill_in": [], "unchecked": [], "fine": []}
    for fact in facts:
        heaps[_heap(fact)].append(fact)
    return SortedOut(**{name: tuple(found) for name, found in heaps.items()})


def _heap(fact: Fact) -> str:
    if fact.to_fill_in:
        return "to_fill_in"
    if fact.standing.is_overdue or fact.newer_ships:
        return "overdue"
    return "fine" if fact.standing.checked else "unchecked"
