"""Every kind of calendar there is: those of the core stand here, plugins bring theirs with `wij_register_calendars`."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.calendar.entry import MY_TASKS, Audience, Calendar
from app.calendar.places import all_houses, house_called, main_house
from app.calendar.viewed import VIEW, view_calendar
from app.db import db
from app.people.groups import group_with_slug, groups_of
from app.people.models import Group, Person
from app.people.roles import houses_with_role
from app.places.models import House
from app.plugins import CalendarKind, CalendarOffer, current_hooks
from app.web.languages import language_of

HOUSE: Final = "house"
SCREEN: Final = "screen"
GROUP: Final = "group"
TOGETHER: Final = "together"
CLEANING: Final = "cleaning"
TASKS: Final = "my-tasks"


def everything() -> list[CalendarKind]:
    """All of them, the core's first."""
    return [*_CORE, *current_hooks().calendars().values()]


def kind_called(name: str) -> CalendarKind | None:
    """The kind of that name."""
    return next((kind for kind in everything() if kind.kind == name), None)


def house_calendar(slug: str) -> Calendar | None:
    """What is on in a house, for everybody; under an old slug, where it is now."""
    house = house_called(slug)
    if house is None:
        return None
    with language_of(house.language):
        name = _whole_name(house)
        return Calendar(
            name=name,
            description=_("What is on at %(house)s.", house=name),
            zone=house.zone,
            language=house.language,
            house_id=house.id,
            moved_to=None if house.slug == slug else house.slug,
        )


def _screen(slug: str) -> Calendar | None:
    """What is on in a house, and of every other room when it is taken: for a screen in the corridor."""
    house = house_called(slug)
    if house is None:
        return None
    with language_of(house.language):
        return Calendar(
            name=_("In the corridor of %(house)s", house=house.name),
            description=_("What is on, and which rooms are taken. No names in it."),
            zone=house.zone,
            language=house.language,
            house_id=house.id,
            expanded=True,
            audience=Audience.SCREEN,
            moved_to=None if house.slug == slug else house.slug,
        )


def _group(slug: str) -> Calendar | None:
    """What a group does that everybody may know."""
    group, house = group_with_slug(slug), main_house()
    if group is None or house is None:
        return None
    house = db.session.get(House, group.house_id) or house if group.house_id else house
    with language_of(house.language):
        words = _("What %(name)s does, open to everybody.", name=group.name)
    return Calendar(name=group.name, description=words, zone=house.zone, language=house.language, group_id=group.id)


def _together(slug: str) -> Calendar | None:
    """All that a group does, for who is in it."""
    group, house = group_with_slug(slug), main_house()
    if group is None or house is None:
        return None
    return Calendar(
        name=group.name,
        description=_("All that %(name)s does, for who is in it.", name=group.name),
        zone=house.zone,
        language=house.language,
        group_id=group.id,
        audience=Audience.PERSONAL,
    )


def _cleaning(slug: str) -> Calendar | None:
    """Which room of a house is used when, for who cleans."""
    house = db.session.scalar(sa.select(House).where(House.slug == slug))
    if house is None:
        return None
    with language_of(house.language):
        return Calendar(
            name=_cleaning_name(house),
            description=_("Which room is used when, and by how many. Not by whom or what for."),
            zone=house.zone,
            language=house.language,
            house_id=house.id,
            expanded=True,
            audience=Audience.CLEANER,
        )


def _tasks(public_id: str) -> Calendar | None:
    """What somebody promised to do, apart from what they come to."""
    person, house = db.session.scalar(sa.select(Person).where(Person.public_id == public_id)), main_house()
    if person is None or house is None:
        return None
    return Calendar(
        name=_("My tasks at %(house)s", house=house.name),
        description=_("What you promised to do, and nothing else."),
        zone=house.zone,
        language=person.language,
        person_id=person.id,
        ref=MY_TASKS,
        expanded=True,
    )


def _own_tasks(person_id: int) -> list[CalendarOffer]:
    person = db.session.get(Person, person_id)
    return [CalendarOffer(slug=person.public_id, name=_("Only my tasks"))] if person is not None else []


def _own_groups(person_id: int) -> list[CalendarOffer]:
    return [
        CalendarOffer(slug=group.slug, name=_("All that %(name)s does", name=group.name))
        for group in groups_of(person_id)
    ]


def _to_clean(person_id: int) -> list[CalendarOffer]:
    houses = sa.select(House).where(House.id.in_(houses_with_role(person_id, "cleaner", "host"))).order_by(House.id)
    return [CalendarOffer(slug=house.slug, name=_cleaning_name(house)) for house in db.session.scalars(houses)]


def _cleaning_name(house: House) -> str:
    return _("Cleaning %(house)s", house=house.name)


def _houses() -> Sequence[CalendarOffer]:
    return [CalendarOffer(slug=house.slug, name=_whole_name(house)) for house in all_houses()]


def _groups() -> Sequence[CalendarOffer]:
    groups = db.session.scalars(sa.select(Group).order_by(Group.name, Group.id))
    return [CalendarOffer(slug=group.slug, name=group.name) for group in groups]


def _whole_name(house: House) -> str:
    return f"{house.kind} {house.name}".strip()


_CORE: Final = (
    CalendarKind(kind=HOUSE, public=True, find=house_calendar, label=_l("Houses"), lists=_houses),
    CalendarKind(kind=VIEW, public=True, find=view_calendar),
    CalendarKind(kind=GROUP, public=True, find=_group, label=_l("Groups"), lists=_groups),
    CalendarKind(kind=SCREEN, public=True, find=_screen, label=_l("For a screen in the corridor"), lists=_houses),
    CalendarKind(kind=TOGETHER, public=False, find=_together, offers=_own_groups),
    CalendarKind(kind=CLEANING, public=False, find=_cleaning, offers=_to_clean),
    CalendarKind(kind=TASKS, public=False, find=_tasks, offers=_own_tasks),
)
