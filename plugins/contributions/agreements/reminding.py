"""The house rule REMIND: a group that uses the house regularly hears once a season that it can make an agreement."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from app.calendar.entry import EntryQuery
from app.clock import Span, now
from app.db import db, transactional
from app.people.models import Group
from app.places import rules
from app.places.models import House
from app.plugins import current_hooks
from plugins.contributions.agreements import telling
from plugins.contributions.agreements.models import Reminder
from plugins.contributions.agreements.reading import current_season, groups_without
from plugins.contributions.agreements.rules import KEY, REMIND

REGULAR: Final = 4
"""So many times in the coming two months make a group a regular one."""
LOOK_AHEAD: Final = timedelta(days=60)


def remind_groups() -> None:
    """Remind the groups of each house that decided on it."""
    for house_id in db.session.scalars(sa.select(House.id).order_by(House.id)).all():
        if rules.value(house_id, KEY) == REMIND:
            _remind(house_id)


@transactional
def _remind(house_id: int) -> None:
    house = db.session.get_one(House, house_id)
    season = current_season(house).key
    told = sa.select(Reminder.group_id).where(Reminder.house_id == house_id, Reminder.season == season)
    groups = db.session.scalars(sa.select(Group).where(Group.id.not_in(told)).order_by(Group.id)).all()
    without = groups_without([group.id for group in groups], house_id, current_season(house))
    window = Span(now(), now() + LOOK_AHEAD)
    for group in groups:
        if group.id not in without:
            continue
        coming = current_hooks().entries(EntryQuery(window=window, house_id=house_id, group_id=group.id))
        if len(coming) >= REGULAR:
            db.session.add(Reminder(group_id=group.id, house_id=house_id, season=season, at=now()))
            telling.remind((group.id, group.slug, group.name), house_id, house.name, season)
