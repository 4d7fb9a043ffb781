"""What somebody reads of going together: as far as each may know. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.clock import Span, now
from app.db import db
from app.people.models import Person
from app.places.models import House
from app.refs import Ref
from app.refusals import NotFound
from plugins.prevention.together import telling
from plugins.prevention.together import words as said
from plugins.prevention.together.models import DOOR, NOBODY, Asked, Company
from plugins.prevention.together.things import entry_of


@dataclass(frozen=True, slots=True)
class Told:
    """One question, as its reader may know it."""

    key: str
    title: str
    url: str
    """Of the page of the date; "" where there is none now."""
    span: Span
    zone: ZoneInfo
    asks: bool
    """Whether the reader asked; otherwise they were asked."""
    who: str
    """First name of the other, as soon as the reader may know it."""
    reach: str
    at_the_door: bool
    sensitive: bool
    state: str
    """Of who asked: searching, nobody, offered; of who was asked: asked, declined, waiting, taken; agreed, closed."""


def one(key: str, person_id: int | None) -> Told:
    """One question, for who asked and for who was asked. Raises NotFound for everybody else."""
    found = db.session.scalar(sa.select(Company).where(Company.public_id == key)) if key.isalnum() else None
    if found is None or person_id is None:
        raise NotFound(said.UNKNOWN)
    if found.person_id != person_id and found.question_for(person_id) is None:
        raise NotFound(said.UNKNOWN)
    return _told(found, person_id)


def own(person_id: int) -> list[Told]:
    """What somebody asked and was asked, of dates to come, soonest first: less what they let go of or turned down."""
    asked = sa.select(Asked.company_id).where(Asked.person_id == person_id, Asked.declined_at.is_(None))
    wanted = sa.select(Company).where(
        sa.or_(Company.person_id == person_id, Company.id.in_(asked)),
        Company.closed_at.is_(None),
        Company.ends > now(),
    )
    found: Sequence[Company] = db.session.scalars(wanted.order_by(Company.starts, Company.id)).all()
    told = [_told(company, person_id) for company in found]
    return [one for one in told if one.state != "taken"]


def asked_for(person_id: int, ref: Ref) -> str | None:
    """The public id of somebody's open question for a date."""
    return db.session.scalar(
        sa.select(Company.public_id).where(
            Company.person_id == person_id, Company.ref == str(ref), Company.closed_at.is_(None), Company.ends > now()
        )
    )


def _told(company: Company, person_id: int) -> Told:
    asks = company.person_id == person_id
    entry = entry_of(company.date)
    state = _state_of_asker(company) if asks else _state_of_asked(company, person_id)
    knows = state in (("offered", "agreed") if asks else ("agreed",))
    other = (company.companion_id if asks else company.person_id) if knows else None
    return Told(
        key=company.public_id,
        title=entry.title if entry else str(said.NEUTRAL),
        url=(entry.url or "") if entry else "",
        span=Span(company.starts, company.ends),
        zone=db.session.get_one(House, company.house_id).zone,
        asks=asks,
        who=db.session.get_one(Person, other).first_name if other is not None else "",
        reach=telling.reach_words(company) if knows and not asks else "",
        at_the_door=company.reach == DOOR,
        sensitive=company.sensitive,
        state=state,
    )


def _state_of_asker(company: Company) -> str:
    if not company.is_open:
        return "closed"
    if company.companion_id is None:
        return "nobody" if company.stage == NOBODY else "searching"
    return "agreed" if company.is_agreed else "offered"


def _state_of_asked(company: Company, person_id: int) -> str:
    if not company.is_open:
        return "closed"
    if company.companion_id == person_id:
        return "agreed" if company.is_agreed else "waiting"
    if company.companion_id is not None:
        return "taken"
    question = company.question_for(person_id)
    return "declined" if question is not None and question.declined_at else "asked"
