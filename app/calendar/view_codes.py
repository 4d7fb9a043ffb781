"""A choice as it stands in the address of its calendar, and back: "h-linde.t-eten.l-gratis.w-soep~brood.d-1~3".

Calendar programs want an address that is a short path and stays the same. So everything stands in it, in signs that no
program changes, and equal choices have one code. Pure: no database, no Flask.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection
from typing import Final

from app.calendar.choosing import Choice, Unknown, folded, read_choice

EVERYTHING: Final = "all"
LONGEST: Final = 110
"""Signs that a code has at most; the key under which a feed is kept must hold it."""

_NAMES: Final = {"h": "house", "t": "theme", "l": "label", "w": "words", "u": "words", "d": "weekday"}
_OTHER_SIGNS: Final = "u"
"""Words with other signs than plain letters and digits, in base64."""


def code_of(choice: Choice) -> str:
    """The code of a choice."""
    fields = {
        "h": choice.house,
        "t": choice.theme,
        "l": "~".join(choice.labels),
        **_words_field(" ".join(folded(choice.words).split())),
        "d": "~".join(map(str, choice.weekdays)),
    }
    return ".".join(f"{letter}-{value}" for letter, value in fields.items() if value) or EVERYTHING


def choice_in(code: str, tags: Collection[str] = ()) -> Choice | None:
    """The choice that a code stands for; None where it stands for none. `tags` are the keys that plugins bring."""
    if code == EVERYTHING:
        return Choice()
    given = _Given()
    for field in code.split(".") if len(code) <= LONGEST else ("",):
        letter, _dash, value = field.partition("-")
        name = _NAMES.get(letter, "")
        if not name or name in given:
            return None
        given[name] = _values(letter, value)
    try:
        choice = read_choice(given, tags)
    except Unknown:
        return None
    return choice if choice.named.keys() == given.keys() else None  # nothing that was meant is left out


class _Given(dict[str, list[str]]):
    """As an address gives it."""

    def getlist(self, key: str) -> list[str]:
        """Every value of a name."""
        return self.get(key, [])


def _words_field(words: str) -> dict[str, str]:
    plain = words.replace(" ", "")
    if plain.isascii() and plain.isalnum():
        return {"w": words.replace(" ", "~")}
    return {_OTHER_SIGNS: urlsafe_b64encode(words.encode()).decode().rstrip("=")}


def _values(letter: str, value: str) -> list[str]:
    if letter == _OTHER_SIGNS:
        try:
            return [urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode()]
        except (binascii.Error, ValueError):
            return []
    return [" ".join(value.split("~"))] if letter == "w" else value.split("~")
