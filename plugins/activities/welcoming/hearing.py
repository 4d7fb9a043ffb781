"""Who promised to welcome, and who let go of it. Heard twice, it changes nothing more."""

import sqlalchemy as sa

from app.db import db, transactional
from app.events import Event, PromiseMade, PromiseWithdrawn
from app.refs import Ref
from plugins.activities.models import OWNER, Occurrence, SignUp
from plugins.activities.roles.models import Role
from plugins.activities.roles.needs import need_of
from plugins.activities.welcoming import telling
from plugins.activities.welcoming.models import Welcomer


def hear(event: Event) -> None:
    """Keep who welcomes on a date."""
    if not isinstance(event, PromiseMade | PromiseWithdrawn) or event.need is None or event.person_id is None:
        return
    need = Ref.parse(event.need)
    if (need.owner, need.kind) == (OWNER, "date"):
        (_begins if isinstance(event, PromiseMade) else _stops)(need.key, event.mark, event.person_id)


@transactional
def _begins(date: str, mark: str, person_id: int) -> None:
    """They welcome, and hear who said already that it is their first time."""
    occurrence = db.session.scalar(sa.select(Occurrence).where(Occurrence.public_id == date))
    if occurrence is None or not _welcomes(occurrence, mark):
        return
    if db.session.get(Welcomer, (occurrence.id, person_id)) is not None:
        return
    db.session.add(Welcomer(occurrence_id=occurrence.id, person_id=person_id))
    first_timers = sa.select(SignUp).where(
        SignUp.occurrence_id == occurrence.id, SignUp.first_time, SignUp.cancelled_at.is_(None)
    )
    for signup in db.session.scalars(first_timers.order_by(SignUp.id)):
        if signup.person_id != person_id:
            telling.tell(person_id, signup, occurrence)


@transactional
def _stops(date: str, mark: str, person_id: int) -> None:
    occurrence = db.session.scalar(sa.select(Occurrence).where(Occurrence.public_id == date))
    own = db.session.get(Welcomer, (occurrence.id, person_id)) if occurrence else None
    if occurrence is not None and own is not None and _welcomes(occurrence, mark):
        db.session.delete(own)


def _welcomes(occurrence: Occurrence, mark: str) -> bool:
    """Whether the need with this mark is a role that welcomes."""
    wanted = sa.select(Role).where(Role.activity_id == occurrence.activity_id, Role.welcomes)
    return any(need_of(role, occurrence.public_id, occurrence.span).mark == mark for role in db.session.scalars(wanted))
