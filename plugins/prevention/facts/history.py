"""Every text that stood in a house for a fact, with its dates and who checked it. Reads only."""

from dataclasses import dataclass
from datetime import date

from app.places.models import House
from plugins.prevention.facts.numbers import SHIPPED
from plugins.prevention.facts.rows import Checked, Mark, checks_of, day_of, digest_of, own_texts, words_of
from plugins.prevention.facts.shipped import texts_of
from plugins.prevention.facts.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One text of a fact in its history, and every check of it.

    From a day until another came in its place; of what shipped `since` is the day of the text itself.
    """

    words: Words
    language: str
    since: date
    until: date | None
    checks: tuple[Checked, ...]


def history(house: House, key: str) -> list[Edition]:
    """Every text of a fact, the newest first, with who checked which; nothing of what never stood here."""
    if not key.replace("-", "").isalnum():
        return []
    checks = checks_of(house, key)
    found = [
        Edition(
            words=words_of(row),
            language=row.language,
            since=day_of(row.written_at, house),
            until=day_of(row.ended_at, house) if row.ended_at else None,
            checks=_of((key, digest_of(row)), checks),
        )
        for row in reversed(own_texts(house, key))
    ]
    until = None
    for one in texts_of(SHIPPED, key):
        told = _of((key, one.digest), checks)
        found.append(Edition(words=one.words, language="", since=one.since, until=until, checks=told))
        until = one.since
    return found


def _of(mark: Mark, checks: list[tuple[Mark, Checked]]) -> tuple[Checked, ...]:
    return tuple(check for of, check in checks if of == mark)
