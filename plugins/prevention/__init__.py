"""Prevention: staying well, in people's own hands. It is not a medical device, and it asks and keeps nothing of health.

Four themes with what there is to do. Each feature is a folder of its own, put on the page of a theme by `parts.py`.
"""

from typing import Final

from flask import Blueprint, Flask
from flask_babel import lazy_gettext as _

from app.plugins import CalendarKind, Card, NavItem, TagSpec, impl
from plugins.prevention.counting import feeds, tags
from plugins.prevention.themes import cards
from plugins.prevention.views import prevention
from plugins.prevention.views.routes import PAGES

MENU: Final = 40
"""After rooms, activities and contributions."""


@impl
def wij_register_blueprints(app: Flask) -> list[Blueprint]:
    """Our pages, with what is on them."""
    assert PAGES  # noqa: S101  # loading them put their routes on it
    return [prevention]


@impl
def wij_register_navigation(app: Flask) -> list[NavItem]:
    """One place in the menu."""
    return [NavItem(label=_("Staying well"), endpoint="prevention.index", icon="heart", order=MENU)]


@impl
def wij_register_tags(app: Flask) -> list[TagSpec]:
    """For what moving an activity counts."""
    return list(tags.TAGS)


@impl
def wij_register_calendars(app: Flask) -> list[CalendarKind]:
    """A feed for each of these tags."""
    return [feeds.kind()]


@impl
def wij_list_cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """The four themes, on the page of a house."""
    return cards.cards(place, house_id)
