"""The feeds: what has to be opened and what closed, for who has that role; one's own turns, in one's own feed."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

import sqlalchemy as sa
from flask_babel import gettext as _

from app.calendar.entry import MY_TASKS, Calendar, Entry, EntryQuery, Status, Visibility
from app.clock import Span
from app.db import db
from app.people import roles
from app.places.models import House
from app.plugins import CalendarKind, CalendarOffer
from app.refs import Ref
from app.web.languages import language_of
from plugins.rooms.calendars.models import Duty, OwnTurn
from plugins.rooms.opening.models import CLOSE, OPEN, StaffedHours
from plugins.rooms.opening.roles import KINDS

LENGTH: Final = timedelta(minutes=15)
PARTS: Final = {"openers": (OPEN,), "closers": (CLOSE,), "keys": (OPEN, CLOSE)}
"""Which parts of the day each kind of calendar tells."""
ROLES: Final = {"openers": KINDS[OPEN], "closers": KINDS[CLOSE], "keys": ("key_holder", "host")}
"""Who may read it: they are the ones who can do it."""


def kinds() -> list[CalendarKind]:
    """For openers, for closers, and for who has a key: they may do both."""
    return [
        CalendarKind(kind=kind, public=False, find=partial(_calendar, kind), offers=partial(_offers, kind))
        for kind in PARTS
    ]


def entries_for(query: EntryQuery) -> list[Entry]:
    """Somebody's own turns, for their own calendar; what a role's feed asks for by its own reference."""
    if query.space_id or query.group_id or query.theme or query.organiser:
        return []
    if query.ref is not None and query.ref.owner == "rooms" and query.ref.kind in PARTS:
        return _of_role(query, query.ref)
    return _own(query, query.person_id) if query.person_id is not None and query.ref in (None, MY_TASKS) else []


def _of_role(query: EntryQuery, ref: Ref) -> list[Entry]:
    wanted = (
        sa.select(Duty)
        .join(House, House.id == Duty.house_id)
        .where(House.slug == ref.key, Duty.part.in_(PARTS[ref.kind]), *_in(Duty.at, query.window))
        .order_by(Duty.at, Duty.id)
    )
    if not query.with_cancelled:
        wanted = wanted.where(Duty.gone_at.is_(None))
    return [_entry_of_duty(duty) for duty in db.session.scalars(wanted)]


def _own(query: EntryQuery, person_id: int) -> list[Entry]:
    wanted = sa.select(OwnTurn).join(Duty).where(OwnTurn.person_id == person_id, *_in(OwnTurn.at, query.window))
    if query.house_id is not None:
        wanted = wanted.where(Duty.house_id == query.house_id)
    if not query.with_cancelled:
        wanted = wanted.where(OwnTurn.left_at.is_(None))
    return [_entry_of_turn(turn) for turn in db.session.scalars(wanted.order_by(OwnTurn.at, OwnTurn.id))]


def _in(column: sa.orm.InstrumentedAttribute[datetime], window: Span) -> tuple[sa.ColumnElement[bool], ...]:
    return column < window.end, column > window.start - LENGTH


def _entry_of_duty(duty: Duty) -> Entry:
    what = _what(duty)
    return Entry(
        ref=Ref("rooms", "duty", duty.uid),
        uid=duty.uid,
        span=Span(duty.at, duty.at + LENGTH),
        zone=duty.house.zone,
        title=what if duty.settled else _("%(what)s: nobody yet", what=what),
        status=Status.CANCELLED if duty.gone_at else Status.CONFIRMED,
        visibility=Visibility.HIDDEN,
        sequence=duty.sequence,
        created=duty.made_at,
        modified=duty.changed_at,
        house_id=duty.house_id,
        place=duty.house.name,
        location=_address(duty.house),
        description=_("Somebody does this one.") if duty.settled else _("Nobody does this one yet. Will you?"),
        url=f"/rooms/opening/{duty.house.slug}",
        occupies=False,
    )


def _entry_of_turn(turn: OwnTurn) -> Entry:
    duty = turn.duty
    return Entry(
        ref=Ref("rooms", "duty", turn.uid),
        uid=turn.uid,
        span=Span(turn.at, turn.at + LENGTH),
        zone=duty.house.zone,
        title=_what(duty),
        status=Status.CANCELLED if turn.left_at else Status.CONFIRMED,
        visibility=Visibility.HIDDEN,
        sequence=turn.sequence,
        created=turn.made_at,
        modified=turn.changed_at,
        house_id=duty.house_id,
        place=duty.house.name,
        location=_address(duty.house),
        url=f"/rooms/opening/{duty.house.slug}",
        mine=True,
    )


def _what(duty: Duty) -> str:
    return _("Open the house") if duty.part == OPEN else _("Close the house")


def _address(house: House) -> str:
    return ", ".join(filter(None, (house.name, house.address)))


def _offers(kind: str, person_id: int) -> list[CalendarOffer]:
    """The houses that look for openers and closers, where somebody may be one."""
    allowed = roles.houses_with_role(person_id, *ROLES[kind])
    looking = sa.select(StaffedHours.house_id).where(StaffedHours.house_id.in_(allowed))
    houses = db.session.scalars(sa.select(House).where(House.id.in_(looking)).order_by(House.id))
    return [CalendarOffer(slug=house.slug, name=_name(kind, house)) for house in houses]


def _calendar(kind: str, slug: str) -> Calendar | None:
    house = db.session.scalar(sa.select(House).where(House.slug == slug))
    if house is None:
        return None
    with language_of(house.language):
        return Calendar(
            name=_name(kind, house),
            description=_("Three weeks ahead. Whether somebody does it, and never who."),
            zone=house.zone,
            language=house.language,
            house_id=house.id,
            ref=Ref("rooms", kind, house.slug),
        )


def _name(kind: str, house: House) -> str:
    if kind == "keys":
        return _("Opening and closing %(house)s", house=house.name)
    if kind == "openers":
        return _("Opening %(house)s", house=house.name)
    return _("Closing %(house)s", house=house.name)
