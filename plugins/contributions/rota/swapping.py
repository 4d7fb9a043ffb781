"""Two neighbours change dates: one asks, the other says yes or no, and both places change hands at once."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from plugins.contributions.models import Promise, Task
from plugins.contributions.promising import own_promise, promise_for, promise_quietly
from plugins.contributions.rota import telling
from plugins.contributions.rota.models import RotaDate, Swap


@transactional
def propose(actor: Actor, offered_key: str, task_key: str) -> str:
    """Ask somebody who is there on the date of the task `task_key` to change with one's own promise `offered_key`.

    The one who has been there for longest is asked. Raises Refusal when nobody can be asked, NotFound.
    """
    offered = promise_for(actor, offered_key)
    asked = sa.select(Task).where(Task.public_id == task_key)
    task = db.session.scalar(asked) if task_key.isalnum() else None
    if task is None or not _same_rota(offered.task_id, task.id):
        raise NotFound(_("There is no such task."))
    wanted = _whom_to_ask(offered, task)
    if wanted is None or not _still_on(offered):
        raise Refusal(
            _("Nobody can change with you on that date. Take that date as well, or say that you cannot come.")
        )
    swap = Swap(public_id=new_public_id(), offered=offered, wanted=wanted, asked_at=now())
    db.session.add(swap)
    db.session.flush()
    journal.note(actor, "contributions.rota.swap_asked", swap.thing, task.title)
    telling.swap_asked(swap)
    return swap.public_id


@transactional
def accept(actor: Actor, key: str) -> None:
    """Say yes: both dates change hands in this transaction. Raises Refusal when one of them changed, NotFound."""
    swap = _locked(actor, key)
    offered, wanted = swap.offered, swap.wanted
    if not (_still_on(offered) and _still_on(wanted) and offered.task and wanted.task):
        raise Refusal(_("One of both dates changed meanwhile. So everybody keeps their own."))
    if _is_there(offered.task, wanted.person_id) or _is_there(wanted.task, offered.person_id):
        raise Refusal(_("One of you is there on both dates already. So everybody keeps their own."))
    moment = now()
    for promise in (offered, wanted):
        promise.withdrawn_at = promise.changed_at = moment
        promise.sequence += 1
    db.session.flush()
    if wanted.person_id is not None and offered.person_id is not None:
        promise_quietly(offered.task, wanted.person_id)
        promise_quietly(wanted.task, offered.person_id)
    swap.answered_at = moment
    journal.note(actor, "contributions.rota.swapped", swap.thing, wanted.task.title)
    telling.swapped(swap)


@transactional
def decline(actor: Actor, key: str) -> None:
    """Rather not. No reason asked. Raises NotFound."""
    swap = _locked(actor, key)
    swap.answered_at = now()
    telling.swap_declined(swap)


@transactional
def forget_old() -> None:
    """Nothing stays of what was asked, once one of both dates is over."""
    over = (
        sa.select(Promise.id)
        .join(Task, Task.id == Promise.task_id)
        .where(Task.starts <= now(), sa.or_(Promise.id == Swap.offered_id, Promise.id == Swap.wanted_id))
    )
    db.session.execute(sa.delete(Swap).where(sa.exists(over)), execution_options={"synchronize_session": False})


def swap_for(person_id: int | None, key: str) -> Swap:
    """The question that was put to this person and waits. Raises NotFound, also for another's."""
    swap = db.session.scalar(sa.select(Swap).where(Swap.public_id == key))
    if swap is None or person_id is None or swap.wanted.person_id != person_id or swap.answered_at is not None:
        raise NotFound(_("This question is over. Thank you!"))
    return swap


def _locked(actor: Actor, key: str) -> Swap:
    swap = swap_for(actor.subject, key)
    tasks = sorted(one.task_id or 0 for one in (swap.offered, swap.wanted))
    db.session.execute(sa.select(Task.id).where(Task.id.in_(tasks)).order_by(Task.id).with_for_update())
    db.session.expire_all()
    return swap_for(actor.subject, key)


def _same_rota(first: int | None, second: int) -> bool:
    rotas = sa.select(sa.func.count(sa.distinct(RotaDate.rota_id)), sa.func.count()).where(
        RotaDate.task_id.in_([first or 0, second])
    )
    return tuple(db.session.execute(rotas).one()) == (1, 2)


def _whom_to_ask(offered: Promise, task: Task) -> Promise | None:
    """A neighbour with an account who is there, and was not asked to change with this already."""
    if task.starts is None or task.starts <= now() or task.closed_at is not None:
        return None
    if offered.task is None or own_promise(task, offered.person_id) is not None:
        return None
    asked = sa.select(Swap.wanted_id).where(Swap.offered_id == offered.id)
    there = sa.select(Promise.person_id).where(Promise.task_id == offered.task_id, Promise.withdrawn_at.is_(None))
    return db.session.scalar(
        sa.select(Promise)
        .where(
            Promise.task_id == task.id,
            Promise.withdrawn_at.is_(None),
            Promise.person_id.is_not(None),
            Promise.person_id.not_in(there.where(Promise.person_id.is_not(None))),
            Promise.id.not_in(asked),
        )
        .order_by(Promise.id)
        .limit(1)
    )


def _still_on(promise: Promise) -> bool:
    task = promise.task
    if promise.withdrawn_at is not None or promise.done_at is not None or task is None or task.starts is None:
        return False
    return task.closed_at is None and task.starts > now()


def _is_there(task: Task, person_id: int | None) -> bool:
    return own_promise(task, person_id) is not None
