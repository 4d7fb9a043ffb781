"""What the form above the agenda offers to choose from, and what was chosen, in words. Pure: values in, values out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from babel import Locale
from flask_babel import get_locale
from flask_babel import lazy_gettext as _

from app.calendar.choosing import Choice
from app.calendar.entry import Entry
from app.calendar.labels import ACCESS, AGE, BY_KEY, COST, LANGUAGE, LEVEL, TEMPO, in_order
from app.calendar.themes import BY_KEY as THEMES

TAGS: Final = "tags"
HEADS: Final = {
    COST: _("What it costs"),
    TEMPO: _("Pace"),
    LEVEL: _("Experience"),
    LANGUAGE: _("Spoken"),
    AGE: _("Ages, everybody is welcome"),
    ACCESS: _("How to get in"),
    TAGS: _("Good to know"),
}
"""In the order of the form."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A group of labels to choose from: its words, and keys with their words."""

    words: object
    options: Sequence[tuple[str, str]]


def offers(entries: Iterable[Entry], choice: Choice, tags: Mapping[str, str]) -> list[Offer]:
    """The labels that something among `entries` has, and those chosen: nobody is offered what finds nothing.

    `tags` are the words of tags that plugins bring.
    """
    keys = in_order({*choice.labels, *(key for entry in entries for key in entry.labels)})
    grouped: dict[str, list[tuple[str, str]]] = {}
    for key in keys:
        if key in BY_KEY:
            grouped.setdefault(BY_KEY[key].group, []).append((key, str(BY_KEY[key].label)))
        elif key in tags:
            grouped.setdefault(TAGS, []).append((key, tags[key]))
    return [Offer(words, grouped[group]) for group, words in HEADS.items() if group in grouped]


def weekdays() -> list[tuple[int, str]]:
    """The days of the week in the language of now, Monday first, as ISO 8601 counts."""
    names = (get_locale() or Locale("nl")).days["stand-alone"]["wide"]
    return [(number + 1, str(names[number])) for number in range(7)]


def chosen_words(choice: Choice, house: str, tags: Mapping[str, str]) -> list[str]:
    """What was chosen, in words; `house` is the name of the house chosen, `tags` the words of tags."""
    days = dict(weekdays())
    return [
        *([f"“{choice.words}”"] if choice.words else []),
        *([str(THEMES[choice.theme].label)] if choice.theme else []),
        *(str(BY_KEY[key].label) if key in BY_KEY else tags.get(key, key) for key in choice.labels),
        *(days[day] for day in choice.weekdays),
        *([house] if house else []),
    ]
