"""What an activity is like, as its page tells it, and as keys for the agenda. Rooms tell how one gets in."""

from collections.abc import Iterable, Sequence
from typing import Final

from flask_babel import lazy_gettext as _

from app.calendar.labels import ACCESS, AGE, BY_KEY, COST, LANGUAGE, of_group
from app.places.facts import told_by
from app.places.models import Space
from app.plugins import TagSpec
from plugins.activities.labels.saying import Said
from plugins.activities.models import is_hidden, joined

_COUNTS: Final = _("counts towards")
MOVING: Final = (
    TagSpec(key="duur", label=_("moving for a while"), before=_COUNTS),
    TagSpec(key="spieren-botten", label=_("strong muscles and bones"), before=_COUNTS),
    TagSpec(key="balans", label=_("balance"), before=_COUNTS),
)
"""What the guidelines for moving speak of (Gezondheidsraad, Beweegrichtlijnen 2017): never added up for anybody."""


def access_keys(spaces: Sequence[Space]) -> tuple[str, ...]:
    """How one gets in, where every space agrees: keys of labels. Nothing of a private one, or where there is none."""
    if any(is_hidden(space) for space in spaces):
        return ()
    told = [told_by(space.fact_keys) for space in spaces]
    common = set.intersection(*told) if told else set()
    return tuple(label.key for label in of_group(ACCESS) if label.key in common)


def page_facts(said: Said, access: Sequence[str]) -> list[tuple[str, str]]:
    """Icons and words for an activity's page: how one gets in, then what was said; that it is free stands elsewhere."""
    shown = [key for key in access if key != "step_free" or "wheelchair" not in access]
    labels = [BY_KEY[key] for key in (*shown, *said.chosen) if key in BY_KEY]
    facts = [(label.icon, str(label.label)) for label in labels if label.group not in (AGE, COST, LANGUAGE)]
    if said.pace:
        facts.append(("chat-dots", said.pace))
    if spoken := [str(label.label) for label in labels if label.group == LANGUAGE]:
        facts.append(("translate", joined(spoken)))
    invited = [label for label in labels if label.group == AGE]
    return facts + [(one.icon, str(_("%(age)s, and everybody is welcome", age=str(one.label)))) for one in invited]


def tag_lines(keys: Iterable[str], tags: Iterable[TagSpec]) -> list[str]:
    """Tags in words, those with the same words before them in one line: "Telt mee voor balans · duur"."""
    own, lines = set(keys), dict[str, list[str]]()
    for tag in tags:
        if tag.key in own:
            lines.setdefault(str(tag.before), []).append(str(tag.label))
    return [f"{before} {' · '.join(words)}".strip() for before, words in lines.items()]
