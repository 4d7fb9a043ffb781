"""Look at a file before anything is taken: row by row what would be booked, what collides, and what cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

import sqlalchemy as sa
from dateutil.relativedelta import relativedelta

from app.clock import Span, now
from app.db import db
from app.places.models import House, Space
from app.places.search import capacity
from app.places.spaces import spaces_of
from plugins.rooms.finding import timetables
from plugins.rooms.fitting import Timetable
from plugins.rooms.models import Booking
from plugins.rooms.moving.models import MoveIn
from plugins.rooms.moving.rows import Row, read

FINE: Final = "fine"
SKIPPED: Final = ("known", "past")
"""Left out by itself: it is here already, or over."""
AHEAD: Final = relativedelta(months=13)


@dataclass(frozen=True, slots=True)
class Checked:
    """A row with its room and what would become of it: FINE, one of SKIPPED, or why not (a key)."""

    row: Row
    space: Space | None
    state: str


def check(house: House, brought: MoveIn) -> list[Checked]:
    """Every row of what was brought. The queries do not grow with the rows. Raises rows.Unreadable."""
    rows = read(brought.content, house.zone, Span(now() - timedelta(days=1), now() + AHEAD))
    spaces = [one for one in spaces_of(house.id) if one.bookable]
    placed = [(row, _room(row, spaces, brought.space)) for row in rows]
    spans = [row.span for row, space in placed if row.span is not None and space is not None]
    tables = timetables(spaces, spans)
    known = _known(house.id, spans)
    checked = [Checked(row, space, _state(row, space, tables, known, house)) for row, space in placed]
    return _without_clashes(checked)


def uid_of(house: House, row: Row) -> str:
    """The uid of a booking that was moved in: the same file again gives the same ones."""
    return str(uuid5(NAMESPACE_URL, f"{house.slug}/{row.uid}"))


def _room(row: Row, spaces: Sequence[Space], default: Space | None) -> Space | None:
    """The room with that name or slug, also as the first part of a place; none named: the one that was chosen."""
    named = row.room.split(",")[0].strip().casefold()
    if not named:
        return default
    return next((one for one in spaces if named in (one.name.casefold(), one.slug)), default)


def _state(row: Row, space: Space | None, tables: dict[int, Timetable], known: set[str], house: House) -> str:
    if row.problem:
        return row.problem
    if space is None or row.span is None:
        return "room"
    if row.span.start <= now():
        return "past"
    if row.span.length > timedelta(hours=24):
        return "time"
    if uid_of(house, row) in known:
        return "known"
    most = max(capacity(space), space.standing)
    if most and row.people > most:
        return "small"
    table = tables[space.id]
    if not table.is_open(row.span):
        return "closed"
    return "taken" if table.is_held(row.span) else FINE


def _known(house_id: int, spans: Sequence[Span]) -> set[str]:
    if not spans:
        return set()
    first, last = min(one.start for one in spans), max(one.end for one in spans)
    uids = sa.select(Booking.uid).where(Booking.house_id == house_id, Booking.starts >= first, Booking.starts <= last)
    return set(db.session.scalars(uids))


def _without_clashes(checked: list[Checked]) -> list[Checked]:
    """Rows that are in each other's way within the file: the one that begins first stays."""
    busy: dict[int, datetime] = {}
    states: dict[int, str] = {}
    fine = [one for one in checked if one.state == FINE and one.space is not None and one.row.span is not None]
    for one in sorted(fine, key=_start):
        space, span = one.space, one.row.span
        if space is None or span is None:
            continue
        if any(busy.get(leaf, span.start) > span.start for leaf in space.leaf_ids):
            states[one.row.number] = "twice"
            continue
        for leaf in space.leaf_ids:
            busy[leaf] = span.end + timedelta(minutes=space.buffer_minutes)
    return [Checked(one.row, one.space, states.get(one.row.number, one.state)) for one in checked]


def _start(one: Checked) -> tuple[datetime, int]:
    return (one.row.span.start if one.row.span else now()), one.row.number
