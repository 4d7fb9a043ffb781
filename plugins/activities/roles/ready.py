"""Small roles that nearly every activity has, ready to choose: coffee, chairs, opening up, welcoming who is new."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.refusals import NotFound
from app.web.languages import language_of
from plugins.activities.roles.asking import RoleValues
from plugins.activities.roles.models import Role
from plugins.activities.roles.moments import BEFORE, DURING


@dataclass(frozen=True, slots=True)
class Ready:
    """A role as it usually is; every bit of it can be changed afterwards."""

    key: str
    title: object
    minutes: int
    places: int
    moment: str


WELCOME: Final = "welcome"
"""Who takes this one hears it when somebody comes for the first time."""
READY: Final = (
    Ready("coffee", _("Make coffee and tea"), 30, 1, BEFORE),
    Ready("chairs", _("Put out the chairs"), 20, 2, BEFORE),
    Ready("opening", _("Open the door"), 15, 1, BEFORE),
    Ready(WELCOME, _("Welcome who is new"), 30, 1, DURING),
)


def offered(roles: Iterable[Role], language: str) -> list[Ready]:
    """Those that are not on the list already, also in other words. Titles stand there in the language of the house."""
    there = list(roles)
    known, welcomed = {role.title for role in there}, any(role.welcomes for role in there)
    with language_of(language):
        return [one for one in READY if str(one.title) not in known and not (welcomed and one.key == WELCOME)]


def values_of(key: str, language: str) -> RoleValues:
    """What stands on the list when one is chosen, in the language of the house. Raises NotFound."""
    one = next((one for one in READY if one.key == key), None)
    if one is None:
        raise NotFound(gettext("There is no such role."))
    with language_of(language):
        return RoleValues(
            title=str(one.title),
            minutes=one.minutes,
            places=one.places,
            moment=one.moment,
            welcomes=one.key == WELCOME,
        )
