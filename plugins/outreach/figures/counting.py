"""Count what happens, at the moment it does. What is counted is forgotten; the count stays."""

from sqlalchemy import select

from app.db import db
from plugins.outreach.figures.models import KINDS, Count
from plugins.outreach.rounds.models import Round


def count(round_id: int, what: str, kind: str, number: int = 1) -> None:
    """Count `number` more (or less, but never below none) of one kind in an open round, in the open transaction.

    Once a round is closed its counts are told, and stay: from two tables one could be subtracted.
    """
    if kind not in KINDS[what]:
        raise ValueError(f"there is no {what} of the kind {kind!r}")
    closed = db.session.scalars(select(Round.closed).where(Round.id == round_id).with_for_update()).one()
    if closed is not None:
        raise ValueError("this round is closed")
    found = db.session.get(Count, (round_id, what, kind), populate_existing=True)
    if found is None:
        found = Count(round_id=round_id, what=what, kind=kind, number=0)
        db.session.add(found)
    found.number = max(0, found.number + number)
    db.session.flush()


def counted(round_id: int) -> dict[tuple[str, str], int]:
    """(what, kind) -> how often, for every kind that there is."""
    rows = db.session.execute(select(Count.what, Count.kind, Count.number).where(Count.round_id == round_id))
    found = {(what, kind): number for what, kind, number in rows}
    return {(what, kind): found.get((what, kind), 0) for what, kinds in KINDS.items() for kind in kinds}
