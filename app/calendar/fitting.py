"""What fits me ("past bij mij"): what a reader's own device needs to see which lines fit. Nothing comes back.

What somebody chooses stays in their browser (`app/web/static/fits.js`); the server only says of each line what it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Final

from flask_babel import lazy_gettext as _

from app.calendar.entry import Entry
from app.calendar.labels import BY_KEY, LANGUAGE, TEMPO, of_group
from app.calendar.themes import THEMES
from app.clock import wall

MORNING, AFTERNOON, EVENING = "morning", "afternoon", "evening"
_NOON: Final = time(12)
_SIX: Final = time(18)


@dataclass(frozen=True, slots=True)
class Wish:
    """One question of the choice: its name on the device, its words, and keys with words to choose from.

    With `unsaid`, a line that says nothing about it fits: an activity without a pace suits who likes it easy as well.
    """

    name: str
    words: object
    options: Sequence[tuple[str, object]]
    unsaid: bool = False


WISHES: Final = (
    Wish("theme", _("What do you like?"), [(theme.key, theme.label) for theme in THEMES]),
    Wish(
        "part",
        _("When do you have time?"),
        [(MORNING, _("in the morning")), (AFTERNOON, _("in the afternoon")), (EVENING, _("in the evening"))],
    ),
    Wish("tempo", _("Which pace?"), [(one.key, one.label) for one in of_group(TEMPO)], unsaid=True),
    Wish("access", _("How do you get in?"), [("step_free", BY_KEY["step_free"].label)]),
    Wish("language", _("Which languages?"), [(one.key, one.label) for one in of_group(LANGUAGE)], unsaid=True),
)


def part_of_day(moment: time) -> str:
    """Morning until noon, afternoon until six."""
    if moment < _NOON:
        return MORNING
    return AFTERNOON if moment < _SIX else EVENING


def marks_of(entry: Entry) -> str:
    """What an entry is, as the keys of wishes in one line: "eten rustig step_free evening"."""
    return " ".join((*entry.themes, *entry.labels, part_of_day(wall(entry.span.start, entry.zone).time())))
