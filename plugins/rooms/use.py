"""What somebody uses a room for, and the words that stand in the agenda: what every booking is made with."""

from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _

from app.refusals import Refusal
from plugins.rooms.models import PUBLIC
from plugins.rooms.purposes import BY_KEY

LONGEST_TITLE: Final = 80
MOST_PEOPLE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """`purpose` is a key, `people` how many come, `visibility` PUBLIC or BUSY, `group_id` the group it is for."""

    purpose: str
    people: int
    title: str
    visibility: str
    group_id: int | None = None

    def check(self) -> None:
        """Raises Refusal beside the field that does not fit."""
        if self.purpose not in BY_KEY:
            raise Refusal(_("Choose what you need the room for."), field="purpose")
        if not 1 <= self.people <= MOST_PEOPLE:
            raise Refusal(_("Tell us how many people come."), field="people")
        if self.visibility == PUBLIC and not self.title:
            raise Refusal(_("Write what it is, so that it can stand in the agenda."), field="title")
        if len(self.title) > LONGEST_TITLE:
            raise Refusal(_("This is too long. Use at most %(max)s characters.", max=LONGEST_TITLE), field="title")
