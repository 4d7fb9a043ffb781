"""Who can be asked to help with a task, and what somebody was asked. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import sqlalchemy as sa

from app.clock import now
from app.db import db
from plugins.contributions.asked import Asked, asked_by_task
from plugins.contributions.asking import can_do, with_places
from plugins.contributions.models import Promise, Task
from plugins.contributions.talents.fitting import Fit, fit
from plugins.contributions.talents.models import Invitation, Talent
from plugins.contributions.talents.reading import told_hosts


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be asked, and what they let hosts see of what they like; `liked` is whether it is this task."""

    person_id: int
    name: str
    lines: Sequence[Talent]
    liked: bool

    @property
    def key(self) -> str:
        """What a page sends to ask them: one of their lines."""
        return self.lines[0].public_id


@dataclass(frozen=True, slots=True)
class Waiting:
    """What somebody was asked and did not answer yet."""

    invitation: Invitation
    asked: Asked


def candidates(task: Task, besides: int | None) -> list[Candidate]:
    """Who can be asked to help with a task: who likes just this first, else in no order that says anything.

    Nobody who helps already or who was asked before; not the one who asks (`besides`).
    """
    left_out = {*not_to_ask(task), besides}
    lines: dict[int, list[Talent]] = {}
    for one in told_hosts(task.house_id):
        if one.person_id not in left_out:
            lines.setdefault(one.person_id, []).append(one)
    asked = asked_by_task(task, 0)
    found = [_candidate(task, own) for person_id, own in lines.items() if can_do(asked, person_id)]
    return sorted(found, key=lambda one: (not one.liked, _turn(task, one)))


def waiting_for(person_id: int) -> list[Waiting]:
    """What somebody was asked and did not answer, as long as there is a place."""
    invitations = db.session.scalars(
        sa.select(Invitation)
        .where(Invitation.person_id == person_id, Invitation.answered_at.is_(None))
        .order_by(Invitation.id)
    ).all()
    asked = with_places([one.task for one in invitations], person_id)
    found = [Waiting(one, task) for one, task in zip(invitations, asked, strict=True)]
    return [one for one in found if one.asked.open(now()) and not one.asked.mine]


def invitations_of(task: Task) -> Sequence[Invitation]:
    """Who was asked about a task and does not help with it: for hosts, who see no more than that."""
    return db.session.scalars(
        sa.select(Invitation)
        .where(Invitation.task_id == task.id, Invitation.person_id.not_in(_helping(task)))
        .order_by(Invitation.id)
    ).all()


def open_invitations(task: Task) -> list[Invitation]:
    """Of these, the ones that may still be answered before the next one is asked."""
    return [one for one in invitations_of(task) if one.is_open(now())]


def not_to_ask(task: Task) -> set[int]:
    """Who helps already, and who was asked before: they are not asked twice."""
    asked = sa.select(Invitation.person_id).where(Invitation.task_id == task.id)
    return {*db.session.scalars(_helping(task)), *db.session.scalars(asked)}


def _helping(task: Task) -> sa.Select[int]:
    return sa.select(sa.func.coalesce(Promise.person_id, 0)).where(
        Promise.task_id == task.id, Promise.withdrawn_at.is_(None)
    )


def _candidate(task: Task, lines: list[Talent]) -> Candidate:
    asked = asked_by_task(task, 0)
    fits = {one.id: fit(one.liking, asked, task.house.zone) for one in lines}
    ordered = sorted(lines, key=lambda one: (-fits[one.id], one.id))
    person = lines[0].person
    return Candidate(person.id, person.name, ordered, liked=fits[ordered[0].id] is Fit.LIKED)


def _turn(task: Task, one: Candidate) -> str:
    """Another order for each task, so that it is not always the same neighbour who is asked first."""
    return sha256(f"{task.public_id}/{one.key}".encode()).hexdigest()
