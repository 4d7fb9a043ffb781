"""What of a round's counts may be told to everybody: counts in, a table out. Pure, and safe from who knows this rule.

The 10-rule: what is under ten is not told, and neither is what it could be reckoned from. Each number that is not told
could still be one of ten or more, for somebody who has every published table and reads this very module. Therefore:

* a round is told of once, when it is closed, and there are no sums over rounds;
* letters are told from ten on, and below them nothing else is told where the letters are not;
* talks are told from ten on, where ten or more letters led to none;
* "yes" is told from ten on, where ten or more letters led to no yes, and ten or more of the yes to no talk;
* of a sum that is told, the parts under ten are left out together, where they can be told apart in ten ways or more;
  else all of its parts are left out;
* wishes are told where talks are, from fifteen on and when there are no more of them than talks: so it also stays open
  how many wished for nothing.

A test tries out what else could have led to the same table (tests/plugins/outreach/test_suppression.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LEAST: Final = 10
"""What is told is at least this, and what is not told could be this many things."""
LEAST_WISHES: Final = 15
"""From so many wishes on, between a third of them and all of them may be of one person each."""


@dataclass(frozen=True, slots=True)
class Counts:
    """A round as it was: letters, yes, talks by form, and what was asked for in them by kind."""

    letters: int
    yes: int
    talks: Mapping[str, int]
    wishes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Table:
    """A round as it is told: None where it is not told, for whatever reason."""

    letters: int | None
    yes: int | None
    talks: int | None
    forms: Mapping[str, int | None]
    wishes: int | None
    kinds: Mapping[str, int | None]


def published(counts: Counts) -> Table:
    """What is told of a round."""
    talked, wished = sum(counts.talks.values()), sum(counts.wishes.values())
    tells_letters = counts.letters >= LEAST
    tells_talks = tells_letters and talked >= LEAST and counts.letters - talked >= LEAST
    tells_yes = tells_letters and counts.yes >= LEAST and counts.letters - counts.yes >= LEAST
    if tells_talks and counts.yes - talked < LEAST:
        tells_yes = False
    tells_wishes = tells_talks and LEAST_WISHES <= wished <= talked
    return Table(
        letters=counts.letters if tells_letters else None,
        yes=counts.yes if tells_yes else None,
        talks=talked if tells_talks else None,
        forms=_parts(counts.talks, tells_talks),
        wishes=wished if tells_wishes else None,
        kinds=_parts(counts.wishes, tells_wishes),
    )


def _parts(parts: Mapping[str, int], tells_sum: bool) -> Mapping[str, int | None]:
    """The parts of a sum: those from ten on, where those that are left out could be told apart in enough ways."""
    few = [number for number in parts.values() if number < LEAST]
    open_enough = not few or LEAST - 1 <= sum(few) <= (LEAST - 1) * (len(few) - 1)
    tells = tells_sum and open_enough
    return {kind: number if tells and number >= LEAST else None for kind, number in parts.items()}
