"""Ask for company, pass the question on to others, let go of it. One is one transaction."""

from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.people import roles
from app.people.models import Person
from app.plugins import current_hooks
from app.refs import Ref, new_public_id
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.prevention.together import telling
from plugins.prevention.together import words as said
from plugins.prevention.together.models import (
    DOOR,
    HOSTS,
    MAIL,
    NOBODY,
    PHONE,
    STAGES,
    WELCOMERS,
    Asked,
    Company,
)
from plugins.prevention.together.patience import next_moment, too_late
from plugins.prevention.together.things import date_to_come

MOST: Final = 5
"""So many somebody may ask for at a time."""


def ways_of(somebody: Person) -> list[str]:
    """How somebody can be reached: what they gave the house, and at the door."""
    return [*([PHONE] if somebody.phone else []), *([MAIL] if somebody.email else []), DOOR]


@transactional
def ask(actor: Actor, ref: Ref, reach: str) -> str:
    """Ask for company at the date `ref`; answers the public id of the question. Asked twice is once.

    Raises NotAllowed for a guest, NotFound for a date that is not to come, Refusal where it begins too soon.
    """
    somebody = db.session.get(Person, actor.subject) if actor.subject is not None else None
    if somebody is None:
        raise NotAllowed(_("Sign in first, or ask at the desk."))
    entry = date_to_come(ref)
    if reach not in ways_of(somebody):
        raise Refusal(_("Choose one of these."), field="reach")
    if too_late(now(), entry.span.start):
        raise Refusal(_("It begins too soon to find somebody this way. Call the house: we think along with you."))
    own = list(db.session.scalars(sa.select(Company).where(Company.person_id == somebody.id, Company.ends > now())))
    before = next((one for one in own if one.ref == str(ref)), None)
    if before is not None and before.is_open:
        return before.public_id
    if sum(one.is_open for one in own) >= MOST:
        raise Refusal(_("You asked for company %(most)s times already. Wait for one of these first.", most=MOST))
    if before is not None:
        db.session.delete(before)
        db.session.flush()
    company = Company(
        public_id=new_public_id(),
        person_id=somebody.id,
        ref=str(ref),
        house_id=entry.house_id,
        starts=entry.span.start,
        ends=entry.span.end,
        sensitive=entry.sensitive,
        reach=reach,
        stage=WELCOMERS,
        asked_at=now(),
    )
    db.session.add(company)
    db.session.flush()
    ask_from(company, WELCOMERS)
    note(actor, said.ASKED, company.thing)
    return company.public_id


def ask_from(company: Company, stage: str) -> None:
    """Ask those of `stage` who were not asked yet, or of the next one with somebody in it. Call it in a transaction."""
    for each in STAGES[STAGES.index(stage) :]:
        company.stage = each
        if each == NOBODY:
            company.next_at = None
            telling.tell(company, company.person_id, telling.NOBODY_YET)
            return
        known = {one.person_id for one in company.asked} | {company.person_id}
        new = [person_id for person_id in _those_of(each, company) if person_id not in known]
        for person_id in new:
            company.asked.append(Asked(person_id=person_id))
            telling.tell(company, person_id, telling.QUESTION)
        if new:
            company.next_at = next_moment(now(), company.starts)
            return


def ask_others(company: Company) -> None:
    """Ask who comes after those who were asked; where nobody does, say so. Call it in a transaction."""
    ask_from(company, STAGES[min(STAGES.index(company.stage) + 1, len(STAGES) - 1)])


@transactional
def stop(actor: Actor, key: str) -> None:
    """Who asked lets go of it, without a reason. Twice is once. Raises NotFound."""
    company = locked(key)
    if company.person_id != actor.subject:
        raise NotFound(said.UNKNOWN)
    if company.is_open:
        close(company)
        note(actor, said.STOPPED, company.thing)


def close(company: Company) -> None:
    """It is over; who would have gone along hears it. Call it in a transaction."""
    company.closed_at, company.next_at = now(), None
    notices.withdraw(company.thing)
    if company.companion_id is not None:
        telling.tell(company, company.companion_id, telling.NOT_GOING)


def locked(key: str) -> Company:
    """The question with this public id, to be changed. Raises NotFound for none, and for one that is over."""
    wanted = sa.select(Company).where(Company.public_id == key, Company.ends > now()).with_for_update()
    found = db.session.scalar(wanted) if key.isalnum() else None
    if found is None:
        raise NotFound(said.UNKNOWN)
    return found


def _those_of(stage: str, company: Company) -> Iterable[int]:
    if stage == HOSTS:
        return [host.id for host in roles.hosts_of(company.house_id)]
    told = current_hooks().welcomers(company.date)
    return [one.person_id for one in told if one.promised is (stage == WELCOMERS)]
