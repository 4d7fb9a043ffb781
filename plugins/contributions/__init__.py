"""Doing something in return: the house asks, neighbours promise and do, and thank each other.

Promised, done, thanked: nothing is counted per person or per group, nothing is owed, and "not now" leaves no trace.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask import Blueprint, Flask
from flask_babel import lazy_gettext as _

from app.calendar.entry import Entry, EntryQuery
from app.clock import Span
from app.events import Event
from app.jobs import DAILY
from app.places.requests import HoldRequest
from app.plugins import CalendarKind, Card, Description, Figure, Job, NavItem, Objection, Piece, RuleSpec, TagSpec, impl
from app.refs import Ref
from plugins.contributions import asking, expiring, feeds, hearing, mine, pieces, receiving
from plugins.contributions.agreements import reminding
from plugins.contributions.agreements import rules as agreement_rules
from plugins.contributions.asks import keeping as asks_kept
from plugins.contributions.asks import views as ask_views
from plugins.contributions.demo import load as load_demo
from plugins.contributions.paper import views as paper_views
from plugins.contributions.rota import covering, planning, swapping
from plugins.contributions.rota import keeping as rota_keeping
from plugins.contributions.rota import managing as rota_managing
from plugins.contributions.rota import views as rota_views
from plugins.contributions.stories import views as season_views
from plugins.contributions.talents import retention as talents_kept
from plugins.contributions.talents import views as talent_views
from plugins.contributions.views import (
    agreeing,
    browsing,
    contributions,
    doing,
    keeping,
    managing,
    offering,
    once,
    thanks,
)
from plugins.contributions.workday import views as workday_views

PAGES = (
    *(agreeing, browsing, doing, keeping, managing, offering, once, thanks),
    *(ask_views, paper_views, rota_managing, rota_views, season_views, talent_views, workday_views),
)
"""Modules that put their routes on the blueprint."""


@impl
def wij_register_blueprints(app: Flask) -> list[Blueprint]:
    """Our pages."""
    return [contributions]


@impl
def wij_register_navigation(app: Flask) -> list[NavItem]:
    """One place in the menu."""
    return [NavItem(label=_("Tasks"), endpoint="contributions.index", icon="person-raised-hand", order=30)]


@impl
def wij_register_calendars(app: Flask) -> list[CalendarKind]:
    """The house's open tasks, and what comes back for who is in it."""
    return feeds.kinds()


@impl
def wij_register_tags(app: Flask) -> list[TagSpec]:
    """A tag for activities that can use help."""
    return [TagSpec(key="needs-hands", label=_("helping hands welcome"))]


@impl
def wij_register_rules(app: Flask) -> list[RuleSpec]:
    """Whether regular groups make an agreement: the house invites, unless it decided on more."""
    return list(agreement_rules.RULES)


@impl
def wij_register_jobs(app: Flask) -> list[Job]:
    """Reminding groups, where the house decided on it; the next dates of what comes back; who else can come."""
    return [
        Job(name="contributions.remind_groups", every=DAILY, run=reminding.remind_groups),
        Job(name="contributions.rota_dates", every=DAILY, run=planning.make_all_dates),
        Job(name="contributions.rota_covers", every=timedelta(minutes=1), run=covering.sweep),
        Job(name="contributions.rota_swaps", every=DAILY, run=swapping.forget_old),
    ]


@impl
def wij_list_objections(request: HoldRequest) -> list[Objection]:
    """A series of a group without an agreement, where the house decided to ask for one."""
    return agreement_rules.objections(request)


@impl
def wij_load_demo(demo: Any) -> None:
    """The tasks, promises, thanks and agreements of the demo house."""
    load_demo(demo)


@impl
def wij_list_entries(query: EntryQuery) -> list[Entry]:
    """Somebody's own promises, in their own calendar; what the feeds of tasks ask for."""
    return mine.entries(query) + feeds.entries(query)


@impl
def wij_list_cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """Where hands are wanted; what one promised."""
    return pieces.cards(place, house_id, person_id)


@impl
def wij_fill_slot(slot: str, ref: Ref, person_id: int | None) -> list[Piece]:
    """The question after a booking, and what belongs beside a thing."""
    return pieces.fill(slot, ref, person_id)


@impl
def wij_describe(refs: Sequence[Ref], person_id: int | None) -> Mapping[Ref, Description]:
    """Tasks for everybody, promises for who made them."""
    described = {task.thing: Description(title=task.title, url=task.path) for task in asking.tasks_among(refs)}
    for promise in mine.own_among(refs, person_id):
        url = promise.task.path if promise.task else None
        described[promise.thing] = Description(title=promise.title, url=url)
    return described


@impl
def wij_hear_event(event: Event) -> None:
    """Tasks go along with the things that need them."""
    hearing.hear(event)


@impl
def wij_export_person(person_id: int) -> Mapping[str, Any]:
    """Somebody's promises, the thanks that they got and gave, what they like to do, and for what they asked a hand."""
    kept = (mine, rota_keeping, talents_kept, asks_kept)
    return {name: value for one in kept for name, value in one.export(person_id).items()}


@impl
def wij_expire_data() -> None:
    """Names of guests go, what people like to do and did not say again for long, and questions that are settled."""
    expiring.expire()
    talents_kept.expire()
    asks_kept.expire()


@impl
def wij_list_figures(house_id: int, window: Span) -> list[Figure]:
    """The house's own count."""
    return receiving.figures(house_id, window)
