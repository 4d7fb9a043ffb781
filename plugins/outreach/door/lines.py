"""What somebody needs at a door, in words: on a page, on paper, and taken along."""

from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.people.models import Person
from app.web.dates import clock
from plugins.outreach.buddies.reading import buddy_of
from plugins.outreach.place import the_house
from plugins.outreach.replies.models import HOME, HOUSE, PHONE, WALK
from plugins.outreach.talks.models import Talk
from plugins.outreach.talks.room import room_of

WHERE: Final = {
    HOME: lazy_gettext("At their home"),
    WALK: lazy_gettext("A walk together"),
    HOUSE: lazy_gettext("In the house of the neighbourhood"),
    PHONE: lazy_gettext("By phone"),
}
"""What a form of talk is called, by who visits."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to know: what it is, and what it says; `phone` where one can call it."""

    label: str
    words: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A talk of the day: when, with whom, and what one needs there."""

    time: str
    name: str
    lines: tuple[Line, ...]


def visit_of(talk: Talk, visitor_id: int) -> Visit:
    """For one of the two who visit, in their language. The talk is agreed on."""
    reply, room, buddy = talk.reply, room_of(talk), buddy_of(talk)
    place = room.name if room else reply.address
    lines = [Line(_("Where"), ": ".join(one for one in (str(WHERE[reply.form]), place) if one))]
    if reply.phone:
        lines.append(Line(_("Call"), reply.phone, reply.phone))
    if reply.together:
        lines.append(Line(_("Who else"), _("Somebody sits in with them.")))
    if reply.language:
        lines.append(Line(_("Language"), reply.language))
    lines.append(Line(_("With you"), _with(talk, visitor_id)))
    if buddy is not None:
        lines.append(Line(_("Buddy"), " ".join(one for one in (buddy.name, buddy.phone) if one), buddy.phone or ""))
    lines.append(Line(_("Questions"), reply.round.phone, reply.round.phone))
    return Visit(clock(talk.starts, the_house().zone) if talk.starts else "", reply.name, tuple(lines))


def _with(talk: Talk, visitor_id: int) -> str:
    other: Person | None = talk.other if talk.one_id == visitor_id else talk.one
    return other.name if other else _("Nobody yet: call before you go.")
