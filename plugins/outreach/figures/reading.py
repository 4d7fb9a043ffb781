"""What everybody may know of rounds: the tables of those that are closed, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.db import db
from plugins.outreach.figures.counting import counted
from plugins.outreach.figures.models import FOLLOWUP, KINDS, TALK
from plugins.outreach.figures.suppression import Counts, Table, published
from plugins.outreach.rounds.models import Round

ASKED = ("activity", "information", "contact")
"""Kinds of follow-up that are told; who asked for nothing is no kind of its own here."""


@dataclass(frozen=True, slots=True)
class Told:
    """A round that is closed, as everybody may know it."""

    round: Round
    table: Table


def told_rounds() -> Sequence[Told]:
    """Every round that is closed. None is told of while it is open: from two tables one could be subtracted."""
    rows = select(Round).where(Round.closed.is_not(None)).order_by(Round.closed.desc(), Round.id.desc())
    return [Told(one, table_of(one)) for one in db.session.scalars(rows)]


def table_of(one: Round) -> Table:
    """What is told of a round that is closed."""
    found = counted(one.id)
    return published(
        Counts(
            letters=one.sent or 0,
            yes=one.yes,
            talks={form: found[TALK, form] for form in KINDS[TALK]},
            wishes={kind: found[FOLLOWUP, kind] for kind in ASKED},
        )
    )
