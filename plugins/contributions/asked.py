"""What hands are asked for, as one kind of value: the house's own tasks, and what things of others need."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.plugins import Need
from app.refs import Ref
from plugins.contributions.models import Task
from plugins.contributions.takes import SHORT


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One task to choose from. `public_id` is None for a need that nobody took up yet: it has no row of its own.

    `starts` and `ends` as in `models.Task`; `taken` of `places` are promised; `mine` is whether the reader is in it,
    and `did` whether they did it already. `roles` as in `app.plugins.Need`.
    """

    public_id: str | None
    house_id: int
    title: str
    minutes: int
    places: int
    taken: int
    starts: datetime | None
    ends: datetime | None
    takes: tuple[str, ...] = ()
    ref: Ref | None = None
    mark: str = ""
    words: str = ""
    roles: tuple[str, ...] = ()
    mine: bool = False
    did: bool = False
    closed: bool = False

    @property
    def key(self) -> str:
        """What a form sends to choose it: `task:k3f9ab2c`, or `need:rooms/booking/k3f9:0a1b2c3d`."""
        return f"task:{self.public_id}" if self.public_id else f"need:{self.ref}:{self.mark}"

    @property
    def left(self) -> int:
        """Places that are still free."""
        return max(self.places - self.taken, 0)

    @property
    def short(self) -> bool:
        """Whether it takes at most half an hour."""
        return self.minutes <= SHORT

    def over(self, moment: datetime) -> bool:
        """Whether its time has gone by at `moment`."""
        if self.starts is None:
            return False
        return (self.ends or self.starts + timedelta(minutes=self.minutes)) <= moment

    def open(self, moment: datetime) -> bool:
        """Whether somebody can still help with it."""
        return not self.closed and self.left > 0 and not self.over(moment)


def asked_by_task(task: Task, taken: int, mine: bool = False, did: bool = False) -> Asked:
    """A task with its places, and what the reader has to do with it."""
    return Asked(
        public_id=task.public_id,
        house_id=task.house_id,
        title=task.title,
        minutes=task.minutes,
        places=task.places,
        taken=taken,
        starts=task.starts,
        ends=task.ends,
        takes=task.take_keys,
        ref=Ref.parse(task.ref) if task.ref else None,
        mark=task.mark,
        words=task.words,
        roles=task.role_keys,
        mine=mine,
        did=did,
        closed=task.closed_at is not None,
    )


def asked_by_need(need: Need, house_id: int, title: str) -> Asked:
    """A need that nobody took up yet; `title` is its name in the reader's language."""
    return Asked(
        public_id=None,
        house_id=house_id,
        title=title,
        minutes=need.minutes,
        places=need.places,
        taken=0,
        starts=need.at,
        ends=None,
        ref=need.ref,
        mark=mark_of(need),
        roles=need.roles,
    )


def mark_of(need: Need) -> str:
    """Which of a thing's needs it is, as a task keeps it."""
    return need.mark
