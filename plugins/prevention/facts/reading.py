"""Facts as they stand in a house today: its own text or what shipped, checked or not. Reads only."""

from dataclasses import dataclass
from datetime import date

from app.places.models import House
from app.refusals import NotFound
from plugins.prevention.facts.models import FactVersion
from plugins.prevention.facts.numbers import SHIPPED
from plugins.prevention.facts.rows import (
    UNKNOWN,
    Checked,
    Mark,
    checks_of,
    day_of,
    digest_of,
    own_texts,
    today_in,
    words_of,
)
from plugins.prevention.facts.shipped import Shipped, present
from plugins.prevention.facts.standing import Standing, standing
from plugins.prevention.facts.words import ADDRESS, NORM, Words, call_link

Newest = dict[Mark, Checked]
"""The newest check of each text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact, for a page."""

    key: str
    kind: str
    theme: str
    """"" is every theme."""
    words: Words
    language: str
    """In which the house wrote it; "" for what shipped, which speaks the reader's."""
    call: str
    """The `tel:` address of its number, or ""."""
    digest: str
    """The mark of exactly this text."""
    to_fill_in: bool
    """Whether the house still has to fill in the number."""
    since: date
    newer_ships: bool
    """Whether what ships became newer than the house's own text."""
    check: Checked | None
    standing: Standing


def norms(house: House, theme: str | None = None) -> list[Fact]:
    """The norms of a theme, or of all, in the order in which they stand."""
    return [one for one in _facts(house) if one.kind == NORM and theme in (None, one.theme)]


def addresses(house: House, theme: str | None = None, kind: str = ADDRESS) -> list[Fact]:
    """Addresses (or `EMERGENCY` numbers) of a theme with those of every theme; None: all."""
    return [one for one in _facts(house) if one.kind == kind and (theme is None or one.theme in ("", theme))]


def all_facts(house: House) -> list[Fact]:
    """Everything, in the order in which it stands."""
    return _facts(house)


def fact_with(house: House, key: str) -> Fact:
    """Raises NotFound for one that does not stand here now."""
    found = fact_if_any(house, key)
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def fact_if_any(house: House, key: str) -> Fact | None:
    """The fact, or None where it does not stand here now."""
    return next(iter(_facts(house, key)), None) if key.replace("-", "").isalnum() else None


def _facts(house: House, key: str | None = None) -> list[Fact]:
    own = {row.key: row for row in own_texts(house, key) if row.ended_at is None}
    newest = _newest(checks_of(house, key))
    shipped = {one.key: one for one in present(SHIPPED) if key in (None, one.key)}
    told = [
        _own(house, own[one.key], one, newest) if one.key in own else _shipped(house, one, newest)
        for one in shipped.values()
    ]
    return told + [_own(house, row, None, newest) for row in own.values() if row.key not in shipped]


def _own(house: House, row: FactVersion, shipped: Shipped | None, newest: Newest) -> Fact:
    words, mark, since = words_of(row), digest_of(row), day_of(row.written_at, house)
    check = newest.get((row.key, mark))
    return Fact(
        key=row.key,
        kind=row.kind,
        theme=row.theme,
        words=words,
        language=row.language,
        call=call_link(words.phone, house.holiday_country),
        digest=mark,
        to_fill_in=shipped is not None and shipped.local and not row.phone,
        since=since,
        newer_ships=shipped is not None and shipped.digest != row.based_on,
        check=check,
        standing=_standing(house, check, words),
    )


def _shipped(house: House, one: Shipped, newest: Newest) -> Fact:
    words, check = one.words, newest.get((one.key, one.digest))
    return Fact(
        key=one.key,
        kind=one.kind,
        theme=one.theme,
        words=words,
        language="",
        call=call_link(words.phone, house.holiday_country),
        digest=one.digest,
        to_fill_in=one.local,
        since=one.since,
        newer_ships=False,
        check=check,
        standing=_standing(house, check, words),
    )


def _standing(house: House, check: Checked | None, words: Words) -> Standing:
    return standing(check.on if check else None, words.valid_until, today_in(house))


def _newest(checks: list[tuple[Mark, Checked]]) -> Newest:
    found: Newest = {}
    for mark, check in checks:
        found.setdefault(mark, check)
    return found
