"""What a neighbour says to a rota: always there, ask me, yes or no to a question. Each in a transaction of its own."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions.asking import taken_places
from plugins.contributions.promising import own_promise, promise_quietly, promise_task, withdraw
from plugins.contributions.rota.covering import go_on
from plugins.contributions.rota.holds import end
from plugins.contributions.rota.models import Cover, FixedPlace, Rota, StandIn
from plugins.contributions.rota.planning import dates_to_come


@transactional
def keep_place(actor: Actor, key: str) -> int:
    """Be there each time: a place on every date to come that has one. Answers on how many dates one is there now.

    Raises Refusal when every fixed place is somebody's, NotFound, NotAllowed.
    """
    person_id, rota = _somebody(actor), _locked(key)
    if db.session.get(FixedPlace, (rota.id, person_id)) is None:
        fixed = sa.select(sa.func.count()).select_from(FixedPlace).where(FixedPlace.rota_id == rota.id)
        if (db.session.scalar(fixed) or 0) >= rota.fixed_places:
            raise Refusal(_("There is no fixed place just now. You can help on single dates, or stand in."))
        db.session.add(FixedPlace(rota_id=rota.id, person_id=person_id, since=now()))
        journal.note(actor, "contributions.rota.kept_place", rota.thing, rota.title)
    dates = dates_to_come(rota)
    taken = taken_places([one.task_id for one in dates])
    for one in dates:
        if taken.get(one.task_id, 0) < one.task.places:
            promise_quietly(one.task, person_id)
    return sum(own_promise(one.task, person_id) is not None for one in dates)


@transactional
def leave_place(actor: Actor, key: str) -> int:
    """Not each time any more: the dates to come are free again. Answers how many. Raises NotFound, NotAllowed."""
    person_id, rota = _somebody(actor), _locked(key)
    fixed = db.session.get(FixedPlace, (rota.id, person_id))
    if fixed is None:
        return 0
    db.session.delete(fixed)
    own = [promise for one in dates_to_come(rota) if (promise := own_promise(one.task, person_id)) is not None]
    for promise in own:
        withdraw(actor, promise.public_id)
    journal.note(actor, "contributions.rota.left_place", rota.thing, rota.title)
    return len(own)


@transactional
def stand_in(actor: Actor, key: str) -> None:
    """May be asked when somebody cannot come. Raises NotFound, NotAllowed."""
    person_id, rota = _somebody(actor), _locked(key)
    if db.session.get(StandIn, (rota.id, person_id)) is None:
        db.session.add(StandIn(rota_id=rota.id, person_id=person_id))
        journal.note(actor, "contributions.rota.stands_in", rota.thing, rota.title)


@transactional
def stop_standing_in(actor: Actor, key: str) -> None:
    """Not be asked any more. A question that waits gets a no. Raises NotFound, NotAllowed."""
    person_id, rota = _somebody(actor), _locked(key)
    row = db.session.get(StandIn, (rota.id, person_id))
    if row is not None:
        db.session.delete(row)
        db.session.flush()
        dates = [one.task_id for one in dates_to_come(rota)]
        _no(_waiting(Cover.person_id == person_id, Cover.task_id.in_(dates)))
        journal.note(actor, "contributions.rota.stands_in_no_more", rota.thing, rota.title)


@transactional
def say_yes(actor: Actor, cover_key: str) -> str:
    """Take the place that was kept; the promise's public id. Raises Refusal when another has it meanwhile, NotFound."""
    cover = _cover(actor, cover_key)
    return promise_task(actor, cover.task.public_id)


@transactional
def say_no(actor: Actor, cover_key: str) -> None:
    """Not this time. No reason asked, and nothing is kept of it. Raises NotFound."""
    cover = _cover(actor, cover_key)
    if cover.answered_at is None:
        _no([cover])


def cover_for(person_id: int | None, key: str) -> Cover:
    """The question that was put to this person. Raises NotFound, also for another's."""
    cover = db.session.scalar(sa.select(Cover).where(Cover.public_id == key))
    if cover is None or cover.person_id != person_id:
        raise NotFound(_("This question is over. Thank you!"))
    return cover


def _cover(actor: Actor, key: str) -> Cover:
    cover_for(actor.subject, key)
    locked = sa.select(Cover).where(Cover.public_id == key).with_for_update(of=Cover)
    return db.session.scalars(locked.execution_options(populate_existing=True)).one()


def _no(covers: list[Cover]) -> None:
    end(covers)
    go_on(covers)


def _waiting(*which: sa.ColumnElement[bool]) -> list[Cover]:
    return list(db.session.scalars(sa.select(Cover).where(Cover.answered_at.is_(None), *which).order_by(Cover.id)))


def _somebody(actor: Actor) -> int:
    if actor.subject is None:
        raise NotAllowed(_("Sign in first, or call the desk. Then we write it down for you."))
    return actor.subject


def _locked(key: str) -> Rota:
    rota = db.session.scalar(
        sa.select(Rota).where(Rota.public_id == key).with_for_update(of=Rota).execution_options(populate_existing=True)
    )
    if rota is None or rota.ended_at is not None:
        raise NotFound(_("There is no such task."))
    return rota
