"""Hold spaces and let go of them, in the caller's own transaction. Nobody else writes occupancy."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import lazy_gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from app.clock import Span, now
from app.db import db
from app.places.availability import covers
from app.places.hours import closed_reason, openings
from app.places.models import Occupancy, Space
from app.places.requests import HoldRequest
from app.plugins import current_hooks
from app.refs import Ref
from app.refusals import Refusal


class Taken(Refusal):
    """Somebody else holds (part of) it. `spans` are the wanted spans that clash, in order."""

    def __init__(self, spans: Sequence[Span]) -> None:
        super().__init__(_("This time has just been taken. We kept what you filled in."), field="space")
        self.spans = tuple(spans)


class Closed(Refusal):
    """The space is not open for (one of) the wanted spans. `spans` are those, in order."""

    def __init__(self, message: object, spans: Sequence[Span]) -> None:
        super().__init__(message, field="start")
        self.spans = tuple(spans)


def hold(request: HoldRequest, *, state: str = "confirmed", expires_at: datetime | None = None) -> None:
    """Hold every wanted space in every wanted span, or none of them.

    Combined spaces hold their parts; the buffer of each space is frozen into its rows; closing times, house rules and
    plugins are asked; expired holds are swept first. Raises Closed, Taken or another Refusal. Call it in a transaction.
    """
    buffers = _open_and_locked(request)
    for objection in current_hooks().objections(request):
        raise Refusal(objection.message, field=objection.field, rule=objection.rule)
    _take(request, buffers, state, expires_at)


def hold_agreed(request: HoldRequest, *, state: str = "confirmed") -> None:
    """Hold what was agreed before, elsewhere: a host moves it in, so the house rules are not asked.

    All else is as in `hold`. Raises Closed or Taken.
    """
    _take(request, _open_and_locked(request), state, None)


def _open_and_locked(request: HoldRequest) -> dict[int, timedelta]:
    """The buffers of the wanted leaf spaces, which are locked, swept, and open then. Raises Closed."""
    lock_shapes(request.space_ids)
    spaces = _spaces(request.space_ids)
    buffers = _buffers(spaces)
    lock_leaves(buffers)
    _sweep(buffers)
    _refuse_closed(request, spaces)
    return buffers


def _take(request: HoldRequest, buffers: dict[int, timedelta], state: str, expires_at: datetime | None) -> None:
    wanted = [
        (space_id, span.padded(after=buffer), ref)
        for space_id, buffer in sorted(buffers.items())
        for span, ref in request.holders()
    ]
    clashes = _clashes([(space_id, span) for space_id, span, _ref in wanted])
    if clashes:
        raise Taken([span for span in request.spans if any(_same_start(span, clash) for clash in clashes)])
    db.session.add_all(
        Occupancy(
            space_id=space_id,
            ref=str(ref),
            state=state,
            starts=span.start,
            ends=span.end,
            expires_at=expires_at,
        )
        for space_id, span, ref in wanted
    )
    try:
        db.session.flush()
    except IntegrityError as error:
        if "occupancy" not in str(error.orig):
            raise
        raise Taken(request.spans) from error  # the database's own word: nobody gets past it


def release(ref: Ref) -> None:
    """Let go of all that `ref` holds. Call it in a transaction."""
    db.session.execute(sa.delete(Occupancy).where(Occupancy.ref == str(ref)))


def release_all(refs: Iterable[Ref]) -> None:
    """Let go of all that any of `refs` holds. A series lets go of everything before it takes anything."""
    keys = [str(ref) for ref in refs]
    for start in range(0, len(keys), 500):
        db.session.execute(sa.delete(Occupancy).where(Occupancy.ref.in_(keys[start : start + 500])))


def confirm(refs: Iterable[Ref]) -> None:
    """What any of `refs` asked for is certain now: the same spaces and times, so nobody is asked again."""
    _set_state(refs, "confirmed")


def ask_for(refs: Iterable[Ref]) -> None:
    """What any of `refs` holds waits for a yes from now on: the same spaces and times, and nobody else gets them."""
    _set_state(refs, "requested")


def _set_state(refs: Iterable[Ref], state: str) -> None:
    keys = [str(ref) for ref in refs]
    for start in range(0, len(keys), 500):
        db.session.execute(sa.update(Occupancy).where(Occupancy.ref.in_(keys[start : start + 500])).values(state=state))


def hand_over(held: Ref, to: Ref, state: str) -> bool:
    """What `held` holds for a while belongs to `to` from now on, in `state`. False when that while is over."""
    changed = db.session.execute(
        sa.update(Occupancy)
        .where(Occupancy.ref == str(held), Occupancy.expires_at > now())
        .values(ref=str(to), state=state, expires_at=None)
    )
    return bool(changed.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result has it


def busy(space_ids: Iterable[int], window: Span) -> dict[int, list[Span]]:
    """When each space (leaf or combined) is held within `window`, buffers included, in order."""
    return busy_in(_spaces(tuple(space_ids)), window)


def busy_in(spaces: Sequence[Space], window: Span) -> dict[int, list[Span]]:
    """As `busy`, for spaces that are loaded already. One query."""
    leaves = {leaf for space in spaces for leaf in space.leaf_ids}
    by_leaf: dict[int, list[Span]] = {leaf: [] for leaf in leaves}
    for row in occupied(leaves, window):
        by_leaf[row.space_id].append(Span(row.starts, row.ends))
    return {space.id: sorted(span for leaf in space.leaf_ids for span in by_leaf[leaf]) for space in spaces}


def occupied(leaf_ids: Iterable[int], window: Span) -> list[Occupancy]:
    """The rows of leaf spaces that touch `window`, expired holds left out.

    Rows of a space never overlap, so only the last one that starts before the window can reach into it: two index
    searches a space, however long its history (research: a bare `starts < ? and ends > ?` reads all of it).
    """
    earlier = aliased(Occupancy)
    last_before = (
        sa.select(earlier.id)
        .where(earlier.space_id == Space.id, earlier.starts < window.start)
        .order_by(earlier.starts.desc())
        .limit(1)
        .correlate(Space)
        .scalar_subquery()
    )
    wanted = sorted(leaf_ids)
    alive = sa.or_(Occupancy.expires_at.is_(None), Occupancy.expires_at > now())
    inside = sa.select(Occupancy).where(
        Occupancy.space_id.in_(wanted), Occupancy.starts >= window.start, Occupancy.starts < window.end, alive
    )
    reaching = (
        sa.select(Occupancy)
        .join(Space, Occupancy.id == last_before)
        .where(Space.id.in_(wanted), Occupancy.ends > window.start, alive)
    )
    both = sa.union_all(inside, reaching).subquery()
    row = aliased(Occupancy, both)
    return list(db.session.scalars(sa.select(row).order_by(row.space_id, row.starts)))


def _same_start(wanted: Span, clash: Span) -> bool:
    return wanted.start == clash.start


def _spaces(space_ids: tuple[int, ...]) -> list[Space]:
    """Loaded afresh: their parts may have changed while we waited for the lock."""
    return list(
        db.session.scalars(
            sa.select(Space).where(Space.id.in_(space_ids)).order_by(Space.id).execution_options(populate_existing=True)
        )
    )


def _buffers(spaces: Sequence[Space]) -> dict[int, timedelta]:
    buffers: dict[int, timedelta] = {}
    for space in spaces:
        own = timedelta(minutes=space.buffer_minutes)
        for leaf in space.leaf_ids:
            buffers[leaf] = max(own, buffers.get(leaf, timedelta(0)))
    return buffers


def lock_leaves(leaf_ids: Iterable[int]) -> None:
    """Be the only one who takes or closes these leaf spaces, until the transaction ends.

    On PostgreSQL an advisory lock a space, in sorted order, so that two series never wait for each other. SQLite needs
    none: a transaction for writing is alone.
    """
    _advisory("pg_advisory_xact_lock(7710, :space)", leaf_ids)


def lock_shapes(space_ids: Iterable[int]) -> None:
    """Keep what these spaces are made of as it is, until the transaction ends. Holds don't wait for each other here."""
    _advisory("pg_advisory_xact_lock_shared(7711, :space)", space_ids)


def lock_shape_to_change(space_id: int) -> None:
    """Be the only one who uses what this space is made of, until the transaction ends."""
    _advisory("pg_advisory_xact_lock(7711, :space)", [space_id])


def _advisory(lock: str, space_ids: Iterable[int]) -> None:
    if db.session.get_bind().dialect.name == "postgresql":
        for space_id in sorted(set(space_ids)):
            db.session.execute(sa.text(f"SELECT {lock}"), {"space": space_id})  # one of the three above


def _sweep(leaf_ids: Iterable[int]) -> None:
    db.session.execute(
        sa.delete(Occupancy).where(Occupancy.space_id.in_(sorted(leaf_ids)), Occupancy.expires_at <= now())
    )


def _refuse_closed(request: HoldRequest, spaces: Sequence[Space]) -> None:
    window = Span(min(span.start for span in request.spans), max(span.end for span in request.spans))
    opened = openings(spaces, window)
    for space in spaces:
        shut = [span for span in request.spans if not covers(opened[space.id], span)]
        if shut:
            raise Closed(closed_reason(space, shut[0]), shut)


def _clashes(wanted: Sequence[tuple[int, Span]]) -> list[Span]:
    """The wanted (space, span) pairs that clash with what is held, or with each other."""
    clashes = []
    by_space: dict[int, list[Span]] = {}
    for space_id, span in wanted:
        by_space.setdefault(space_id, []).append(span)
    window = Span(min(span.start for _id, span in wanted), max(span.end for _id, span in wanted))
    held: dict[int, list[Span]] = {space_id: [] for space_id in by_space}
    for row in occupied(by_space, window):
        held[row.space_id].append(Span(row.starts, row.ends))
    for space_id, spans in by_space.items():
        clashes += _overlapping(sorted(spans), held[space_id])
    return clashes


def _overlapping(wanted: Sequence[Span], held: Sequence[Span]) -> list[Span]:
    """Those of `wanted` that overlap `held` or an earlier wanted one. Both sorted by start; one walk."""
    found = []
    everything = sorted([*((span, True) for span in wanted), *((span, False) for span in held)])
    latest: tuple[datetime, Span, bool] | None = None
    for span, is_wanted in everything:
        if latest and span.start < latest[0]:
            if is_wanted:
                found.append(span)
            elif latest[2]:
                found.append(latest[1])
        if latest is None or span.end > latest[0]:
            latest = (span.end, span, is_wanted)
    return found
