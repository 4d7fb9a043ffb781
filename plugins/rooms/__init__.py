"""Rooms: neighbours book the rooms of their house, for once or every week, and everybody sees when they are free."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask import Blueprint
from flask_babel import lazy_gettext as _

from app.calendar.entry import Entry, EntryQuery
from app.clock import Span
from app.events import Event
from app.places.requests import HoldRequest
from app.plugins import CalendarKind, Card, Description, Job, NavItem, Need, Objection, Piece, RuleSpec, impl
from app.refs import Ref
from plugins.rooms import entries, feeds, keeping, ownerless, pieces, remembering, rules, views
from plugins.rooms.after import keeping as after_keeping
from plugins.rooms.after import pieces as after_pieces
from plugins.rooms.after import views as after_views
from plugins.rooms.calendars import feeds as opening_feeds
from plugins.rooms.calendars import following
from plugins.rooms.closing import closing
from plugins.rooms.closing import pieces as closing_pieces
from plugins.rooms.closing import views as closing_views
from plugins.rooms.demo import load as load_demo
from plugins.rooms.door import arriving, lobby
from plugins.rooms.door import pieces as door_pieces
from plugins.rooms.door import settings as door_settings
from plugins.rooms.door import views as door_views
from plugins.rooms.keys import register as key_register
from plugins.rooms.keys import views as key_views
from plugins.rooms.kinds import demo as kind_demo
from plugins.rooms.kinds import pieces as kind_pieces
from plugins.rooms.kinds import views as kind_views
from plugins.rooms.losing import losing
from plugins.rooms.losing import pieces as losing_pieces
from plugins.rooms.losing import views as losing_views
from plugins.rooms.moving import moving
from plugins.rooms.moving import pieces as moving_pieces
from plugins.rooms.moving import views as moving_views
from plugins.rooms.opening import demo as opening_demo
from plugins.rooms.opening import heating, ticking, turns
from plugins.rooms.opening import heating_views as opening_heating_views
from plugins.rooms.opening import list_views as opening_list_views
from plugins.rooms.opening import pieces as opening_pieces
from plugins.rooms.opening import promising as opening_promising
from plugins.rooms.opening import views as opening_views
from plugins.rooms.pausing import pausing
from plugins.rooms.pausing import pieces as pausing_pieces
from plugins.rooms.pausing import views as pausing_views
from plugins.rooms.preparing import demo as preparing_demo
from plugins.rooms.preparing import pieces as preparing_pieces
from plugins.rooms.preparing import views as preparing_views
from plugins.rooms.requests import lapsing
from plugins.rooms.rights import own_booking
from plugins.rooms.sharing import entries as sharing_entries
from plugins.rooms.sharing import handing, joining, swapping
from plugins.rooms.sharing import hearing as sharing_hearing
from plugins.rooms.sharing import pieces as sharing_pieces
from plugins.rooms.sharing import views as sharing_views
from plugins.rooms.waiting import offering

PAGES = (
    after_views,
    closing_views,
    door_settings,
    door_views,
    key_views,
    kind_views,
    losing_views,
    moving_views,
    opening_heating_views,
    opening_list_views,
    opening_views,
    pausing_views,
    preparing_views,
    sharing_views,
)
"""Modules of features that put their routes on the blueprint."""


@impl
def wij_register_blueprints() -> list[Blueprint]:
    """The rooms, the guided path, a booking's own pages, and the lobby of a house."""
    return [views.rooms, lobby.lobby]


@impl
def wij_register_navigation() -> list[NavItem]:
    """Second in the menu: after the agenda, before what one can do."""
    return [NavItem(label=_("Rooms"), endpoint="rooms.index", icon="door-open", order=20)]


@impl
def wij_register_rules() -> list[RuleSpec]:
    """How long at a time, how far ahead, how long before it the heating goes on."""
    return [*rules.RULES, heating.RULE]


@impl
def wij_register_calendars() -> list[CalendarKind]:
    """A room's feed: when it is taken; for openers and closers what they are needed for."""
    return [feeds.kind(), *opening_feeds.kinds()]


@impl
def wij_list_entries(query: EntryQuery) -> list[Entry]:
    """Bookings, in the agenda and in feeds; in one's own also what one comes along to, opens and closes."""
    found = [*entries.entries_for(query), *sharing_entries.entries_for(query)]
    return [*found, *opening_feeds.entries_for(query)]


@impl
def wij_list_objections(request: HoldRequest) -> list[Objection]:
    """The past, too long, too far ahead: for whoever wants to hold a space."""
    return rules.objections(request)


@impl
def wij_list_needs(house_id: int, window: Span) -> list[Need]:
    """Chairs to put back, a room to set up, what was not left in order, and a door to open or close."""
    found = [*pieces.needs(house_id, window), *after_pieces.needs(house_id)]
    return [*found, *opening_pieces.needs(house_id, window), *preparing_pieces.needs(house_id, window)]


@impl
def wij_list_cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """The choice on the home page, one's own next bookings, and today's at the desk."""
    return [
        *pieces.cards(place, house_id, person_id),
        *door_pieces.cards(place, house_id),
        *after_pieces.cards(place, house_id, person_id),
        *opening_pieces.cards(place, house_id, person_id),
        *kind_pieces.cards(place, house_id),
        *losing_pieces.cards(place, house_id),
        *moving_pieces.cards(place, house_id),
        *pausing_pieces.cards(place, house_id, person_id),
        *preparing_pieces.cards(place, house_id, person_id),
        *sharing_pieces.cards(place, house_id, person_id),
    ]


@impl
def wij_fill_slot(slot: str, ref: Ref) -> list[Piece]:
    """What features have to say beside somebody's own booking, and whom a closure concerns."""
    if slot == "closure.side":
        return closing_pieces.beside_closure(ref)
    booking = own_booking(ref) if slot == "booking.side" else None
    if booking is None:
        return []
    features = (
        after_pieces,
        closing_pieces,
        door_pieces,
        losing_pieces,
        opening_pieces,
        pausing_pieces,
        preparing_pieces,
        sharing_pieces,
    )
    return [piece for feature in features for piece in feature.beside(booking)]


@impl
def wij_describe(refs: Sequence[Ref], person_id: int | None) -> Mapping[Ref, Description]:
    """What bookings are called, for who may know."""
    return pieces.describe(refs, person_id)


@impl
def wij_hear_event(event: Event) -> None:
    """Bookings that lose their room look otherwise in calendars; who comes along hears it; turns are promised."""
    closing.hear(event)
    losing.hear(event)
    sharing_hearing.hear(event)
    opening_promising.hear(event)


@impl
def wij_export_person(person_id: int) -> Mapping[str, Any]:
    """The bookings that somebody made, what they told after use, the keys they hold, when they open or close."""
    return {
        **keeping.export_person(person_id),
        "told_after_use": after_keeping.export_person(person_id),
        "keys": key_register.export_keys(person_id),
        "opening": turns.export_turns(person_id),
        "breaks": pausing_pieces.export_person(person_id),
        **sharing_pieces.export_person(person_id),
        "brought_files": moving_pieces.export_person(person_id),
    }


@impl
def wij_expire_data() -> None:
    """Two years after it took place, a booking forgets who made it; one of nobody, still to come, is let go of."""
    keeping.expire_data()
    after_keeping.expire()
    key_register.expire_keys()
    turns.expire_turns()
    ticking.expire_ticks()
    following.expire()
    pausing.expire()
    moving.expire()
    remembering.forget_old()
    for feature in (handing, joining, swapping):
        feature.forget_old()
    ownerless.free_ownerless()


@impl
def wij_register_jobs() -> list[Job]:
    """Every minute: rooms that nobody came to, or said yes to, are free again; offers go to the next in line.

    Every quarter of an hour: who opens and closes.
    """
    minute = timedelta(minutes=1)
    return [
        Job(name="rooms.opening", every=timedelta(minutes=15), run=turns.watch),
        Job(name="rooms.opening_feeds", every=minute, run=following.follow),
        Job(name="rooms.free", every=minute, run=arriving.free_unused),
        Job(name="rooms.requests", every=minute, run=lapsing.lapse),
        Job(name="rooms.waiting", every=minute, run=offering.sweep),
    ]


@impl
def wij_load_demo(demo: Any) -> None:
    """Thirteen weeks of bookings."""
    load_demo(demo)
    opening_demo.load(demo)
    following.follow()
    preparing_demo.load(demo)
    kind_demo.load(demo)
