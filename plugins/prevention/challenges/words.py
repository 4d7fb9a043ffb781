"""How distances and challenges are said, and the words of the log."""

from typing import Any, Final

from babel.numbers import format_decimal
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.web import current_language, verbs
from plugins.prevention.challenges.distance import TENTHS, share
from plugins.prevention.challenges.models import Challenge

LEFT, WIDTH = 10, 310
"""Where the line of the picture begins, and how long it is; the whole is 330 wide."""
_MIDDLE: Final = 90
"""So far from an edge a number still fits around its place."""

for _verb, _label in (
    ("prevention.challenge.started", _("Started a challenge of the group")),
    ("prevention.challenge.added", _("Added a distance of the group")),
    ("prevention.challenge.taken_back", _("Took a distance of the group back")),
    ("prevention.challenge.shown", _("Let everybody see a challenge")),
    ("prevention.challenge.hidden", _("Kept a challenge to the group")),
    ("prevention.challenge.stopped", _("Stopped a challenge")),
    ("prevention.challenge.went_on", _("Went on with a challenge")),
):
    verbs.register(_verb, _label)


def km_words(tenths: int) -> str:
    """As in "1.234,5 km"."""
    return f"{_number(tenths)} km"


def conclusion(challenge: Challenge, total: int) -> str:
    """The picture in one sentence."""
    values = {"total": km_words(total), "km": km_words(challenge.km * TENTHS), "goal": challenge.goal}
    if share(total, challenge.km) == 1:
        return gettext("Together %(total)s: the goal is reached, %(goal)s!", **values)
    return gettext("Together %(total)s of the %(km)s.", **values)


def picture(challenge: Challenge, total: int) -> dict[str, Any]:
    """Places on the line of the picture."""
    at = LEFT + round(share(total, challenge.km) * WIDTH)
    anchor = "start" if at < _MIDDLE else "end" if at > LEFT + WIDTH - _MIDDLE else "middle"
    edge = {"start": LEFT, "end": LEFT + WIDTH}.get(anchor, at)
    return {"at": at, "covered": at - LEFT, "left": LEFT, "end": LEFT + WIDTH, "anchor": anchor, "text_at": edge}


def _number(tenths: int) -> str:
    return str(format_decimal(tenths / TENTHS, format="#,##0.#", locale=current_language()))
