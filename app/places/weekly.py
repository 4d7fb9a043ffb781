"""The weekly hours of a house, and of spaces that have their own."""

from collections.abc import Sequence
from datetime import time
from itertools import pairwise

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.db import db, transactional
from app.events import SpaceUseChanged, say
from app.journal import note
from app.places import verbs
from app.places.availability import Hours
from app.places.houses import ref_of
from app.places.models import OpeningHours
from app.places.rights import ADMINISTRATOR, require, require_space
from app.places.spaces import ref_of as ref_of_space
from app.refusals import Refusal


@transactional
def set_house_hours(actor: Actor, house_id: int, week: Sequence[Hours]) -> None:
    """Replace the weekly hours of a house. No hours: always closed. Raises Refusal for hours that overlap."""
    house = require(actor, house_id, ADMINISTRATOR)
    _replace(house_id, None, week)
    say(SpaceUseChanged(ref=ref_of(house), house_id=house_id))
    note(actor, verbs.HOURS_CHANGED, ref_of(house), house.name)


@transactional
def set_space_hours(actor: Actor, space_id: int, week: Sequence[Hours]) -> None:
    """Replace a space's own weekly hours. No hours: those of the house. Raises Refusal for hours that overlap."""
    space = require_space(actor, space_id, ADMINISTRATOR)
    _replace(space.house_id, space_id, week)
    say(SpaceUseChanged(ref=ref_of_space(space), house_id=space.house_id))
    note(actor, verbs.HOURS_CHANGED, ref_of_space(space), space.name)


def overlapping_days(week: Sequence[Hours]) -> list[int]:
    """The weekdays (0 is Monday) on which an opening starts before the one before it has ended; sorted."""
    stretches = sorted(_minutes(opening) for opening in week)
    found = {later[0] // 1440 for earlier, later in pairwise(stretches) if later[0] < earlier[1]}
    if stretches and stretches[-1][1] - 7 * 1440 > stretches[0][0]:
        found.add(stretches[0][0] // 1440)  # Sunday night runs into Monday
    return sorted(found)


def _minutes(opening: Hours) -> tuple[int, int]:
    """From and to, in minutes since Monday 00:00; what closes at or before it opens closes the next day."""
    start = opening.weekday * 1440 + _minute(opening.opens)
    length = (_minute(opening.closes) - _minute(opening.opens)) % 1440 or 1440
    return start, start + length


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _replace(house_id: int, space_id: int | None, week: Sequence[Hours]) -> None:
    wrong = overlapping_days(week)
    if wrong:
        raise Refusal(_("These times overlap. Check them."), field=f"day{wrong[0]}")
    db.session.execute(
        sa.delete(OpeningHours).where(OpeningHours.house_id == house_id, OpeningHours.space_id == space_id)
    )
    db.session.add_all(
        OpeningHours(house_id=house_id, space_id=space_id, weekday=one.weekday, opens=one.opens, closes=one.closes)
        for one in week
    )
