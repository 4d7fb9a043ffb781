"""What an activity is like, as its page tells it, and as keys for the agenda. Rooms tell how one gets in."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _

from app.calendar.labels import ACCESS, AGE, BY_KEY, COST, LANGUAGE, of_group
from app.places.facts import told_by
from app.places.models import Space
from plugins.activities.labels.saying import Said
from plugins.activities.models import is_hidden, joined


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
