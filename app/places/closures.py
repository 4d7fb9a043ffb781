"""Closures: when a house or a space of it is closed, although its weekly hours say otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import events
from app.actors import Actor
from app.clock import Span, now, wall
from app.db import db, transactional
from app.journal import note
from app.places import verbs
from app.places.holding import lock_leaves
from app.places.holidays import Holiday, holidays_of
from app.places.models import Closure, House, Occupancy, Space, SpacePart
from app.places.rights import HOST, require
from app.refs import Ref, new_public_id
from app.refusals import NotFound, Refusal

LONGEST: Final = timedelta(days=366)
FURTHEST: Final = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True)
class Removed:
    """A closure that was taken away, as it was: enough to put it back. Moments in UTC."""

    public_id: str
    house_id: int
    space_id: int | None
    span: Span
    reason: str
    holiday: date | None


def ref_of(closure: Closure) -> Ref:
    """How the log and events point at a closure."""
    return Ref("places", "closure", closure.public_id)


def coming(house_id: int) -> list[Closure]:
    """Closures of a house and its spaces that are not over yet, soonest first."""
    return list(
        db.session.scalars(
            sa.select(Closure)
            .where(Closure.house_id == house_id, Closure.ends > now())
            .order_by(Closure.starts, Closure.id)
        )
    )


def held_in(closures: Iterable[Closure]) -> dict[int, list[Ref]]:
    """By closure id: what is held in that time all the same, each thing once, in order. One query."""
    ids = [closure.id for closure in closures]
    within = sa.or_(
        Closure.space_id.is_(None) & (Space.house_id == Closure.house_id),
        Closure.space_id == Occupancy.space_id,
        sa.exists().where(SpacePart.whole_id == Closure.space_id, SpacePart.part_id == Occupancy.space_id),
    )
    rows = db.session.execute(
        sa.select(Closure.id, Occupancy.ref)
        .join(Occupancy, (Occupancy.starts < Closure.ends) & (Occupancy.ends > Closure.starts))
        .join(Space, Space.id == Occupancy.space_id)
        .where(Closure.id.in_(ids), within, sa.or_(Occupancy.expires_at.is_(None), Occupancy.expires_at > now()))
        .order_by(Closure.id, Occupancy.starts, Occupancy.ref)
    )
    found: dict[int, list[Ref]] = {closure_id: [] for closure_id in ids}
    for closure_id, ref in rows:
        if (parsed := Ref.parse(ref)) not in found[closure_id]:
            found[closure_id].append(parsed)
    return found


def held_during(house_id: int, span: Span, space_id: int | None = None) -> list[Ref]:
    """What is held in a house, or in one space of it, during `span`: whom closing it would concern, in order."""
    parts = sa.select(SpacePart.part_id).where(SpacePart.whole_id == space_id)
    within = Space.house_id == house_id if space_id is None else sa.or_(Space.id == space_id, Space.id.in_(parts))
    refs = db.session.scalars(
        sa.select(Occupancy.ref)
        .join(Space, Space.id == Occupancy.space_id)
        .where(within, Occupancy.starts < span.end, Occupancy.ends > span.start)
        .where(sa.or_(Occupancy.expires_at.is_(None), Occupancy.expires_at > now()))
        .order_by(Occupancy.starts, Occupancy.ref)
    )
    return [Ref.parse(ref) for ref in dict.fromkeys(refs)]


@transactional
def close(actor: Actor, house_id: int, span: Span, reason: str, space_id: int | None = None) -> str:
    """Close a house, or one of its spaces, during `span`; answers the closure's public id. For hosts.

    What is held in that time stays held: whoever closes talks to those people. Raises Refusal beside a field.
    """
    house = require(actor, house_id, HOST)
    _refuse_unfit(house, span, reason, space_id)
    return _close(actor, house, span, reason.strip(), space_id=space_id)


@transactional
def close_on_holidays(actor: Actor, house_id: int, days: Iterable[date]) -> int:
    """Close a house on these public holidays; answers how many closures were made. Days closed already are left.

    For hosts. Raises Refusal for a day that is no holiday there.
    """
    house = require(actor, house_id, HOST)
    wanted, offered = sorted(set(days)), {one.day: one for one in holidays_ahead(house)}
    if not set(wanted) <= offered.keys():
        raise Refusal(_("Choose from the days in the list."), field="days")
    known = set(db.session.scalars(sa.select(Closure.holiday).where(Closure.house_id == house_id)))
    fresh = [day for day in wanted if day not in known]
    for day in fresh:
        _close(actor, house, Span.day(day, house.zone), offered[day].name, holiday=day)
    return len(fresh)


@transactional
def reopen(actor: Actor, house_id: int, public_id: str) -> Removed:
    """Take a closure away; answers what it was, for undo. For hosts. Raises NotFound."""
    require(actor, house_id, HOST)
    closure = db.session.scalar(sa.select(Closure).where(Closure.house_id == house_id, Closure.public_id == public_id))
    if closure is None:
        raise NotFound(_("This closure is no longer there."))
    note(actor, verbs.CLOSURE_REMOVED, ref_of(closure), closure.reason)
    db.session.delete(closure)
    events.say(events.SpaceReopened(ref=ref_of(closure), house_id=house_id))
    span = Span(closure.starts, closure.ends)
    return Removed(public_id, house_id, closure.space_id, span, closure.reason, closure.holiday)


@transactional
def close_again(actor: Actor, removed: Removed) -> None:
    """Put back a closure that was taken away. For hosts. Does nothing when it is back already."""
    house = require(actor, removed.house_id, HOST)
    if db.session.scalar(sa.select(Closure.id).where(Closure.public_id == removed.public_id)) is None:
        _close(
            actor, house, removed.span, removed.reason,
            space_id=removed.space_id, holiday=removed.holiday, public_id=removed.public_id,
        )  # fmt: skip


def holidays_ahead(house: House, language: str | None = None) -> list[Holiday]:
    """Public holidays and Carnival from today to the end of next year, in a `language` or in the house's."""
    today = wall(now(), house.zone).date()
    offered = holidays_of(house.holiday_country, (today.year, today.year + 1), language or house.language)
    return [one for one in offered if one.day >= today]


def _close(
    actor: Actor,
    house: House,
    span: Span,
    reason: str,
    *,
    space_id: int | None = None,
    holiday: date | None = None,
    public_id: str | None = None,
) -> str:
    whole = Space.house_id == house.id if space_id is None else Space.id == space_id
    spaces = db.session.scalars(sa.select(Space).where(whole))
    lock_leaves({leaf for space in spaces for leaf in space.leaf_ids})  # no hold slips in while this is written
    closure = Closure(
        public_id=public_id or new_public_id(),
        house_id=house.id,
        space_id=space_id,
        starts=span.start,
        ends=span.end,
        reason=reason,
        holiday=holiday,
    )
    db.session.add(closure)
    db.session.flush()
    events.say(events.SpaceClosed(ref=ref_of(closure), house_id=house.id))
    note(actor, verbs.CLOSURE_ADDED, ref_of(closure), reason)
    return closure.public_id


def _refuse_unfit(house: House, span: Span, reason: str, space_id: int | None) -> None:
    if not reason.strip():
        raise Refusal(_("Say why. People see it when they choose a time."), field="reason")
    if space_id is not None:
        space = db.session.get(Space, space_id)
        if space is None or space.house_id != house.id:
            raise Refusal(_("Choose one of these."), field="space")
    if span.end <= now():
        raise Refusal(_("This time is over. Choose a later day."), field="first_day")
    if span.length > LONGEST:
        raise Refusal(_("Choose a year at most. You can add another closure."), field="last_day")
    if span.start > now() + FURTHEST:
        raise Refusal(_("Choose a day within two years from now."), field="first_day")
