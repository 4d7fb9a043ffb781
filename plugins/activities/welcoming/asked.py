"""Who may be asked to receive a newcomer on a date: who promised to welcome, and who organises it."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.db import db
from app.plugins import Welcomer as Told
from app.refs import Ref
from plugins.activities.models import OWNER, Occurrence, Organiser
from plugins.activities.welcoming.models import Welcomer


def welcomers(ref: Ref) -> Sequence[Told]:
    """For the hook; nobody for what is no date of ours."""
    if (ref.owner, ref.kind) != (OWNER, "date"):
        return []
    date = db.session.scalar(sa.select(Occurrence).where(Occurrence.public_id == ref.key))
    if date is None:
        return []
    promised = db.session.scalars(sa.select(Welcomer.person_id).where(Welcomer.occurrence_id == date.id)).all()
    organise = db.session.scalars(sa.select(Organiser.person_id).where(Organiser.activity_id == date.activity_id)).all()
    return [
        *(Told(person_id=one, promised=True) for one in sorted(promised)),
        *(Told(person_id=one, promised=False) for one in sorted(set(organise) - set(promised))),
    ]
