"""Each date of a plan with what can be done about it: its rooms are free, or they are not and others are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.calendar.repeats import Occurrence as Planned
from app.clock import Span
from app.places.availability import covers
from app.places.hours import closed_reason, openings
from app.places.models import House, Space
from app.places.search import spaces_for, usable_stretches


@dataclass(frozen=True, slots=True)
class DateChoice:
    """One date. `off` says why it is left out to begin with, `clash` why it cannot have its rooms ("": it can)."""

    day: date
    span: Span
    off: str = ""
    clash: str = ""
    others: tuple[Space, ...] = ()
    """Rooms that are free then, smallest first."""

    @property
    def value(self) -> str:
        """As a form sends it."""
        return self.day.isoformat()


def choices(
    house: House, spaces: Sequence[Space], planned: Sequence[Planned], off: Mapping[date, str]
) -> list[DateChoice]:
    """Every date of `planned`, in order. The spaces are those that each of them would have; none: nothing clashes."""
    window = Span(min(one.span.start for one in planned), max(one.span.end for one in planned))
    known = {space.id for space in spaces}
    others = [one for one in spaces_for([house.id]) if one.id not in known] if spaces else []
    free = usable_stretches([*spaces, *others], window) if spaces else {}
    opened = openings(spaces, window) if spaces else {}

    def choice(one: Planned) -> DateChoice:
        day = one.original_start.date()
        taken = [space for space in spaces if not covers(free[space.id], one.span)]
        if not taken:
            return DateChoice(day, one.span, off.get(day, ""))
        closed = next((space for space in taken if not covers(opened[space.id], one.span)), None)
        why = str(closed_reason(closed, one.span)) if closed else _("taken")
        possible = tuple(other for other in others if covers(free[other.id], one.span))
        return DateChoice(day, one.span, off.get(day, ""), why, possible)

    return [choice(one) for one in planned]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody decided about dates: days that are left out, and days that have another space (by id)."""

    skip: frozenset[date]
    elsewhere: Mapping[date, int]


def chosen(found: Sequence[DateChoice], kept: Sequence[str], rooms: Mapping[str, str]) -> Chosen:
    """Read the ticks (`kept`) and the rooms chosen for single dates, both as a form sends them.

    A room counts only where it was offered. A date without a tick and without a room is left out.
    """
    elsewhere = {one.day: space.id for one in found for space in one.others if rooms.get(one.value) == str(space.id)}
    skip = frozenset(one.day for one in found if one.value not in kept and one.day not in elsewhere)
    return Chosen(skip, elsewhere)
