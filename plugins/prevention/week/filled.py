"""What a week asks, and what the guideline says beside it. Only words: the adding up is in `week.js`."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to fill in for each day: its key on the device, and its words."""

    key: str
    words: object


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the guideline: its key, its name, what the page says of what was written down, and the guideline.

    In `said` the browser puts the numbers: {minutes} and {days} are phrases of their own. `guideline` holds as long as
    the fact with the key `norm` stands as it came with Wij.
    """

    key: str
    name: object
    said: object
    guideline: object
    norm: str


MINUTES: Final = (
    Line("walk", _("Walking")),
    Line("bike", _("Cycling")),
    Line("garden", _("Garden or house")),
    Line("other", _("Swimming, dancing, sports")),
)
"""Of these people write minutes. They make up the first part."""

TICKS: Final = (
    Line("strength", _("Something for muscles and bones")),
    Line("balance", _("Something for balance")),
)
"""Of these a day has some or not. Their keys are those of the second and third part."""

PARTS: Final = (
    Part(
        "minutes",
        _("Moving"),
        _("You wrote down {minutes}, on {days}."),
        _("The guideline names 150 minutes in a week, spread over days."),
        "moving-adults",
    ),
    Part(
        "strength",
        _("Muscles and bones"),
        _("You wrote this down on {days}."),
        _("The guideline names twice a week: climbing stairs, carrying, exercises."),
        "moving-adults",
    ),
    Part(
        "balance",
        _("Balance"),
        _("You wrote this down on {days}."),
        _("For older people the guideline adds exercises for balance, such as standing on one leg."),
        "moving-older",
    ),
)
"""The three parts, in the guideline's own order."""

DAYS: Final = tuple(date(2027, 3, 1) + timedelta(days=after) for after in range(7))
"""Some Monday to Sunday, for their names."""
