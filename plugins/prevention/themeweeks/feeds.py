"""The calendar of a theme week: what is on for it, each date by itself."""

from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.calendar.entry import Calendar
from app.plugins import CalendarKind, CalendarOffer
from app.web.languages import language_of
from plugins.prevention.themeweeks.marking import belongs
from plugins.prevention.themeweeks.reading import coming, public_week

KIND: Final = "themeweek"


def kind() -> CalendarKind:
    """For the hook."""
    return CalendarKind(kind=KIND, public=True, find=_find, label=_l("Theme weeks"), lists=_offers)


def _find(key: str) -> Calendar | None:
    week = public_week(key)
    if week is None:
        return None
    house = week.circle.house
    with language_of(house.language):
        description = _("What is on in the theme week %(title)s, in every house.", title=week.title)
    return Calendar(
        name=week.title,
        description=description,
        zone=house.zone,
        language=house.language,
        theme=week.theme,
        expanded=True,
        only=lambda entries: [entry for entry in entries if belongs(week, entry)],
    )


def _offers() -> list[CalendarOffer]:
    return [CalendarOffer(slug=week.public_id, name=week.title) for week in coming()]
