"""What the house says first: good morning, and until when it is open."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.clock import Span, wall
from app.web import dates

_GREETINGS: Final = (
    (time(6), _l("Good night. What would you like to do?")),
    (time(12), _l("Good morning. What would you like to do?")),
    (time(18), _l("Good afternoon. What would you like to do?")),
    (time.max, _l("Good evening. What would you like to do?")),
)
"""Until when on the wall, and the words."""


def greeting(moment: datetime, zone: ZoneInfo) -> str:
    """The words for this time of day."""
    clock = wall(moment, zone).time()
    return next(str(words) for until, words in _GREETINGS if clock < until)


def open_words(openings: Sequence[Span], moment: datetime, zone: ZoneInfo) -> str:
    """Whether the house is open now, and until when; else when it opens next. "" when it does not open at all.

    `openings` are in order, and none has ended before `moment`.
    """
    if not openings:
        return ""
    first = openings[0]
    if moment in first:
        return _("The house is open until %(time)s.", time=dates.clock(first.end, zone))
    if wall(first.start, zone).date() == wall(moment, zone).date():
        return _("The house opens at %(time)s.", time=dates.clock(first.start, zone))
    return _(
        "The house is closed now. It opens on %(day)s at %(time)s.",
        day=dates.weekday(first.start, zone),
        time=dates.clock(first.start, zone),
    )
