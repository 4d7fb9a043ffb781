"""Write down what calendars are to be told of opening and closing. A job: what it finds unchanged it leaves alone."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa

from app.clock import Span, now
from app.db import db, transactional
from app.places.models import House
from app.refs import new_uid
from plugins.rooms.calendars.models import Duty, OwnTurn
from plugins.rooms.opening import plan
from plugins.rooms.opening.models import StaffedHours
from plugins.rooms.opening.turns import KEPT

Key = tuple[str, str]
"""The thing and the part: what a turn points with."""


@transactional
def follow() -> None:
    """Bring what calendars are told up to date, for every house that looks for openers and closers."""
    for house in db.session.scalars(sa.select(House).where(House.id.in_(sa.select(StaffedHours.house_id)))).all():
        _follow(house)


@transactional
def expire() -> None:
    """Let go of what was over three months ago, with whose turns it was."""
    old = sa.select(Duty.id).where(Duty.at < now() - KEPT)
    db.session.execute(sa.delete(OwnTurn).where(OwnTurn.duty_id.in_(old)))
    db.session.execute(sa.delete(Duty).where(Duty.at < now() - KEPT))


def _follow(house: House) -> None:
    window = Span(now(), now() + plan.AHEAD)
    needed: Mapping[Key, plan.Duty] = {one.moment.key: one for one in plan.duties(house, window)}
    known = {(row.ref, row.part): row for row in _known(house.id, window, needed)}
    for key, row in known.items():
        if key not in needed and row.gone_at is None:
            row.gone_at = row.changed_at = now()
            row.sequence += 1
    for key, duty in needed.items():
        if key not in known:
            known[key] = _new(house, key, duty)
        _bring(known[key], duty)
    db.session.flush()
    _follow_turns({row.id: row for row in known.values()}, _people(known, needed))


def _known(house_id: int, window: Span, needed: Iterable[Key]) -> list[Duty]:
    """What was told of the time to come, and of what is needed now, wherever it was before."""
    refs = [ref for ref, _part in needed]
    coming = sa.and_(Duty.house_id == house_id, Duty.at >= window.start, Duty.at < window.end)
    return list(db.session.scalars(sa.select(Duty).where(sa.or_(coming, Duty.ref.in_(refs))).order_by(Duty.id)))


def _new(house: House, key: Key, duty: plan.Duty) -> Duty:
    row = Duty(uid=new_uid(), house_id=house.id, ref=key[0], part=key[1], at=duty.moment.at, settled=duty.is_settled)
    row.made_at = row.changed_at = now()
    row.sequence = 0
    db.session.add(row)
    return row


def _bring(row: Duty, duty: plan.Duty) -> None:
    if (row.at, row.settled, row.gone_at) != (duty.moment.at, duty.is_settled, None):
        row.at, row.settled, row.gone_at = duty.moment.at, duty.is_settled, None
        row.changed_at = now()
        row.sequence += 1


def _people(known: Mapping[Key, Duty], needed: Mapping[Key, plan.Duty]) -> dict[int, int]:
    """Who said yes to which: by the row's id, the person's. What was promised among the tasks is told as that."""
    sure = {key: duty.turn for key, duty in needed.items() if duty.turn is not None and not duty.is_promised}
    return {known[key].id: turn.person_id for key, turn in sure.items() if turn.agreed}


def _follow_turns(duties: Mapping[int, Duty], people: Mapping[int, int]) -> None:
    rows = db.session.scalars(sa.select(OwnTurn).where(OwnTurn.duty_id.in_(list(duties)))).all()
    told = {(row.duty_id, row.person_id): row for row in rows}
    for (duty_id, person_id), row in told.items():
        if people.get(duty_id) != person_id and row.left_at is None:
            _tell(row, row.at, left_at=now())
    for duty_id, person_id in people.items():
        moment, own = duties[duty_id].at, told.get((duty_id, person_id))
        if own is None:
            db.session.add(
                OwnTurn(uid=new_uid(), duty_id=duty_id, person_id=person_id, at=moment, made_at=now(), changed_at=now())
            )
        elif (own.at, own.left_at) != (moment, None):
            _tell(own, moment, left_at=None)


def _tell(row: OwnTurn, moment: datetime, *, left_at: datetime | None) -> None:
    row.at, row.left_at, row.changed_at = moment, left_at, now()
    row.sequence += 1
