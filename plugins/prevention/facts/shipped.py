"""What comes along with the plugin. Nobody of this house has checked it: it says so until somebody did.

To change a text, add it anew with the day as `since` and leave the old one where it is: so it stays readable.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from app.web.languages import LANGUAGES, language_of
from plugins.prevention.facts.words import NORM, Words, digest


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """One text of a fact, in our own words, in both languages. `theme` "" is all of them."""

    key: str
    kind: str = NORM
    theme: str = ""
    since: date = date(2026, 11, 30)
    title: object
    lines: tuple[object, ...]
    source: object
    link: str
    phone: str = ""
    dated: str = ""
    valid_until: date | None = None
    local: bool = False
    """Whether the house itself has to fill in the number."""

    @property
    def words(self) -> Words:
        """In the language of who reads it now."""
        return Words(
            title=str(self.title),
            body="\n".join(str(line) for line in self.lines),
            source=str(self.source),
            link=self.link,
            phone=self.phone,
            dated=self.dated,
            valid_until=self.valid_until,
        )

    @cached_property
    def digest(self) -> str:
        """The mark of this text: whoever checked it, checked it in every language."""
        texts = []
        for language in LANGUAGES:
            with language_of(language):
                texts.append(self.words)
        return digest(texts)


def texts_of(shipped: tuple[Shipped, ...], key: str) -> list[Shipped]:
    """All texts of a fact that shipped, the newest first."""
    return sorted((one for one in shipped if one.key == key), key=lambda one: one.since, reverse=True)


def present(shipped: tuple[Shipped, ...]) -> list[Shipped]:
    """The newest text of each, in the order in which they stand."""
    keys = dict.fromkeys(one.key for one in shipped)
    return [texts_of(shipped, key)[0] for key in keys]


RENEWAL_OF_FOOD: Final = date(2026, 3, 31)
"""In December 2025 a renewal was announced for April 2026. We have not read it: what we say of food is of before."""
