"""Remind of what somebody means to do: once, at the moment that they chose. And let go of what has had its time."""

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.clock import now
from app.db import db, transactional
from app.notices import Recipient
from app.people.models import Person
from app.pseudonyms import whose
from app.refs import Ref
from plugins.prevention.intentions.keeping import OWNER, own, reminder_ref
from plugins.prevention.intentions.models import Intention

REMINDER: Final = "prevention.intention"


def sweep() -> None:
    """Remind of what is due; let go of what was done or taken away a while ago."""
    due = sa.select(Intention.key).where(Intention.remind_at <= now(), Intention.leaving_at.is_(None))
    for key in db.session.scalars(due).all():
        _remind_of(key)
    _let_go()


@transactional
def _remind_of(key: str) -> None:
    """Reminder and "it went" are one transaction: never none, never two. Whoever takes the row first, does it."""
    row = db.session.scalar(
        sa.update(Intention)
        .where(Intention.key == key, Intention.remind_at <= now(), Intention.leaving_at.is_(None))
        .values(remind_at=None)
        .returning(Intention)
    )
    if row is None:
        return
    person_id = _owner_of(row)
    if person_id is None:  # the house has another secret key by now: it is nobody's any more
        db.session.delete(row)
        return
    ref = reminder_ref(row.key)
    notices.send(Recipient(person_id=person_id), REMINDER, {"reminder": ref}, ref=ref, house_id=row.house_id)


def _owner_of(row: Intention) -> int | None:
    people = db.session.execute(sa.select(Person.public_id, Person.id).where(Person.forgotten_at.is_(None)))
    ids = {one.public_id: one.id for one in people}
    found = whose(OWNER, row.key, row.owner, ids)
    return ids[found] if found is not None else None


@transactional
def _let_go() -> None:
    db.session.execute(sa.delete(Intention).where(Intention.leaving_at <= now()))


@transactional
def expire() -> None:
    """Some days after the reminder nothing is left, whether it was done or not. Nobody asks."""
    db.session.execute(sa.delete(Intention).where(Intention.goes_on < now().date()))
    _let_go()


def export(person_id: int) -> Mapping[str, Any]:
    """What somebody means to do, for themselves."""
    lines = [
        {
            "what": one.said,
            "theme": one.theme,
            "reminder": one.remind_at.isoformat() if one.remind_at else None,
            "reminder_says_what": one.told,
            "gone_after": one.goes_on.isoformat(),
        }
        for one in own(person_id)
    ]
    return {"intentions": lines}


def _still_meant(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What to say; None when it was let go of, or set for another moment, in the meantime."""
    ref: Ref = params["reminder"]
    told = sa.select(Intention).where(Intention.leaving_at.is_(None), Intention.remind_at.is_(None))
    row = next((one for one in db.session.scalars(told) if reminder_ref(one.key) == ref), None)
    return {"said": row.said if row.told else ""} if row is not None else None


notices.kinds.register(
    REMINDER,
    subject=_("A reminder that you asked for yourself"),
    template="prevention/intentions/mail/reminder.txt",
    spoken="prevention/intentions/mail/reminder_spoken.txt",
    prepare=_still_meant,
)
