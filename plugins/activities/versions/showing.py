"""The versions of an activity for the page of who may change it: when, who, and what became different."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from flask_babel import gettext as _

from app.actors import Actor
from app.calendar.labels import BY_KEY
from app.plugins import current_hooks
from plugins.activities.forms import WordsForm
from plugins.activities.models import Activity, joined
from plugins.activities.planning import Words
from plugins.activities.versions.keeping import versions_of, words_in
from plugins.activities.versions.models import Wording
from plugins.activities.versions.packing import changed, lines_changed

ASKED_AS: Final = {"pace": "tempo"}
"""Fields whose question stands with another one on the form."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that became different: its label, what stood there, and what came."""

    label: str
    gone: Sequence[str]
    come: Sequence[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One version. `who` is a first name or ""; `changes` are those with the version before it."""

    version: Wording
    words: Words
    who: str
    changes: Sequence[Change]


def shown(activity: Activity, actor: Actor) -> list[Shown]:
    """All versions of an activity, newest first. No names where it is discreet, nor while others read along."""
    found = versions_of(activity.id)
    hidden = activity.sensitive or actor.on_behalf
    said = [words_in(one) for one in found]
    return [
        Shown(
            version=one,
            words=words,
            who="" if hidden or one.by is None else one.by.first_name,
            changes=_changes(earlier, words) if earlier else [],
        )
        for one, words, earlier in zip_longest(found, said, said[1:])
    ]


def _changes(before: Words, after: Words) -> list[Change]:
    return [_change(name, getattr(before, name), getattr(after, name)) for name in changed(before, after)]


def _change(name: str, before: Any, after: Any) -> Change:
    if name == "about":
        return Change(_label(name), *lines_changed(before, after))
    if name == "labels":  # of a list of small facts, only those that differ
        before, after = _without(before, after), _without(after, before)
    gone, come = (_words(name, value) for value in (before, after))
    return Change(_label(name), [gone] if gone else [], [come] if come else [])


def _without(keys: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in keys if key not in others)


def _label(name: str) -> str:
    """What the form calls a field."""
    field = getattr(WordsForm, ASKED_AS.get(name, name), None)
    return str(field.args[0]) if field else _("What it is like")


def _words(name: str, value: Any) -> str:
    """What stands in a field, as the form says it."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case tuple():
            labels = _labels(name)
            return joined([labels[key] for key in value if key in labels])
        case None:
            return _("everybody just walks in") if name == "places" else ""
    return _labels(name).get(value, str(value))


def _labels(name: str) -> dict[Any, str]:
    """Labels of what one can choose in a field, by key; none where one types."""
    if name == "tags":
        return {key: tag.words for key, tag in current_hooks().tags().items()}
    if name == "labels":
        return {key: str(one.label) for key, one in BY_KEY.items()}
    field = getattr(WordsForm, name, None)
    return {one.value: str(one.label) for one in (field.kwargs.get("choices") or ())} if field else {}
