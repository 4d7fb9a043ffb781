"""What goes by itself: others are asked when nobody answers, and a date that moves or is off takes this along."""

import sqlalchemy as sa

from app import notices
from app.calendar.entry import Status
from app.clock import now
from app.db import db, transactional
from app.events import ActivityChanged, Event
from plugins.prevention.together import telling
from plugins.prevention.together.asking import ask_others
from plugins.prevention.together.models import NOBODY, Company
from plugins.prevention.together.things import entry_of


def sweep() -> None:
    """Pass on each question that nobody said yes to in time, or whose companion is no longer with us."""
    for company_id in db.session.scalars(sa.select(Company.id).where(_due()).order_by(Company.id)).all():
        _pass_on(company_id)


def _due() -> sa.ColumnElement[bool]:
    return sa.and_(
        Company.companion_id.is_(None),
        Company.closed_at.is_(None),
        Company.stage != NOBODY,
        Company.starts > now(),
        sa.or_(Company.next_at <= now(), Company.next_at.is_(None)),
    )


@transactional
def _pass_on(company_id: int) -> None:
    company = db.session.scalar(sa.select(Company).where(Company.id == company_id, _due()).with_for_update())
    if company is None:
        return
    if company.next_at is None:  # who said yes was forgotten since
        company.agreed_at = None
        telling.tell(company, company.person_id, telling.SEARCHING)
    ask_others(company)


def hear(event: Event) -> None:
    """Something in a house changed: what it means for who goes together."""
    if isinstance(event, ActivityChanged):
        alive = sa.select(Company.id).where(
            Company.house_id == event.house_id, Company.closed_at.is_(None), Company.ends > now()
        )
        for company_id in db.session.scalars(alive.order_by(Company.id)).all():
            _follow(company_id)


@transactional
def _follow(company_id: int) -> None:
    company = _locked(company_id)
    if company is None or not company.is_open:
        return
    entry = entry_of(company.date)
    off = entry is None or entry.status is Status.CANCELLED
    if entry is not None:
        same = (company.starts, company.ends) == (entry.span.start, entry.span.end)
        company.starts, company.ends, company.sensitive = entry.span.start, entry.span.end, entry.sensitive
        if same and not off:
            return
    if off:
        company.closed_at, company.next_at = now(), None
        notices.withdraw(company.thing)
    for person_id in (company.person_id, company.companion_id):
        if person_id is not None:
            telling.tell(company, person_id, telling.OFF if off else telling.MOVED)


def _locked(company_id: int) -> Company | None:
    return db.session.scalar(sa.select(Company).where(Company.id == company_id).with_for_update())
