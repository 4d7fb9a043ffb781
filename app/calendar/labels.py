"""Ready words for what something is like: its tempo, the language spoken, whom it is meant for, how one gets in.

A label tells of a thing in the agenda and never of a person. It invites and keeps nobody out: nothing asks for a label
before somebody may come. Keys are stored and stand in addresses; tags of plugins (`wij_register_tags`) are labels too.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from babel import Locale
from flask_babel import get_locale
from flask_babel import lazy_gettext as _

from app.places.facts import FACTS

TEMPO, LEVEL, LANGUAGE, AGE, ACCESS, COST = "tempo", "level", "language", "age", "access", "cost"
EITHER: Final = frozenset({TEMPO, LEVEL, LANGUAGE, AGE})
"""Groups of which one is enough: who looks for Turkish or Arabic means either. Of all other labels each counts."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its key, its group, its word, the icon beside it, and how others write it.

    `code` is a language tag (BCP 47) of a language, and a range of schema.org ("55-") of an age.
    """

    key: str
    group: str
    label: object
    icon: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class LanguageName:
    """A language in the language of now: "Turks"."""

    code: str

    def __str__(self) -> str:
        """The word."""
        return str((get_locale() or Locale("nl")).languages[self.code])


def _language(code: str) -> Label:
    return Label(f"taal-{code}", LANGUAGE, LanguageName(code), "translate", code)


def _age(first: int, last: int | None) -> Label:
    """Ages as an invitation."""
    if last is None:
        return Label(f"leeftijd-{first}", AGE, _("above all for %(age)s+", age=first), "people-fill", f"{first}-")
    words = _("above all for ages %(first)s to %(last)s", first=first, last=last)
    return Label(f"leeftijd-{first}-{last}", AGE, words, "people-fill", f"{first}-{last}")


IN_LINE: Final = (COST, AGE, TEMPO, LEVEL, LANGUAGE)
"""What a line of the agenda tells, in order."""
DUTCH: Final = "taal-nl"
FREE: Final = Label("gratis", COST, _("free of charge"), "check-circle-fill")

LABELS: Final = (
    Label("rustig", TEMPO, _("at an easy pace"), "clock"),
    Label("gewoon", TEMPO, _("at a common pace"), "clock"),
    Label("pittig", TEMPO, _("at a brisk pace"), "clock"),
    Label("beginners", LEVEL, _("for beginners too"), "chat-heart"),
    Label("ervaring", LEVEL, _("for who has done it before"), "chat-heart"),
    _language("nl"),
    Label("taal-eenvoudig", LANGUAGE, _("simple Dutch"), "translate", "nl"),
    Label("taal-gebaren", LANGUAGE, _("Dutch Sign Language"), "translate", "dse"),
    *(_language(code) for code in ("en", "ar", "tr", "pl", "uk", "de", "fr", "es", "so", "ti", "fa", "pap")),
    *(_age(*ages) for ages in ((0, 4), (4, 12), (12, 18), (18, 30), (55, None), (75, None))),
    FREE,
    *(
        Label(key, ACCESS, FACTS[key].label, FACTS[key].icon)
        for key in ("wheelchair", "step_free", "lift", "toilet", "hearing_loop")
    ),
)
"""In the order in which they are shown."""

BY_KEY: Final = {label.key: label for label in LABELS}


def of_group(group: str) -> list[Label]:
    """The labels of a group, in order."""
    return [label for label in LABELS if label.group == group]


def in_order(keys: Iterable[str]) -> tuple[str, ...]:
    """Each key once: labels as they are shown, then tags by name."""
    given = set(keys)
    return (*(key for key in BY_KEY if key in given), *sorted(given - set(BY_KEY)))


def told_in_line(keys: Collection[str]) -> list[str]:
    """The words that help somebody choose from a list. That Dutch is spoken is no news, unless it is simple Dutch."""
    shown = [BY_KEY[key] for key in in_order(keys) if key in BY_KEY and key != DUTCH]
    return [str(label.label) for group in IN_LINE for label in shown if label.group == group]


def codes(keys: Iterable[str], group: str) -> list[str]:
    """How others write the labels of a group among `keys`, each once: languages as BCP 47, ages as schema.org."""
    return list(
        dict.fromkeys(BY_KEY[key].code for key in in_order(keys) if key in BY_KEY and BY_KEY[key].group == group)
    )


def fit(asked: Iterable[str], own: Collection[str]) -> bool:
    """Whether something with the labels `own` is what is asked for: one of an either-or group, each of the rest."""
    either: dict[str, bool] = {}
    for key in asked:
        label = BY_KEY.get(key)
        if label is None or label.group not in EITHER:
            if key not in own:
                return False
        else:
            either[label.group] = either.get(label.group, False) or key in own
    return all(either.values())
