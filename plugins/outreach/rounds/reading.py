"""Rounds as they stand: which there are, which may begin, and what is left of each in counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.db import db
from app.refusals import NotFound
from plugins.outreach.rounds.models import ReplyCode, Round
from plugins.outreach.wheel.models import District, Letters
from plugins.outreach.wheel.reading import districts


@dataclass(frozen=True, slots=True)
class Counts:
    """A round in counts. `silent` did not answer, or not yet; `codes` may still be answered with."""

    sent: int
    undeliverable: int
    yes: int
    no: int
    later: int
    silent: int
    codes: int


def rounds() -> Sequence[Round]:
    """All rounds: those that are open first, the newest first."""
    rows = select(Round).order_by(Round.closed.is_not(None), Round.month.desc(), Round.id.desc())
    return db.session.scalars(rows).all()


def any_open() -> bool:
    """Whether there is a letter that one can answer."""
    return db.session.scalar(select(Round.id).where(Round.closed.is_(None)).limit(1)) is not None


def any_closed() -> bool:
    """Whether a round is over, so that there are figures of it."""
    return db.session.scalar(select(Round.id).where(Round.closed.is_not(None)).limit(1)) is not None


def round_with(key: str) -> Round:
    """Raises NotFound."""
    found = db.session.scalar(select(Round).where(Round.public_id == key)) if key.isalnum() else None
    if found is None:
        raise NotFound(_("This round is not there."))
    return found


def batches_of(one: Round) -> list[Letters]:
    """Its letters on the wheel: those of its district, from its month until the next round there."""
    after = select(func.min(Round.month)).where(Round.district_id == one.district_id, Round.month > one.month)
    until = db.session.scalar(after) or date.max
    return [batch for batch in one.district.batches if one.month <= batch.month < until]


def sent_of(one: Round) -> int:
    """How many letters went out."""
    return one.sent if one.sent is not None else sum(batch.sent or 0 for batch in batches_of(one))


def codes_of(one: Round) -> int:
    """How many codes may still be answered with."""
    return db.session.scalar(select(func.count()).select_from(ReplyCode).where(ReplyCode.round_id == one.id)) or 0


def counts_of(one: Round) -> Counts:
    """All that is known of everybody together."""
    sent = sent_of(one)
    silent = max(0, sent - one.undeliverable - one.yes - one.no)
    return Counts(sent, one.undeliverable, one.yes, one.no, one.later, silent, codes_of(one))


def may_begin() -> list[tuple[District, date]]:
    """Districts without an open round, with the first month of letters that no round had yet."""
    covered: dict[int, date] = {}
    busy = set()
    for one in rounds():
        until = one.closed or one.month
        covered[one.district_id] = max(until, one.month, covered.get(one.district_id, date.min))
        busy |= {one.district_id} if one.closed is None else set()
    found = []
    for district in districts():
        months = [batch.month for batch in district.batches if batch.month > covered.get(district.id, date.min)]
        if district.id not in busy and months:
            found.append((district, min(months)))
    return found
