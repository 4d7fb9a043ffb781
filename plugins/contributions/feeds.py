"""Feeds of tasks: what the house asks, for everybody; a task that comes back, for who is in it. No names in either."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.calendar.entry import Calendar, Entry, EntryQuery, Status, Visibility
from app.calendar.places import all_houses, house_called
from app.clock import Span
from app.db import db
from app.people import roles
from app.places.models import House
from app.plugins import CalendarKind, CalendarOffer
from app.refs import Ref
from app.web.languages import language_of
from plugins.contributions.asking import taken_places
from plugins.contributions.models import Promise, Task
from plugins.contributions.rota.models import FixedPlace, Rota, RotaDate, StandIn

TASKS: Final = "tasks"
ROTA: Final = "rota"


def kinds() -> list[CalendarKind]:
    """The open tasks of a house, and the dates of each task that comes back."""
    return [
        CalendarKind(kind=TASKS, public=True, find=_of_house, label=_l("Helping hands wanted"), lists=_houses),
        CalendarKind(kind=ROTA, public=False, find=_of_rota, offers=_rotas_of),
    ]


def entries(query: EntryQuery) -> list[Entry]:
    """What these feeds ask for, by their own reference: nothing of it is in any other calendar."""
    if query.ref is None or query.ref.owner != "contributions":
        return []
    if query.ref.kind == TASKS:
        house = db.session.scalar(sa.select(House).where(House.slug == query.ref.key))
        open_ones = sa.select(Task).where(Task.house_id == (house.id if house else 0), Task.ref.is_(None))
        return [entry for entry, left in _entries(open_ones, query, Visibility.PUBLIC) if left]
    if query.ref.kind == ROTA:
        dates = sa.select(RotaDate.task_id).join(Rota).where(Rota.public_id == query.ref.key)
        wanted = sa.select(Task).where(Task.id.in_(dates))
        return [entry for entry, _left in _entries(wanted, query, Visibility.HIDDEN)]
    return []


def _entries(wanted: sa.Select[Task], query: EntryQuery, visibility: Visibility) -> Iterable[tuple[Entry, int]]:
    """Tasks with a time in the window as entries, each with the places that are left."""
    if not query.with_cancelled:
        wanted = wanted.where(Task.closed_at.is_(None))
    in_window = wanted.where(Task.starts < query.window.end).where(
        sa.func.coalesce(Task.ends, Task.starts) >= query.window.start - timedelta(days=1)
    )
    tasks = db.session.scalars(in_window.order_by(Task.starts, Task.id)).all()
    taken, changed = taken_places([task.id for task in tasks]), _promises_changed(tasks)
    for task in tasks:
        left = max(task.places - taken.get(task.id, 0), 0)
        entry = _entry(task, left, max(task.changed_at, changed.get(task.id, task.changed_at)), visibility)
        if entry.span.overlaps(query.window):
            yield entry, left


def _entry(task: Task, left: int, modified: datetime, visibility: Visibility) -> Entry:
    if task.starts is None:
        raise ValueError("a task for whenever is in no calendar")
    house = task.house
    return Entry(
        ref=task.thing,
        uid=f"task-{task.public_id}@wij",
        span=Span(task.starts, task.ends or task.starts + timedelta(minutes=task.minutes)),
        zone=house.zone,
        title=task.title,
        status=Status.CANCELLED if task.closed_at else Status.CONFIRMED,
        visibility=visibility,
        sequence=task.sequence,
        created=task.made_at,
        modified=modified,
        house_id=task.house_id,
        place=house.name,
        location=", ".join(filter(None, (house.name, house.address))),
        description="\n\n".join(filter(None, (_places_words(left), task.words))),
        url=task.path,
        occupies=False,
    )


def _places_words(left: int) -> str:
    if not left:
        return _("All places are taken.")
    return ngettext("%(num)s place is still free.", "%(num)s places are still free.", left)


def _promises_changed(tasks: Sequence[Task]) -> dict[int, datetime]:
    """When anything was last promised or taken back of each task: calendars show what is free."""
    rows = db.session.execute(
        sa.select(Promise.task_id, sa.func.max(Promise.changed_at))
        .where(Promise.task_id.in_([task.id for task in tasks]))
        .group_by(Promise.task_id)
    )
    return {task_id: moment for task_id, moment in rows if task_id is not None}


def _of_house(slug: str) -> Calendar | None:
    house = house_called(slug)
    if house is None:
        return None
    with language_of(house.language):
        return Calendar(
            name=_("Helping hands wanted, %(house)s", house=house.name),
            description=_("What the house asks its neighbours for. Every task counts the same."),
            zone=house.zone,
            language=house.language,
            house_id=house.id,
            ref=Ref("contributions", TASKS, house.slug),
            moved_to=None if house.slug == slug else house.slug,
        )


def _houses() -> list[CalendarOffer]:
    return [CalendarOffer(slug=house.slug, name=house.name) for house in all_houses() if not house.is_partner]


def _of_rota(key: str) -> Calendar | None:
    rota = db.session.scalar(sa.select(Rota).where(Rota.public_id == key))
    if rota is None:
        return None
    return Calendar(
        name=_offer_name(rota),
        description=_("All dates of it, with the places that are free. No names in it."),
        zone=rota.house.zone,
        language=rota.house.language,
        house_id=rota.house_id,
        ref=Ref("contributions", ROTA, key),
    )


def _rotas_of(person_id: int) -> list[CalendarOffer]:
    """The tasks that come back in which somebody is: always there, standing in, or a host of the house."""
    fixed = sa.select(FixedPlace.rota_id).where(FixedPlace.person_id == person_id)
    stands_in = sa.select(StandIn.rota_id).where(StandIn.person_id == person_id)
    hosted = roles.houses_with_role(person_id, "host")
    rotas = db.session.scalars(
        sa.select(Rota)
        .where(Rota.ended_at.is_(None))
        .where(sa.or_(Rota.id.in_(fixed), Rota.id.in_(stands_in), Rota.house_id.in_(hosted)))
    )
    return [CalendarOffer(slug=rota.public_id, name=_offer_name(rota)) for rota in rotas]


def _offer_name(rota: Rota) -> str:
    return f"{rota.title}, {rota.house.name}"
