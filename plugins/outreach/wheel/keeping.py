"""The wheel, kept by coordinators: how it turns, its districts, its plan, and how many letters went out."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select

from app.actors import Actor
from app.db import db, transactional
from app.journal import note
from app.refs import new_public_id
from app.refusals import NotFound, Refusal
from app.web import verbs
from plugins.outreach.partners.models import COORDINATOR
from plugins.outreach.partners.rights import require, today
from plugins.outreach.wheel.models import THE_ONE, District, Letters, Wheel
from plugins.outreach.wheel.months import first_of
from plugins.outreach.wheel.reading import district_with, proposal, the_wheel

MOST_DISTRICTS: Final = 200
NO_WHEEL: Final = _("First say how the wheel turns.")

for _verb, _words in {
    "outreach.wheel.set": _("Set how the wheel turns"),
    "outreach.wheel.planned": _("Planned the letters of the wheel"),
    "outreach.district.added": _("Added a district to the wheel"),
    "outreach.district.changed": _("Changed a district of the wheel"),
    "outreach.district.ended": _("Took a district off the wheel"),
    "outreach.letters.sent": _("Wrote down how many letters went out"),
}.items():
    verbs.register(_verb, _words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """How the wheel turns: as in `models.Wheel`."""

    first: date
    years: int
    every: int
    quiet: tuple[int, ...]
    visitors: int
    talks: int
    together: int
    one_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictValues:
    """What a coordinator says of a district: months are their first days."""

    name: str
    letters: int
    source: str = ""
    earliest: date | None = None
    latest: date | None = None


@transactional
def set_wheel(actor: Actor, values: Turning) -> None:
    """Say how the wheel turns. What is planned stays until it is planned anew. Raises Refusal, NotAllowed."""
    require(actor, COORDINATOR)
    if set(values.quiet) >= set(range(1, 13)):
        raise Refusal(_("Leave at least one month in which letters go out."), field="quiet")
    wheel = the_wheel()
    if wheel is None:
        wheel = Wheel(id=THE_ONE)
        db.session.add(wheel)
    wheel.first, wheel.years, wheel.every = first_of(values.first), values.years, values.every
    wheel.quiet = ",".join(str(month) for month in sorted(values.quiet))
    wheel.visitors, wheel.talks = values.visitors, values.talks
    wheel.together, wheel.one_in = values.together, values.one_in
    note(actor, "outreach.wheel.set", wheel.ref)


@transactional
def add_district(actor: Actor, values: DistrictValues) -> str:
    """Put a district on the wheel; its public id. Raises Refusal beside its field, NotAllowed."""
    require(actor, COORDINATOR)
    if len(db.session.scalars(select(District.id)).all()) >= MOST_DISTRICTS:
        raise Refusal(_("There are %(most)s districts already. Put two together.", most=MOST_DISTRICTS))
    gone = db.session.scalar(select(District).where(District.name == values.name, District.until < today()))
    district = gone or District(public_id=new_public_id(), until=None)
    _fill(district, values)
    district.until = None
    db.session.add(district)
    note(actor, "outreach.district.added", district.ref, district.name)
    return district.public_id


@transactional
def change_district(actor: Actor, key: str, values: DistrictValues) -> None:
    """Change a district, or move it to other months. Raises Refusal beside its field, NotFound, NotAllowed."""
    require(actor, COORDINATOR)
    district = district_with(key)
    _fill(district, values)
    note(actor, "outreach.district.changed", district.ref, district.name)


@transactional
def end_district(actor: Actor, key: str) -> None:
    """Take a district off the wheel. What went out stays in the counts. Raises NotFound, NotAllowed."""
    require(actor, COORDINATOR)
    district = district_with(key)
    db.session.execute(delete(Letters).where(Letters.district_id == district.id, Letters.sent.is_(None)))
    district.until = today() - timedelta(days=1)
    note(actor, "outreach.district.ended", district.ref, district.name)


@transactional
def take_proposal(actor: Actor) -> None:
    """Let the proposal of now be the plan. Raises Refusal where there is no wheel, NotAllowed."""
    require(actor, COORDINATOR)
    wheel = the_wheel()
    if wheel is None:
        raise Refusal(NO_WHEEL)
    batches = proposal(wheel).batches
    db.session.execute(delete(Letters).where(Letters.sent.is_(None)))
    db.session.expire_all()
    db.session.add_all(Letters(district_id=one.id, month=month, planned=letters) for one, month, letters in batches)
    note(actor, "outreach.wheel.planned", wheel.ref)


@transactional
def tell_sent(actor: Actor, key: str, month: date, number: int) -> None:
    """Write down how many letters of a month went out; none at all takes it back.

    Raises Refusal beside `sent`, NotFound for a month without letters, NotAllowed.
    """
    require(actor, COORDINATOR)
    district = district_with(key)
    batch = next((one for one in district.batches if one.month == month), None)
    if batch is None:
        raise NotFound(_("No letters are planned in this month."))
    if month > first_of(today()):
        raise Refusal(_("This month is still to come."), field="sent")
    wheel = the_wheel()
    others = district.sent_since(wheel.first if wheel else month) - (batch.sent or 0)
    most = district.letters - others
    if not 0 <= number <= most:
        raise Refusal(_("Type a number from 0 to %(most)s: so many letters are left here.", most=most), field="sent")
    batch.sent = number or None
    note(actor, "outreach.letters.sent", district.ref, district.name)


def _fill(district: District, values: DistrictValues) -> None:
    same = db.session.scalar(select(District).where(District.name == values.name))
    if same is not None and same is not district:
        raise Refusal(_("There is a district with this name already."), field="name")
    wheel = the_wheel()
    sent = district.sent_since(wheel.first) if wheel else 0
    if values.letters < sent:
        raise Refusal(_("%(sent)s letters went out already.", sent=sent), field="letters")
    if values.earliest and values.latest and values.earliest > values.latest:
        raise Refusal(_("The last month comes before the first one."), field="latest")
    district.name, district.letters, district.source = values.name, values.letters, values.source
    district.earliest = first_of(values.earliest) if values.earliest else None
    district.latest = first_of(values.latest) if values.latest else None
