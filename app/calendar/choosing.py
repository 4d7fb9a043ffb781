"""What somebody looks for in the agenda, as a value: read from an address, written into one, and asked of an entry.

Whatever shows or sends "what you see now" (a page, a feed, the API, a frame) reads this one value, so that each shows
the same. Pure: no database, no Flask.
"""

import functools
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import urlencode

from app.calendar import labels
from app.calendar.entry import Entry
from app.calendar.themes import BY_KEY as THEMES
from app.clock import wall

NAMED: Final = ("house", "theme", "label", "words", "weekday")
"""The names in an address, in order. `label` and `weekday` may be there more than once, or with commas."""
LONGEST_WORDS: Final = 60
MOST_WORDS: Final = 8
WEEKDAYS: Final = ("1", "2", "3", "4", "5", "6", "7")
"""From Monday on, as ISO 8601 counts."""


class Unknown(ValueError):
    """An address names a theme, a label or a weekday that there is not."""


class Given(Protocol):
    """What stands behind the `?` of an address (werkzeug's MultiDict)."""

    def getlist(self, key: str) -> list[str]:
        """Every value of a name; none where it is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is looked for; every given field narrows. Equal choices are written in one way."""

    house: str = ""
    """The slug of a house."""
    theme: str = ""
    """The key of a theme."""
    labels: tuple[str, ...] = ()
    """Keys of labels and tags, in their order."""
    words: str = ""
    """Plain words, as typed but for spaces; each has to be found."""
    weekdays: tuple[int, ...] = ()
    """From 1 (Monday) to 7."""

    @property
    def named(self) -> dict[str, Any]:
        """As an address names it, without what is not chosen: `url_for(…, **choice.named)`."""
        given: dict[str, str | list[str]] = {
            "house": self.house,
            "theme": self.theme,
            "label": list(self.labels),
            "words": self.words,
            "weekday": [str(day) for day in self.weekdays],
        }
        return {name: value for name, value in given.items() if value}

    @property
    def query(self) -> str:
        """As one line, the same for equal choices: "theme=eten&label=gratis"; "" for everything."""
        return urlencode(self.named, doseq=True)

    def admits(self, entry: Entry) -> bool:
        """Whether an entry is looked for, as far as it says so itself; of which house it is, a query asks."""
        return (
            (not self.theme or self.theme in entry.themes)
            and labels.fit(self.labels, entry.labels)
            and (not self.weekdays or wall(entry.span.start, entry.zone).isoweekday() in self.weekdays)
            and has_words(self.words, (entry.title, entry.place, entry.location, entry.description))
        )

    def only(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries that are looked for."""
        return [entry for entry in entries if self.admits(entry)]


def read_choice(given: Given, tags: Collection[str] = ()) -> Choice:
    """The choice in an address. `tags` are the keys that plugins bring. Raises Unknown for what there is not.

    Empty fields count as not chosen: a form sends them along. Too many words are cut, never refused.
    """
    theme = _one(given, "theme")
    chosen, days = _several(given, "label"), _several(given, "weekday")
    if (theme and theme not in THEMES) or not chosen <= {*labels.BY_KEY, *tags} or not days <= set(WEEKDAYS):
        raise Unknown
    return Choice(
        house=_one(given, "house"),
        theme=theme,
        labels=labels.in_order(chosen),
        words=plain_words(_one(given, "words")),
        weekdays=tuple(sorted(map(int, days))),
    )


def plain_words(text: str) -> str:
    """Words as they are looked for: printable, with one space between, not too many and not too long."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text[: 4 * LONGEST_WORDS])
    return " ".join(shown.split()[:MOST_WORDS])[:LONGEST_WORDS].strip()


def has_words(words: str, texts: Iterable[str]) -> bool:
    """Whether each of the words stands somewhere in the texts, whatever its case and accents."""
    if not words:
        return True
    found = [folded(text) for text in texts if text]
    return all(any(word in text for text in found) for word in folded(words).split())


@functools.lru_cache(maxsize=1024)
def folded(text: str) -> str:
    """A text without case and accents: "Één café" is "een cafe". The dates of one thing share their texts."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def _one(given: Given, name: str) -> str:
    values = given.getlist(name)
    return values[0].strip() if values else ""


def _several(given: Given, name: str) -> set[str]:
    return {part for value in given.getlist(name) for part in value.split(",") if part}
