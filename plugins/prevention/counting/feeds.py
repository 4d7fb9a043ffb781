"""A public calendar for each tag: everything in all houses that counts towards it."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.calendar.entry import Calendar
from app.calendar.places import main_house
from app.plugins import CalendarKind, CalendarOffer
from app.web.languages import language_of
from plugins.prevention.counting.tags import BY_KEY, TAGS

KIND = "counts"


def kind() -> CalendarKind:
    """For the hook."""
    return CalendarKind(kind=KIND, public=True, find=_find, label=_l("Counts towards"), lists=_lists)


def _find(slug: str) -> Calendar | None:
    tag, house = BY_KEY.get(slug), main_house()
    if tag is None or house is None:
        return None
    with language_of(house.language):
        return Calendar(
            name=_capital(tag.words),
            description=_("What is on in all houses that %(counts)s.", counts=tag.words),
            zone=house.zone,
            language=house.language,
            only=lambda entries: [entry for entry in entries if tag.key in entry.labels],
        )


def _lists() -> list[CalendarOffer]:
    return [CalendarOffer(slug=tag.key, name=_capital(str(tag.label))) for tag in TAGS]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
