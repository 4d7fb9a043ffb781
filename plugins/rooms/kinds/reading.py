"""The rules of a house, read: those that hold, all that were decided, and what is left of what is counted."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from app.clock import Span, now, wall
from app.db import db
from app.places.models import House
from app.refs import Ref
from plugins.rooms.kinds.models import KindRule
from plugins.rooms.kinds.ruling import COUNTED, Per, Rule, What, holding, period_of, used
from plugins.rooms.models import ON, Booking
from plugins.rooms.purposes import BY_KEY, TOGETHER


def rules_of(house_id: int) -> list[Rule]:
    """The rules that hold today. One query."""
    house = db.session.get_one(House, house_id)
    today = wall(now(), house.zone).date()
    rows = db.session.scalars(
        sa.select(KindRule).where(
            KindRule.house_id == house_id,
            KindRule.since <= today,
            sa.or_(KindRule.ended_on.is_(None), KindRule.ended_on > today),
        )
    )
    return [value_of(row) for row in rows]


def decided(house_id: int) -> Sequence[KindRule]:
    """Every rule that a house decided on, also those that ended: by kind and room, the newest first."""
    return db.session.scalars(
        sa.select(KindRule)
        .where(KindRule.house_id == house_id)
        .order_by(KindRule.kind, KindRule.space_id, KindRule.what, KindRule.since.desc(), KindRule.id.desc())
    ).all()


def value_of(row: KindRule) -> Rule:
    """A row as a value."""
    return Rule(
        key=row.public_id,
        what=What(row.what),
        value=row.value,
        per=Per(row.per or Per.MONTH),
        space_id=row.space_id,
        kind=row.kind,
        since=row.since,
    )


def kind_of(purpose: str) -> str:
    """The kind of use that a purpose is: an activity of the house is something of the neighbourhood together."""
    return purpose if purpose in BY_KEY else TOGETHER


def had_by(
    rule: Rule, house_id: int, window: Span, person_id: int | None, group_id: int | None, besides: Collection[Ref] = ()
) -> list[Span]:
    """What a person (for themselves) or a group booked in a window, as far as the rule counts it. One query.

    Counted when it is asked for, kept nowhere.
    """
    who = Booking.group_id == group_id if group_id is not None else Booking.person_id == person_id
    query = sa.select(Booking.starts, Booking.ends).where(
        Booking.house_id == house_id,
        Booking.status.in_(ON),
        who,
        Booking.starts >= window.start,
        Booking.starts < window.end,
        Booking.public_id.not_in([ref.key for ref in besides]),
    )
    if group_id is None:
        query = query.where(Booking.group_id.is_(None))
    if rule.space_id is not None:
        query = query.where(Booking.space_id == rule.space_id)
    if rule.kind:
        query = query.where(Booking.purpose == rule.kind)
    return [Span(starts, ends) for starts, ends in db.session.execute(query)]


def left_for(
    house: House, space_id: int, kind: str, span: Span, person_id: int | None, group_id: int | None
) -> list[tuple[Rule, float]]:
    """What is left of each counted rule in the period of `span`, for a person or a group: for themselves to see."""
    found = holding(rules_of(house.id), space_id, kind_of(kind))
    left = []
    for what in COUNTED:
        rule = found.get(what)
        if rule is not None:
            period = period_of(span, rule.per, house.zone)
            had = had_by(rule, house.id, period, person_id, group_id)
            left.append((rule, max(rule.value - used(rule, period, had), 0)))
    return left
