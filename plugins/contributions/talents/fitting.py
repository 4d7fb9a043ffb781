"""Whether a task is something that somebody likes to do: their words beside its words, and when and how they can.

Pure: no database, nothing that is kept. It puts tasks in order for people, and never people in order for anybody.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import product
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from app.clock import wall
from plugins.contributions.takes import DEMANDING

PARTS: Final = ("morning", "afternoon", "evening")
NOON: Final = 12
SIX: Final = 18
"""Hours on the wall at which a part of the day ends."""
TELLING: Final = 4
"""So many letters say enough to find a word inside another one: "tuin" in "tuinhek"."""
ALIKE: Final = 5
"""So many first letters in common make two words speak of one thing: "schilderen" and "schilderij"."""
SMALL_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        """
        aan als bij dan dat den die doe doen een elk elke ergens even graag heb het hij huis iemand iets kan kun kunnen
        maak maken mag mee met mijn naar niet nog ook onder over door samen soms tegen tot tussen uit van veel voor wat
        wel werk wij wil willen zelf buurt klaar klus klusje klussen dingen leuk goed vind vinden vaak altijd
        help helpen mensen people and any can for like house the things with you your
        """,
    )
)
"""Words that stand anywhere, and say nothing of what somebody likes."""


class Fit(IntEnum):
    """How well a task goes with what somebody likes."""

    NO = 0
    SUITS = 1
    """When or how it is done is as they like it."""
    LIKED = 2
    """It is what they like to do."""


@dataclass(frozen=True, slots=True)
class Liking:
    """What somebody likes to do. No `days` or `parts` is any; `days` are as in `date.weekday`; `takes` are keys."""

    words: str
    days: frozenset[int] = frozenset()
    parts: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()


class Wanted(Protocol):
    """What is asked of a task to look at it."""

    @property
    def title(self) -> str:
        """What is to be done."""
        ...

    @property
    def takes(self) -> tuple[str, ...]:
        """What it takes, as keys."""
        ...

    @property
    def starts(self) -> datetime | None:
        """The moment, or the beginning of the window; None for whenever."""
        ...

    @property
    def ends(self) -> datetime | None:
        """The end of the window, if it is one."""
        ...


def best_fit(likings: Iterable[Liking], task: Wanted, zone: ZoneInfo) -> Fit:
    """The best that any of `likings` does for a task; NO where there are none."""
    return max((fit(one, task, zone) for one in likings), default=Fit.NO)


def fit(liking: Liking, task: Wanted, zone: ZoneInfo) -> Fit:
    """How a task goes with one liking. At another time than they can it is never liked, heavy work never seated."""
    if "seated" in liking.takes and DEMANDING.intersection(task.takes):
        return Fit.NO
    about, possible = speaks_of_one_thing(liking.words, task.title), _possible(liking, task, zone)
    if about and possible:
        return Fit.LIKED
    suits = about or (possible and bool(liking.takes.intersection(task.takes)))
    return Fit.SUITS if suits else Fit.NO


def speaks_of_one_thing(one: str, other: str) -> bool:
    """Whether two short texts have a telling word in common, in whatever form: "ik bak graag", "Taart bakken"."""
    return any(_alike(left, right) for left, right in product(stems(one), stems(other)))


def stems(text: str) -> frozenset[str]:
    """The telling words of a text, each without its ending: enough for the Dutch and English of short lines."""
    plain = unicodedata.normalize("NFKD", text.lower())
    words = re.findall(r"[^\W\d_]{3,}", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return frozenset(_stem(word) for word in words if word not in SMALL_WORDS)


def _stem(word: str) -> str:
    """Without the ending of a verb or a plural, and one sign where Dutch doubles: bakken, bak; lezen, lees."""
    bare = re.sub(r"(?:ing|en|s)$", "", word) if len(word) > TELLING else word
    bare = re.sub(r"(.)\1", r"\1", bare)
    return {"v": bare[:-1] + "f", "z": bare[:-1] + "s"}.get(bare[-1], bare)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return (len(short) >= TELLING and short in long) or (len(short) >= ALIKE and short[:ALIKE] == long[:ALIKE])


def _possible(liking: Liking, task: Wanted, zone: ZoneInfo) -> bool:
    """Whether the task's time is among those that they can. A window is possible when one of its days is."""
    if task.starts is None:
        return True
    first = wall(task.starts, zone)
    if task.ends is None:
        return _among(first.weekday(), liking.days) and _among(_part_of(first.hour), liking.parts)
    last = wall(task.ends - timedelta(seconds=1), zone).date()
    days = min((last - first.date()).days + 1, 7)
    return any(_among((first.weekday() + number) % 7, liking.days) for number in range(days))


def _among(one: object, wanted: Collection[object]) -> bool:
    return not wanted or one in wanted


def _part_of(hour: int) -> str:
    return PARTS[0] if hour < NOON else PARTS[1] if hour < SIX else PARTS[2]
