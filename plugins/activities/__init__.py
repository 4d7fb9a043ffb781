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
from app.plugins import CalendarKind, Card, Description, Figure, Job, NavItem, Need, Suggestion, Welcomer, impl
from app.refs import Ref
from plugins.activities import cards, ending, entries, expiring, feeds, figures, mine, pointed, suggesting
from plugins.activities.after import saying
from plugins.activities.demo import load as load_demo
from plugins.activities.following import entries as followed_entries
from plugins.activities.following import feeds as followed_feeds
from plugins.activities.following import reading as followed
from plugins.activities.following import refreshing
from plugins.activities.ideas import keeping as idea_keeping
from plugins.activities.ideas import pieces as idea_pieces
from plugins.activities.lost import hearing
from plugins.activities.openly import pieces as openly
from plugins.activities.papers import making as papers
from plugins.activities.questions import answering
from plugins.activities.reminding import telling as reminders
from plugins.activities.roles import needs
from plugins.activities.versions import keeping as versions
from plugins.activities.views import activities
from plugins.activities.views.routes import PAGES
from plugins.activities.waiting import keeping, offering
from plugins.activities.welcoming import asked
from plugins.activities.welcoming import hearing as welcomers
from plugins.activities.welcoming import keeping as welcoming


@impl
def wij_register_blueprints(app: Flask) -> list[Blueprint]:
    """Our pages, with what is on them."""
    assert PAGES  # noqa: S101  # loading them put their routes on it
    assert pointed  # noqa: S101  # loading it lets people point at what stands on them
    return [activities]


@impl
def wij_register_navigation(app: Flask) -> list[NavItem]:
    """One place in the menu."""
    return [NavItem(label=_("Activities"), endpoint="activities.index", icon="people-fill", order=25)]


@impl
def wij_register_calendars(app: Flask) -> list[CalendarKind]:
    """Feeds of an activity, an organiser, a theme, a followed calendar."""
    return [*feeds.kinds(), followed_feeds.kind()]


@impl
def wij_register_jobs(app: Flask) -> list[Job]:
    """Which series end soon; whose turn it is; who comes tomorrow; what is new in followed calendars."""
    return [
        Job(name="activities.ending", every=timedelta(days=1), run=ending.tell_ending),
        Job(name="activities.waiting", every=timedelta(minutes=1), run=offering.sweep),
        Job(name="activities.reminders", every=timedelta(minutes=10), run=reminders.sweep),
        Job(name="activities.following", every=timedelta(hours=1), run=refreshing.refresh_due),
    ]


@impl
def wij_load_demo(demo: Any) -> None:
    """The activities of the demo house."""
    load_demo(demo)


@impl
def wij_list_entries(query: EntryQuery) -> list[Entry]:
    """Every date, as an entry of the agenda; those of followed calendars too."""
    return entries.list_entries(query) + followed_entries.list_entries(query)


@impl
def wij_list_cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """A big choice on the home page; one's own sign-ups; today at the desk; the idea box; what waits for an answer."""
    return [card for part in (cards, idea_pieces, openly) for card in part.cards(place, house_id, person_id)]


@impl
def wij_list_needs(house_id: int, window: Span) -> list[Need]:
    """Small roles at each date."""
    return needs.needs(house_id, window)


@impl
def wij_list_suggestions(theme: str, house_id: int, window: Span) -> list[Suggestion]:
    """Things to do for a theme."""
    own = suggesting.suggestions(theme, house_id, window)
    return sorted(own + followed.suggestions(theme, house_id, window), key=suggesting.soonest)


@impl
def wij_list_welcomers(ref: Ref) -> list[Welcomer]:
    """Who welcomes newcomers on a date, and who organises it."""
    return list(asked.welcomers(ref))


@impl
def wij_describe(refs: Sequence[Ref], person_id: int | None) -> Mapping[Ref, Description]:
    """Activities, their dates, ideas, questions and followed calendars for everybody, sign-ups for who made them."""
    theirs = (idea_keeping.describe(refs), followed.describe(refs), openly.describe(refs))
    return {ref: told for found in (mine.describe(refs, person_id), *theirs) for ref, told in found.items()}


@impl
def wij_hear_event(event: Event) -> None:
    """A room that closes, or is open again; who promised to welcome."""
    hearing.hear(event)
    welcomers.hear(event)


@impl
def wij_export_person(person_id: int) -> Mapping[str, Any]:
    """What somebody comes to, organises, would like, follows, asked and answered."""
    parts = (mine, idea_keeping, versions, followed, openly)
    return {name: told for part in parts for name, told in part.export(person_id).items()}


@impl
def wij_expire_data() -> None:
    """Names of guests, who waited or was reminded; what was taken off, let go of or over long ago."""
    own = (expiring, keeping, reminders, welcoming, needs, idea_keeping, versions, answering, followed, openly, saying)
    for part in (*own, papers):
        part.expire()


@impl
def wij_list_figures(house_id: int, window: Span) -> list[Figure]:
    """How often something was done together."""
    return figures.figures(house_id, window)
