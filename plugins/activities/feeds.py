"""The kinds of calendar that activities bring: one activity, one organiser, one theme. All are public."""

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.calendar.entry import Calendar
from app.calendar.places import main_house
from app.calendar.themes import BY_KEY, THEMES
from app.db import db
from app.people.models import Group, Person
from app.plugins import CalendarKind, CalendarOffer
from app.web.languages import language_of
from plugins.activities import slugs
from plugins.activities.models import Activity
from plugins.activities.reading import organisers_of


def kinds() -> list[CalendarKind]:
    """All of them, for the hook."""
    return [
        CalendarKind(kind="activity", public=True, find=_activity, label=_l("Activities")),
        CalendarKind(kind="organiser", public=True, find=_organiser, label=_l("Organisers")),
        CalendarKind(kind="theme", public=True, find=_theme, label=_l("Themes"), lists=_themes),
    ]


def _activity(slug: str) -> Calendar | None:
    """Every date of one activity; under an old slug, where it is now."""
    found = slugs.find(slug)
    if found is None or found[0].hidden:
        return None
    activity, moved_to = found
    house = activity.house
    with language_of(house.language):
        words = _("Every date of %(title)s, at %(house)s.", title=activity.title, house=house.name)
    return Calendar(
        name=activity.title,
        description=words,
        zone=activity.zone,
        language=house.language,
        ref=activity.ref,
        moved_to=moved_to,
    )


def _organiser(slug: str) -> Calendar | None:
    """What a group does, or somebody who said yes to being named."""
    name = db.session.scalar(sa.select(Group.name).where(Group.slug == slug))
    if name is None:
        somebody = db.session.scalar(
            sa.select(Person).where(Person.public_id == slug, Person.show_name, Person.forgotten_at.is_(None))
        )
        name = somebody.first_name if somebody else None
    house = main_house()
    if name is None or house is None:
        return None
    with language_of(house.language):
        words = _("What %(name)s organises.", name=name)
    return Calendar(name=name, description=words, zone=house.zone, language=house.language, organiser=slug)


def _theme(slug: str) -> Calendar | None:
    """What there is to do for a theme, in all houses."""
    theme, house = BY_KEY.get(slug), main_house()
    if theme is None or house is None:
        return None
    with language_of(house.language):
        name = str(theme.label)
        words = _("What there is to do: %(theme)s.", theme=name)
    return Calendar(name=name, description=words, zone=house.zone, language=house.language, theme=slug)


def _themes() -> list[CalendarOffer]:
    return [CalendarOffer(slug=theme.key, name=str(theme.label)) for theme in THEMES]


def of_who_does_it(activity: Activity) -> list[CalendarOffer]:
    """The calendars of who organises something, as far as they are named with it; `slug` is "<kind>/<slug>"."""
    if activity.sensitive:
        return []
    groups = [activity.group] if activity.group else []
    named = [somebody for somebody in organisers_of(activity.id) if somebody.show_name]
    return [
        *(CalendarOffer(slug=f"group/{group.slug}", name=group.name) for group in groups),
        *(CalendarOffer(slug=f"organiser/{somebody.public_id}", name=somebody.first_name) for somebody in named),
    ]
