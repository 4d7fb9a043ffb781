"""The wheel as it stands: districts, what is planned, what went out, and what the planner proposes now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from flask_babel import gettext as _
from sqlalchemy import or_, select

from app.db import db
from app.refusals import NotFound
from app.web.dates import month as month_words
from plugins.outreach.partners.rights import today
from plugins.outreach.wheel import planner
from plugins.outreach.wheel.models import THE_ONE, District, Letters, Wheel
from plugins.outreach.wheel.months import YEAR, first_of, month_at, number_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the planner proposes for letters that did not go out yet; `is_kept` when that is what is planned."""

    batches: tuple[tuple[District, date, int], ...]
    without_month: tuple[District, ...]
    shortage: planner.Shortage | None
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the wheel in counts: letters that went out, letters planned, and the districts that it holds."""

    first: date
    sent: int
    planned: int
    districts: tuple[str, ...]

    @property
    def words(self) -> str:
        """The calendar year, or "from March 2027 on" for a year that begins in another month."""
        return str(self.first.year) if self.first.month == 1 else _("from %(month)s on", month=month_words(self.first))

    @property
    def total(self) -> int:
        """Letters in all."""
        return self.sent + self.planned


def the_wheel() -> Wheel | None:
    """How the wheel turns, once somebody has said so."""
    return db.session.get(Wheel, THE_ONE)


def districts() -> Sequence[District]:
    """Districts on the wheel, by name."""
    on_it = or_(District.until.is_(None), District.until >= today())
    return db.session.scalars(select(District).where(on_it).order_by(District.name)).all()


def district_with(key: str) -> District:
    """Raises NotFound."""
    found = db.session.scalar(select(District).where(District.public_id == key)) if key.isalnum() else None
    if found is None or (found.until is not None and found.until < today()):
        raise NotFound(_("This district is not on the wheel."))
    return found


def proposal(wheel: Wheel) -> Proposal:
    """The most even plan from this month on. What went out stays; what should have gone out is planned anew."""
    by_key = {one.public_id: one for one in districts()}
    found = planner.plan(
        [_wish(one, wheel) for one in by_key.values()],
        calendar_of(wheel),
        planner.Team(wheel.visitors, wheel.talks, wheel.together),
        Fraction(1, wheel.one_in),
    )
    batches = tuple((by_key[batch.key], month_at(batch.month, wheel.first), batch.letters) for batch in found.batches)
    planned = [batch for one in by_key.values() for batch in one.batches if batch.sent is None]
    kept = {(batch.district_id, batch.month, batch.planned) for batch in planned}
    return Proposal(
        batches,
        tuple(by_key[key] for key in found.without_month),
        found.shortage,
        kept == {(one.id, month, letters) for one, month, letters in batches},
    )


def calendar_of(wheel: Wheel) -> planner.Calendar:
    """When letters may go out."""
    months = wheel.years * YEAR
    quiet = frozenset(n for n in range(months) if month_at(n, wheel.first).month in wheel.quiet_months)
    return planner.Calendar(months, wheel.every, quiet)


def years_of(wheel: Wheel) -> list[Year]:
    """Each year of the wheel, counted from its first month."""
    found = []
    for number in range(wheel.years):
        first, after = month_at(number * YEAR, wheel.first), month_at((number + 1) * YEAR, wheel.first)
        rows = db.session.scalars(select(Letters).where(Letters.month >= first, Letters.month < after)).all()
        found.append(
            Year(
                first,
                sum(row.sent or 0 for row in rows),
                sum(row.planned for row in rows if row.sent is None),
                tuple(sorted({row.district.name for row in rows})),
            )
        )
    return found


def _wish(district: District, wheel: Wheel) -> planner.District:
    """What the planner may do with a district: nothing in the past, nor in a month in which its letters went out."""
    last = wheel.years * YEAR - 1
    done = max((number_of(one.month, wheel.first) + 1 for one in district.batches if one.sent is not None), default=0)
    now = number_of(first_of(today()), wheel.first)
    wished = number_of(district.earliest, wheel.first) if district.earliest else 0
    latest = number_of(district.latest, wheel.first) if district.latest else last
    to_send = max(0, district.letters - district.sent_since(wheel.first))
    return planner.District(district.public_id, to_send, max(0, done, now, wished), min(last, latest))
