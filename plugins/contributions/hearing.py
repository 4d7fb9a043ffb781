"""What happened to things whose needs were taken up: their tasks go along. Heard twice, it changes nothing more."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.clock import now
from app.db import db, transactional
from app.events import ActivityChanged, BookingCancelled, BookingMoved, Event, NeedHandedBack, NeedsChanged
from app.plugins import Need
from app.refs import Ref
from plugins.contributions.asked import mark_of
from plugins.contributions.asking import far_window, taken_places
from plugins.contributions.letting_go import let_go, move, take_back
from plugins.contributions.models import Promise, Task
from plugins.contributions.needing import needs_now


class CannotTell(RuntimeError):
    """The owner of the needs could not say them now; the event is heard again later."""


def hear(event: Event) -> None:
    """Let tasks follow the things that need them."""
    if isinstance(event, BookingCancelled | BookingMoved | ActivityChanged | NeedsChanged):
        follow(event.house_id, event.ref.owner)
    elif isinstance(event, NeedHandedBack) and event.person_id is not None:
        hand_back(event.ref, event.person_id)


@transactional
def hand_back(need: Ref, person_id: int) -> None:
    """End somebody's promises of what a thing needs: they told its owner that they cannot, who told all concerned."""
    given = sa.select(Promise).join(Task, Task.id == Promise.task_id).where(Task.ref == str(need))
    open_ones = given.where(Promise.person_id == person_id, Promise.withdrawn_at.is_(None), Promise.done_at.is_(None))
    for promise in db.session.scalars(open_ones):
        promise.withdrawn_at = promise.changed_at = now()
        promise.sequence += 1


@transactional
def follow(house_id: int, owner: str) -> None:
    """Bring the tasks from needs of `owner`'s things up to date with what those things need now.

    An event names the thing, the needs may be of its parts (the dates of an activity): so all of the owner's are looked
    at, and only what differs changes. What closed because it was no longer needed opens again when it is. A task whose
    time has passed stays as it was.
    """
    moment = now()
    tasks = [task for task in _following(house_id, owner) if task.starts is None or task.starts > moment]
    if not tasks:
        return
    needs = needs_now(house_id, far_window(moment))
    if owner in needs.missing:
        raise CannotTell(owner)
    wanted = {(str(need.ref), mark_of(need)): need for need in needs}
    for task in tasks:
        need = wanted.get((task.ref or "", task.mark)) or _renamed(task, needs.values)
        if need is not None:
            _bring_up_to_date(task, need)
        elif task.closed_at is None:
            let_go(task)
            task.closed_with_need = True


def _bring_up_to_date(task: Task, need: Need) -> None:
    """Make a task as its need is now. Nobody loses a place: fewer places leave those that are promised."""
    if task.closed_at is not None:
        take_back(task)
    task.title, task.mark = need.title[:100], mark_of(need)
    if need.places != task.places:
        task.places = max(need.places, taken_places([task.id]).get(task.id, 0))
    if need.minutes != task.minutes:
        task.minutes, task.changed_at, task.sequence = need.minutes, now(), task.sequence + 1
    move(task, need.at)


def _renamed(task: Task, needs: Sequence[Need]) -> Need | None:
    """A thing's only need under another name (a booking that moved to another room): it is the same one.

    Not where the owner gives its needs keys: then it says itself which is which.
    """
    of_thing = [need for need in needs if str(need.ref) == task.ref and not need.key]
    return of_thing[0] if len(of_thing) == 1 and _is_only_task(task) else None


def _is_only_task(task: Task) -> bool:
    others = sa.select(sa.func.count()).select_from(Task).where(Task.ref == task.ref, Task.id != task.id)
    return db.session.scalar(others) == 0


def _following(house_id: int, owner: str) -> Sequence[Task]:
    """The tasks from needs of an owner's things that are open, or closed together with the need."""
    return db.session.scalars(
        sa.select(Task)
        .where(Task.house_id == house_id, Task.ref.startswith(f"{owner}/", autoescape=True))
        .where(sa.or_(Task.closed_at.is_(None), Task.closed_with_need))
        .order_by(Task.id)
        .with_for_update(of=Task)
    ).all()
