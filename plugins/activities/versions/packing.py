"""The words of an activity as text to keep, and back; and what differs between two of them. Pure.

A field that is new in `Words` is kept by itself, and one that an old version does not know has its default.
"""

import dataclasses
import difflib
import json
from typing import Any, Final

from plugins.activities.planning import Words

APART: Final = ("title", "about")
"""Fields with a column of their own: what a person wrote must be found when they are forgotten."""
NAMES: Final = tuple(field.name for field in dataclasses.fields(Words))


def pack(words: Words) -> str:
    """All but the fields of APART, as JSON."""
    values = {name: value for name, value in dataclasses.asdict(words).items() if name not in APART}
    return json.dumps(values, ensure_ascii=False)


def unpack(title: str, about: str, rest: str) -> Words:
    """The words again. What `Words` does not know any more is left out."""
    values = {name: _frozen(value) for name, value in json.loads(rest).items() if name in NAMES}
    return Words(**{**values, "title": title, "about": about})


def changed(before: Words, after: Words) -> list[str]:
    """Names of the fields that differ, in the order in which `Words` has them."""
    return [name for name in NAMES if getattr(before, name) != getattr(after, name)]


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Of a text of several lines: those that went, and those that came; empty ones are nothing."""
    told = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[2:].strip()]
    return [line[2:] for line in told if line[0] == "-"], [line[2:] for line in told if line[0] == "+"]


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
