"""Activities: what neighbours do together. Anybody publishes, everybody can follow along in their own calendar.

One date or a series with exceptions, with a room in the same step; organisers, themes, sign-up with places.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask import Blueprint, Flask
from flask_babel import lazy_gettext as _

from app.calendar.entry import Entry, EntryQuery
from app.clock import Span
from app.events import Event
from app.plugins import CalendarKind, Card, Description, Figure, Job, NavItem, Need, Suggestion, TagSpec, impl
from app.refs import Ref
from plugins.activities import cards, ending, entries, expiring, feeds, figures, hearing, mine, suggesting
from plugins.activities.demo import load as load_demo
from plugins.activities.ideas import keeping as idea_keeping
from plugins.activities.ideas import pieces as idea_pieces
from plugins.activities.labels.facts import MOVING
from plugins.activities.questions import answering
from plugins.activities.reminding import telling as reminders
from plugins.activities.roles import needs
from plugins.activities.versions import keeping as versions
from plugins.activities.views import activities
from plugins.activities.views.routes import PAGES
from plugins.activities.waiting import keeping, offering
from plugins.activities.welcoming import hearing as welcomers
from plugins.activities.welcoming import keeping as welcoming


@impl
def wij_register_blueprints(app: Flask) -> list[Blueprint]:
    """Our pages, with what is on them."""
    assert PAGES  # noqa: S101  # loading them put their routes on it
    return [activities]


@impl
def wij_register_navigation(app: Flask) -> list[NavItem]:
    """One place in the menu."""
    return [NavItem(label=_("Activities"), endpoint="activities.index", icon="people-fill", order=25)]


@impl
def wij_register_calendars(app: Flask) -> list[CalendarKind]:
    """Feeds of an activity, an organiser, a theme."""
    return feeds.kinds()


@impl
def wij_register_tags(app: Flask) -> list[TagSpec]:
    """For what moving an activity counts."""
    return list(MOVING)


@impl
def wij_register_jobs(app: Flask) -> list[Job]:
    """Which series end soon; whose turn it is; who comes tomorrow."""
    return [
        Job(name="activities.ending", every=timedelta(days=1), run=ending.tell_ending),
        Job(name="activities.waiting", every=timedelta(minutes=1), run=offering.sweep),
        Job(name="activities.reminders", every=timedelta(minutes=10), run=reminders.sweep),
    ]


@impl
def wij_load_demo(demo: Any) -> None:
    """The activities of the demo house."""
    load_demo(demo)


@impl
def wij_list_entries(query: EntryQuery) -> list[Entry]:
    """Every date, as an entry of the agenda."""
    return entries.list_entries(query)


@impl
def wij_list_cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """A big choice on the home page; one's own sign-ups; today at the desk; the idea box."""
    return [*cards.cards(place, house_id, person_id), *idea_pieces.cards(place, house_id, person_id)]


@impl
def wij_list_needs(house_id: int, window: Span) -> list[Need]:
    """Small roles at each date."""
    return needs.needs(house_id, window)


@impl
def wij_list_suggestions(theme: str, house_id: int, window: Span) -> list[Suggestion]:
    """Things to do for a theme."""
    return suggesting.suggestions(theme, house_id, window)


@impl
def wij_describe(refs: Sequence[Ref], person_id: int | None) -> Mapping[Ref, Description]:
    """Activities, their dates and ideas for everybody, sign-ups for who made them."""
    return {**mine.describe(refs, person_id), **idea_keeping.describe(refs)}


@impl
def wij_hear_event(event: Event) -> None:
    """A room that closes; who promised to welcome."""
    hearing.hear(event)
    welcomers.hear(event)


@impl
def wij_export_person(person_id: int) -> Mapping[str, Any]:
    """What somebody comes to, organises and would like."""
    return {**mine.export(person_id), **idea_keeping.export(person_id), **versions.export(person_id)}


@impl
def wij_expire_data() -> None:
    """Guests' names, a week later; roles that were taken off; who waited, was reminded, or welcomed; old ideas."""
    for part in (expiring, keeping, reminders, welcoming, needs, idea_keeping, versions, answering):
        part.expire()


@impl
def wij_list_figures(house_id: int, window: Span) -> list[Figure]:
    """How often something was done together."""
    return figures.figures(house_id, window)
