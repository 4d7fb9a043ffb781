"""What people use a room for, in the words of the guided path. A key is stored; a word may change."""

from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _
from flask_babel import ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """A kind of use: its short word, and how it is offered on the guided path (title, text, icon)."""

    key: str
    label: object
    title: object
    text: object
    icon: str
    first: bool = False
    """Whether it is one of the few that are offered first."""


MEETING: Final = "meeting"
TOGETHER: Final = "together"
"""Something of the neighbourhood: activities of the house are this kind too."""

PURPOSES: Final = (
    Purpose(
        key=MEETING,
        first=True,
        label=_("Meeting"),
        title=_("Have a meeting"),
        text=_("To talk something over, with people you know."),
        icon="chat-dots",
    ),
    Purpose(
        key=TOGETHER,
        first=True,
        label=_("Doing something together"),
        title=_("Do something together"),
        text=_("Singing, games, making things."),
        icon="people-fill",
    ),
    Purpose(
        key="private",
        label=_("A club of our own"),
        title=_("A club of our own"),
        text=_("Only for who is in it. For example a choir or a band."),
        icon="lock-fill",
    ),
    Purpose(
        key="care",
        label=_("Care and help"),
        title=_("Care and help"),
        text=_("A talk, a consulting hour, somebody who helps."),
        icon="heart",
    ),
    Purpose(
        key="party",
        label=_("Party"),
        title=_("A party"),
        text=_("A birthday, a wedding, saying goodbye."),
        icon="music-note-beamed",
    ),
    Purpose(
        key="other",
        label=_("Something else"),
        title=_("Something else"),
        text=_("At the end you tell us in your own words."),
        icon="question-circle",
    ),
)
"""In the order in which they are offered: two, then what else there is, and a way out."""

BY_KEY: Final = {purpose.key: purpose for purpose in PURPOSES}


def label(key: str) -> str:
    """The short word of a purpose, also of one that this version does not know."""
    return str(BY_KEY.get(key, BY_KEY["other"]).label)


def with_people(key: str, people: int) -> str:
    """What for, with how many: "Meeting with 12 people"."""
    return ngettext("%(what)s with %(num)s person", "%(what)s with %(num)s people", people, what=label(key))
