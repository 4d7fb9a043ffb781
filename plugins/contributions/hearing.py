"""What happened to things whose needs were taken up: their tasks go along. Heard twice, it changes nothing more."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.clock import now
from app.db import db, transactional
from app.events import ActivityChanged, BookingCancelled, BookingMoved, Event, NeedsChanged
from app.plugins import Need
from plugins.contributions.asked import mark_of
from plugins.contributions.asking import far_window
from plugins.contributions.letting_go import let_go, move
from plugins.contributions.models import Task
from plugins.contributions.needing import needs_now


class CannotTell(RuntimeError):
    """The owner of the needs could not say them now; the event is heard again later."""


def hear(event: Event) -> None:
    """Let tasks follow the things that need them."""
    if isinstance(event, BookingCancelled | BookingMoved | ActivityChanged | NeedsChanged):
        follow(event.house_id, event.ref.owner)


@transactional
def follow(house_id: int, owner: str) -> None:
    """Bring the open tasks from needs of `owner`'s things up to date with what those things need now.

    An event names the thing, the needs may be of its parts (the dates of an activity): so all of the owner's are looked
    at, and only what differs changes. A task whose time has passed stays as it was.
    """
    moment = now()
    tasks = [task for task in _open_tasks(house_id, owner) if task.starts is None or task.starts > moment]
    if not tasks:
        return
    needs = needs_now(house_id, far_window(moment))
    if owner in needs.missing:
        raise CannotTell(owner)
    wanted = {(str(need.ref), mark_of(need)): need for need in needs}
    for task in tasks:
        need = wanted.get((task.ref or "", task.mark)) or _renamed(task, needs.values)
        if need is None:
            let_go(task)
        else:
            task.title, task.mark = need.title[:100], mark_of(need)
            move(task, need.at)


def _renamed(task: Task, needs: Sequence[Need]) -> Need | None:
    """A thing's only need under another name (a booking that moved to another room): it is the same one."""
    of_thing = [need for need in needs if str(need.ref) == task.ref]
    return of_thing[0] if len(of_thing) == 1 and _is_only_task(task) else None


def _is_only_task(task: Task) -> bool:
    others = sa.select(sa.func.count()).select_from(Task).where(Task.ref == task.ref, Task.id != task.id)
    return db.session.scalar(others) == 0


def _open_tasks(house_id: int, owner: str) -> Sequence[Task]:
    return db.session.scalars(
        sa.select(Task)
        .where(Task.house_id == house_id, Task.ref.startswith(f"{owner}/", autoescape=True), Task.closed_at.is_(None))
        .order_by(Task.id)
        .with_for_update(of=Task)
    ).all()
