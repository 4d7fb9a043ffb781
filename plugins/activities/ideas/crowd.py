"""Who would like it too, in words. Small numbers are not told, not by subtraction either: then it is "a few"."""

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from plugins.activities.models import joined

FEW: Final = 5
"""Below this, how many is not told."""
MOST_NAMES: Final = 6
"""So many names stand there; who else is named counts among the others."""


def wanting(names: Sequence[str], unnamed: int) -> str:
    """Who would like it too: those who let themselves be named, and how many more. "" for nobody."""
    people, number = _people(names, unnamed)
    if not people:
        return ""
    return ngettext("%(names)s would like this too.", "%(names)s would like this too.", number, names=joined(people))


def organising(names: Sequence[str], unnamed: int) -> str:
    """Who organises along. "" for nobody."""
    people, number = _people(names, unnamed)
    if not people:
        return ""
    return ngettext("%(names)s helps to organise.", "%(names)s help to organise.", number, names=joined(people))


def others(names: Sequence[str], unnamed: int) -> int | None:
    """How many there are besides the names that are told: 0 for a few, so that no small number is told; None: none."""
    count = unnamed + len(names[MOST_NAMES:])
    if count == 0:
        return None
    return count if count >= FEW else 0


def _people(names: Sequence[str], unnamed: int) -> tuple[list[str], int]:
    """Whom to tell, and for the verb whether it is one or many."""
    more = others(names, unnamed)
    if more is None:
        return list(names), len(names)
    return [*names[:MOST_NAMES], _("%(num)s neighbours", num=more) if more else _("a few neighbours")], 2
