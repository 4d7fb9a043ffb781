"""Outreach, "Stronger together": organisations under one name hold talks at home with people of 75 to 85 who want one.

The sharpest privacy of the house: only an own yes makes a record, and what is over is gone.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from flask import Blueprint, Flask
from flask_babel import lazy_gettext as _

from app.calendar.entry import Entry, EntryQuery
from app.plugins import Card, Description, Job, NavItem, impl
from app.refs import Ref
from app.web import guard
from plugins.outreach.after import mine as after
from plugins.outreach.after import waiting
from plugins.outreach.buddies import keeping as buddies
from plugins.outreach.buddies import late
from plugins.outreach.buddies import mine as talking
from plugins.outreach.calling import keeping as calling
from plugins.outreach.demo import load as load_demo
from plugins.outreach.handover import views as alongs
from plugins.outreach.partners import mine
from plugins.outreach.partners.rights import parts_of
from plugins.outreach.reasons import keeping as reasons
from plugins.outreach.reasons import mine as looking
from plugins.outreach.replies import expiring
from plugins.outreach.talks import entries, leaving
from plugins.outreach.views import outreach
from plugins.outreach.views.routes import PAGES
from plugins.outreach.visitors import keeping as visitors
from plugins.outreach.visitors import mine as visiting
from plugins.outreach.visitors import telling as refreshers

MENU: Final = 50
"""After the other plugins."""


@impl
def wij_register_blueprints(app: Flask) -> list[Blueprint]:
    """Our pages, with what is on them."""
    assert PAGES  # noqa: S101  # loading them put their routes on it
    guard.open_for(app, outreach.name, lambda person_id: bool(parts_of(person_id)))
    return [outreach]


@impl
def wij_register_navigation(app: Flask) -> list[NavItem]:
    """One place in the menu."""
    return [NavItem(label=_("Stronger together"), endpoint="outreach.index", icon="door-open", order=MENU)]


@impl
def wij_load_demo(demo: Any) -> None:
    """The partners, the parts and the wheel of the demo."""
    load_demo(demo)


@impl
def wij_list_entries(query: EntryQuery) -> list[Entry]:
    """One's own talks, in one's own calendar; and when a room is taken for one."""
    return entries.entries(query)


@impl
def wij_describe(refs: Sequence[Ref], person_id: int | None) -> Mapping[Ref, Description]:
    """That a room is taken. What for, nobody reads."""
    return entries.describe(refs)


@impl
def wij_list_cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """What somebody goes along to."""
    return alongs.cards(place, person_id)


@impl
def wij_export_person(person_id: int) -> Mapping[str, Any]:
    """Which parts somebody has, what is kept of them as a visitor, what they took on, and where they looked."""
    every = (mine, visiting, talking, after, looking)
    return {key: value for one in every for key, value in one.export(person_id).items()}


@impl
def wij_expire_data() -> None:
    """Who would like a talk, when no talk came of it; who looked; what is kept of who visits no longer."""
    expiring.expire()
    calling.expire()
    reasons.expire()
    visitors.expire()
    buddies.expire()
    leaving.sweep()


@impl
def wij_register_jobs(app: Flask) -> list[Job]:
    """Whose refresher is due; who is inside for longer than they thought; what is open for long after a talk."""
    return [
        Job(name="outreach.refreshers", every=timedelta(days=1), run=refreshers.sweep),
        Job(name="outreach.inside", every=timedelta(minutes=late.EVERY), run=late.sweep),
        Job(name="outreach.waiting", every=timedelta(days=1), run=waiting.sweep),
    ]
