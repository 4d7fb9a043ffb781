"""Prevention: staying well, in people's own hands. It is not a medical device, and it asks and keeps nothing of health.

Four themes with what there is to do. Each feature is a folder of its own, put on the page of a theme by `parts.py`.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from flask import Blueprint, Flask
from flask_babel import lazy_gettext as _

from app.calendar.entry import Entry
from app.events import Event
from app.plugins import CalendarKind, Card, Description, Job, NavItem, Piece, TagSpec, impl
from app.refs import Ref
from plugins.prevention.challenges import demo as challenges_demo
from plugins.prevention.challenges import pieces as challenging
from plugins.prevention.challenges import pointed as pointed_challenges
from plugins.prevention.challenges import reading as challenges
from plugins.prevention.challenges import steering
from plugins.prevention.circles import agenda, pointed
from plugins.prevention.circles import demo as circles_demo
from plugins.prevention.circles import keeping as circles
from plugins.prevention.counting import feeds, tags
from plugins.prevention.facts import demo as fact_demo
from plugins.prevention.facts import keeping as facts
from plugins.prevention.facts import pieces as fact_pieces
from plugins.prevention.intentions import demo as intentions_demo
from plugins.prevention.intentions import pieces as intending
from plugins.prevention.intentions import telling as intentions
from plugins.prevention.talk import pieces as talk
from plugins.prevention.themes import cards
from plugins.prevention.themeweeks import demo as themeweeks_demo
from plugins.prevention.themeweeks import feeds as themeweek_feeds
from plugins.prevention.themeweeks import keeping as themeweeks
from plugins.prevention.themeweeks import marking
from plugins.prevention.together import demo as together_demo
from plugins.prevention.together import keeping as company
from plugins.prevention.together import passing
from plugins.prevention.together import pieces as together
from plugins.prevention.views import prevention
from plugins.prevention.views.routes import PAGES

MENU: Final = 40
"""After rooms, activities and contributions."""


@impl
def wij_register_blueprints(app: Flask) -> list[Blueprint]:
    """Our pages, with what is on them."""
    assert PAGES  # noqa: S101  # loading them put their routes on it
    for loaded in (pointed, pointed_challenges):
        assert loaded  # noqa: S101  # that lets people point at what stands on them
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
    """A feed for each of these tags; the shared agendas of circles; their theme weeks."""
    return [feeds.kind(), agenda.kind(), themeweek_feeds.kind()]


@impl
def wij_register_jobs(app: Flask) -> list[Job]:
    """Remind whoever asked for it; ask others for company, where nobody answers."""
    return [
        Job(name="prevention.intentions", every=timedelta(minutes=5), run=intentions.sweep),
        Job(name="prevention.together", every=timedelta(minutes=10), run=passing.sweep),
    ]


@impl
def wij_load_demo(demo: Any) -> None:
    """Our part of the demo house."""
    for part in (circles_demo, themeweeks_demo, fact_demo, intentions_demo, together_demo, challenges_demo):
        part.load(demo)


@impl
def wij_list_cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """The four themes, for a house; facts to check; what one means to do, and with whom; at the desk the talk guide."""
    checking = fact_pieces.cards(place, house_id, person_id)
    own = [card for part in (intending, together, talk) for card in part.cards(place, person_id)]
    return [*cards.cards(place, house_id), *checking, *own]


@impl
def wij_mark_entries(entries: Sequence[Entry]) -> Mapping[Ref, str]:
    """The name of the theme week, beside what is on for it."""
    return marking.marks(entries)


@impl
def wij_fill_slot(slot: str, ref: Ref, person_id: int | None) -> list[Piece]:
    """Beside an activity its theme week, and the way to go there together; beside a group what it set itself."""
    return [piece for part in (marking, together, challenging) for piece in part.fill(slot, ref, person_id)]


@impl
def wij_describe(refs: Sequence[Ref], person_id: int | None) -> Mapping[Ref, Description]:
    """Circles and their theme weeks, facts and addresses, for everybody; company and challenges by reader."""
    found = {ref: told for part in (circles, themeweeks, facts) for ref, told in part.describe(refs).items()}
    return {**found, **company.describe(refs, person_id), **challenges.describe(refs, person_id)}


@impl
def wij_hear_event(event: Event) -> None:
    """A date that moved, or is off."""
    passing.hear(event)


@impl
def wij_export_person(person_id: int) -> Mapping[str, Any]:
    """Circles that somebody is in, facts they checked, what they mean to do, with whom they asked to go."""
    parts = (circles, themeweeks, facts, intentions, company)
    return {name: told for part in parts for name, told in part.export(person_id).items()}


@impl
def wij_expire_data() -> None:
    """What was taken off or is over; circles and theme weeks that are no more; who checked facts long ago."""
    for part in (circles, themeweeks, facts, intentions, company, steering):
        part.expire()
